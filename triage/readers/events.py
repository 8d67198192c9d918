"""What a Markdown parser's events are to the assembler: blocks, text, objects, titles and captions.

pyromark (pulldown-cmark) gives every event as a dictionary with one item, or a string, and its byte range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from triage.langtag import is_tag
from triage.model import Role, Segment, Site, Syntax
from triage.readers.assembler import Assembler
from triage.readers.codes import RULE, Codes
from triage.readers.html import HtmlScanner
from triage.readers.places import AsciiPlaces, Places
from triage.readers.runs import OBJECT, Run

if TYPE_CHECKING:
    from pyromark import Options
    from pyromark.event import Range

_BLOCKS: Mapping[str, tuple[str, Role | None]] = MappingProxyType(
    {
        "Paragraph": ("paragraph", None),
        "Heading": ("heading", Role.HEADING),
        "BlockQuote": ("quote", Role.QUOTE),
        "List": ("list", None),
        "Item": ("item", Role.LIST_ITEM),
        "TableCell": ("cell", Role.TABLE_CELL),
        "FootnoteDefinition": ("footnote", None),
        "DefinitionList": ("definitions", None),
        "DefinitionListTitle": ("term", Role.LIST_ITEM),
        "DefinitionListDefinition": ("definition", Role.LIST_ITEM),
        "CodeBlock": ("code", None),
    }
)
# What begins an item, with the blanks before its text.
_MARKER = re.compile(r"(?:[-+*]|\d{1,9}[.)])[ \t]+")
# Code points; deeper nesting is an attack, not a document.
_MAX_PREFIX = 200
_AUTOLINKS = frozenset(("Autolink", "Email"))
# Blocks that hold text; an item may also hold blocks.
_LEAVES = frozenset(("Paragraph", "Heading", "TableCell", "Item"))
_EMPHASIS = frozenset(("Emphasis", "Strong"))
_NOT_QUOTE = re.compile(r"[^>\s]")
_ALT = Site(Syntax.ATTRIBUTE, "image", None, "alt", "[")


class Walk:
    """One pass over the events of a document."""

    def __init__(self, codes: Codes, body: int, *, options: Options) -> None:
        self.codes = codes
        self.text = codes.text
        self.out = Assembler()
        self.html = HtmlScanner(codes, self.out)
        self._coded = len(codes) > 0
        self._body = self.text[body:] if body else self.text
        self._options = options
        ascii_only = self._body.isascii()
        self._place = AsciiPlaces(self._body, body) if ascii_only else Places(self._body.encode(), body)
        self._cut = self._place.cut
        self._image: Run | None = None
        self._events: Iterator[tuple[Any, Range]] = iter(())
        self._images = 0
        self._autolink = False
        self._emphasis = 0
        self._plain = False
        self._after_image = False
        self._html_until = -1

    def run(self) -> tuple[Segment, ...]:
        """Walk through the document; return its segments."""
        from pyromark import events_with_range, reference_definitions  # 8 ms: only for Markdown

        body = self._body
        self._events = events_with_range(body, options=self._options)
        handle = self._handle
        for event, where in self._events:
            handle(event, where)
        if "]:" in body:
            for definition in reference_definitions(body, options=self._options).values():
                if definition.get("title"):
                    self._title("reference", definition["span"])
        return self.out.finish()

    def _handle(self, event: Any, where: Range) -> None:
        if event.__class__ is str:
            self._break(event, where)
            return
        kind, value = event.popitem()
        if kind == "Start":
            self._start(value if value.__class__ is str else next(iter(value)), value, where)
        elif kind == "End":
            self._end(value if value.__class__ is str else next(iter(value)), where)
        elif kind == "Text":
            self._text(value, where)
        elif kind == "Html":
            self._html(where)
        elif kind == "InlineHtml":
            self.html.feed(*self._ends(where))
        elif kind != "TaskListMarker":
            self._object(where)

    def _ends(self, where: Range) -> tuple[int, int]:
        """Return a byte range in code points; asked for only where it counts, since it costs a decoding."""
        place = self._place
        return place(where["start"]), place(where["end"])

    def _break(self, event: str, where: Range) -> None:
        piece, start, end = self._cut(where)
        if event == "Rule":
            for code in self.codes.within(start, end):
                self.codes.apply(self.out, code, end)
            self.out.flush()
        elif self._image is not None:
            self._image.add(piece, start, end)
        elif not self.out.top.skip:
            self.out.add("\n" if piece[:1] == "\\" else piece, start, end)

    def _object(self, where: Range) -> None:
        if not self.out.top.skip and self._image is None:
            self.out.add(OBJECT, *self._ends(where))

    def _text(self, value: str, where: Range) -> None:
        if self.out.top.skip or self._autolink:
            return
        piece, start, end = self._cut(where)
        if self._image is not None:
            run = self._image
        else:
            run = self.out.run
            if not (self._plain or self._emphasis) and _has_letter(value):
                self._plain = True
        if value != piece and len(value) != len(piece):
            run.add(value, start, end)  # an entity
        elif self._coded and (OBJECT in value or RULE in value):
            self._masked(start, end)
        else:
            run.parts.append(piece)
            run.spans.append((start, end))

    def _masked(self, start: int, end: int) -> None:
        """Add text that holds codes: each becomes an object and takes effect, but not in the text of an image."""
        run = self._image or self.out
        at = start
        for code in self.codes.within(start, end):
            if code.start > at:
                run.add(self.text[at : code.start], at, code.start)
            at = min(code.end, end)
            if run is self.out:
                self.codes.apply(self.out, code, at)
            else:
                run.add(OBJECT, code.start, at)
        if at < end:
            run.add(self.text[at:end], at, end)

    def _html(self, where: Range) -> None:
        """Collect the lines of an HTML block: a tag may run over several. The parser leaves a CR between them out."""
        start, end = self._ends(where)
        if 0 <= self._html_until and self.text[self._html_until : start] in ("", "\r"):
            self._html_until = end
            return
        self._feed_html()
        self._html_from, self._html_until = start, end

    def _feed_html(self) -> None:
        if self._html_until >= 0:
            self.html.feed(self._html_from, self._html_until)
            self._html_until = -1

    def _start(self, name: str, value: Any, where: Range) -> None:
        if name in _LEAVES:
            self._leaf(name, value, where)
        elif name in _BLOCKS:
            element, role = _BLOCKS[name]
            prefix = self._prefix(where, item=False)
            self.out.open_block(element, role, skip=name == "CodeBlock", prefix=prefix)
        elif name in _EMPHASIS:
            self._emphasis += 1
        elif name == "Link":
            self._link(value["Link"], where)
        elif name == "Image":
            self._start_image(value["Image"], where)
        elif name == "HtmlBlock":
            self.out.flush()

    def _leaf(self, name: str, value: Any, where: Range) -> None:
        """Begin a block that holds text; the one text that is all of most of them ends it at once."""
        out, events = self.out, self._events
        element, role = _BLOCKS[name]
        item = name == "Item"
        prefix = self._prefix(where, item=item) if item or len(out.frames) > 1 else ""
        lang = _heading_lang(value["Heading"]["attrs"]) if name == "Heading" else None
        self._images = 0
        self._plain = False
        first, place = next(events)
        if "Text" not in first or out.top.skip:
            out.open_block(element, role, lang=lang, prefix=prefix)
            self._handle(first, place)
            return
        second, after = next(events)
        text = first["Text"]
        if "End" in second and not (self._coded and (OBJECT in text or RULE in text)):
            piece, start, _ = self._cut(place)
            if piece == text:
                if self._after_image and name == "Paragraph":
                    self._plain = _has_letter(text)
                    if self._is_caption():
                        role = Role.CAPTION
                out.add_block(element, role, lang, None, prefix, text, start)
                return
        out.open_block(element, role, lang=lang, prefix=prefix)
        self._text(text, place)
        self._handle(second, after)

    def _prefix(self, where: Range, *, item: bool) -> str:
        """Return what must begin another line of a block in a quote or a list item."""
        if not item and len(self.out.frames) == 1:
            return ""  # most blocks
        start = self._place(where["start"])
        line = self.text[self.text.rfind("\n", max(0, start - _MAX_PREFIX - 1), start) + 1 : start]
        if item and (marker := _MARKER.match(self.text, start)):
            line += marker[0]
        if len(line) > _MAX_PREFIX:
            return ""
        return _NOT_QUOTE.sub(" ", line) if line else self.out.top.prefix

    def _link(self, link: Mapping[str, str], where: Range) -> None:
        if link["link_type"] in _AUTOLINKS:
            self._object(where)
            self._autolink = True
        elif link["title"] and link["link_type"] == "Inline" and not self.out.top.skip:
            self._title("link", where)

    def _start_image(self, image: Mapping[str, str], where: Range) -> None:
        if self._image is not None or self.out.top.skip:
            return
        self._images += 1
        self._image = Run()
        if image["title"] and image["link_type"] == "Inline":
            self._title("image", where)

    def _title(self, element: str, where: Range) -> None:
        from triage.readers.titles import read_title  # 1 ms, and few links have one

        if found := read_title(self.text, *self._ends(where), inline=element != "reference"):
            run, quote = found
            site = Site(Syntax.ATTRIBUTE, element, None, "title", quote)
            self.out.value(run, Role.TITLE_ATTR, self.out.top.lang, site)

    def _end(self, name: str, where: Range) -> None:
        if name in _BLOCKS:
            if name == "Paragraph" and self._is_caption() and not self.out.empty:
                self.out.block.role = Role.CAPTION
            self.out.close(_BLOCKS[name][0], 0)  # the end of a block counts only for what is cut out of a line
        elif name in _EMPHASIS:
            self._emphasis -= 1
        elif name == "Link":
            self._autolink = False
        elif name == "Image" and self._image is not None:
            self.out.value(self._image, Role.ALT_TEXT, self.out.top.lang, _ALT)
            self._image = None
            end = self._place(where["end"])
            self.out.add(OBJECT, end - 1, end)
        elif name == "HtmlBlock":
            self._feed_html()

    def _is_caption(self) -> bool:
        """Tell whether the paragraph that ends is emphasis and nothing else, with an image in it or before it."""
        if self._plain:
            self._after_image = False
            return False
        caption = self._images > 0 or self._after_image
        self._after_image = self._images > 0
        return caption


def _has_letter(text: str) -> bool:
    return text[:1].isalpha() or any(map(str.isalpha, text))


def _heading_lang(attributes: Sequence[tuple[str, str | None]]) -> str | None:
    """Return the language in the attributes of a heading (`# Título {lang=es}`)."""
    if not attributes:
        return None
    lang = (dict(attributes).get("lang") or "").strip("\"'")
    return lang if is_tag(lang) else None
