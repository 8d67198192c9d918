"""Run one tool over the benchmark documents in this process and write what it found and what it cost.

Called by `python -m bench`, one process per tool, so that memory and loading are each tool's own.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import NamedTuple

from bench.memory import peak_mb
from bench.peers import TOOLS
from bench.records import Gold, Labelled, Record, read_records

# The first answers, one for each format, which end loading: some tools load their models, their readers only then.
WARM_UP = {
    "txt": "The harbour stays closed.\n\nEl puerto sigue cerrado.\n",
    "md": "---\ntitle: The harbour\n---\n\nThe [harbour](a.md) stays closed.\n\n> El puerto sigue cerrado.\n",
    "html": "<p>The <a href='a.html'>harbour</a> stays closed.</p>\n<p title='Puerto'>El puerto sigue cerrado.</p>\n",
}


class Run(NamedTuple):
    """What one tool found and what it cost.

    `loading_s` is CPU time from the tool's first import to its first answer for each format, `cpu_s` that of all
    documents after it.
    """

    found: dict[str, list[Labelled]]
    loading_s: float
    cpu_s: float
    peak_mb: float


def run(tool: str, records: tuple[Record, ...]) -> Run:
    """Load a tool and give it every document."""
    reading = time.process_time()
    detect = TOOLS[tool].load()
    for format, text in WARM_UP.items():
        detect(Record("", format, "en", text, tuple[Gold, ...](), False, 0))
    ready = time.process_time()
    found = {record.id: detect(record) for record in records}
    done = time.process_time()
    return Run(found, ready - reading, done - ready, peak_mb())


def load_run(path: Path) -> Run:
    """Read back what `main` wrote."""
    fields = json.loads(path.read_text(encoding="utf-8"))
    found = {key: [Labelled(*span) for span in spans] for key, spans in fields.pop("found").items()}
    return Run(found=found, **fields)


def main(tool: str, data: str, out: str) -> None:
    """Run a tool over a data file and write the run as JSON."""
    result = run(tool, read_records(Path(data)))
    Path(out).write_text(json.dumps(result._asdict()), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
