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
_LEAVES = frozenset(("Paragraph", "Heading"))
_EMPHASIS = frozenset(("Emphasis", "Strong"))
_NOT_QUOTE = re.compile(r"[^>\s]")
_ALT = Site(Syntax.ATTRIBUTE, "image", None, "alt", "[")


class _Walk:
    """One pass over the events of a document."""

    def __init__(self, codes: Codes, body: int, *, options: Options) -> None:
        self.codes = codes
        self.text = codes.text
        self.out = Assembler()
        self.html = HtmlScanner(codes, self.out)
        self._coded = len(codes) > 0
        self._body = body
        self._options = options
        self._place: Callable[[int], int] = body.__add__
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
        if not body.isascii():
            self._place = Places(body.encode(), self._body)
        handlers: dict[str, Callable[[Any, Range], None]] = {
            "Text": self._text,
            "Start": self._start,
            "End": self._end,
            "InlineHtml": lambda value, where: self.html.feed(*self._ends(where)),
            "Html": self._html,
            "TaskListMarker": lambda value, where: None,
        }
        other = self._object
        event: Any
        for event, where in events_with_range(body, options=self._options):
            if event.__class__ is str:
                self._break(event, where)
            else:
                kind, value = event.popitem()
                handlers.get(kind, other)(value, where)
        if "]:" in body:
            for definition in reference_definitions(body, options=self._options).values():
                if definition.get("title"):
                    self._title("reference", REFERENCE_TITLE, definition["span"])
        return self.out.finish()

    def _ends(self, where: Range) -> tuple[int, int]:
        """Return a byte range in code points; asked for only where it counts, since it costs a decoding."""
        place = self._place
        return place(where["start"]), place(where["end"])

    def _break(self, event: str, where: Range) -> None:
        start, end = self._ends(where)
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

    def _object(self, value: Any, where: Range) -> None:
        if not self.out.top.skip and self._image is None:
            self.out.add(OBJECT, *self._ends(where))

    def _text(self, value: str, where: Range) -> None:
        if self.out.top.skip or self._autolink:
            return
        start, end = self._ends(where)
        run: Run | Assembler = self.out
        if self._image is not None:
            run = self._image
        elif not self._plain and not self._emphasis and (value[:1].isalpha() or any(map(str.isalpha, value))):
            self._plain = True
        source = self.text[start:end]
        if value != source and len(value) != end - start:
            run.add(value, start, end)  # an entity
        elif self._coded and (OBJECT in value or RULE in value):
            self._masked(run, start, end)
        else:
            run.add(source, start, end)

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

    def _html(self, value: Any, where: Range) -> None:
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

    def _start(self, value: Any, where: Range) -> None:
        name = value if value.__class__ is str else next(iter(value))
        if name in _BLOCKS:
            self._block(name, value, where)
        elif name in _EMPHASIS:
            self._emphasis += 1
        elif name == "Link":
            self._link(value["Link"], where)
        elif name == "Image":
            self._start_image(value["Image"], where)
        elif name == "HtmlBlock":
            self.out.flush()

    def _block(self, name: str, value: Any, where: Range) -> None:
        element, role = _BLOCKS[name]
        lang = None
        if name in _LEAVES:
            self._images = 0
            self._plain = False
        if name == "Heading":
            lang = (dict(value["Heading"]["attrs"]).get("lang") or "").strip("\"'")
        item = name == "Item"
        prefix = self._prefix(self._place(where["start"]), item=item) if item or len(self.out.frames) > 1 else ""
        lang = lang if lang and is_tag(lang) else None
        self.out.open_block(element, role, lang=lang, skip=name == "CodeBlock", prefix=prefix)

    def _prefix(self, start: int, *, item: bool) -> str:
        """Return what must begin another line of a block in a quote or a list item."""
        line = self.text[self.text.rfind("\n", max(0, start - _MAX_PREFIX - 1), start) + 1 : start]
        if item and (marker := _MARKER.match(self.text, start)):
            line += marker[0]
        if len(line) > _MAX_PREFIX:
            return ""
        return _NOT_QUOTE.sub(" ", line) if line else self.out.top.prefix

    def _link(self, link: Mapping[str, str], where: Range) -> None:
        if link["link_type"] in _AUTOLINKS:
            self._object(link, where)
            self._autolink = True
        elif link["title"] and link["link_type"] == "Inline" and not self.out.top.skip:
            self._title("link", INLINE_TITLE, where)

    def _start_image(self, image: Mapping[str, str], where: Range) -> None:
        if self._image is not None or self.out.top.skip:
            return
        self._images += 1
        self._image = Run()
        if image["title"] and image["link_type"] == "Inline":
            self._title("image", INLINE_TITLE, where)

    def _title(self, element: str, pattern: re.Pattern[str], where: Range) -> None:
        if found := read_title(self.text, pattern, *self._ends(where)):
            run, quote = found
            site = Site(Syntax.ATTRIBUTE, element, None, "title", quote)
            self.out.value(run, Role.TITLE_ATTR, self.out.top.lang, site)

    def _end(self, value: Any, where: Range) -> None:
        name = value if value.__class__ is str else next(iter(value))
        if name in _BLOCKS:
            if name == "Paragraph":
                self._end_paragraph()
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
