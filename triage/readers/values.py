"""Segments, their sites and documents that have been read, made quickly.

`Segment(Span(...), ...)` takes 2 us, nearly all of it for going around its own ban on assignment; setting the fields of
a twin that is not frozen and turning it into a segment takes 0.4 us. Making segments was a third of the time to read
plain text.
"""

from __future__ import annotations

from triage.model import Document, Origin, Role, Segment, Site, Span, Syntax

_new_tuple = tuple.__new__  # half the time of `Span(start, end)`


class _DraftSegment:
    """A segment while its fields are set: another type with the same slots can become the frozen one."""

    __slots__ = ("span", "text", "role", "lang", "origins", "site")

    span: Span
    text: str
    role: Role
    lang: str | None
    origins: tuple[Origin, ...] | None
    site: Site


class _DraftSite:
    """A site while its fields are set."""

    __slots__ = ("syntax", "element", "start_tag", "key", "quote", "prefix")

    syntax: Syntax
    element: str
    start_tag: Span | None
    key: str
    quote: str
    prefix: str


class _DraftDocument:
    """A document while its fields are set."""

    __slots__ = ("text", "path", "format", "encoding", "bom", "newline", "lang", "segments")

    text: str
    path: str | None
    format: str
    encoding: str
    bom: bool
    newline: str
    lang: str | None
    segments: tuple[Segment, ...]


def make_segment(
    start: int,
    end: int,
    text: str,
    role: Role,
    lang: str | None,
    origins: tuple[Origin, ...] | None,
    site: Site,
) -> Segment:
    """Return the segment that covers `document[start:end]`."""
    draft = _DraftSegment()
    draft.span = _new_tuple(Span, (start, end))
    draft.text = text
    draft.role = role
    draft.lang = lang
    draft.origins = origins
    draft.site = site
    draft.__class__ = Segment  # type: ignore[assignment]  # the twin's slots are the same
    return draft  # type: ignore[return-value]  # the line above


def make_site(
    syntax: Syntax,
    element: str,
    start_tag: tuple[int, int] | None = None,
    key: str = "",
    quote: str = "",
    prefix: str = "",
) -> Site:
    """Return a site; its start tag stands at `document[start:end]`."""
    draft = _DraftSite()
    draft.syntax = syntax
    draft.element = element
    draft.start_tag = _new_tuple(Span, start_tag) if start_tag else None
    draft.key = key
    draft.quote = quote
    draft.prefix = prefix
    draft.__class__ = Site  # type: ignore[assignment]  # the twin's slots are the same
    return draft  # type: ignore[return-value]  # the line above


def with_segments(document: Document, segments: tuple[Segment, ...], lang: str | None) -> Document:
    """Return a document with its segments and its language; `dataclasses.replace` takes ten times as long."""
    draft = _DraftDocument()
    draft.text = document.text
    draft.path = document.path
    draft.format = document.format
    draft.encoding = document.encoding
    draft.bom = document.bom
    draft.newline = document.newline
    draft.lang = lang
    draft.segments = segments
    draft.__class__ = Document  # type: ignore[assignment]  # the twin's slots are the same
    return draft  # type: ignore[return-value]  # the line above
