"""HTML: text between tags, with the attributes that are read aloud, and what `lang` and `translate` say about them.

The tokeniser is one regular expression, because `html.parser` cannot be told to go on in the middle of a file and needs
three times as long on pages dense with tags; the tests compare the two. It never fails: what is no tag is text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from triage.langtag import is_tag
from triage.model import Role, Segment, Syntax
from triage.readers import ReaderOptions, Reading
from triage.readers.assembler import Assembler
from triage.readers.codes import RULE, Codes, find_templates
from triage.readers.elements import (
    ATTRIBUTES,
    BREAKS,
    BUTTONS,
    CLOSES,
    ELEMENTS,
    ENDS_PARAGRAPH,
    INLINE,
    META,
    RAW,
    VOID,
)
from triage.readers.frontmatter import read_front_matter
from triage.readers.runs import OBJECT, Run
from triage.readers.values import make_site

# A start tag, an end tag, or what is no text: comment, CDATA, declaration. A quote opens a value only after `=`, and an
# unclosed one is an ordinary character, so that one forgotten quote does not swallow the page.
TOKEN = re.compile(
    r"<(?:([a-zA-Z][^\s/<>]*+)((?:[^<>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)>"
    r"|/([a-zA-Z][^\s/<>]*+)[^<>]*+>"
    r"|!--(?:-?>|.*?(?:--!?>|\Z))|!\[CDATA\[.*?(?:\]\]>|\Z)|[!?/][^<>]*+>)",
    re.S,
)
_ATTRIBUTE = re.compile(r"([^\s/=>\"'][^\s/=>]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
# The last groups of a start tag and of an end tag.
_START_TAG, _END_TAG = 2, 3
# Whether a tag needs its attributes looked at: most do not.
_INTEREST = re.compile(
    r"(?i)\b(?:lang|translate|notranslate|alt|title|aria-|placeholder|label|summary|caption|content|value)"
)
# Elements with attributes that are text on them only.
_SPECIAL = frozenset(("meta", "input"))
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])(?:fig)?caption(?:$|[\s_-])")
_UNIT = re.compile(rf"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?|{OBJECT}+")
_NEWLINES = str.maketrans("\n\r", "  ")

Attributes = dict[str, tuple[int, int, str]]


def add_text(run: Run, text: str, start: int, end: int) -> None:
    """Add `text[start:end]` to a run: entities decoded, newlines as blanks, masked templates as one object."""
    piece = text[start:end]
    if "\n" in piece or "\r" in piece:
        run.exact = False
    if "&" not in piece and OBJECT not in piece:
        run.add(piece if run.exact else piece.translate(_NEWLINES), start, end)
        return
    from html import unescape  # 2 ms: its table of names

    at = start
    for unit in _UNIT.finditer(text, start, end):
        decoded = OBJECT if unit[0][0] == OBJECT else unescape(unit[0])
        if decoded != unit[0]:
            if unit.start() > at:
                run.add(text[at : unit.start()].translate(_NEWLINES), at, unit.start())
            run.add(decoded, *unit.span())
            at = unit.end()
    if at < end:
        run.add(text[at:end].translate(_NEWLINES), at, end)


@lru_cache(maxsize=len(RAW))
def _raw_end(name: str) -> re.Pattern[str]:
    """Return the pattern of an end tag; most pages need one or two of them."""
    return re.compile(rf"</{name}(?=[\s/>])[^>]*>", re.I)


class HtmlScanner:
    """Walks through HTML, all of it or the pieces of it in another format, and fills an assembler."""

    __slots__ = ("text", "codes", "out", "lang", "_coded")

    def __init__(self, codes: Codes, out: Assembler) -> None:
        self.text = codes.text
        self.codes = codes
        self.out = out
        self.lang: str | None = None
        self._coded = len(codes) > 0

    def feed(self, start: int, end: int) -> None:
        """Read `text[start:end]`."""
        text, search, out = self.text, TOKEN.search, self.out
        at = start
        while token := search(text, at, end):
            begin, after = token.span()
            if begin > at and not out.top.skip and not (text[at:begin].isspace() and out.empty):
                self._text(at, begin)
            at = after
            if token.lastindex == _START_TAG:
                at = self._start_tag(token, token[1].lower(), at, end)
            elif token.lastindex == _END_TAG:
                self._end_tag(token[_END_TAG].lower(), at)
        if at < end and not out.top.skip and not (text[at:end].isspace() and out.empty):
            self._text(at, end)

    def _text(self, start: int, end: int) -> None:
        out = self.out
        piece = self.text[start:end]
        if self._coded and (OBJECT in piece or RULE in piece):
            for code in self.codes.within(start, end):
                if code.start > start:
                    add_text(out.run, self.text, start, code.start)
                start = min(code.end, end)
                self.codes.apply(out, code, start)
        if start < end:
            add_text(out.run, self.text, start, end)

    def _start_tag(self, token: re.Match[str], name: str, at: int, end: int) -> int:
        """Open an element; return where reading goes on."""
        out = self.out
        if out.opened["p"] and name in ENDS_PARAGRAPH:
            out.close("p", token.start())
        if name in CLOSES:
            self._close_implied(name, token.start())
        rest = token[2]
        attributes: Attributes = {}
        if rest and _INTEREST.search(rest) and (attributes := self._attributes(token)):
            self._read_attributes(name, attributes, token.span())
        if name in VOID:
            self._void(name, token)
        elif name in RAW:
            return self._raw_content(name, token, at, end)
        elif attributes:
            if not rest.endswith("/"):
                self._open(name, token, attributes)
        elif not rest.endswith("/"):
            return self._open_plain(name, token, at, end)
        return at

    def _open_plain(self, name: str, token: re.Match[str], at: int, end: int) -> int:
        """Open an element without attributes, or add all of it if it is a block that holds one text and no markup."""
        element = ELEMENTS.get(name, INLINE)
        out = self.out
        if not element.block:
            out.open_inline(name, start_tag=token.span(), skip=element.skip)
            return at
        if not (element.skip or out.top.skip):
            text = self.text
            until = text.find("<", at, end)
            end_tag = f"</{token[1]}>"
            if text.startswith(end_tag, until, end) and self._is_exact(piece := text[at:until]):
                out.add_block(name, element.role, None, token.span(), "", piece, at)
                return until + len(end_tag)
        out.open_block(name, element.role, skip=element.skip, start_tag=token.span())
        return at

    def _is_exact(self, text: str) -> bool:
        """Tell whether a text is read as it stands in the document, without entities, newlines and codes."""
        if "\n" in text or "&" in text or "\r" in text or OBJECT in text or text.isspace():
            return False
        return not (self._coded and RULE in text)

    def _raw_content(self, name: str, token: re.Match[str], at: int, end: int) -> int:
        """Pass over a script or a style; one that does not end here is left open."""
        if match := _raw_end(name).search(self.text, at, end):
            return match.end()
        self.out.open_block(name, None, skip=True, start_tag=token.span())
        return end

    def _close_implied(self, name: str, at: int) -> None:
        """Close the elements whose end tags may be left out before this one."""
        closed, within = CLOSES[name]
        while any(map(self.out.opened.get, closed)):
            frame = next(frame for frame in reversed(self.out.frames) if frame.name in closed or frame.name in within)
            if frame.name in within:
                return
            self.out.close(frame.name, at)

    def _void(self, name: str, token: re.Match[str]) -> None:
        if self.out.top.skip:
            return
        if name == "br":
            self.out.add("\n", *token.span())
        elif name in BREAKS:
            self.out.flush()
        elif name in ("img", "input", "embed") and not self.out.empty:
            self.out.add(OBJECT, *token.span())

    def _open(self, name: str, token: re.Match[str], attributes: Attributes) -> None:
        element = ELEMENTS.get(name, INLINE)
        lang, role = self._declared(attributes), element.role
        skip = element.skip or self._untranslatable(attributes)
        if role is None and "class" in attributes and _CAPTION_CLASS.search(self._raw(attributes["class"])):
            role = Role.CAPTION
        if name in ("html", "body") and lang:
            self.lang, lang = lang, None  # declared for the page, not for a part of it
        if element.block:
            frame = self.out.open_block(name, role, lang=lang, skip=skip, start_tag=token.span())
            frame.shared = not ATTRIBUTES.keys().isdisjoint(attributes)
        else:
            self.out.open_inline(name, start_tag=token.span(), lang=lang, skip=skip)

    def _end_tag(self, name: str, end: int) -> None:
        if name == "p" and not self.out.opened["p"]:
            self.out.flush()  # browsers make an empty paragraph of it
        self.out.close(name, end)

    def _attributes(self, token: re.Match[str]) -> Attributes:
        """Return name -> (start, end, quote) of the values; the first of equal names counts."""
        found: Attributes = {}
        for match in _ATTRIBUTE.finditer(self.text, token.start(2), token.end(2)):
            group = match.lastindex or 1
            if group > 1:
                found.setdefault(match[1].lower(), (*match.span(group), "" if group == 4 else "\"'"[group - 2]))
        return found

    def _raw(self, value: tuple[int, int, str]) -> str:
        return self.text[value[0] : value[1]]

    def _declared(self, attributes: Attributes) -> str | None:
        value = attributes.get("lang") or attributes.get("xml:lang")
        lang = self._raw(value).strip() if value else ""
        return lang if is_tag(lang) else None

    def _untranslatable(self, attributes: Attributes) -> bool:
        if (value := attributes.get("translate")) and self._raw(value).strip().lower() == "no":
            return True
        return "class" in attributes and "notranslate" in self._raw(attributes["class"]).split()

    def _read_attributes(self, name: str, attributes: Attributes, tag: tuple[int, int]) -> None:
        """Emit the attributes of a tag that are text, in order; the only one of an element without content owns it."""
        if name not in _SPECIAL and ATTRIBUTES.keys().isdisjoint(attributes):
            return
        if self.out.top.skip or self._untranslatable(attributes):
            return
        lang = self._declared(attributes) if name not in ("html", "body") else None
        roles = {key: ATTRIBUTES.get(key) or self._special(name, key, attributes) for key in attributes}
        owner = tag if name in VOID and sum(role is not None for role in roles.values()) == 1 else None
        for key, role in roles.items():
            start, end, quote = attributes[key]
            if role is not None and self.text[start : start + 1] != "{":
                run = Run()
                add_text(run, self.text, start, end)
                site = make_site(Syntax.ATTRIBUTE, name, owner, key, quote)
                self.out.value(run, role, lang or self.out.top.lang, site)
                self.out.block.shared = True

    def _special(self, name: str, key: str, attributes: Attributes) -> Role | None:
        """Return the role of an attribute that is text on some elements only."""
        if name == "meta" and key == "content":
            named = attributes.get("name") or attributes.get("property")
            return Role.VALUE if named and self._raw(named).lower() in META else None
        if name == "input" and key == "value":
            kind = attributes.get("type")
            return Role.VALUE if kind and self._raw(kind).lower() in BUTTONS else None
        return None


class HtmlReader:
    """HTML pages and fragments, also those that hold template code."""

    suffixes = (".html", ".htm", ".xhtml")

    def read(self, text: str, options: ReaderOptions) -> Reading:
        """Return the texts and attributes of a page, and the language of `<html lang>`."""
        body, metadata = read_front_matter(text, options)
        scanner = HtmlScanner(Codes(text, *find_templates(text)), Assembler())
        scanner.feed(body, len(text))
        return Reading(metadata.segments + scanner.out.finish(), scanner.lang or metadata.lang)

    def escape(self, text: str, segment: Segment) -> str:
        """Return text with `&`, `<`, `>` and, in attributes, quotes as entities."""
        from triage.readers.escaping import escape_html  # 2 ms, only to write

        return escape_html(text, segment)


READER = HtmlReader()
