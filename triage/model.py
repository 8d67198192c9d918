"""The values that flow through triage: documents, segments, fragments, findings, edits.

Every type is frozen. Offsets are code points in `Document.text`, half-open; where an offset counts in a segment's
logical text its docstring says so. Languages are BCP 47 tags; `und` means undetermined. "Matrix language" is the
language of the document, "embedded language" that of a fragment in it (the terms of code-switching research).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Role(Enum):
    """What a piece of text is in its document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    ALT_TEXT = "alt"
    TITLE_ATTR = "title"
    LIST_ITEM = "item"
    TABLE_CELL = "cell"
    QUOTE = "quote"
    CUE = "cue"
    VALUE = "value"


class Action(Enum):
    """What is done with a finding."""

    KEEP = "keep"
    MARK = "mark"
    TRANSLATE = "translate"
    FLAG = "flag"
    DROP = "drop"


class Layout(Enum):
    """How a translation is written beside, below or instead of its original."""

    PARALLEL = "parallel"
    APPEND = "append"
    REPLACE = "replace"
    SPLIT = "split"


class Kind(Enum):
    """What a token is; only WORD is linguistic."""

    WORD = "word"
    NUMBER = "number"
    URL = "url"
    EMAIL = "email"
    HANDLE = "handle"
    CODE = "code"


class Syntax(Enum):
    """In which kind of place of the format's syntax a segment stands."""

    BLOCK = "block"
    INLINE = "inline"
    ATTRIBUTE = "attribute"
    SCALAR = "scalar"
    CUE = "cue"


