"""reStructuredText: titles, paragraphs, lists, figures with their alternative texts and captions, admonitions.

A scanner of lines and their indentation: the parsers at hand report a title on its underline's line or split words
at letters beyond ASCII. Directives whose content is code, comments and literal blocks are passed over.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from triage.model import Role, Segment, Site, Syntax
from triage.readers import ReaderOptions, Reading
from triage.readers.assembler import Assembler
from triage.readers.inline import add_inline
from triage.readers.runs import run_of

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_RULE = re.compile(r"([=\-`:'\"~^_*+#<>.!$%&(),/;?@\[\]\\{|}])\1{2,}[ \t]*$")
_DIRECTIVE = re.compile(r"[ \t]*\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?([\w:.+-]+)::[ \t]*(.*?)[ \t]*$")
_EXPLICIT = re.compile(r"[ \t]*\.\.(?:[ \t]|$)|[ \t]*__[ \t]")
_FOOTNOTE = re.compile(r"[ \t]*\.\.[ \t]+\[[^\]]+\][ \t]+")
_FIELD = re.compile(r"[ \t]*:([^:\s`][^:`]*):(?:[ \t]+(.*?))?[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[*+•-]|(?:\d+|[a-zA-Z#])[.)]|\((?:\d+|[a-zA-Z#])\)|\|)[ \t]+(?=\S)")
_TABLE = re.compile(r"[ \t]*(?:\+[-=+]{3,}|={2,}(?:[ \t]+=+)+[ \t]*$|\|.*\|[ \t]*$)")
_INLINE = re.compile(
    r"(?P<code>``.+?``|(?<![\w`]):[\w:.+-]+:`[^`]*`|\|[^|\s](?:[^|]*[^|\s])?\|_{0,2}(?!\w)|\[[^\]\s]+\]_(?!\w))"
    r"|(?<![\w`])`(?P<text1>[^`<]+?)[ \t]*<[^`>]*>`_{0,2}"
    r"|(?<![\w`])_?`(?P<text2>[^`]+)`_{0,2}"
    r"|(?<![\w*])\*\*(?P<text3>[^\s*](?:[^*]*[^\s*])?)\*\*(?!\w)"
    r"|(?<![\w*])\*(?P<text4>[^\s*](?:[^*]*[^\s*])?)\*(?!\w)"
    r"|\\(?=\S)|(?<=[^\W_])_{1,2}(?!\w)"
)

_READ_CONTENT = frozenset(
    "figure note warning tip hint important caution attention danger error admonition seealso versionadded"
    " versionchanged deprecated epigraph pull-quote highlights topic sidebar container rubric centered compound"
    " glossary only tab-item dropdown card".split()
)
# Directives whose argument is text.
_READ_ARGUMENT = frozenset("admonition topic sidebar rubric centered title dropdown card tab-item".split())
_OPTIONS = {"alt": Role.ALT_TEXT, "caption": Role.CAPTION, "title": Role.TITLE_ATTR}


class _Line(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def indent(self) -> int:
        """How many columns of blank space begin it."""
        return len(self.text) - len(self.text.lstrip())

    @property
    def blank(self) -> bool:
        """Whether there is nothing on it."""
        return not self.text.strip()


class _Scan:
    """One pass over the lines of a document."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [_Line(match[1], *match.span(1)) for match in _LINE.finditer(text)]
        self.out = Assembler()
        self._figures: list[int] = []
        self._next = 0

    def run(self) -> tuple[Segment, ...]:
        """Read all blocks."""
        while self._next < len(self.lines):
            line = self.lines[self._next]
            if line.blank:
                self._next += 1
            else:
                while self._figures and line.indent <= self._figures[-1]:
                    self._figures.pop()
                self._block(line)
        return self.out.finish()

    def _block(self, line: _Line) -> None:
        directive = _DIRECTIVE.match(line.text)
        if directive:
            self._directive(directive, line)
        elif footnote := _FOOTNOTE.match(line.text):
            self._paragraph(len(footnote[0]), "footnote", None)
        elif line.text.lstrip().startswith(">>>"):
            self._skip_lines()
        elif _EXPLICIT.match(line.text):
            self._skip_indented(line.indent)
        elif _TABLE.match(line.text):
            self._table()
        elif _RULE.match(line.text):
            self._next += 1
        elif _FIELD.match(line.text):
            self._skip_indented(line.indent)
        elif item := _ITEM.match(line.text):
            self._paragraph(len(item[0]), "item", Role.LIST_ITEM)
        else:
            self._paragraph(line.indent, "paragraph", None)

    def _directive(self, match: re.Match[str], line: _Line) -> None:
        name = match[1]
        self._next += 1
        if name in _READ_ARGUMENT and match[2]:
            self.out.open_block(name, Role.HEADING)
            add_inline(self.out, self.text, line.start + match.start(2), line.start + match.end(2), _INLINE)
            self.out.close(name, line.end)
        self._options(line.indent, name)
        if name == "figure":
            self._figures.append(line.indent)
        elif name not in _READ_CONTENT:
            self._skip_content(line.indent)

    def _options(self, indent: int, element: str) -> None:
        """Read the option lines of a directive that are text."""
        while self._next < len(self.lines) and not (line := self.lines[self._next]).blank and line.indent > indent:
            option = _FIELD.match(line.text)
            if not option:
                return
            if option[1] in _OPTIONS and option[2]:
                run = run_of(self.text, line.start + option.start(2), line.start + option.end(2))
                site = Site(Syntax.ATTRIBUTE, element, None, option[1])
                self.out.value(run, _OPTIONS[option[1]], None, site)
            self._next += 1

    def _skip_lines(self) -> None:
        """Pass over a doctest, up to a blank line."""
        while self._next < len(self.lines) and not self.lines[self._next].blank:
            self._next += 1

    def _skip_indented(self, indent: int) -> None:
        self._next += 1
        self._skip_content(indent)

    def _skip_content(self, indent: int) -> None:
        """Pass over the lines indented deeper than a place."""
        while self._next < len(self.lines) and (
            (line := self.lines[self._next]).blank or line.indent > indent
        ):
            self._next += 1

    def _table(self) -> None:
        """Read the cells between rules and bars; a simple table's columns are parted by two blanks."""
        while self._next < len(self.lines) and not (line := self.lines[self._next]).blank:
            if not re.fullmatch(r"[\s+=|-]*", line.text):
                for cell in re.finditer(r"[^\s|](?:[^|\s]| (?! ))*", line.text):
                    self.out.open_block("cell", Role.TABLE_CELL)
                    start, end = line.start + cell.start(), line.start + cell.end()
                    add_inline(self.out, self.text, start, end, _INLINE)
                    self.out.close("cell", end)
            self._next += 1

    def _paragraph(self, lead: int, element: str, role: Role | None) -> None:
        """Read the lines up to a blank one; an underline makes them a title, `::` at their end begins a literal."""
        first = self._next
        indent = self.lines[first].indent
        until = self._paragraph_end(first, lead)
        title = until < len(self.lines) and bool(_RULE.match(self.lines[until].text)) and until == first + 1
        if self._figures and element == "paragraph":
            role, element = Role.CAPTION, "caption"
            self._figures.pop()
        self.out.open_block("heading" if title else element, Role.HEADING if title else role)
        for k in range(first, until):
            line = self.lines[k]
            begin = line.start + (lead if k == first else line.indent)
            add_inline(self.out, self.text, begin, line.end, _INLINE)
            if k + 1 < until:
                self.out.add("\n", line.end, self.lines[k + 1].start)
        self.out.close("heading" if title else element, self.lines[until - 1].end)
        self._next = until + title
        if self.lines[until - 1].text.rstrip().endswith("::"):
            self._skip_content(indent)

    def _paragraph_end(self, first: int, lead: int) -> int:
        """Return the line after a paragraph: a blank one, an underline, or the next item."""
        k = first + 1
        while k < len(self.lines):
            line = self.lines[k]
            if line.blank or _RULE.match(line.text) or _ITEM.match(line.text) and line.indent < lead:
                break
            k += 1
        return k


class RstReader:
    """reStructuredText."""

    suffixes = (".rst", ".rest")

    def read(self, text: str, options: ReaderOptions) -> Reading:
        """Return the texts of a document; it cannot declare its language."""
        return Reading(_Scan(text).run())

    def escape(self, text: str, segment: Segment) -> str:
        """Return text with what would begin inline markup escaped."""
        if segment.site.syntax is Syntax.ATTRIBUTE:
            return " ".join(text.split())
        return re.sub(r"(?<!\w)[*`|](?=\S)|(?<=\w)_(?!\w)|\\", r"\\\g<0>", text)


READER = RstReader()
