"""What a word is by its letters alone: capitals, and what the lists of `triage.lid.lexicon` say. Computed once per
word type."""

from __future__ import annotations

import re
from typing import Final

from triage.lid.lexicon import (
    CAPTION_STEMS,
    CREDIT_WORDS,
    INSTITUTION_STEMS,
    PARTICLES,
    PHRASES,
    ROLE_STEMS,
    STREET_WORDS,
)
from triage.lid.params import PARAMS

# A shorter stem must be the whole word: `re` is Italian for king, and the start of much else.
_SHORT_STEM = 4
# Scripts that have neither Latin letters nor accents begin after these.
_LATIN_ENDS = "\u0370"
_IDEOGRAPHS = "\u2e80"


class Trait:
    """The properties of a word type, bits of one integer; plain integers, because an IntFlag costs 1 us an
    operation."""

    CAPITAL: Final = 1
    UPPER: Final = 2
    MIXED: Final = 4
    LETTER: Final = 8
    PARTICLE: Final = 16
    STREET: Final = 32
    CREDIT: Final = 64
    ROLE: Final = 128
    CAPTION: Final = 256
    INSTITUTION: Final = 512
    LATIN: Final = 1024
    PHRASE: Final = 2048
    FOREIGN: Final = 4096


_INNER_CAPITAL = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]")
# Endings of Latin names of species and of legal Latin.
_LATIN = re.compile(r"(?:us|um|is|ae|ii|orum|arum|ensis|iens|oides|ibus)\Z")
_PHRASE_STARTS = frozenset(phrase[0] for phrase in PHRASES)


def _stem_pattern(stems: tuple[str, ...]) -> re.Pattern[str]:
    short = "|".join(re.escape(stem) for stem in stems if len(stem) <= _SHORT_STEM)
    long = "|".join(re.escape(stem) for stem in stems if len(stem) > _SHORT_STEM)
    return re.compile(f"(?:{short})\\Z|.*?(?:{long})")


_STEMS = {Trait.ROLE: _stem_pattern(ROLE_STEMS), Trait.CAPTION: _stem_pattern(CAPTION_STEMS)}
_LISTS = {
    Trait.PARTICLE: PARTICLES,
    Trait.STREET: STREET_WORDS,
    Trait.CREDIT: CREDIT_WORDS,
    Trait.PHRASE: _PHRASE_STARTS,
}


def find_traits(word: str) -> int:
    """Return the traits of a word as it is written."""
    folded = word.lower()
    traits = _find_case(word)
    for trait, members in _LISTS.items():
        if folded in members:
            traits |= trait
    for trait, pattern in _STEMS.items():
        if pattern.match(folded):
            traits |= trait
    if len(word) >= _SHORT_STEM and folded.startswith(INSTITUTION_STEMS):
        traits |= Trait.INSTITUTION
    if _LATIN.search(folded):
        traits |= Trait.LATIN
    return traits


def _find_case(word: str) -> int:
    traits = Trait.FOREIGN if word[0] > _LATIN_ENDS else 0
    if word[0].isupper():
        traits |= Trait.CAPITAL
        if len(word) > 1 and word.isupper():
            return traits | Trait.UPPER
    if len(word) == 1:
        return traits | Trait.LETTER if word < _IDEOGRAPHS else traits
    if not word[1:].islower() and _INNER_CAPITAL.search(word):
        traits |= Trait.MIXED
    return traits


def base_weight(traits: int) -> float:
    """Return how much the vote of a word with these traits counts inside a sentence."""
    if traits & Trait.MIXED:
        return PARAMS.mixed_weight
    if traits & Trait.UPPER:
        return PARAMS.upper_weight
    if traits & Trait.CAPITAL:
        return PARAMS.capital_weight
    return PARAMS.letter_weight if traits & Trait.LETTER else 1.0
