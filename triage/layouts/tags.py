"""HTML tags in and around a stretch of text: keep them balanced, give one a language, find them a place again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from triage.model import Edit, Span
from triage.readers.elements import ATTRIBUTES, ELEMENTS, INLINE, VOID
from triage.readers.escaping import escape_text
from triage.readers.html import TOKEN

_LANG = re.compile(r"(\s(?:xml:)?lang\s*=\s*)(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+)", re.I)
_NAME = re.compile(r"\s([^\s=/>\"']+)")
# Elements that only change how their text looks; a translation may do without them.
_FORMATTING = frozenset("b i em strong u s small big mark font span sup sub cite q ins del dfn br wbr bdi bdo".split())


class _Tag(NamedTuple):
    name: str
    opens: bool
    start: int
    end: int


class Element(NamedTuple):
    """An inline element within a stretch: its tags as written, and its text between them."""

    name: str
    opening: str
    closing: str
    text: str


def _tags(text: str, start: int, end: int) -> Iterator[_Tag]:
    for token in TOKEN.finditer(text, start, end):
        if (name := token[1]) and name.lower() not in VOID and not token[2].endswith("/"):
            yield _Tag(name.lower(), True, *token.span())
        elif name := token[3]:
            yield _Tag(name.lower(), False, *token.span())


def balance(text: str, span: Span) -> Span | None:
    """Return a stretch extended by the tags beside it, so that each tag in it has its partner.

    Returns:
        None if a partner stands farther away, with text between.
    """
    opened: list[str] = []
    closed: list[str] = []
    for tag in _tags(text, *span):
        if tag.opens:
            opened.append(tag.name)
        elif opened and opened[-1] == tag.name:
            opened.pop()
        else:
            closed.append(tag.name)
    start, end = span
    for name in closed:
        begin = text.rfind("<", 0, start)
        before = TOKEN.match(text, begin, start) if begin >= 0 else None
        if before is None or (before[1] or "").lower() != name or text[before.end() : start].strip():
            return None
        start = begin
    for name in reversed(opened):
        after = re.compile(rf"\s*</{re.escape(name)}\s*>", re.I).match(text, end)
        if after is None:
            return None
        end = after.end()
    return Span(start, end)


def enclosing(text: str, span: Span) -> tuple[Span, Span] | None:
    """Return the start tag and the end tag of an inline element that holds exactly a stretch; None if there is none."""
    begin = text.rfind("<", 0, span.start)
    before = TOKEN.match(text, begin, span.start) if begin >= 0 else None
    after = TOKEN.match(text, span.end)
    if before is None or after is None or before.end() != span.start or not before[1] or not after[3]:
        return None
    if before[1].lower() != after[3].lower() or ELEMENTS.get(before[1].lower(), INLINE) is not INLINE:
        return None
    return Span(*before.span()), Span(*after.span())


def holds_only(text: str, start_tag: Span, span: Span) -> bool:
    """Tell whether nothing but inline tags stands between the start tag of an element and a stretch in it."""
    at = start_tag.end
    for token in TOKEN.finditer(text, start_tag.end, span.start):
        name = (token[1] or "").lower()
        if text[at : token.start()].strip() or not name or name in VOID or ELEMENTS.get(name, INLINE) is not INLINE:
            return False
        at = token.end()
    return not text[at : span.start].strip()


def pieces(text: str, span: Span) -> list[Span]:
    """Return the texts between the tags in a stretch, those that hold letters, without the blanks around them."""
    found = []
    at = span.start
    for start, end in [*(token.span() for token in TOKEN.finditer(text, *span)), (span.end, span.end)]:
        piece = text[at:start]
        if any(map(str.isalpha, piece)):
            lead = len(piece) - len(piece.lstrip())
            found.append(Span(at + lead, at + len(piece.rstrip())))
        at = end
    return found


def set_lang(text: str, start_tag: Span, lang: str) -> Edit:
    """Return the edit that gives an element a language, instead of the one it has."""
    tag = text[start_tag.start : start_tag.end]
    declared = _LANG.sub(lambda found: f'{found[1]}"{lang}"', tag)
    if declared != tag and re.search(r"\slang\s*=", declared, re.I):
        return Edit(start_tag, declared)
    end = start_tag.end - 1
    closing = end - 1 if text[end - 1] == "/" and not re.search(r"=[^\s\"'=>]*/$", tag[:-1]) else end
    closing -= len(text[start_tag.start : closing]) - len(text[start_tag.start : closing].rstrip())
    if declared != tag:  # XHTML's `xml:lang` alone, which browsers do not read
        return Edit(start_tag, f'{declared[: closing - end - 1]} lang="{lang}"{declared[closing - end - 1 :]}')
    return Edit(Span(closing, closing), f' lang="{lang}"')


def speaks_alone(text: str, start_tag: Span) -> bool:
    """Tell whether an element has no attribute of its own that a declared language would speak for too."""
    return not any(name.lower() in ATTRIBUTES for name in _NAME.findall(text, *start_tag))


def elements(text: str, span: Span) -> list[Element] | None:
    """Return the inline elements in a stretch, outermost only; None if one holds others or tags do not match."""
    found = []
    open_tag: _Tag | None = None
    for tag in _tags(text, *span):
        if open_tag is None and tag.opens:
            open_tag = tag
        elif open_tag is not None and not tag.opens and tag.name == open_tag.name:
            inner = text[open_tag.end : tag.start]
            opening, closing = text[open_tag.start : open_tag.end], text[tag.start : tag.end]
            found.append(Element(tag.name, opening, closing, inner))
            open_tag = None
        else:
            return None
    return None if open_tag else found


def place_markup(translation: str, inside: Sequence[Element]) -> str | None:
    """Return a translation, escaped, with the elements of its original around the same words.

    Returns:
        None if an element that is more than formatting has no place: its words do not stand in the translation once.
    """
    written = escape_text(translation)
    for element in inside:
        if element.text and written.count(element.text) == 1:
            written = written.replace(element.text, element.opening + element.text + element.closing)
        elif element.name not in _FORMATTING:
            return None
    return written
