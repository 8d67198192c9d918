"""Names that a document's matrix text and a fragment share: what a translation must leave as it is.

`Juan Iglesias` under a picture stays Iglesias, and not "Juan Churches": the article around it writes of Iglesias.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from triage.model import Document, Finding, Segment, Span

_MIN_LETTERS = 3  # two are an article (`El`, `La`, `Al`) or initials more often than a name
_CAPITALISED = re.compile(r"(?<![\w'’-])[^\W\d_a-zß-öø-ÿ][\w'’-]*\w")
# What a word may follow and still be capitalised for itself: neither the start of a text or line, nor a sentence's.
_INSIDE = re.compile(r"[\w,;)][ \t\u00a0]+\Z")
_LOOKBEHIND = 8


def find_names(document: Document, findings: Sequence[Finding]) -> frozenset[str]:
    """Return the names in the document's matrix text that stand in one of its findings too."""
    candidates = set(chain.from_iterable(_capitalised(finding.fragment.text) for finding in findings))
    if not candidates:
        return frozenset()
    inside: dict[int, list[Span]] = {}
    for finding in findings:
        inside.setdefault(id(finding.fragment.segment), []).append(finding.fragment.inner)
    known = (_capitalised_inside(segment, inside.get(id(segment), ())) for segment in document.segments)
    return frozenset(candidates.intersection(chain.from_iterable(known)))


def _capitalised(text: str) -> Iterable[str]:
    return (m[0] for m in _CAPITALISED.finditer(text) if len(m[0]) >= _MIN_LETTERS and not m[0].isupper())


def _capitalised_inside(segment: Segment, fragments: Sequence[Span]) -> Iterable[str]:
    """Yield the capitalised words of a segment that open no sentence and lie in no fragment."""
    if segment.lang is not None:
        return
    for match in _CAPITALISED.finditer(segment.text):
        lead = segment.text[max(0, match.start() - _LOOKBEHIND) : match.start()]
        if _INSIDE.search(lead) and not any(span.start <= match.start() < span.end for span in fragments):
            yield match[0]
