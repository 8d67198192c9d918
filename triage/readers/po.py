"""gettext PO: the translations (`msgstr`), in the language the header says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import NamedTuple

from triage.langtag import is_tag
from triage.model import Role, Segment, Site, Syntax
from triage.readers import ReaderOptions, Reading
from triage.readers.runs import Run

_LINE = re.compile(r"^[ \t]*(?:(?P<keyword>msg\w+)(?:\[\d+\])?[ \t]+)?\"(?P<value>(?:[^\"\\\r\n]|\\.)*)\"", re.M)
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_NAMED = MappingProxyType({"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"})
_LANGUAGE = re.compile(r"^Language:[ \t]*([\w-]+)", re.M | re.I)


class Message(NamedTuple):
    """A `msgid`, `msgstr` or `msgctxt`: its keyword, and where its quoted lines stand, without the quotes."""

    keyword: str
    lines: tuple[tuple[int, int], ...]


def find_messages(text: str) -> Iterator[Message]:
    """Yield the strings of a PO file in order; comments and obsolete entries are none."""
    keyword = ""
    lines: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        if match["keyword"] is None:
            lines.append(match.span("value"))
            continue
        if keyword:
            yield Message(keyword, tuple(lines))
        keyword, lines = match["keyword"], [match.span("value")]
    if keyword:
        yield Message(keyword, tuple(lines))


def _run(text: str, message: Message) -> Run:
    run = Run()
    for start, end in message.lines:
        at = start
        for escape in _ESCAPE.finditer(text, start, end):
            if escape.start() > at:
                run.add(text[at : escape.start()], at, escape.start())
            run.add(_decoded(escape[0][1:]), *escape.span())
            at = escape.end()
        if at < end:
            run.add(text[at:end], at, end)
    return run


def _decoded(code: str) -> str:
    if code[0] == "x":
        return chr(int(code[1:], 16)) if len(code) > 1 else "x"
    return chr(int(code, 8)) if code.isdigit() else _NAMED.get(code, code)


class PoReader:
    """gettext catalogues."""

    suffixes = (".po", ".pot")

    def read(self, text: str, options: ReaderOptions) -> Reading:
        """Return the translations, and the language of the header."""
        segments: list[Segment] = []
        lang = None
        header = False
        site = Site(Syntax.SCALAR, "msgstr", None, "msgstr", '"')
        for message in find_messages(text):
            if message.keyword == "msgid":
                header = all(start == end for start, end in message.lines)
            elif message.keyword == "msgstr":
                run = _run(text, message)
                if header:
                    lang = lang or _language("".join(run.parts))
                elif segment := run.build(Role.VALUE, None, site):
                    segments.append(segment)
        return Reading(tuple(segments), lang)

    def escape(self, text: str, segment: Segment) -> str:
        """Return text as it must stand between the quotes of a PO string."""
        text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
        return text.replace("\r", "\\r").replace("\n", "\\n")


def _language(header: str) -> str | None:
    match = _LANGUAGE.search(header)
    return match[1] if match and is_tag(match[1]) else None


READER = PoReader()
