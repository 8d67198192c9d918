"""What a word is by its letters alone: capitals, and what the lists of `triage.lid.lexicon` say. Computed once per
word type."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from math import ceil
from typing import Final

from triage.lid.lexicon import (
    AGENCIES,
    CAPTION_STEMS,
    CREDIT_WORDS,
    INSTITUTION_STEMS,
    LEGAL_FORMS,
    PARTICLES,
    PHRASES,
    ROLE_STEMS,
    STREET_WORDS,
)
from triage.lid.params import PARAMS

# A shorter stem must be the whole word: `re` is Italian for king, and the start of much else.
SHORT_STEM = 4
# So many letters sort out most words before all stems are tried.
_START = 3
# Scripts that have neither Latin letters nor accents begin after these.
LATIN_ENDS = "\u0370"
IDEOGRAPHS = "\u2e80"


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
    # The legal form of a company, if it is written with more than one capital.
    LEGAL: Final = 8192
    AGENCY: Final = 16384
    # An institution named after a role: `Ministerio`, not `ministro`.
    OFFICE: Final = 32768


CASE: Final = Trait.CAPITAL | Trait.UPPER | Trait.MIXED | Trait.LETTER
"""The traits that decide how much a word weighs."""

_INNER_CAPITAL = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]")
# Endings of Latin names of species and of legal Latin.
LATIN = ("us", "um", "is", "ae", "ii", "orum", "arum", "ensis", "iens", "oides", "ibus")
_LISTS = {
    Trait.PARTICLE: PARTICLES,
    Trait.STREET: STREET_WORDS,
    Trait.CREDIT: CREDIT_WORDS,
    Trait.PHRASE: frozenset(phrase[0] for phrase in PHRASES),
    Trait.LEGAL: LEGAL_FORMS,
    Trait.AGENCY: AGENCIES,
    Trait.ROLE: frozenset(stem for stem in ROLE_STEMS if len(stem) <= SHORT_STEM),
    Trait.CAPTION: frozenset(stem for stem in CAPTION_STEMS if len(stem) <= SHORT_STEM),
}
STEMS = {
    Trait.ROLE: tuple(stem for stem in ROLE_STEMS if len(stem) > SHORT_STEM),
    Trait.CAPTION: tuple(stem for stem in CAPTION_STEMS if len(stem) > SHORT_STEM),
}


def _listed_traits() -> dict[str, int]:
    """Return what the lists say of each word in them."""
    traits: dict[str, int] = {}
    for trait, members in _LISTS.items():
        for member in members:
            traits[member] = traits.get(member, 0) | trait
    return traits


def any_of(stems: Iterable[str]) -> str:
    """Return a pattern for any of some stems, as a tree of letters: seven times as fast as the stems side by side."""
    branches: dict[str, list[str]] = {}
    for stem in stems:
        if not stem:
            return ""  # the stems it begins are no news
        branches.setdefault(stem[0], []).append(stem[1:])
    return "(?:" + "|".join(re.escape(letter) + any_of(rest) for letter, rest in sorted(branches.items())) + ")"


LISTED = _listed_traits()
# Those that hold the stem of a role.
OFFICES = tuple(
    stem for stem in INSTITUTION_STEMS if any(role in stem for role in ROLE_STEMS if len(role) > SHORT_STEM)
)
_INSTITUTION_STARTS = frozenset(stem[:_START] for stem in INSTITUTION_STEMS)


@lru_cache(maxsize=1)
def _any_stem() -> re.Pattern[str]:
    return re.compile(any_of(stem for stems in STEMS.values() for stem in stems))  # 10 ms; the extension has its own


def find_traits(word: str) -> int:
    """Return the traits of a word as it is written."""
    folded = word.lower()
    traits = _find_case(word) | LISTED.get(folded, 0)
    if len(folded) > SHORT_STEM and _any_stem().search(folded):
        for trait, stems in STEMS.items():
            if any(stem in folded for stem in stems):
                traits |= trait
    if folded[:_START] in _INSTITUTION_STARTS and len(word) >= SHORT_STEM and folded.startswith(INSTITUTION_STEMS):
        traits |= Trait.INSTITUTION
        if folded.startswith(OFFICES):
            traits = (traits | Trait.OFFICE) & ~Trait.ROLE
    if folded.endswith(LATIN):
        traits |= Trait.LATIN
    return traits


def _find_case(word: str) -> int:
    traits = Trait.FOREIGN if word[0] > LATIN_ENDS else 0
    if word[0].isupper():
        traits |= Trait.CAPITAL
        if len(word) > 1 and word.isupper():
            return traits | Trait.UPPER
    if len(word) == 1:
        return traits | Trait.LETTER if word < IDEOGRAPHS else traits
    if not word[1:].islower() and _INNER_CAPITAL.search(word):
        traits |= Trait.MIXED
    return traits


def is_shouted(trait: int, name: bool) -> bool:
    """Tell whether a word is in capitals because its line is: other words in capitals are names."""
    return bool(trait & Trait.UPPER) and not name


def base_weight(traits: int) -> float:
    """Return how much the vote of a word with these traits counts inside a sentence."""
    if traits & Trait.MIXED:
        return PARAMS.mixed_weight
    if traits & Trait.UPPER:
        return PARAMS.upper_weight
    if traits & Trait.CAPITAL:
        return PARAMS.capital_weight
    return PARAMS.letter_weight if traits & Trait.LETTER else 1.0


# The gate counts weights in shares of one, rounded up, so that it adds up integers.
SHARES = 20


def _most_weight(traits: int) -> int:
    """Return the most that the vote of a word with these traits may weigh, if it opens a sentence, in shares."""
    weight = max(WEIGHTS[traits], PARAMS.initial_weight) if traits & Trait.CAPITAL else WEIGHTS[traits]
    return ceil(round(weight * SHARES, 6))


# By the traits that say how a word is capitalised.
WEIGHTS = tuple(map(base_weight, range(CASE + 1)))
BOUNDS = tuple(map(_most_weight, range(CASE + 1)))
