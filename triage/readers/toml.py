"""TOML front matter: the strings under the keys that hold text, as far as they stand on one line."""

from __future__ import annotations

import re

from triage.readers import ReaderOptions, Reading
from triage.readers.data import Scalar, choose
from triage.readers.runs import run_of

_TABLE = re.compile(r"[ \t]*\[+[ \t]*([^\[\]\r\n]+?)[ \t]*\]+[ \t]*(?:#[^\r\n]*)?")
_PAIR = re.compile(
    r"[ \t]*([\w-]+(?:\.[\w-]+)*)[ \t]*=[ \t]*(?:\"([^\"\\\r\n]*)\"|'([^'\r\n]*)')[ \t]*(?:#[^\r\n]*)?$", re.M
)


def read_pairs(text: str, start: int, end: int, options: ReaderOptions, element: str) -> Reading:
    """Read one-line strings; `tomllib` has no places, so it serves as the proof that they are what they seem."""
    import tomllib  # 6 ms

    try:
        tomllib.loads(text[start:end].replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        return Reading(())
    return choose(_pairs(text, start, end), options, element, lambda pair: run_of(text, pair.start, pair.end))


def _pairs(text: str, start: int, end: int) -> list[Scalar]:
    """Return the strings that stand on one line, outside longer ones."""
    pairs = []
    table: tuple[str, ...] = ()
    fence = ""
    for line in re.compile(r"[^\r\n]+").finditer(text, start, end):
        if fence:
            fence = "" if fence in line[0] else fence
        elif match := _TABLE.fullmatch(line[0]):
            table = tuple(part.strip("\"' ") for part in match[1].split("."))
        elif match := _PAIR.match(text, line.start(), line.end()):
            group = match.lastindex or 0
            path = (*table, *match[1].split("."))
            pairs.append(Scalar(path, match[group], *match.span(group), "\"'"[group - 2]))
        else:
            fence = next((mark for mark in ('"""', "'''") if line[0].count(mark) == 1), "")
    return pairs
