"""What codes are and do: their arguments, and the containers, captions and languages they open and close."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from triage.model import Role, Span
from triage.readers.assembler import Assembler
from triage.readers.runs import OBJECT

CONTAINER = "container"
CAPTION = "captioned"
SPAN = "attributed"

_LINES = re.compile(r"[^\r\n]+")


class Value(NamedTuple):
    """An argument of a code that is text."""

    key: str
    role: Role
    start: int
    end: int
    quote: str


class Code(NamedTuple):
    """A masked stretch, and what it does where it stands in running text."""

    start: int
    end: int
    values: tuple[Value, ...] = ()
    effect: Callable[[Assembler, Code], None] | None = None
    lang: str | None = None
    role: Role | None = None


def blank(text: str) -> str:
    """Return as many object characters as a text has, its newlines kept."""
    if "\n" in text or "\r" in text:
        return _LINES.sub(lambda line: OBJECT * len(line[0]), text)
    return OBJECT * len(text)


def open_caption(out: Assembler, code: Code) -> None:
    """Begin a WordPress caption: what follows, up to its end, is the caption of the image in it."""
    out.open_block(CAPTION, Role.CAPTION)


def close_caption(out: Assembler, code: Code) -> None:
    """End a WordPress caption."""
    out.close(CAPTION, code.start)


def open_container(out: Assembler, code: Code) -> None:
    """Begin a container (`:::note`), with the language and role its attributes declare."""
    out.open_block(CONTAINER, code.role, lang=code.lang)


def close_container(out: Assembler, code: Code) -> None:
    """End the innermost container."""
    out.close(CONTAINER, code.end)


def open_span(out: Assembler, code: Code) -> None:
    """Begin a span that declares a language."""
    out.open_inline(SPAN, start_tag=Span(code.start, code.end), lang=code.lang)


def close_span(out: Assembler, code: Code) -> None:
    """End a span that declares a language."""
    out.close(SPAN, code.end)


def attribute(out: Assembler, code: Code) -> None:
    """Give the block that ends here what the attribute list after it declares."""
    if out.segments and (code.lang or code.role):
        last = out.segments[-1]
        out.segments[-1] = replace(last, lang=code.lang or last.lang, role=code.role or last.role)
