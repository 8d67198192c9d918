"""Prove that edits changed what they were meant to change: the edited document is read again and compared.

Outside the edits every segment must be what it was, and each original that still stands must now be declared in its own
language, or the next run would find it again. A format whose structure says more adds what it compares to `_CHECKS`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple, cast

from triage.langtag import same_language
from triage.layouts import Order
from triage.model import Action, Document, Edit, Finding, Layout, Segment, Span

# What else must hold; returns why it does not, or an empty string. Its last argument is what each edit wrote.
Check = Callable[[Document, Document, Sequence[Edit], Sequence[Span]], str]

# By format, as "module:function", so that plain text loads no parser.
_CHECKS: Mapping[str, str] = MappingProxyType(
    {
        "html": "triage.layouts.skeletons:refute_html",
        "markdown": "triage.layouts.skeletons:refute_markdown",
        "mdx": "triage.layouts.skeletons:refute_markdown",
    }
)


class Shift:
    """Where the characters outside the edits stand afterwards.

    Args:
        edits: in document order, not overlapping.
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self._ends = [edit.span.end for edit in edits]
        growths = (len(edit.replacement) - (edit.span.end - edit.span.start) for edit in edits)
        self._shifts = [0, *accumulate(growths)]

    def place(self, offset: int) -> int:
        """Return the new offset of a character.

        What is inserted at an offset comes before it; an offset inside a replaced stretch moves to where that begins.
        """
        k = bisect_right(self._ends, offset)
        inside = k < len(self.edits) and self.edits[k].span.start < offset
        return (self.edits[k].span.start if inside else offset) + self._shifts[k]

    def carry(self, span: Span) -> Span:
        """Return where a span stands afterwards, with what is inserted at its end."""
        return Span(self.place(span.start), self.place(span.end))

    def meets(self, span: Span) -> bool:
        """Tell whether an edit changes a span, or inserts at one of its ends."""
        for k in range(bisect_left(self._ends, span.start), len(self.edits)):
            edit = self.edits[k]
            if edit.span.start > span.end:
                return False
            inserts = edit.span.start == edit.span.end
            if inserts or (edit.span.start < span.end and span.start < edit.span.end):
                return True
        return False

    def spans_after(self) -> list[Span]:
        """Return what each edit wrote, in the text afterwards."""
        return [
            Span(edit.span.start + shift, edit.span.start + shift + len(edit.replacement))
            for edit, shift in zip(self.edits, self._shifts)
        ]


class Tally(NamedTuple):
    """What a proof compared.

    Attributes:
        edits: how many edits there are.
        outside: code points outside the edits.
        unchanged: how many of those are the same afterwards.
        segments: segments that no edit touches.
        equal: how many of those are read again as they were, at their new place.
    """

    edits: int
    outside: int
    unchanged: int
    segments: int
    equal: int

    def sentence(self) -> str:
        """Say what was compared, for the user."""
        holds = self.unchanged == self.outside and self.equal == self.segments
        return (
            f"{'verified' if holds else 'NOT VERIFIED'}, {self.edits} edits; outside them {self.unchanged}"
            f" of {self.outside} characters are unchanged, and {self.equal} of {self.segments} segments"
            " are read as before"
        )


def tally(before: Document, after: Document, edits: Sequence[Edit], findings: Sequence[Finding]) -> Tally:
    """Count what is the same outside some edits.

    Args:
        before: the document as read.
        after: the edited document, read again by the same reader.
        edits: what was done, in document order.
        findings: why; a language may be written beside a segment, on its start tag or in a sibling key.
    """
    shift = Shift(edits)
    acted = {one.fragment.segment.span for one in findings if one.action not in (Action.KEEP, Action.FLAG)}
    starts = [0, *(edit.span.end for edit in edits)]
    ends = [*(edit.span.start for edit in edits), len(before.text)]
    written = [0, *(place.end for place in shift.spans_after())]
    pieces = [(before.text[a:b], after.text[c : c + b - a]) for a, b, c in zip(starts, ends, written, strict=True)]
    untouched = [segment for segment in before.segments if segment.span not in acted]
    untouched = [segment for segment in untouched if not shift.meets(segment.span)]
    found = {(segment.span, *_content(segment)) for segment in after.segments}
    return Tally(
        edits=len(edits),
        outside=sum(len(one) for one, _ in pieces),
        unchanged=sum(len(one) for one, other in pieces if one == other),
        segments=len(untouched),
        equal=sum((shift.carry(segment.span), *_content(segment)) in found for segment in untouched),
    )


