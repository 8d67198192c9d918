"""Measure translation: `python -m bench.translation`.

Two tables. Quality: 300 Spanish captions in an English article, through the whole of triage with Apertium, against
Apertium called by hand with one caption per line; chrF2 by sacrebleu, and how many captions lost a name, a number, an
address or a placeholder. Cost: the direct path to an Argos model against the argostranslate module, on the fixture
packages of the tests; one thread each.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

import triage
from bench.captions import PEOPLE, Caption, captions

RESULTS = Path(__file__).parent / "results"
FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures"
CALLS = 200
REPEATS = 3
PARAGRAPH = (
    "The council published the pictures on Monday. According to {names} they show how much the region has changed, "
    "and they will be on display until the end of the year."
)

DIRECT = """
import sys; from pathlib import Path; from triage.translators import Settings
from triage.translators.argos import Argos
engine = Argos(Settings(packages_dir=Path(sys.argv[1])))
first = lambda text: engine.translate([text], "es", "en")
many = lambda texts: engine.translate(texts, "es", "en")
"""
MODULE = """
import sys; from argostranslate import translate
first = lambda text: translate.translate(text, "es", "en")
many = lambda texts: [translate.translate(text, "es", "en") for text in texts]
"""
MEASURE = r"""
import json, re, sys, time
texts = json.load(sys.stdin)
first(texts[0])
ready, cpu = time.time() - float(sys.argv[2]), time.process_time()
if len(texts) > 1: many(texts)
peak_kb = re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1]  # ru_maxrss begins with the parent's
print(json.dumps([ready, time.process_time() - cpu, int(peak_kb) / 1024]))
"""


class Cost(NamedTuple):
    """Seconds until the first translation, seconds of CPU for 200 more, peak memory in MB."""

    first_seconds: float
    cpu_seconds: float
    peak_mb: float


class Quality(NamedTuple):
    """chrF2, how many captions were left as they are, and how many lost something that must stay."""

    chrf: float
    left: int
    lost: int


@click.command()
def main() -> None:
    """Print both tables, and write them to bench/results/translation.md."""
    report = quality_table() + "\n" + cost_table()
    click.echo(report, nl=False)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "translation.md").write_text(report, encoding="utf-8")


def quality_table() -> str:
    """Return the table of quality; a sentence where Apertium is missing."""
    if shutil.which("apertium") is None:
        return "Apertium is not installed: no table of quality.\n"
    every = captions()
    rows = {
        "the captions as they are": [caption.spanish for caption in every],
        "Apertium by hand, a caption per line": by_hand(every),
        "triage with Apertium": through_triage(every),
    }
    lines = ["| 300 Spanish captions | chrF2 | left as they are | lost something |", "| --- | --- | --- | --- |"]
    for name, translated in rows.items():
        quality = judge(translated, every)
        lines.append(f"| {name} | {quality.chrf:.1f} | {quality.left} | {quality.lost} |")
    return "\n".join(lines) + "\n"


def by_hand(every: Sequence[Caption]) -> list[str]:
    """Return what Apertium gives for the captions as anybody would call it, without its marks."""
    text = "\n".join(caption.spanish for caption in every) + "\n"
    command = ["apertium", "-u", "-f", "line", "spa-eng"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout.splitlines()


def through_triage(every: Sequence[Caption]) -> list[str]:
    """Return what stands where the captions stood, each below a paragraph of an article that names its names."""
    parts = []
    for caption in every:
        names = " and ".join(token for token in caption.kept if token in PEOPLE) or "its spokesman"
        parts += [PARAGRAPH.format(names=names), caption.spanish]
    article = "\n\n".join(parts) + "\n"
    result = triage.clean(article, lang="en", action="translate", layout="replace", engine="apertium")
    return (result.text or article).rstrip("\n").split("\n\n")[1::2]


def judge(translated: Sequence[str], every: Sequence[Caption]) -> Quality:
    """Return chrF2 against our own translations, the captions not translated, and those that lost what must stay."""
    from sacrebleu.metrics.chrf import CHRF

    score = CHRF().corpus_score(list(translated), [[caption.english for caption in every]])
    changed = [(text, caption) for text, caption in zip(translated, every, strict=True) if text != caption.spanish]
    lost = sum(any(token not in text for token in caption.kept) for text, caption in changed)
    return Quality(score.score, len(every) - len(changed), lost)


def cost_table() -> str:
    """Return the table of cost, the best of a few runs each."""
    texts = [caption.spanish for caption in captions()[-CALLS:]]
    lines = [
        f"| es-en fixture, {CALLS} captions | load and first, s | CPU of {CALLS}, s | peak memory, MB |",
        "| --- | --- | --- | --- |",
    ]
    with tempfile.TemporaryDirectory() as directory:
        for package in FIXTURES.glob("*.argosmodel"):
            with zipfile.ZipFile(package) as archive:
                archive.extractall(directory)
        for name, program in (("direct", DIRECT), ("argostranslate module", MODULE)):
            runs = [measure(program, directory, texts) for _ in range(REPEATS)]
            best = Cost(*(min(values) for values in zip(*runs, strict=True)))
            lines.append(f"| {name} | {best.first_seconds:.2f} | {best.cpu_seconds:.2f} | {best.peak_mb:.0f} |")
    return "\n".join(lines) + "\n"


def measure(program: str, directory: str, texts: Sequence[str]) -> Cost:
    """Run one way to translate in a process of its own."""
    one_thread = {"ARGOS_INTRA_THREADS": "1", "OMP_NUM_THREADS": "1"}
    environment = {**os.environ, **one_thread, "ARGOS_PACKAGES_DIR": directory, "HOME": f"{directory}-home"}
    command = [sys.executable, "-c", program + MEASURE, directory, str(time.time())]
    done = subprocess.run(command, input=json.dumps(texts), env=environment, capture_output=True, text=True, check=True)
    return Cost(*json.loads(done.stdout))


if __name__ == "__main__":
    main()
