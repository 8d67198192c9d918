"""Inline markup of line-based formats: a pattern whose named groups say what a match is.

`code` is masked as an object, `text` is what a reader sees of a link or of emphasis, anything else is left out.
"""

from __future__ import annotations

import re

from triage.readers.assembler import Assembler
from triage.readers.runs import OBJECT


def add_inline(out: Assembler, text: str, start: int, end: int, pattern: re.Pattern[str]) -> None:
    """Add `text[start:end]` to the segment under construction, its markup resolved."""
    at = start
    for match in pattern.finditer(text, start, end):
        if match.start() > at:
            out.add(text[at : match.start()], at, match.start())
        at = match.end()
        name = match.lastgroup or ""
        if name.startswith("text"):
            inner = match.span(name)
            if inner[1] > inner[0]:
                out.add(text[inner[0] : inner[1]], *inner)
        elif name.startswith("code"):
            out.add(OBJECT, *match.span())
    if at < end:
        out.add(text[at:end], at, end)
