"""Show what each parameter of `triage.lid` does: the yardstick with the parameter lower and higher.

    python -m tools.sweep_lid --documents ../shared/bench/dev.jsonl --report docs/parameters.md

Each value is tried in a process of its own, since the kernel reads the parameters once; the guard stays as it is
fitted, so a row shows how much depends on a parameter, not what could be reached with another fit. The same input gives
the same report.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

from tools.tune_lid import Gold, read_documents
from triage.lid import params
from triage.lid.params import PARAMS

# Shares of the value in force.
FACTORS = (0.7, 0.85, 1.15, 1.3)


class Score(NamedTuple):
    """How a setting does: fragments found, found with exact bounds, and reports that touch no fragment."""

    found: int
    exact: int
    alarms: int


def score(golds: Sequence[Gold]) -> Score:
    """Run identification over labelled documents and count; letters count, nothing else."""
    from triage.lid import identify

    found = exact = alarms = 0
    for gold in golds:
        reported = [fragment.span for fragment in identify(gold.segments, matrix=gold.matrix).fragments]
        letters = [_letters(gold, *span) for span in reported]
        for span in gold.spans:
            wanted = _letters(gold, *span)
            best = max(letters, key=lambda got: len(got & wanted), default=frozenset())
            found += 2 * len(best & wanted) >= len(best | wanted)
            exact += best == wanted
        wanted_all = frozenset().union(*(_letters(gold, *span) for span in gold.spans))
        alarms += sum(not got & wanted_all for got in letters)
    return Score(found, exact, alarms)


def _letters(gold: Gold, start: int, end: int) -> frozenset[int]:
    return frozenset(i for i in range(start, end) if gold.text[i].isalpha())


# The parameters are set before anything of the package reads them, so the module must not come by way of the package.
TRIAL = """
import importlib.util, sys
path, name, value, documents = sys.argv[1:]
spec = importlib.util.spec_from_file_location("triage.lid.params", path)
params = sys.modules["triage.lid.params"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(params)
object.__setattr__(params.PARAMS, name, type(getattr(params.PARAMS, name))(value))
from pathlib import Path
from tools import sweep_lid, tune_lid
print(*sweep_lid.score(list(tune_lid.read_documents(Path(documents)))))
"""


def try_value(name: str, value: float, documents: Path) -> Score:
    """Return the score with one parameter changed, from a fresh process."""
    command = [sys.executable, "-c", TRIAL, params.__file__, name, str(value), str(documents)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Score(*map(int, done.stdout.split()))


def row(name: str, documents: Path, base: Score) -> str:
    """Return a table row: the parameter, its value, and the scores where they differ from the base."""
    value = getattr(PARAMS, name)
    cells = []
    for factor in FACTORS:
        changed = type(value)(round(value * factor, 3))
        got = base if changed == value else try_value(name, changed, documents)
        cells.append("=" if got == base else f"{got.found} / {got.exact} / {got.alarms}")
    return f"| {name} | {value} | {' | '.join(cells)} |"


REPORT = """# Parameters: what each one does

Written by `python -m tools.sweep_lid`; do not edit. What the parameters mean stands in `triage/lid/params.py`. They
began as the values of a prototype (prices of a switch, weights of capitals, tempering of the character model) and were
set by hand on the same documents, one after another, while the guard was fitted by `tools/tune_lid.py`
(docs/detection.md).

{documents} labelled documents with {fragments} fragments: found / exact bounds / reports that touch no fragment, with
one parameter at a time at 70, 85, 115 and 130 % of its value; `=` where nothing changes. As they are: {base}.

| parameter | value | 70 % | 85 % | 115 % | 130 % |
| --- | --- | --- | --- | --- | --- |
{rows}
"""


def main() -> None:
    """Try all parameters and write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--report", type=Path, required=True)
    options = parser.parse_args()
    golds = list(read_documents(options.documents))
    base = score(golds)
    rows = [row(field.name, options.documents, base) for field in fields(PARAMS)]
    report = REPORT.format(
        documents=len(golds),
        fragments=sum(len(gold.spans) for gold in golds),
        base=f"{base.found} / {base.exact} / {base.alarms}",
        rows="\n".join(rows),
    )
    options.report.write_text(report, encoding="utf-8")


if __name__ == "__main__":
    main()
