"""Titles of Markdown links, images and reference definitions: the parser gives their values, this their places."""

from __future__ import annotations

import re
from html import unescape

from triage.readers.assembler import OBJECT, Run

# The title of a link or an image, and of a reference definition: the last thing in its source.
_QUOTED = r"(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\))\s*"
INLINE_TITLE = re.compile(rf"(?<=\s){_QUOTED}\)\Z", re.S)
REFERENCE_TITLE = re.compile(rf"(?<=\s){_QUOTED}\Z", re.S)
_UNIT = re.compile(rf"&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z][a-zA-Z0-9]*);|\\([!-/:-@\[-`{{-~])|{OBJECT}+")


def read_title(text: str, pattern: re.Pattern[str], start: int, end: int) -> tuple[Run, str] | None:
    """Return the title at the end of a link's source and its opening quote; None if there is none."""
    match = pattern.search(text, start, end)
    if match is None:
        return None
    group = match.lastindex or 0
    run = Run()
    _add_units(run, text, *match.span(group))
    return run, "\"'("[group - 1]


def _add_units(run: Run, text: str, start: int, end: int) -> None:
    """Add text of a title: entities and backslash escapes decoded."""
    for unit in _UNIT.finditer(text, start, end):
        decoded = OBJECT if unit[0][0] == OBJECT else unit[1] or unescape(unit[0])
        if decoded != unit[0]:
            if unit.start() > start:
                run.add(text[start : unit.start()], start, unit.start())
            run.add(decoded, *unit.span())
            start = unit.end()
    if start < end:
        run.add(text[start:end], start, end)
