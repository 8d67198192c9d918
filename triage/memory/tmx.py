"""A translation memory as a TMX 1.4 file: read from any tool, written so that two branches merge.

One line per element, units sorted by language and text, nothing in the header that changes from run to run: who adds
other captions on two branches gets no conflict, and `git diff` shows what was reviewed.

Source: LISA OSCAR, TMX 1.4b Specification.
"""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from triage.errors import InputError
from triage.langtag import UNDETERMINED, primary
from triage.memory.events import read_events
from triage.model import Translation

ENGINE = "memory"
MAX_BYTES = 256 * 1024**2
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
# XML 1.0 section 2.2: characters that no document may hold, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A text and its translation.

    Attributes:
        source: language of `text`, as the file has it.
        target: language of `translation`.
        text, translation: logical text.
        reviewed: whether a person has accepted it; a unit that does not say so counts as reviewed, as in any memory.
        engine, model, created: where it comes from, as far as known.
    """

    source: str
    target: str
    text: str
    translation: str
    reviewed: bool = True
    engine: str = ""
    model: str = ""
    created: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is looked up by: primary languages and the text without its line breaks."""
        return primary(self.source), primary(self.target), normal(self.text)


def normal(text: str) -> str:
    """Return a text as it is compared: composed characters, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def reviewed(unit: Unit) -> Unit:
    """Return a unit that a person has accepted."""
    return replace(unit, reviewed=True)


class Memory:
    """Reviewed translations by language pair and text.

    Args:
        units: those not reviewed are left out; of two for the same text the later counts.
    """

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self._units: Mapping[tuple[str, str, str], Unit] = {unit.key: unit for unit in units if unit.reviewed}
        self.pairs = frozenset((source, target) for source, target, _ in self._units)

    def recall(self, text: str, source: str, target: str) -> Translation | None:
        """Return the translation of a text, None if there is none."""
        unit = self._units.get((primary(source), primary(target), normal(text)))
        if unit is None:
            return None
        model = " ".join(part for part in (unit.engine, unit.model) if part)
        return Translation(unit.translation, target, ENGINE, model, reviewed=True, created=unit.created)


def read(path: Path) -> tuple[Unit, ...]:
    """Return the units of a TMX file, one for each pair of its first language and another, in file order.

    Raises:
        InputError: the file cannot be read or is no TMX.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(error.strerror or str(error), path=str(path), hint="check the path") from error
    if len(data) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES} bytes", path=str(path), hint="split it")
    return parse(data, path=str(path))


def parse(data: bytes, *, path: str = "<string>") -> tuple[Unit, ...]:
    """Return the units of a TMX document.

    Raises:
        InputError: it is no TMX; one with entity declarations is refused, for they are used to exhaust memory.
    """
    reader = _Reader()
    try:
        reader.feed(data)
    except (expat.ExpatError, _NotTmx) as error:
        raise InputError(f"no TMX file ({error})", path=path, hint="correct or remove it") from error
    return tuple(reader.units)


def dump(units: Iterable[Unit]) -> str:
    """Return a TMX document of units, sorted; of two with the same pair and text the later counts."""
    by_key = {unit.key: unit for unit in units}
    body = "".join(_element(by_key[key]) for key in sorted(by_key))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        '<header creationtool="triage" creationtoolversion="1" segtype="block" o-tmf="triage"'
        ' adminlang="en" srclang="*all*" datatype="plaintext"/>\n'
        f"<body>\n{body}</body>\n</tmx>\n"
    )


def write(path: Path, units: Iterable[Unit]) -> None:
    """Replace a TMX file as a whole.

    Raises:
        InputError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", newline="\n", delete=False) as file:
            try:
                file.write(dump(units))
                file.flush()
                os.fsync(file.fileno())
                os.chmod(file.name, 0o644)  # it is shared: the mode of a temporary file is not
                os.replace(file.name, path)
            except BaseException:
                os.unlink(file.name)
                raise
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror})", path=str(path), hint="check the directory") from error


def _element(unit: Unit) -> str:
    properties = {"x-engine": unit.engine, "x-model": unit.model, "x-created": unit.created}
    lines = [f"<tu srclang={quoteattr(unit.source)}>"]
    lines += [f"<prop type={quoteattr(kind)}>{_text(value)}</prop>" for kind, value in properties.items() if value]
    lines.append(f"<prop type=\"x-reviewed\">{'yes' if unit.reviewed else 'no'}</prop>")
    for lang, text in ((unit.source, unit.text), (unit.target, unit.translation)):
        lines.append(f"<tuv xml:lang={quoteattr(lang)}><seg>{_text(text)}</seg></tuv>")
    return "\n".join((*lines, "</tu>\n"))


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})


class _NotTmx(Exception):
    """The XML is well formed and no TMX."""


@dataclass(slots=True)
class _Draft:
    """A unit while it is read."""

    srclang: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    segments: list[tuple[str, str]] = field(default_factory=list)


class _Reader:
    """Collects units from the events of the XML parser; inline tags inside a segment give their text."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self._srclang = ""
        self._draft: _Draft | None = None
        self._lang = ""
        self._property = ""
        self._parts: list[str] | None = None
        self._depth = 0

    def feed(self, data: bytes) -> None:
        refused = _NotTmx("it declares entities")
        read_events(data, start=self._start, end=self._end, characters=self._characters, refused=refused)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1 and name != "tmx":
            raise _NotTmx(f"its root is <{name}>")
        if name == "header":
            self._srclang = attributes.get("srclang", "")
        elif name == "tu":
            self._draft = _Draft(attributes.get("srclang") or self._srclang)
        elif name == "tuv":
            self._lang = attributes.get("xml:lang") or attributes.get("lang", "")
        elif name == "prop":
            self._property, self._parts = attributes.get("type", ""), []
        elif name == "seg":
            self._parts = []

    def _end(self, name: str) -> None:
        self._depth -= 1
        text = "".join(self._parts or ())
        if name == "prop" and self._draft is not None:
            self._draft.properties[self._property] = text
        elif name == "seg" and self._draft is not None:
            self._draft.segments.append((self._lang, text))
        elif name == "tu" and self._draft is not None:
            self.units.extend(_units_of(self._draft))
            self._draft = None
        if name in ("prop", "seg"):
            self._parts = None

    def _characters(self, text: str) -> None:
        if self._parts is not None:
            self._parts.append(text)


def _units_of(draft: _Draft) -> list[Unit]:
    """Return a unit for the source text and each other language; the source is the first where none is named."""
    segments = [(lang, text) for lang, text in draft.segments if primary(lang) != UNDETERMINED and text.strip()]
    if not segments:
        return []
    named = [one for one in segments if primary(one[0]) == primary(draft.srclang)]
    source, text = (named or segments)[0]
    created = _DATE.match(draft.properties.get("x-created", ""))
    return [
        Unit(
            source=source,
            target=target,
            text=text,
            translation=translation,
            reviewed=draft.properties.get("x-reviewed", "yes") != "no",
            engine=draft.properties.get("x-engine", ""),
            model=draft.properties.get("x-model", ""),
            created="-".join(created.groups()) if created else "",
        )
        for target, translation in segments
        if primary(target) != primary(source)
    ]
