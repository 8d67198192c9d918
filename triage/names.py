"""Names that a document's matrix text and a fragment share: what a translation must leave as it is.

`Juan Iglesias` under a picture stays Iglesias, and not "Juan Churches": the article around it writes of Iglesias.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from triage.model import Document, Finding, Segment, Span

_MIN_LETTERS = 3  # two are an article (`El`, `La`, `Al`) or initials more often than a name
_MAX_WORDS = 6  # of a name; a longer run is a title or a heading

# Words in lower case that join the parts of names in the languages of Europe and the Near East.
_PARTICLES = (
    "abu|af|al|av|ben|bin|d[aeiou]|das|dos|de l[ao]s?|del|della|den|der|des|el|ibn|la|ten|ter|van|vom|von|zu|zum|zur"
)
# A capitalised word, with what is joined to its front: `al-Haddad`, `d'Aubigny`.
_WORD = r"(?:[a-zß-öø-ÿ]{1,3}[-'’])?[^\W\d_a-zß-öø-ÿ](?:[\w'’-]*\w)?"
_CAPITALISED = re.compile(rf"(?<![\w'’-]){_WORD}")
_RUN = re.compile(rf"(?<![\w'’-]){_WORD}(?:\s+(?:(?:{_PARTICLES})\s+){{0,2}}{_WORD})*")

# What a word may follow and still be capitalised for itself: neither the start of a text or line, nor a sentence's.
_INSIDE = re.compile(r"[\w,;)][ \t\u00a0]+\Z")
_LOOKBEHIND = 8


class _Name(NamedTuple):
    """A capitalised word, or several with what joins them; `start` counts in the text it was found in."""

    text: str
    start: int
    words: int


def find_names(document: Document, findings: Sequence[Finding]) -> frozenset[str]:
    """Return the names in the document's matrix text that stand in one of its findings too, in the same spelling."""
    candidates = {name.text for finding in findings for name in _names(finding.fragment.text)}
    if not candidates:
        return frozenset()
    inside: dict[int, list[Span]] = {}
    for finding in findings:
        inside.setdefault(id(finding.fragment.segment), []).append(finding.fragment.inner)
    known = (_names_outside(segment, inside.get(id(segment), ())) for segment in document.segments)
    return frozenset(candidates.intersection(chain.from_iterable(known)))


def _names(text: str) -> Iterator[_Name]:
    """Yield each capitalised word of a text, and each run of them: `Inés`, `Valverde` and `Inés Valverde`."""
    for run in _RUN.finditer(text):
        words = list(_CAPITALISED.finditer(text, run.start(), run.end()))
        for i, first in enumerate(words):
            for count, last in enumerate(words[i : i + _MAX_WORDS], start=1):
                name = " ".join(text[first.start() : last.end()].split())
                if len(name) >= _MIN_LETTERS and not name.isupper():
                    yield _Name(name, first.start(), count)


def _names_outside(segment: Segment, fragments: Sequence[Span]) -> Iterable[str]:
    """Yield the names of a segment that lie in no fragment; a single word only where it opens no sentence.

    Args:
        segment: only one without a declared language is matrix text.
        fragments: in order, in the segment's text.
    """
    if segment.lang is not None:
        return
    starts = [span.start for span in fragments]
    for text, start, words in _names(segment.text):
        lead = segment.text[max(0, start - _LOOKBEHIND) : start]
        k = bisect_right(starts, start) - 1
        within = k >= 0 and start < fragments[k].end
        if not within and (words > 1 or _INSIDE.search(lead)):
            yield text
