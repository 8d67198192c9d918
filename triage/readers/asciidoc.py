"""AsciiDoc: titles, paragraphs, lists, cells, block titles and the texts of images; listings and comments never.

A scanner of lines, since no parser with positions is known. It errs on the side of leaving out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from triage.langtag import is_tag
from triage.model import Role, Segment, Site, Syntax
from triage.readers import ReaderOptions, Reading
from triage.readers.assembler import Assembler
from triage.readers.inline import add_inline
from triage.readers.runs import run_of

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
# Delimited blocks that are not read; the closing line equals the opening one.
_VERBATIM = re.compile(r"(?:-{4,}|\.{4,}|\+{4,}|/{4,}|```\w*)[ \t]*$")
_OPEN = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--|[|,:!]={3,})[ \t]*$")
_HEADING = re.compile(r"(?:={1,6}|#{1,6})[ \t]+(\S.*?)[ \t]*(?:=+)?$")
_BLOCK_TITLE = re.compile(r"\.([^\s.].*?)[ \t]*$")
_ENTRY = re.compile(r":!?([\w-]+)!?:[ \t]*(.*?)[ \t]*$")
_ATTRIBUTES = re.compile(r"\[[^\]]*\][ \t]*$")
_ITEM = re.compile(
    r"[ \t]*(?:\*{1,5}|\.{1,5}|-|\d+\.)[ \t]+(?:\[[ x*]\][ \t]+)?(?=\S)|(?P<term>\S.*?)(?:::+|;;)(?:[ \t]+|$)"
)
_BLOCK_MACRO = re.compile(r"(\w+)::([^\s\[]*)\[(.*)\][ \t]*$")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_CELL = re.compile(r"(?:\d*\.?\d*[+*]?[<^>]?\.?[<^>]?[aedhlmsv]?)?\|([^|]*)")
_INLINE = re.compile(
    r"(?P<code>`+[^`]+`+|\+{1,3}[^+]+\+{1,3}|\$\$.+?\$\$"
    r"|(?:stem|latexmath|kbd|btn|menu|icon|pass|footnoteref):[^\s\[]*\[[^\]]*\]"
    r"|\{[\w-]+\}|<<[^,>]+>>|\[\[[^\]]*\]\]|\(\(\([^)]*\)\)\))"
    r"|image:[^\s:\[][^\s\[]*\[[^\]]*\]"
    r"|<<[^,>]+,(?P<text1>[^>]*)>>"
    r"|(?:link|xref|mailto):[^\s\[]*\[(?P<text2>[^\]]*?)(?:,[^\]]*|\^)?\]"
    r"|https?://[^\s\[]+\[(?P<text3>[^\]]*?)\^?\]"
    r"|footnote:\[(?P<text4>[^\]]*)\]"
    r"|(?<!\w)(?P<mark>[*_#]{1,2})(?=\S)|(?<=\S)[*_#]{1,2}(?!\w)"
)
_IMAGE = re.compile(r"image::?([^\s:\[][^\s\[]*)\[([^\]]*)\]")
_IMAGE_ARGUMENT = re.compile(r"(?<=[\[,])[ \t]*(?:(alt|title|caption)=)?(?:\"([^\"]*)\"|([^,\"=]*))(?=[ \t]*(?:,|$))")
_ROLES: Mapping[str, Role] = MappingProxyType(
    {"alt": Role.ALT_TEXT, "title": Role.TITLE_ATTR, "caption": Role.CAPTION, "": Role.ALT_TEXT}
)


class _Scan:
    """One pass over the lines of a document."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.out = Assembler()
        self.lang: str | None = None
        self._fence = ""
        self._table = False
        self._paragraph = False

    def run(self) -> Reading:
        """Read all lines."""
        at = 0
        while at < len(self.text):
            line = _LINE.match(self.text, at)
            assert line is not None
            self._line(line[1], at, line.end(1))
            at = line.end()
        self._end()
        return Reading(self.out.finish(), self.lang)

    def _line(self, line: str, start: int, end: int) -> None:
        if self._fence:
            if line.rstrip() == self._fence:
                self._fence = ""
        elif not line.strip() or line.startswith("//") and not line.startswith("////"):
            self._end()
        elif _VERBATIM.match(line):
            self._end()
            self._fence = "```" if line.startswith("```") else line.rstrip()
        elif self._table and not _OPEN.match(line):
            self._cells(start, end)
        elif not self._structure(line, start, end):
            self._prose(line, start, end)

    def _structure(self, line: str, start: int, end: int) -> bool:
        """Read a line that is a construct of its own; return whether it was one."""
        for pattern, handle in _CONSTRUCTS:
            match = pattern.match(self.text, start, end)
            if match and handle(self, match):
                return True
        return False

    def _delimiter(self, match: re.Match[str]) -> bool:
        self._end()
        if match[0][0] in "|,:!":
            self._table = not self._table
        return True

    def _skip(self, match: re.Match[str]) -> bool:
        self._end()
        return True

    def _title(self, match: re.Match[str]) -> bool:
        self._block(match, "heading", Role.HEADING)
        return True

    def _caption(self, match: re.Match[str]) -> bool:
        if self._paragraph:
            return False
        self._block(match, "block-title", Role.CAPTION)
        return True

    def _block(self, match: re.Match[str], element: str, role: Role) -> None:
        self._end()
        self.out.open_block(element, role)
        add_inline(self.out, self.text, *match.span(1), _INLINE)
        self.out.close(element, match.end())

    def _entry(self, match: re.Match[str]) -> bool:
        if self._paragraph:
            return False
        if match[1] == "lang" and is_tag(match[2]):
            self.lang = match[2]
        return True

    def _macro(self, match: re.Match[str]) -> bool:
        self._end()
        self._images(match.start(), match.end())
        return True

    def _prose(self, line: str, start: int, end: int) -> None:
        if line[0] in " \t" and not self._paragraph and not _ITEM.match(line):
            return  # an indented literal
        item = _ITEM.match(self.text, start, end)
        if item:
            self._end()
            if item["term"]:
                self.out.open_block("term", Role.LIST_ITEM)
                add_inline(self.out, self.text, *item.span("term"), _INLINE)
                self.out.close("term", item.end())
            self._begin("item", Role.LIST_ITEM)
            start = item.end()
        elif not self._paragraph:
            self._begin("paragraph", None)
            if label := _ADMONITION.match(self.text, start, end):
                start = label.end()
        self._images(start, end)
        until = end - 2 if self.text[start:end].endswith(" +") else end
        add_inline(self.out, self.text, start, until, _INLINE)
        newline = 2 if self.text.startswith("\r\n", end) else 1
        if end < len(self.text):
            self.out.add(self.text[end : end + newline], end, end + newline)

    def _cells(self, start: int, end: int) -> None:
        for cell in _CELL.finditer(self.text, start, end):
            self.out.open_block("cell", Role.TABLE_CELL)
            add_inline(self.out, self.text, *cell.span(1), _INLINE)
            self.out.close("cell", cell.end())

    def _images(self, start: int, end: int) -> None:
        """Emit the alternative texts and titles of the images on a line."""
        for image in _IMAGE.finditer(self.text, start, end):
            for k, argument in enumerate(_IMAGE_ARGUMENT.finditer(self.text, *image.span(2))):
                key = argument[1] or ""
                if key or k == 0:
                    group = 2 if argument[2] is not None else 3
                    site = Site(Syntax.ATTRIBUTE, "image", None, key or "alt", '"' if group == 2 else "")
                    run = run_of(self.text, *argument.span(group))
                    self.out.value(run, _ROLES[key], self.out.top.lang, site)

    def _begin(self, element: str, role: Role | None) -> None:
        self.out.open_block(element, role)
        self._paragraph = True

    def _end(self) -> None:
        if self._paragraph:
            self.out.close(self.out.block.name, 0)
            self._paragraph = False


