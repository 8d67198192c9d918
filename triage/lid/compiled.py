"""The compiled finder: gives the extension the rules, the lists and the tables. What it does stands in `native/`."""

from __future__ import annotations

import unicodedata

from triage.lid import bounds, gaps, limits
from triage.lid._speed import Engine
from triage.lid.confidence import load_guard
from triage.lid.finder import Found, Weighing
from triage.lid.lexicon import INSTITUTION_STEMS, PHRASES
from triage.lid.params import PARAMS
from triage.lid.store import NATS_PER_STEP, NGRAMS, WORDS, inventory, open_map
from triage.lid.tokens import IDEOGRAPH_CLASS, LETTER_CLASS, find_others
from triage.lid.traits import (
    BOUNDS,
    IDEOGRAPHS,
    LATIN,
    LATIN_ENDS,
    LISTED,
    OFFICES,
    SHARES,
    SHORT_STEM,
    STEMS,
    WEIGHTS,
    Trait,
)

# Character classes are those of the Basic Multilingual Plane, a byte each.
_PLANE = 0x10000
_LETTER, _IDEOGRAPH = 1, 2

# Classes of signs, in the order of native/rules.h.
_SIGNS = [
    gaps.SENTENCE_ENDS,
    gaps.UNSPACED_ENDS,
    gaps.UNSPACED_COMMAS,
    gaps.QUOTES,
    gaps.APOSTROPHES,
    gaps.COMMAS,
    bounds.OPENING,
    bounds.FINAL,
    bounds.BULLETS,
    bounds.BLANK,
    bounds.CREDIT_BREAKS,
    limits.ITEM_BREAKS,
    limits.ITEM_DOTS,
    limits.BRACKETS,
    limits.CLOSING_BRACKETS,
    limits.CODE_SIGNS,
]


class NativeFinder:
    """See `triage.lid.finder.Finder`."""

    name = "native"

    def __init__(self) -> None:
        self._engine = Engine(rules(), open_map(WORDS), open_map(NGRAMS), inventory().listed, NATS_PER_STEP)

    def find(
        self, texts: list[str], columns: list[int], priors: tuple[float, ...], min_confidence: float
    ) -> list[Found]:
        """See `triage.lid.finder.Finder`."""
        return list(map(Found._make, self._engine.find(texts, columns, priors, min_confidence)))

    def weigh(self, texts: list[str]) -> Weighing:
        """See `triage.lid.finder.Finder`."""
        return Weighing(*self._engine.weigh(texts))


def rules() -> tuple[object, ...]:
    """Return what the extension goes by, in the order in which native/rules.c reads it."""
    guard = load_guard()
    return (
        (PARAMS, limits, Trait),
        (guard.bias, list(guard.weights)),
        (LISTED, sorted(gaps.ABBREVIATIONS), sorted(PHRASES, key=len)),
        _stems(),
        (SHORT_STEM, inventory().tags.index("en"), ord(LATIN_ENDS), ord(IDEOGRAPHS)),
        (SHARES, list(WEIGHTS), list(BOUNDS)),
        (classify_characters(), _SIGNS),
        ("".join(bounds.PAIRS), "".join(bounds.PAIRS.values())),
        (find_others, limits.NUMBERS, unicodedata.normalize),
    )


def _stems() -> tuple[list[tuple[str, int]], ...]:
    """Return the stems that may stand anywhere in a word, those that begin it, and the endings, with their traits."""
    return (
        [(stem, trait) for trait, stems in STEMS.items() for stem in stems],
        [(stem, Trait.INSTITUTION | Trait.OFFICE * (stem in OFFICES)) for stem in INSTITUTION_STEMS],
        [(ending, Trait.LATIN) for ending in LATIN],
    )


def classify_characters() -> bytes:
    """Return the class of each character: letter, ideograph or neither."""
    classes = bytearray(_PLANE)
    for pattern, value in ((LETTER_CLASS, _LETTER), (IDEOGRAPH_CLASS, _IDEOGRAPH)):
        at = 0
        while at < len(pattern):
            first = last = ord(pattern[at])
            if pattern[at + 1 : at + 2] == "-":
                last = ord(pattern[at + 2])
            classes[first : last + 1] = bytes([value]) * (last + 1 - first)
            at += 1 if first == last else 3
    return bytes(classes)
