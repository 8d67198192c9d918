"""The stretch of a document that a fragment stands for: with the quotation marks and the full stop that go with it."""

from __future__ import annotations

from typing import NamedTuple

from triage.model import Fragment, Span


class Stretch(NamedTuple):
    """What is marked or replaced.

    Attributes:
        span: in the document.
        lead: the logical text in it before the fragment, punctuation only.
        tail: the logical text in it after the fragment, punctuation only.
        whole: whether it is all of its segment.
    """

    span: Span
    lead: str = ""
    tail: str = ""
    whole: bool = False


def stretch_of(fragment: Fragment) -> Stretch:
    """Return the stretch of a fragment: all of its segment if nothing but punctuation is left of that."""
    segment = fragment.segment
    lead, tail = segment.text[: fragment.inner.start], segment.text[fragment.inner.end :]
    if any(map(_counts, lead)) or any(map(_counts, tail)):
        return Stretch(fragment.span)
    return Stretch(segment.locate(Span(0, len(segment.text))), lead, tail, whole=True)


def _counts(character: str) -> bool:
    """Tell whether a character is more than punctuation: an object character stands for an image or a code."""
    return character.isalnum() or character in "\ufffc\n\r"
