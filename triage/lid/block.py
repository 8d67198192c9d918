"""A segment prepared for decoding: its words, their evidence, how they are written and what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from triage.lid.decode import price_switches
from triage.lid.evidence import Evidence
from triage.lid.lexicon import PARTICLES, PHRASES
from triage.lid.params import PARAMS
from triage.lid.table import Floats
from triage.lid.tokens import Tokens, tokenize

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Block:
    """The words of one segment.

    Attributes:
        text: the segment's logical text.
        tokens: its tokens with offsets into `text`.
        scores: [words, languages] log-likelihoods.
        matrix: column of the matrix language.
        prices: [words + 1] price of a switch before each word and after the last.
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
    capital: Flags
    name: Flags
    phrase: Flags
    weights: Floats

    @property
    def votes(self) -> Floats:
        """[words, languages] log-likelihood minus that in the matrix language, unweighted."""
        return self.scores - self.scores[:, self.matrix : self.matrix + 1]


def weigh_votes(block: Block) -> Floats:
    """Return the votes as they count in decoding: a name speaks for the matrix language less than against it."""
    votes = block.votes * block.weights[:, None]
    votes[block.name] = np.maximum(votes[block.name], votes[block.name] * np.float32(PARAMS.name_loss))
    return votes


def prepare_block(evidence: Evidence, text: str, matrix: int) -> Block:
    """Tokenise a segment and gather the evidence of its words."""
    tokens = tokenize(text)
    prices = price_switches(text, tokens.starts, tokens.ends)
    capital = np.array([word[0].isupper() for word in tokens.words], dtype=np.bool_)
    upper = np.array([len(word) > 1 and word.isupper() for word in tokens.words], dtype=np.bool_)
    initial = opens_sentence(prices)
    shouted = in_capitals(prices, upper)
    upper &= ~shouted
    name = capital & (~initial | upper) & ~shouted
    name |= joins_names(tokens.words, capital)
    folded = [word.lower() for word in tokens.words]
    phrase = find_phrases(folded)
    mixed = np.array([has_inner_capital(word) for word in tokens.words], dtype=np.bool_)
    letter = np.array([len(word) == 1 and word < "\u2e80" for word in tokens.words], dtype=np.bool_)
    weights = np.select(
        [mixed, phrase, upper, name, capital, letter],
        [
            PARAMS.mixed_weight,
            PARAMS.phrase_weight,
            PARAMS.upper_weight,
            PARAMS.capital_weight,
            PARAMS.initial_weight,
            PARAMS.letter_weight,
        ],
        default=1.0,
    ).astype(np.float32)
    rows = evidence.rows(tokens.words)
    return Block(text, tokens, evidence.scores[rows], matrix, prices, capital, name, phrase, weights)


_INNER_CAPITAL = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]")
_PHRASES = frozenset(map(tuple, PHRASES))
_LONGEST_PHRASE = max(map(len, _PHRASES))
_PHRASE_STARTS = frozenset(phrase[0] for phrase in _PHRASES)


def has_inner_capital(word: str) -> bool:
    """Tell whether a word has a capital after a small letter: `iPhone`, `xsltGetExtInfo`."""
    return not (word.islower() or word[1:].islower() or word.isupper()) and _INNER_CAPITAL.search(word) is not None


def find_phrases(folded: list[str]) -> Flags:
    """Tell which words belong to an established foreign phrase, longest phrases first."""
    found = np.zeros(len(folded), dtype=np.bool_)
    for i, word in enumerate(folded):
        if word in _PHRASE_STARTS:
            for n in range(min(_LONGEST_PHRASE, len(folded) - i), 0, -1):
                if tuple(folded[i : i + n]) in _PHRASES:
                    found[i : i + n] = True
                    break
    return found


def in_capitals(prices: Floats, upper: Flags) -> Flags:
    """Tell which words stand on a line all in capitals, where capitals make no name."""
    found = np.zeros(len(upper), dtype=np.bool_)
    edges = np.flatnonzero(prices == PARAMS.price_line)
    for start, end in zip(edges, edges[1:], strict=False):
        if end - start >= PARAMS.least_shouted and upper[start:end].mean() > PARAMS.shouted_share:
            found[start:end] = True
    return found


def opens_sentence(prices: Floats) -> Flags:
    """Tell which words open a line, a sentence or a quotation, where a capital says nothing."""
    before = prices[:-1]
    return (before == PARAMS.price_line) | (before == PARAMS.price_sentence) | (before == PARAMS.price_quote)


def joins_names(words: list[str], capital: Flags) -> Flags:
    """Tell which words are particles in a run that begins and ends with a capitalised word: `von der` in Ursula von der Leyen."""
    particle = np.array([word in PARTICLES for word in words], dtype=np.bool_)
    joined = np.zeros(len(words), dtype=np.bool_)
    if not particle.any():
        return joined
    last_capital = -1
    for i, is_capital in enumerate(capital.tolist()):
        if is_capital:
            if last_capital >= 0 and i - last_capital > 1:
                joined[last_capital + 1 : i] = True
            last_capital = i
        elif not particle[i]:
            last_capital = -1
    return joined
