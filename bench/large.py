"""Clean large documents, at full and at half size: status, CPU time, memory, bytes: `python -m bench.large`.

Twice the text must cost about twice the time: a ratio of CPU times, not a time, as machines differ. The documents are
generated, always the same ones: English sentences put together from parts, with Spanish captions between them.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.table import markdown

MEGABYTE = 1_000_000
NESTED_DIVS = 10_000
# Quadratic time would show as a ratio of 4.
MOST_RATIO = 3.5
# What the command needs for a small document, and for each byte of a large one: text, segments, findings, result.
BASE_MB = 150
BYTES_PER_BYTE = 12
# A caption for so many paragraphs.
_CAPTION_EVERY = 40
_SENTENCES = 6
_SEED = 4

_WHO = ("The harbour master", "A young teacher", "My neighbour", "The oldest sister", "Nobody I know", "The baker")
_DID = ("closed the gate", "wrote a long letter", "waited for the bus", "painted the door", "counted the boats")
_WHERE = ("behind the station", "near the sea wall", "on the wooden bridge", "in front of the school", "at the mill")
_WHEN = ("on a cold morning", "after the storm", "before the lamps were lit", "when the rain stopped", "last winter")
CAPTIONS = (
    "Los pescadores recogen las redes rotas después de la tormenta",
    "La panadera abre la puerta antes de que salga el sol",
    "Los niños esperan el autobús delante de la escuela del pueblo",
)


class Cost(NamedTuple):
    """What one run of a command came to."""

    status: int
    cpu_s: float
    peak_mb: float


class Kind(NamedTuple):
    """A kind of large document.

    Attributes:
        suffix: of its name.
        size_bytes: of the text between its beginning and its end.
        write: one paragraph, with or without a caption, by its number.
        mark: what stands for a caption, before and after marking.
        begin: what stands first.
        end: what stands last.
    """

    suffix: str
    size_bytes: int
    write: Callable[[int, str, str | None], str]
    mark: tuple[str, str]
    begin: str = ""
    end: str = ""


def _write_markdown(number: int, words: str, caption: str | None) -> str:
    image = f"![A boat](boat-{number}.jpg)\n\n*{caption}*\n\n" if caption else ""
    return f"## Day {number} at the harbour\n\n{words} [more](/days/{number})\n\n{image}"


def _write_html(number: int, words: str, caption: str | None) -> str:
    figure = f'<figure><img src="{number}.jpg" alt="A boat"><figcaption>{caption}</figcaption></figure>\n'
    text = f"<h2>Day {number} at the harbour</h2>\n<p>{words} <a href=/days/{number}>more</a></p>\n"
    return text + figure if caption else text


def _write_record(number: int, words: str, caption: str | None) -> str:
    record = {"id": number, "title": f"Day {number} at the harbour", "text": words, "caption": caption or "A boat"}
    return json.dumps(record, ensure_ascii=False) + "\n"


KINDS = (
    Kind("md", 10 * MEGABYTE, _write_markdown, ("*{}*", '*<span lang="es">{}</span>*')),
    Kind(
        "html",
        10 * MEGABYTE,
        _write_html,
        ("<figcaption>{}<", '<figcaption lang="es">{}<'),
        '<!DOCTYPE html>\n<html lang="en"><head><title>Days</title></head><body>\n' + "<div>" * NESTED_DIVS,
        "</div>" * NESTED_DIVS + "</body></html>\n",
    ),
    Kind("jsonl", 50 * MEGABYTE, _write_record, ('"caption": "{}"', '"caption": "{}", "caption_lang": "es"')),
)


def generate(kind: Kind, size_bytes: int) -> str:
    """Return a document of about a size; the same one each time."""
    return kind.begin + "".join(_paragraphs(kind, size_bytes)) + kind.end


def _paragraphs(kind: Kind, size_bytes: int) -> Iterator[str]:
    chance = random.Random(_SEED)
    written = number = 0
    while written < size_bytes:
        words = " ".join(" ".join(map(chance.choice, (_WHO, _DID, _WHERE, _WHEN))) + "." for _ in range(_SENTENCES))
        caption = CAPTIONS[number % len(CAPTIONS)] if number % _CAPTION_EVERY == 0 else None
        yield (paragraph := kind.write(number, words, caption))
        written, number = written + len(paragraph), number + 1


def marked(kind: Kind, text: str) -> str:
    """Return a document with its captions marked, and nothing else touched."""
    for caption in CAPTIONS:
        text = text.replace(kind.mark[0].format(caption), kind.mark[1].format(caption))
    return text


def most_mb(text: str) -> float:
    """Return the memory, in MB, that a document may take."""
    return BASE_MB + BYTES_PER_BYTE * len(text.encode()) / MEGABYTE


def measure(*args: str, source: Path, out: Path) -> Cost:
    """Run `triage` once on a piped document, and keep what it printed in a file."""
    # A small program in between, so that the memory reported is not what this process held when it forked.
    probe = (
        "import resource, subprocess, sys\n"
        "with open(sys.argv[1], 'rb') as source, open(sys.argv[2], 'wb') as out:\n"
        "    status = subprocess.run(sys.argv[3:], stdin=source, stdout=out).returncode\n"
        "usage = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "unit = 1e6 if sys.platform == 'darwin' else 1e3\n"
        "print(status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)\n"
    )
    command = (sys.executable, "-m", "triage", *args, "--isolated", "--stdin-filename", source.name, "-")
    done = subprocess.run([sys.executable, "-c", probe, source, out, *command], check=True, stdout=subprocess.PIPE)
    status, cpu_s, peak_mb = done.stdout.split()
    return Cost(int(status), float(cpu_s), float(peak_mb))


def _clean(kind: Kind, size_bytes: int, directory: Path) -> tuple[Cost, bool]:
    """Clean a document; return the cost, and whether the result is right within the memory allowed."""
    text = generate(kind, size_bytes)
    source, out = directory / f"large.{kind.suffix}", directory / "out"
    source.write_bytes(text.encode())
    cost = measure("clean", "--action", "mark", source=source, out=out)
    is_right = cost.status == 0 and out.read_bytes() == marked(kind, text).encode()
    return cost, is_right and cost.peak_mb <= most_mb(text)


def main() -> int:
    """Print the table; 1 if a result is wrong, or if twice the text costs much more than twice the time."""
    empty = Kind("md", 0, _write_markdown, KINDS[0].mark)
    rows: list[tuple[str, ...]] = []
    is_good = True
    with tempfile.TemporaryDirectory() as directory:
        start_s = _clean(empty, 1, Path(directory))[0].cpu_s
        for kind in KINDS:
            half, half_right = _clean(kind, kind.size_bytes // 2, Path(directory))
            full, full_right = _clean(kind, kind.size_bytes, Path(directory))
            ratio = (full.cpu_s - start_s) / (half.cpu_s - start_s)
            is_good = is_good and half_right and full_right and ratio < MOST_RATIO
            times = f"{half.cpu_s:.1f}", f"{full.cpu_s:.1f}", f"{ratio:.2f}"
            right = "yes" if half_right and full_right else "no"
            rows.append((kind.suffix, f"{kind.size_bytes // MEGABYTE}", *times, f"{full.peak_mb:.0f}", right))
    print(markdown(("format", "MB", "CPU s, half", "CPU s", "ratio", "peak MB", "right and in bounds"), rows), end="")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
