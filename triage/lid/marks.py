"""How the words of a text are written: which are capitalised, which are names, and how much each counts for that."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from triage.lid.params import PARAMS
from triage.lid.phrases import find_phrases
from triage.lid.table import Floats
from triage.lid.traits import BOUNDS, WEIGHTS, Trait

Flags = npt.NDArray[np.bool_]
Traits = npt.NDArray[np.uint16]
Shares = npt.NDArray[np.int64]

CASE_WEIGHTS: Floats = np.array(WEIGHTS, dtype=np.float32)
CASE_BOUNDS: Shares = np.array(BOUNDS, dtype=np.int64)


class Marks(NamedTuple):
    """The words of a text, one item per word.

    Attributes:
        traits: what each word is by its letters.
        weights: how much each word's vote counts.
        capital: whether a word begins with a capital.
        name: whether a word reads as a name or a part of one: capitalised inside a sentence, all capitals, a particle
            between two such words.
        phrase: whether a word belongs to a foreign phrase that other languages have made their own.
    """

    traits: Traits
    weights: Floats
    capital: Flags
    name: Flags
    phrase: Flags


def mark_words(words: list[str], prices: Floats, traits: Traits, weights: Floats) -> Marks:
    """Tell how the words of a text are written.

    Args:
        words: as they stand.
        prices: [words + 1] the price of a switch before each word and after the last.
        traits: [words] what each word is by its letters.
        weights: [words] how much the vote of each counts inside a sentence; changed in place.
    """
    capital = (traits & Trait.CAPITAL) != 0
    upper = (traits & Trait.UPPER) != 0
    # A line, a sentence and a quotation open with a capital that says nothing; their prices are the lowest.
    initial = prices[:-1] <= PARAMS.price_sentence
    name = capital & (~initial | upper)
    weights[capital & initial & ((traits & (Trait.UPPER | Trait.MIXED)) == 0)] = PARAMS.initial_weight
    if upper.any():
        shouted = in_capitals(prices, upper)
        name &= ~shouted
        weights[shouted] = PARAMS.initial_weight
    particle = (traits & Trait.PARTICLE) != 0
    if particle.any():
        joined = joins_names(particle.tolist(), capital.tolist())
        name[joined] = True
        weights[joined] = PARAMS.capital_weight
    phrase = np.zeros(len(words), dtype=np.bool_)
    if found := find_phrases(words, np.flatnonzero(traits & Trait.PHRASE).tolist()):
        phrase[found] = True
        weights[found] = PARAMS.phrase_weight
    return Marks(traits, weights, capital, name, phrase)


def in_capitals(prices: Floats, upper: Flags) -> Flags:
    """Tell which words stand on a line all in capitals, where capitals make no name."""
    found = np.zeros(len(upper), dtype=np.bool_)
    edges = np.flatnonzero(prices == PARAMS.price_line).tolist()
    for start, end in zip(edges, edges[1:], strict=False):
        if end - start >= PARAMS.least_shouted and upper[start:end].mean() > PARAMS.shouted_share:
            found[start:end] = True
    return found


def joins_names(particle: list[bool], capital: list[bool]) -> list[int]:
    """Return the particles between two capitalised words: `von der` in Ursula von der Leyen."""
    joined: list[int] = []
    last_capital = -1
    for i, is_capital in enumerate(capital):
        if is_capital:
            if last_capital >= 0:
                joined += range(last_capital + 1, i)
            last_capital = i
        elif not particle[i]:
            last_capital = -1
    return joined