def refute(before: Document, after: Document, edits: Sequence[Edit], orders: Sequence[Order]) -> str:
    """Return why the edits must not be written, empty if nothing speaks against them.

    Args:
        before: the document as read.
        after: the edited document, read again by the same reader.
        edits: what was done, in document order.
        orders: what was meant; MARK and TRANSLATE leave the original in place unless the edits replace it.
    """
    shift = Shift(edits)
    return (
        _refute_structure(before, after, shift, orders)
        or _refute_marks(after, shift, orders)
        or _refute_places(after, shift, orders)
        or _check(before, after, shift)
    )


def _check(before: Document, after: Document, shift: Shift) -> str:
    """Return what the format's own check says."""
    if before.format not in _CHECKS:
        return ""
    module, _, name = _CHECKS[before.format].partition(":")
    check = cast(Check, getattr(import_module(module), name))
    return check(before, after, shift.edits, shift.spans_after())


def _refute_structure(before: Document, after: Document, shift: Shift, orders: Sequence[Order]) -> str:
    """Every untouched segment must still be there, and what is new must lie where something was written."""
    expected: Counter[tuple[object, ...]] = Counter()
    regions = shift.spans_after()
    # A language may be written beside a segment, on its start tag or in a sibling key.
    ordered = {order.finding.fragment.segment.span for order in orders}
    for segment in before.segments:
        if segment.span in ordered or shift.meets(segment.span):
            regions.append(shift.carry(segment.span))
        else:
            expected[(shift.carry(segment.span), *_content(segment))] += 1
    found = Counter((segment.span, *_content(segment)) for segment in after.segments)
    if expected - found:
        return "the structure around it would change"
    new = [segment.span for segment in after.segments if not expected[(segment.span, *_content(segment))]]
    return "" if _all_within(new, regions) else "the structure around it would change"


def _all_within(spans: Iterable[Span], regions: Iterable[Span]) -> bool:
    """Tell whether each span lies in one of the regions, those that touch each other taken together."""
    merged: list[Span] = []
    for region in sorted(regions):
        if merged and region.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, region.end))
        else:
            merged.append(region)
    starts = [region.start for region in merged]
    for span in spans:
        k = bisect_right(starts, span.start) - 1
        if k < 0 or merged[k].end < span.end:
            return False
    return True


def _refute_marks(after: Document, shift: Shift, orders: Sequence[Order]) -> str:
    """Each original that stays must lie, from its first to its last character, in segments declared in its language."""
    starts = [segment.span.start for segment in after.segments]
    reaches = list(accumulate((segment.span.end for segment in after.segments), max))
    for finding, _ in orders:
        if finding.action is Action.DROP or _is_replaced(finding.span, shift.edits):
            continue
        for at in (shift.place(finding.span.start), shift.place(finding.span.end - 1)):
            k = bisect_right(starts, at) - 1
            while k >= 0 and reaches[k] > at and not _declares(after.segments[k], at, finding.lang):
                k -= 1
            if k < 0 or reaches[k] <= at:
                return "its mark would not be recognised"
    return ""


def _refute_places(after: Document, shift: Shift, orders: Sequence[Order]) -> str:
    """What replaces an original must be read in the same kind of place: no heading for a paragraph.

    A split writes the translation elsewhere.
    """
    written = shift.spans_after()
    starts = [segment.span.start for segment in after.segments]
    reaches = list(accumulate((segment.span.end for segment in after.segments), max))
    for finding, layout in orders:
        replaced = _is_replaced(finding.span, shift.edits)
        if finding.action is not Action.TRANSLATE or layout is Layout.SPLIT or not replaced:
            continue
        place = written[bisect_right(shift.edits, finding.span.start, key=lambda edit: edit.span.start) - 1]
        model = finding.fragment.segment
        k = bisect_left(starts, place.end) - 1
        while k >= 0 and reaches[k] > place.start and not _stands_in(after.segments[k], place, model):
            k -= 1
        if k < 0 or reaches[k] <= place.start:
            return "its translation would be read as something else"
    return ""


def _stands_in(segment: Segment, place: Span, model: Segment) -> bool:
    """Tell whether a segment reaches into a place and stands in the same construct as another."""
    one, other = segment.site, model.site
    same = (one.syntax, one.element, one.key) == (other.syntax, other.element, other.key)
    return same and segment.span.end > place.start


def _declares(segment: Segment, at: int, lang: str) -> bool:
    return segment.span.end > at and segment.lang is not None and same_language(segment.lang, lang)


def _is_replaced(span: Span, edits: Sequence[Edit]) -> bool:
    """Tell whether an edit takes the place of a span's first character."""
    k = bisect_right(edits, span.start, key=lambda edit: edit.span.start) - 1
    return k >= 0 and edits[k].span.end > span.start


def _content(segment: Segment) -> tuple[object, ...]:
    site = segment.site
    return segment.text, segment.role, segment.lang, site.syntax, site.element, site.key
