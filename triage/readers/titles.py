"""Titles of Markdown links, images and reference definitions: the parser gives their values, this their places."""

from __future__ import annotations

import re

from triage.readers.runs import OBJECT, Run

# The title of a link or an image, and of a reference definition: the last thing in its source. Compiled when needed.
_QUOTED = r"(?<=\s)(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\))\s*"
_INLINE, _REFERENCE = rf"(?s){_QUOTED}\)\Z", rf"(?s){_QUOTED}\Z"
_UNIT = rf"&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z][a-zA-Z0-9]*);|\\([!-/:-@\[-`{{-~])|{OBJECT}+"
_SIGNS = f"&\\{OBJECT}"


def read_title(text: str, start: int, end: int, *, inline: bool) -> tuple[Run, str] | None:
    """Return the title at the end of a link's source and its opening quote; None if there is none."""
    match = re.compile(_INLINE if inline else _REFERENCE).search(text, start, end)
    if match is None:
        return None
    group = match.lastindex or 0
    run = Run()
    _add_units(run, text, *match.span(group))
    return run, "\"'("[group - 1]


def _add_units(run: Run, text: str, start: int, end: int) -> None:
    """Add text of a title: entities and backslash escapes decoded."""
    whole = text[start:end]
    if not any(sign in whole for sign in _SIGNS):
        run.add(whole, start, end)
        return
    for unit in re.compile(_UNIT).finditer(text, start, end):
        decoded = OBJECT if unit[0][0] == OBJECT else unit[1] or _character(unit[0])
        if decoded != unit[0]:
            if unit.start() > start:
                run.add(text[start : unit.start()], start, unit.start())
            run.add(decoded, *unit.span())
            start = unit.end()
    if start < end:
        run.add(text[start:end], start, end)


def _character(entity: str) -> str:
    from html import unescape  # 2 ms: its table of names

    return unescape(entity)
