"""JSON and JSON Lines: the strings under the keys that hold text, escapes decoded, at their exact places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from triage.errors import InputError
from triage.model import Segment
from triage.readers import ReaderOptions, Reading
from triage.readers.data import Scalar, choose
from triage.readers.keys import KeyFilter
from triage.readers.runs import Run

_TOKEN = re.compile(r"\"((?:[^\"\\]++|\\.)*+)\"(\s*:)?|[{}\[\],]", re.S)
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.S)
# A string, which stays, or what JSON does not have: comments, and a comma before a closing bracket.
_COMMENT = re.compile(r"(\"(?:[^\"\\\n]|\\.)*+\")|//[^\r\n]*|/\*(?:.*?\*/|.*\Z)", re.S)
_COMMA = re.compile(r"(\"(?:[^\"\\\n]|\\.)*+\")|,(?=\s*+[}\]])")
_NOT_NEWLINE = re.compile(r"[^\r\n]")
_LINE = re.compile(r"[^\r\n]+")


def find_strings(text: str, start: int, end: int, wanted: KeyFilter) -> Iterator[Scalar]:
    """Yield the strings of a valid JSON value that may be text or name a language, in document order."""
    path: list[str | int] = []
    for token in _TOKEN.finditer(text, start, end):
        kind = token[0][0]
        if kind == '"':
            if token[2] is not None:
                path[-1] = _decoded(token[1])
            elif wanted.may_hold(str(path[-1]) if path else ""):
                yield Scalar(tuple(map(str, path)), _decoded(token[1]), *token.span(1), '"')
        elif kind == "{":
            path.append("")
        elif kind == "[":
            path.append(0)
        elif kind == ",":
            if isinstance(index := path[-1], int):
                path[-1] = index + 1
        else:
            path.pop()


def _decoded(raw: str) -> str:
    return str(json.loads(f'"{raw}"', strict=False)) if "\\" in raw else raw


def _place(text: str, scalar: Scalar) -> Run:
    run = Run()
    at = scalar.start
    for escape in _ESCAPE.finditer(text, scalar.start, scalar.end):
        if escape.start() > at:
            run.add(text[at : escape.start()], at, escape.start())
        run.add(_decoded(escape[0]), *escape.span())
        at = escape.end()
    if at < scalar.end:
        run.add(text[at : scalar.end], at, scalar.end)
    return run


class JsonReader:
    """JSON files."""

    suffixes = (".json",)

    def read(self, text: str, options: ReaderOptions) -> Reading:
        """Return the values of the keys that hold text.

        Raises:
            InputError: the text is not JSON.
        """
        if not text.strip():
            return Reading(())
        plain = _checked(text)
        strings = list(find_strings(plain, 0, len(plain), KeyFilter(options.keys)))
        return choose(strings, options, "json", lambda scalar: _place(text, scalar))

    def escape(self, text: str, segment: Segment) -> str:
        """Return text as it must stand between the quotes of a JSON string."""
        return escape_json(text)


class JsonLinesReader:
    """JSON Lines: one JSON value per line; each line declares its own languages."""

    suffixes = (".jsonl", ".ndjson")

    def read(self, text: str, options: ReaderOptions) -> Reading:
        """Return the values of the keys that hold text, of all lines.

        Raises:
            InputError: a line is not JSON.
        """
        segments: list[Segment] = []
        keys = KeyFilter(options.keys)
        for line in _LINE.finditer(text):
            if not line[0].isspace():
                _check(text, *line.span())
                strings = list(find_strings(text, *line.span(), keys))
                segments += choose(strings, options, "jsonl", lambda scalar: _place(text, scalar)).segments
        return Reading(tuple(segments))

    def escape(self, text: str, segment: Segment) -> str:
        """Return text as it must stand between the quotes of a JSON string."""
        return escape_json(text)


def _checked(text: str) -> str:
    """Return JSON with comments and trailing commas blanked, as editors' settings have them.

    Raises:
        InputError: it is not JSON even so.
    """
    try:
        _check(text, 0, len(text))
    except InputError:
        blanked = _COMMA.sub(_blank, _COMMENT.sub(_blank, text))
        if blanked == text:
            raise
        _check(blanked, 0, len(blanked))
        return blanked
    return text


def _blank(match: re.Match[str]) -> str:
    return match[0] if match[1] else _NOT_NEWLINE.sub(" ", match[0])


def _check(text: str, start: int, end: int) -> None:
    """Raise an error that names the place where a text stops being JSON."""
    try:
        json.loads(text[start:end], strict=False)
    except json.JSONDecodeError as error:
        line = text.count("\n", 0, start + error.pos) + 1
        what = f"not valid JSON at line {line}, column {error.colno}: {error.msg}"
        raise InputError(what, hint="mend it or exclude the file") from None
    except RecursionError:
        raise InputError("JSON is nested too deeply", hint="exclude the file") from None


def escape_json(text: str) -> str:
    """Return text as it must stand between the quotes of a JSON string; letters stay letters."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


READER = JsonReader()
LINES = JsonLinesReader()
