"""Segments, their sites and documents that have been read, made quickly: see `triage.drafts`."""

from __future__ import annotations

from triage.drafts import draft_of
from triage.model import Document, Origin, Role, Segment, Site, Span, Syntax

_new_tuple = tuple.__new__  # half the time of `Span(start, end)`
_DraftSegment, _DraftSite, _DraftDocument = map(draft_of, (Segment, Site, Document))


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
    draft.__class__ = Segment
    made: Segment = draft
    return made


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
    draft.__class__ = Site
    made: Site = draft
    return made


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
    draft.__class__ = Document
    made: Document = draft
    return made
