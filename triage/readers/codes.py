"""Codes are stretches of a document that are no text but say something about it: shortcodes, containers, lists.

They are found by pattern before a document is parsed, and masked so that the parser sees a neutral word or a rule. They
take effect only where the parser then finds them in running text: in a code block they are masked and nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING

from triage.model import Site, Syntax
from triage.readers.runs import OBJECT, Run

if TYPE_CHECKING:
    from triage.readers.assembler import Assembler
    from triage.readers.effects import Code

# What a line that ends a paragraph is masked with, in Markdown a thematic break.
RULE = "***"

# What opens a template. Two patterns, each with a first character that is quickly found: as one they take six times as
# long.
_BRACE = re.compile(r"\{[{%#]")
_ANGLE = re.compile(r"<[%?]")
# A line that a container, an admonition, an attribute list or display math may begin. It is found from newline to
# newline, in a sixth of the time that it takes to look for `:::`, `!!! `, `??? ` and `$$` in all of the text.
_OPENING = re.compile(r"\n[ \t>]*(?:[:!?]{3}|\$\$|\{[ ]*(?:[:.#]|[\w:-]+=))")

_ESCAPE = r"\\([\"'\\])"


class Codes:
    """The codes of a document, by place.

    Attributes:
        source: the document.
        text: the document with every code masked; same length, same lines.
    """

    __slots__ = ("source", "text", "_codes", "_starts")

    def __init__(self, source: str, text: str, codes: Iterable[Code]) -> None:
        self.source = source
        self.text = text
        self._codes = sorted(codes, key=lambda code: code.start)
        self._starts = [code.start for code in self._codes]

    def __len__(self) -> int:
        return len(self._codes)

    def within(self, start: int, end: int) -> list[Code]:
        """Return the codes that begin in a stretch of the document."""
        return self._codes[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def apply(self, out: Assembler, code: Code, end: int) -> None:
        """Let a code take effect: its arguments become segments, a container opens or closes, others are objects.

        Args:
            out: where it stands.
            code: the code.
            end: where its text ends, if the parser has cut it short.
        """
        if out.top.skip:
            return
        for key, role, start, end, quote in code.values:
            run = Run()
            at = start
            for escape in re.compile(_ESCAPE).finditer(self.source, start, end):
                run.add(self.source[at : escape.start()], at, escape.start())
                run.add(escape[1], *escape.span())
                at = escape.end()
            run.add(self.source[at:end], at, end)
            out.value(run, role, out.top.lang, Site(Syntax.ATTRIBUTE, "shortcode", None, key, quote))
        if code.effect is not None:
            code.effect(out, code)
        else:
            out.add(OBJECT, code.start, end)


def find_templates(text: str) -> tuple[str, list[Code]]:
    """Return a text with its templates and shortcodes masked, and what they are."""
    if ("{" in text and _BRACE.search(text)) or ("<" in text and _ANGLE.search(text)) or "caption]" in text:
        from triage.readers.templates import mask_templates  # 3 ms, and few documents hold any

        return mask_templates(text)
    return text, []


def find_containers(text: str) -> tuple[str, list[Code]]:
    """Return a Markdown text with its containers and attribute lists masked, and what they are."""
    if _OPENING.search("\n" + text) or ("{" in text and ("]{" in text or "{:" in text)):
        from triage.readers.containers import mask_containers  # 3 ms, and few documents hold any

        return mask_containers(text)
    return text, []