_CONSTRUCTS: tuple[tuple[re.Pattern[str], Callable[[_Scan, re.Match[str]], bool]], ...] = (
    (_OPEN, _Scan._delimiter),
    (_HEADING, _Scan._title),
    (_BLOCK_TITLE, _Scan._caption),
    (_ENTRY, _Scan._entry),
    (_BLOCK_MACRO, _Scan._macro),
    (_ATTRIBUTES, _Scan._skip),
    (re.compile(r"(?:'{3,}|<{3,}|\+)[ \t]*$"), _Scan._skip),
)


class AsciiDocReader:
    """AsciiDoc."""

    suffixes = (".adoc", ".asciidoc", ".asc")

    def read(self, text: str, options: ReaderOptions) -> Reading:
        """Return the texts of a document, and the language of its `:lang:` entry."""
        return _Scan(text).run()

    def escape(self, text: str, segment: Segment) -> str:
        """Return text as it must be written: a bracket or a quote would end an argument."""
        if segment.site.syntax is Syntax.ATTRIBUTE:
            text = text.replace("]", "\\]")
            if segment.site.quote:
                return text.replace('"', '\\"')
            return f'"{text}"' if "," in text or "=" in text else text
        return re.sub(r"(?<!\w)([*_#`+]{1,2})(?=\S)", r"\\\1", text)


READER = AsciiDocReader()
