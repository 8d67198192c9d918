"""Markdown: CommonMark with tables, footnotes and definition lists, and the HTML, shortcodes and metadata in it.

pyromark (pulldown-cmark) gives the byte range of every event; this module turns events into calls of the assembler.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from triage.langtag import is_tag
from triage.model import Role, Segment, Site, Syntax
from triage.readers import ReaderOptions, Reading
from triage.readers.assembler import OBJECT, Assembler, Run
from triage.readers.codes import RULE, Codes
from triage.readers.containers import find_containers
from triage.readers.escaping import escape_markdown
from triage.readers.frontmatter import read_front_matter
from triage.readers.html import HtmlScanner
from triage.readers.mdx import mask_mdx
from triage.readers.places import Places
from triage.readers.templates import find_templates
from triage.readers.titles import INLINE_TITLE, REFERENCE_TITLE, read_title

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


class _Walk:
    """One pass over the events of a document."""

    def __init__(self, codes: Codes, body: int, *, options: Options) -> None:
        self.codes = codes
        self.text = codes.text
        self.out = Assembler()
        self.html = HtmlScanner(codes, self.out)
        self._body = body
        self._options = options
        self._image: Run | None = None
        self._images = 0
        self._autolink = False
        self._emphasis = 0
        self._plain = False
        self._after_image = False
        self._html_until = -1

    def run(self) -> tuple[Segment, ...]:
        """Walk through the document; return its segments."""
        from pyromark import events_with_range, reference_definitions  # 8 ms: only for Markdown

        body = self.text[self._body :]
        place: Callable[[int], int]
        if body.isascii():
            base = self._body
            place = base.__add__
        else:
            place = Places(body.encode(), self._body)
        for event, where in events_with_range(body, options=self._options):
            self._event(event, where, place)
        if "]:" in body:
            for definition in reference_definitions(body, options=self._options).values():
                if definition.get("title"):
                    span = definition["span"]
                    self._title("reference", REFERENCE_TITLE, place(span["start"]), place(span["end"]))
        return self.out.finish()

    def _event(self, event: Any, where: Range, place: Callable[[int], int]) -> None:
        """Handle an event; places are asked for only where they count, since each costs a decoding."""
        if event.__class__ is str:
            self._break(event, place(where["start"]), place(where["end"]))
            return
        kind, value = next(iter(event.items()))
        if kind == "Text":
            self._text(value, place(where["start"]), place(where["end"]))
        elif kind == "Start":
            self._start(value, where, place)
        elif kind == "End":
            self._end(value, where, place)
        elif kind == "InlineHtml":
            self.html.feed(place(where["start"]), place(where["end"]))
        elif kind == "Html":
            self._html(place(where["start"]), place(where["end"]))
        elif kind != "TaskListMarker":
            self._object(place(where["start"]), place(where["end"]))

    def _break(self, event: str, start: int, end: int) -> None:
        if event == "Rule":
            for code in self.codes.within(start, end):
                self.codes.apply(self.out, code, end)
            self.out.flush()
        elif self._image is not None:
            self._image.add(self.text[start:end], start, end)
        elif not self.out.top.skip:
            if event == "HardBreak" and self.text[start] == "\\":
                self.out.add("\n", start, end)
            else:
                self.out.add(self.text[start:end], start, end)

    def _object(self, start: int, end: int) -> None:
        if not self.out.top.skip and self._image is None:
            self.out.add(OBJECT, start, end)

    def _text(self, value: str, start: int, end: int) -> None:
        if self.out.top.skip or self._autolink:
            return
        if not self._plain and not self._emphasis and self._image is None and any(map(str.isalpha, value)):
            self._plain = True
        run: Run | Assembler = self.out if self._image is None else self._image
        if value != self.text[start:end] and len(value) != end - start:
            run.add(value, start, end)  # an entity
        elif OBJECT in value or RULE in value:
            self._masked(run, start, end)
        else:
            run.add(self.text[start:end], start, end)

    def _masked(self, run: Run | Assembler, start: int, end: int) -> None:
        """Add text that holds codes: each becomes an object and takes effect."""
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

    def _html(self, start: int, end: int) -> None:
        """Collect the lines of an HTML block: a tag may run over several. The parser leaves a CR between them out."""
        if 0 <= self._html_until and self.text[self._html_until : start] in ("", "\r"):
            self._html_until = end
            return
        self._feed_html()
        self._html_from, self._html_until = start, end

    def _feed_html(self) -> None:
        if self._html_until >= 0:
            self.html.feed(self._html_from, self._html_until)
            self._html_until = -1

    def _start(self, value: Any, where: Range, place: Callable[[int], int]) -> None:
        name = value if value.__class__ is str else next(iter(value))
        if name in _BLOCKS:
            self._block(name, value, place(where["start"]))
        elif name in ("Emphasis", "Strong"):
            self._emphasis += 1
        elif name == "Link":
            self._link(value["Link"], place(where["start"]), place(where["end"]))
        elif name == "Image":
            self._start_image(value["Image"], place(where["start"]), place(where["end"]))
        elif name == "HtmlBlock":
            self.out.flush()

    def _block(self, name: str, value: Any, start: int) -> None:
        element, role = _BLOCKS[name]
        if name in ("Paragraph", "Heading"):
            self._images = 0
            self._plain = False
        lang = None
        if name == "Heading":
            attributes = dict(value["Heading"]["attrs"])
            lang = attributes.get("lang")
            lang = lang.strip("\"'") if lang else None
            lang = lang if lang and is_tag(lang) else None
        prefix = self._prefix(start, item=name == "Item")
        self.out.open_block(element, role, lang=lang, skip=name == "CodeBlock", prefix=prefix)

    def _prefix(self, start: int, *, item: bool) -> str:
        """Return what must begin another line of a block in a quote or a list item."""
        if len(self.out.frames) == 1 and not item:
            return ""
        line = self.text[self.text.rfind("\n", max(0, start - _MAX_PREFIX - 1), start) + 1 : start]
        if item and (marker := _MARKER.match(self.text, start)):
            line += marker[0]
        if len(line) > _MAX_PREFIX:
            return ""
        return re.sub(r"[^>\s]", " ", line) if line else self.out.top.prefix

    def _link(self, link: Mapping[str, str], start: int, end: int) -> None:
        if link["link_type"] in _AUTOLINKS:
            self._object(start, end)
            self._autolink = True
        elif link["title"] and link["link_type"] == "Inline" and not self.out.top.skip:
            self._title("link", INLINE_TITLE, start, end)

    def _start_image(self, image: Mapping[str, str], start: int, end: int) -> None:
        if self._image is not None or self.out.top.skip:
            return
        self._images += 1
        self._image = Run()
        if image["title"] and image["link_type"] == "Inline":
            self._title("image", INLINE_TITLE, start, end)

    def _title(self, element: str, pattern: re.Pattern[str], start: int, end: int) -> None:
        if found := read_title(self.text, pattern, start, end):
            run, quote = found
            site = Site(Syntax.ATTRIBUTE, element, None, "title", quote)
            self.out.value(run, Role.TITLE_ATTR, self.out.top.lang, site)

    def _end(self, value: Any, where: Range, place: Callable[[int], int]) -> None:
        name = value if value.__class__ is str else next(iter(value))
        if name in _BLOCKS:
            if name == "Paragraph":
                self._end_paragraph()
            self.out.close(_BLOCKS[name][0], 0)  # the end of a block counts only for what is cut out of a line
        elif name in ("Emphasis", "Strong"):
            self._emphasis -= 1
        elif name == "Link":
            self._autolink = False
        elif name == "Image" and self._image is not None:
            site = Site(Syntax.ATTRIBUTE, "image", None, "alt", "[")
            self.out.value(self._image, Role.ALT_TEXT, self.out.top.lang, site)
            self._image = None
            end = place(where["end"])
            self.out.add(OBJECT, end - 1, end)
        elif name == "HtmlBlock":
            self._feed_html()

    def _end_paragraph(self) -> None:
        """Emphasis and nothing else, in the paragraph of an image or the one after it, is a caption."""
        alone = not self._plain
        if alone and not self.out.empty and (self._images or self._after_image):
            self.out.block.role = Role.CAPTION
        self._after_image = self._images > 0 and alone


@lru_cache(maxsize=1)
def extensions() -> Options:
    """Return the extensions of CommonMark that are read; IntFlag makes this slow."""
    from pyromark import Options

    return (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_DEFINITION_LIST
        | Options.ENABLE_HEADING_ATTRIBUTES
        | Options.ENABLE_GFM
    )


class MarkdownReader:
    """Markdown, in the dialects that static site generators and documentation tools read.

    Args:
        mdx: whether `import` lines and `{expressions}` are code.
    """

    def __init__(self, *, mdx: bool) -> None:
        self.suffixes = (".mdx",) if mdx else (".md", ".markdown")
        self._mdx = mdx

    def read(self, text: str, options: ReaderOptions) -> Reading:
        """Return the texts of a document and its metadata, and the language the metadata declare."""
        body, metadata = read_front_matter(text, options)
        masked, codes = find_templates(text)
        if self._mdx:
            masked = mask_mdx(masked, body)
        masked, containers = find_containers(masked)
        segments = _Walk(Codes(text, masked, codes + containers), body, options=extensions()).run()
        return Reading((*metadata.segments, *segments), metadata.lang)

    def escape(self, text: str, segment: Segment) -> str:
        """Return text with what would be markup there escaped."""
        return escape_markdown(text, segment)


READER = MarkdownReader(mdx=False)
MDX = MarkdownReader(mdx=True)
