"""A glossary: how terms are translated here, and what is never translated. Two-column CSV or TBX-Basic.

CSV has a heading of language tags, and an empty second cell for what stays as it is:

    es,en
    Ministerio de Sanidad,Ministry of Health
    El Corte Inglés,

Source: ISO 30042:2019 (TBX); the dialect TBX-Basic in its DCT and DCA styles, and its predecessor TBX-Basic 2008.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from triage.errors import InputError
from triage.langtag import UNDETERMINED, is_tag, primary
from triage.memory.events import read_events

MAX_BYTES = 64 * 1024**2


class Term(NamedTuple):
    """A term. For what is never translated `translation` equals `text`, and `target` is empty: all languages."""

    source: str
    target: str
    text: str
    translation: str


class Glossary:
    """The terms of a glossary, looked up in a text."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        longest_first = sorted(terms, key=lambda term: len(term.text), reverse=True)
        self._terms = tuple((term.text.lower(), term) for term in longest_first)

    def required(self, text: str, source: str, target: str) -> dict[str, str]:
        """Return each term that stands in a text, as it stands there, and what must stand for it in a translation.

        A term in lower case is found in any case; one with capitals only as it is. Longer terms go first.
        """
        found: dict[str, str] = {}
        lower = text.lower()
        for lowered, term in self._terms:
            if lowered not in lower or not _serves(term, source, target):
                continue
            flags = re.IGNORECASE if term.text.islower() else 0
            for match in re.finditer(rf"(?<!\w){re.escape(term.text)}(?!\w)", text, flags):
                if not any(match[0] in longer for longer in found):
                    found[match[0]] = match[0] if term.translation == term.text else term.translation
        return found

    def __len__(self) -> int:
        return len(self._terms)


def _serves(term: Term, source: str, target: str) -> bool:
    kept = not term.target
    return primary(term.source) == primary(source) and (kept or primary(term.target) == primary(target))


def read(path: Path) -> Glossary:
    """Return the glossary in a file: TBX if it is XML, else CSV (comma, semicolon or tab).

    Raises:
        InputError: it cannot be read, or is neither.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(error.strerror or str(error), path=str(path), hint="check the path") from error
    if len(data) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES} bytes", path=str(path), hint="split it")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return Glossary(_parse_tbx(data, str(path)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}", path=str(path), hint="save it as UTF-8") from error
    return Glossary(_parse_csv(text, str(path)))


def _parse_csv(text: str, path: str) -> Iterator[Term]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InputError(f"no CSV file ({error})", path=path, hint="correct it") from error
    heading = [cell.strip() for cell in rows[0]] if rows else []
    if len(heading) != 2 or not all(is_tag(cell) and primary(cell) != UNDETERMINED for cell in heading):
        raise InputError("no glossary: its first line must be two language tags", path=path, hint="such as es,en")
    for number, row in enumerate(rows[1:], start=2):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) > 2 or not cells[0]:
            raise InputError(f"line {number} has not a term and its translation", path=path, hint="correct it")
        kept = len(cells) == 1 or not cells[1]
        yield Term(heading[0], "" if kept else heading[1], cells[0], cells[0] if kept else cells[1])


def _parse_tbx(data: bytes, path: str) -> list[Term]:
    reader = _TbxReader()
    try:
        reader.feed(data)
    except (expat.ExpatError, _NotTbx) as error:
        raise InputError(f"no TBX file ({error})", path=path, hint="correct it") from error
    return reader.terms


class _NotTbx(Exception):
    """The XML is well formed and no TBX."""


# The names of the same thing in the styles of TBX: concept entry, its part in one language, the term.
_ENTRY = frozenset({"conceptEntry", "termEntry"})
_LANGUAGE = frozenset({"langSec", "langSet"})
_ROOTS = frozenset({"tbx", "martif"})
# A concept with this note is never translated; TBX-Basic has no category of its own for it.
_KEPT = frozenset({"do not translate", "donottranslate", "dnt"})


class _TbxReader:
    """Collects terms: the first one of each language in an entry counts, the first language is the source."""

    def __init__(self) -> None:
        self.terms: list[Term] = []
        self._entry: dict[str, str] = {}
        self._kept = False
        self._lang = ""
        self._parts: list[str] | None = None
        self._depth = 0

    def feed(self, data: bytes) -> None:
        refused = _NotTbx("it declares entities")
        read_events(data, start=self._start, end=self._end, characters=self._characters, refused=refused)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = name.rpartition(":")[2]
        self._depth += 1
        if self._depth == 1 and name not in _ROOTS:
            raise _NotTbx(f"its root is <{name}>")
        if name in _ENTRY:
            self._entry, self._kept = {}, False
        elif name in _LANGUAGE:
            self._lang = attributes.get("xml:lang", "")
        elif name in ("term", "note"):
            self._parts = []

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        self._depth -= 1
        text = "".join(self._parts or ()).strip()
        if name == "term" and text and primary(self._lang) != UNDETERMINED:
            self._entry.setdefault(self._lang, text)
        elif name == "note":
            self._kept = self._kept or text.casefold().replace("-", " ") in _KEPT
        elif name in _ENTRY:
            self.terms.extend(self._terms_of_entry())
        if name in ("term", "note"):
            self._parts = None

    def _terms_of_entry(self) -> Iterator[Term]:
        if self._kept:
            yield from (Term(lang, "", text, text) for lang, text in self._entry.items())
            return
        for source, text in self._entry.items():
            for target, translation in self._entry.items():
                if primary(source) != primary(target):
                    yield Term(source, target, text, translation)

    def _characters(self, text: str) -> None:
        if self._parts is not None:
            self._parts.append(text)
