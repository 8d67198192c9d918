"""Front matter: the metadata block at the head of a Markdown or HTML file, in YAML or TOML."""

from __future__ import annotations

import re

from triage.readers import ReaderOptions, Reading
from triage.readers.assembler import run_of
from triage.readers.data import Scalar, choose
from triage.readers.yaml import read_values

YAML = "front-matter"
TOML = "toml"

_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.M)
_TOML_END = re.compile(r"^\+\+\+[ \t]*(?:\r?\n|\Z)", re.M)
_START = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")

_TABLE = re.compile(r"[ \t]*\[+[ \t]*([^\[\]\r\n]+?)[ \t]*\]+[ \t]*(?:#[^\r\n]*)?")
_PAIR = re.compile(
    r"[ \t]*([\w-]+(?:\.[\w-]+)*)[ \t]*=[ \t]*(?:\"([^\"\\\r\n]*)\"|'([^'\r\n]*)')[ \t]*(?:#[^\r\n]*)?$", re.M
)


def read_front_matter(text: str, options: ReaderOptions) -> tuple[int, Reading]:
    """Return where the body of a document begins, and the values of the metadata before it.

    Args:
        text: a document; without metadata its body begins at 0.
        options: which keys are text.
    """
    opening = _START.match(text)
    if opening is None:
        return 0, Reading(())
    closing = (_YAML_END if opening[1] == "---" else _TOML_END).search(text, opening.end())
    if closing is None:
        return 0, Reading(())
    if opening[1] == "---":
        return closing.end(), read_values(text, opening.end(), closing.start(), options, YAML)
    return closing.end(), _read_toml(text, opening.end(), closing.start(), options)


def _read_toml(text: str, start: int, end: int, options: ReaderOptions) -> Reading:
    """Read one-line strings; `tomllib` has no places, so it serves as the proof that they are what they seem."""
    import tomllib  # 6 ms

    try:
        tomllib.loads(text[start:end].replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        return Reading(())
    return choose(_toml_pairs(text, start, end), options, TOML, lambda pair: run_of(text, pair.start, pair.end))


def _toml_pairs(text: str, start: int, end: int) -> list[Scalar]:
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
