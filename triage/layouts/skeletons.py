"""The markup around edits, before and after: tags of HTML, blocks and inline constructs of Markdown.

Segments say what is read; the skeleton also holds what is not, such as an empty element, a code block or a link.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from triage.model import Document, Edit, Span
from triage.readers.html import TOKEN

# Constructs of pyromark that stand within a line; the rest are blocks.
_INLINE = frozenset("Emphasis Strong Strikethrough Link Image Superscript Subscript".split())
_CHANGED = "the markup around it would change"


def refute_html(before: Document, after: Document, edits: Sequence[Edit], written: Sequence[Span]) -> str:
    """Return why edits must not be written into HTML: a tag outside them is lost, new or another one."""
    same = _outside(_tags(before.text), [edit.span for edit in edits]) == _outside(_tags(after.text), written)
    return "" if same else _CHANGED


def refute_markdown(before: Document, after: Document, edits: Sequence[Edit], written: Sequence[Span]) -> str:
    """Return why edits must not be written into Markdown: a construct outside them is lost, new or another one."""
    # A block that is dropped may take its list or its quote along; what stays is compared by its segments.
    drops = any(not edit.replacement for edit in edits)
    same = drops or (
        _outside(_events(before.text), [edit.span for edit in edits]) == _outside(_events(after.text), written)
    )
    return refute_html(before, after, edits, written) if same else _CHANGED


class _Place(NamedTuple):
    """A construct: where its beginning stands, its name, and whether text inserted at that place lies within it."""

    span: Span
    name: str
    block: bool = False


def _outside(places: Iterable[_Place], edited: Sequence[Span]) -> list[str]:
    """Return the names of what neither begins in a stretch nor has one within its beginning."""
    starts = [span.start for span in edited]
    reaches = list(accumulate((span.end for span in edited), max))
    names = []
    for span, name, block in places:
        k = bisect_right(starts, span.start) - 1
        within = k >= 0 and reaches[k] > span.start and not (block and starts[k] == span.start)
        holds = k + 1 < len(starts) and starts[k + 1] < span.end
        if not within and not holds:
            names.append(name)
    return names


def _tags(text: str) -> Iterator[_Place]:
    for token in TOKEN.finditer(text):
        if token[1] or token[3]:
            yield _Place(Span(*token.span()), token[0])


def _events(text: str) -> Iterator[_Place]:
    """Yield where constructs begin; what runs to the end of a block is named by its beginning alone."""
    from pyromark import events_with_range

    from triage.readers.markdown import extensions
    from triage.readers.places import Places

    place = Places(text.encode(), 0)
    for event, where in events_with_range(text, options=extensions()):
        kind, value = (event, "") if isinstance(event, str) else next(iter(event.items()))
        if kind in ("Start", "Code", "FootnoteReference", "Rule", "TaskListMarker"):
            start = place(where["start"])
            name = next(iter(value)) if isinstance(value, dict) else value
            yield _Place(Span(start, start + 1), f"{kind} {name}", kind == "Start" and name not in _INLINE)
