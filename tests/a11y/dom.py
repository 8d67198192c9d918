"""What a browser sees of a page: the tree of the HTML standard, and in it the language of each letter and attribute.

Parsed by html5lib, which shares nothing with the readers of triage.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Comment, Element

import html5lib

# A comment has the function that makes comments for its tag.
_SILENT: frozenset[object] = frozenset((Comment, "script", "style", "template"))
_SPOKEN = ("alt", "aria-label", "content", "label", "placeholder", "summary", "title")


class Letters(NamedTuple):
    """The letters and digits of a page's text in their order, and the language of each; None where none is declared."""

    text: str
    langs: tuple[str | None, ...]


class Attribute(NamedTuple):
    """An attribute that is read out, and the language of its element."""

    element: str
    name: str
    value: str
    lang: str | None


class Page(NamedTuple):
    """A parsed page: its letters, its attributes, and what the parser found wrong with it, sorted."""

    letters: Letters
    attributes: tuple[Attribute, ...]
    errors: tuple[str, ...]
    html_lang: str | None


class _Piece(NamedTuple):
    text: str
    lang: str | None


def parse(html: str) -> Page:
    """Parse a page as browsers do, and collect what a strict parser would refuse."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    root = parser.parse(html)
    pieces = list(_pieces(root, None))
    text = "".join(keep(piece.text) for piece in pieces)
    langs = tuple(piece.lang for piece in pieces for _ in keep(piece.text))
    errors = tuple(sorted(f"{code} {sorted(data.items())}" for _, code, data in parser.errors))
    return Page(Letters(text, langs), tuple(_attributes(root, None)), errors, root.get("lang"))


def keep(text: str) -> str:
    """Return the letters and digits of a text: a mark may or may not take in quotation marks and blanks."""
    return "".join(filter(str.isalnum, text))


def _pieces(element: Element, around: str | None) -> Iterator[_Piece]:
    """Yield the texts under an element, each with the language of its nearest ancestor that has one."""
    if element.tag in _SILENT:
        return
    lang = element.get("lang", around)
    yield _Piece(element.text or "", lang)
    for child in element:
        yield from _pieces(child, lang)
        yield _Piece(child.tail or "", lang)


def _attributes(element: Element, around: str | None) -> Iterator[Attribute]:
    if element.tag in _SILENT:
        return
    lang = element.get("lang", around)
    for name in _SPOKEN:
        if value := element.get(name):
            yield Attribute(element.tag, name, value, lang)
    for child in element:
        yield from _attributes(child, lang)
