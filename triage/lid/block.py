"""A segment prepared for decoding: its words, their evidence, how they are written and what stands between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from triage.lid.decode import price_switches
from triage.lid.evidence import Evidence
from triage.lid.lexicon import PHRASES
from triage.lid.params import PARAMS
from triage.lid.table import Floats
from triage.lid.tokens import Tokens, tokenize
from triage.lid.traits import Trait

Flags = npt.NDArray[np.bool_]
Traits = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Block:
    """The words of one segment.

    Attributes:
        text: the segment's logical text.
        tokens: its tokens with offsets into `text`.
        scores: [words, languages] log-likelihoods.
        matrix: column of the matrix language.
        prices: [words + 1] price of a switch before each word and after the last.
        traits: what each word is by its letters.
        capital: whether a word begins with a capital.
        name: whether a word reads as a name or a part of one: capitalised inside a sentence, all capitals, a particle
            between two such words.
        phrase: whether a word belongs to a foreign phrase that other languages have made their own.
        weights: how much each word's vote counts.
    """

    text: str
    tokens: Tokens
    scores: Floats
    matrix: int
    prices: Floats
    traits: Traits
    capital: Flags
    name: Flags
    phrase: Flags
    weights: Floats


def prepare_block(evidence: Evidence, text: str, matrix: int) -> Block:
    """Tokenise a segment and gather the evidence of its words."""
    tokens = tokenize(text)
    prices = price_switches(text, tokens.starts, tokens.ends)
    rows = evidence.rows(tokens.words)
    traits = evidence.traits[rows]
    capital = (traits & Trait.CAPITAL) != 0
    upper = (traits & Trait.UPPER) != 0
    # A line, a sentence and a quotation open with a capital that says nothing; their prices are the lowest.
    initial = prices[:-1] <= PARAMS.price_sentence
    name = capital & (~initial | upper)
    weights = evidence.weights[rows]
    weights[capital & initial & ((traits & (Trait.UPPER | Trait.MIXED)) == 0)] = PARAMS.initial_weight
    if upper.any():
        shouted = in_capitals(prices, upper)
        name &= ~shouted
        weights[shouted] = PARAMS.initial_weight
    if (traits & Trait.PARTICLE).any():
        joined = joins_names(((traits & Trait.PARTICLE) != 0).tolist(), capital.tolist())
        name[joined] = True
        weights[joined] = PARAMS.capital_weight
    phrase = np.zeros(len(rows), dtype=np.bool_)
    if (traits & Trait.PHRASE).any():
        phrase[find_phrases([word.lower() for word in tokens.words])] = True
        weights[phrase] = PARAMS.phrase_weight
    return Block(text, tokens, evidence.scores[rows], matrix, prices, traits, capital, name, phrase, weights)


def weigh_votes(block: Block) -> Floats:
    """Return the votes as they count in decoding: [words, languages] nats.

    A vote is the log-likelihood minus that in the matrix language. A name speaks for the matrix language less than
    against it.
    """
    votes = (block.scores - block.scores[:, block.matrix : block.matrix + 1]) * block.weights[:, None]
    names = np.flatnonzero(block.name)
    if len(names):
        of_names = votes[names]
        votes[names] = np.maximum(of_names, of_names * np.float32(PARAMS.name_loss))
    return votes


_PHRASES = frozenset(map(tuple, PHRASES))
_LONGEST_PHRASE = max(map(len, _PHRASES))
_PHRASE_STARTS = frozenset(phrase[0] for phrase in _PHRASES)


def find_phrases(folded: list[str]) -> list[int]:
    """Return the words that belong to an established foreign phrase, longest phrases first."""
    found: list[int] = []
    for i, word in enumerate(folded):
        if word in _PHRASE_STARTS:
            for n in range(min(_LONGEST_PHRASE, len(folded) - i), 0, -1):
                if tuple(folded[i : i + n]) in _PHRASES:
                    found += range(i, i + n)
                    break
    return found


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
