"""Front matter: the metadata block at the head of a Markdown or HTML file, in YAML or TOML."""

from __future__ import annotations

import re

from triage.model import Site, Syntax
from triage.readers import ReaderOptions, Reading
from triage.readers.assembler import run_of
from triage.readers.keys import LANG_SUFFIX, KeyFilter, declares_language
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
    keys = KeyFilter(options.keys)
    pairs = _toml_pairs(text, start, end)
    tags = {path: text[begin:until] for path, begin, until, _ in pairs}
    segments = []
    for path, begin, until, quote in pairs:
        if field := keys.field(path):
            own = tags.get((*path[:-1], path[-1] + LANG_SUFFIX))
            site = Site(Syntax.SCALAR, TOML, None, ".".join(path), quote)
            if segment := run_of(text, begin, until).build(field.role, own or field.lang, site):
                segments.append(segment)
    lang = next((tag for path, tag in tags.items() if len(path) == 1 and declares_language(path[0])), None)
    return Reading(tuple(segments), lang)


def _toml_pairs(text: str, start: int, end: int) -> list[tuple[tuple[str, ...], int, int, str]]:
    """Return path, start, end and quote of the strings that stand on one line, outside longer ones."""
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
            pairs.append(((*table, *match[1].split(".")), *match.span(group), "\"'"[group - 2]))
        else:
            fence = next((mark for mark in ('"""', "'''") if line[0].count(mark) == 1), "")
    return pairs