class Origin(NamedTuple):
    """One run of a segment's logical text and where it stands in the document.

    `text[at:]`, up to the next origin's `at`, stands at `document[start:end]`. When both have the same length the run
    is identical, character for character; otherwise it is one decoded unit, such as `ñ` for `&ntilde;` (an empty
    document range is a blank that stands for markup, such as a `<br>` read as a newline).
    """

    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Site:
    """Where a segment stands in the syntax of its format: what a layout needs to write a language or translation there.

    Attributes:
        syntax: the kind of place.
        element: the construct, as the format names it (`figcaption`, `image`, `front-matter`).
        start_tag: the start tag of the element that owns exactly this segment, where `lang=` may be written.
        key: the attribute's name or the data key (`alt`, `caption`).
        quote: the quote character around an attribute or a scalar, or empty.
        prefix: what begins each continuation line of the block (`> `, four blanks), for layouts that add a line.
    """

    syntax: Syntax = Syntax.BLOCK
    element: str = ""
    start_tag: Span | None = None
    key: str = ""
    quote: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a document's text that a reader reads as one: a paragraph, a cell, an attribute.

    Attributes:
        span: what it covers in the document, markup inside included.
        text: the logical text: entities and escapes decoded, inline markup left out, newlines kept.
        role: what it is.
        lang: the language declared for it in the document (`lang=`, a mark), nearest declaration first; None if none.
        origins: the runs of `text`, ascending, without gaps in `at`; None when `text == document[span]`.
        site: where it stands in the format's syntax.
    """

    span: Span
    text: str
    role: Role = Role.PARAGRAPH
    lang: str | None = None
    origins: tuple[Origin, ...] | None = None
    site: Site = Site()

    def locate(self, inner: Span) -> Span:
        """Return the document span of a span of the logical text.

        Args:
            inner: a span of `text`, not empty.

        Returns:
            From the first to the last character, markup between them included, none outside.
        """
        if self.origins is None:
            return Span(self.span.start + inner.start, self.span.start + inner.end)
        return Span(self._place(inner.start)[0], self._place(inner.end - 1)[1])

    def _place(self, index: int) -> Span:
        """Return the document range of one character of `text`."""
        assert self.origins is not None
        k = bisect_right(self.origins, index, key=lambda origin: origin.at) - 1
        at, start, end = self.origins[k]
        until = self.origins[k + 1].at if k + 1 < len(self.origins) else len(self.text)
        if end - start != until - at:
            return Span(start, end)
        return Span(start + index - at, start + index - at + 1)


@dataclass(frozen=True, slots=True)
class Document:
    """A text and how it was stored.

    Attributes:
        text: all of it, newlines as they stand, without the byte order mark.
        path: where it came from; None for a string or standard input.
        format: one of the names of `plugins.BUILTIN["readers"]`.
        encoding: the codec that gives the bytes back ("utf-8", "utf-16-le", "utf-16-be").
        bom: whether a byte order mark stood first.
        newline: the newline of most of its lines.
        lang: the matrix language it declares, or that its path or the user declares for it; None if none does.
        segments: in order of their start; they never overlap in text, but an attribute may lie within a block's span.
    """

    text: str
    path: str | None = None
    format: str = "text"
    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    lang: str | None = None
    segments: tuple[Segment, ...] = ()


class WordEvidence(NamedTuple):
    """What one word says: `embedded` minus `matrix` is its vote for the fragment, in nats."""

    text: str
    embedded: float
    matrix: float
    weight: float
    note: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of one segment in an embedded language.

    Attributes:
        segment: where it stands.
        inner: its span in `segment.text`.
        lang: the embedded language, `und` where it cannot be told.
        matrix: the language around it.
        confidence: calibrated posterior, 0..1.
        runner_up: the next best embedded language, where it is close; None otherwise.
        gain: log-likelihood of the embedded over the matrix language, after the price of the switches (nats).
        fills_lines: whether nothing else stands on its lines.
        quoted: whether quotation marks enclose it.
    """

    segment: Segment
    inner: Span
    lang: str
    matrix: str
    confidence: float
    runner_up: str | None = None
    gain: float = 0.0
    fills_lines: bool = False
    quoted: bool = False

    @property
    def span(self) -> Span:
        """The span in the document, in code points."""
        return self.segment.locate(self.inner)

    @property
    def text(self) -> str:
        """The logical text, entities and escapes decoded."""
        return self.segment.text[self.inner.start : self.inner.end]


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated fragment and where it comes from.

    Attributes:
        text: the translation; logical text, not yet escaped.
        target: its language.
        engine: the engine's name ("argos", "apertium", "memory").
        model: the model or data version the engine names; empty if it names none.
        reviewed: whether a person has accepted it.
        created: the day it was made, ISO 8601; empty if not known.
    """

    text: str
    target: str
    engine: str
    model: str = ""
    reviewed: bool = False
    created: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fragment, the rule it breaks, and what is done about it.

    Attributes:
        fragment: the text it is about.
        rule: a stable id, `TR001` to `TR005`.
        role: what the fragment is; the segment's role, sharpened by what the fragment fills.
        action: what is done with it.
        reason: why, in a few words for the report.
        translation: what is written for it, where `action` is TRANSLATE.
        fingerprint: identifies it over edits elsewhere in the file: a hash of path, rule, text and occurrence.
    """

    fragment: Fragment
    rule: str
    role: Role
    action: Action
    reason: str = ""
    translation: Translation | None = None
    fingerprint: str = ""

    @property
    def span(self) -> Span:
        """The span in the document, in code points."""
        return self.fragment.span

    @property
    def lang(self) -> str:
        """The language of the fragment."""
        return self.fragment.lang

    @property
    def confidence(self) -> float:
        """The calibrated posterior of the fragment, 0..1."""
        return self.fragment.confidence


class Edit(NamedTuple):
    """Replace `document[span]` by `replacement`; an empty span inserts."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one document.

    Attributes:
        document: the document as read.
        matrix: its matrix language, `und` where there is no evidence.
        findings: in document order.
        edits: in document order, not overlapping; empty for a scan.
        text: the cleaned text; None for a scan.
        notes: what the user should be told once per run, such as a pair without an engine; key -> sentence.
    """

    document: Document
    matrix: str
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...] = ()
    text: str | None = None
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


Segments = Sequence[Segment]
