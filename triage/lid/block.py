"""A segment prepared for decoding: its words, their evidence, how they are written and what stands between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from triage.lid.decode import count_votes
from triage.lid.evidence import Evidence
from triage.lid.lexicon import PHRASES
from triage.lid.marks import Flags, Marks, Traits
from triage.lid.params import PARAMS
from triage.lid.table import Floats
from triage.lid.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Block:
    """The words of one segment.

    Attributes:
        text: the segment's logical text.
        tokens: its tokens with offsets into `text`.
        scores: [words, languages] log-likelihoods.
        matrix: column of the matrix language.
        prices: [words + 1] price of a switch before each word and after the last.
        levels: the prices as a list, which is five times as fast where one after the other is looked at.
        marks: how each word is written.
        phrase: whether a word belongs to a foreign phrase that other languages have made their own.
    """

    text: str
    tokens: Tokens
    scores: Floats
    matrix: int
    prices: Floats
    levels: list[float]
    marks: Marks
    phrase: Flags

    @property
    def traits(self) -> Traits:
        """What each word is by its letters."""
        return self.marks.traits

    @property
    def capital(self) -> Flags:
        """Whether each word begins with a capital."""
        return self.marks.capital

    @property
    def name(self) -> Flags:
        """Whether each word reads as a name or a part of one."""
        return self.marks.name

    @property
    def weights(self) -> Floats:
        """How much each word's vote counts."""
        return self.marks.weights


def prepare_block(evidence: Evidence, text: str, matrix: int) -> Block:
    """Tokenise a segment and gather the evidence of its words."""
    read = evidence.read(text)
    marks = evidence.kernel.mark(read, evidence.traits, evidence.weights)
    phrase = np.zeros(len(read.rows), dtype=np.bool_)
    if marks.phrases and (found := find_phrases(read.tokens.words, marks.phrases)):
        phrase[found] = True
        marks.weights[found] = PARAMS.phrase_weight
    levels = read.prices.tolist()
    return Block(text, read.tokens, evidence.scores[read.rows], matrix, read.prices, levels, marks, phrase)


def weigh_votes(block: Block) -> Floats:
    """Return the votes as they count in decoding, see `triage.lid.decode.count_votes`."""
    return count_votes(block.scores, block.weights, block.name, block.matrix)


def _phrases_by_start() -> dict[str, dict[str, list[tuple[str, ...]]]]:
    """Return the phrases by first and second word, longest first; the second word is empty where there is none."""
    phrases: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for phrase in sorted(PHRASES, key=len, reverse=True):
        first, second = (*phrase, "")[:2]
        phrases.setdefault(first, {}).setdefault(second, []).append(phrase)
    return phrases


_PHRASES = _phrases_by_start()


def find_phrases(words: list[str], starts: Iterable[int]) -> list[int]:
    """Return the words that belong to an established foreign phrase, longest phrases first.

    Args:
        words: as they stand.
        starts: those with which a phrase may begin.
    """
    found: list[int] = []
    for i in starts:
        phrases = _PHRASES.get(words[i].lower(), {})
        second = words[i + 1].lower() if i + 1 < len(words) else ""
        for phrase in (*phrases.get(second, ()), *phrases.get("", ())):
            if len(phrase) <= 2 or tuple(map(str.lower, words[i : i + len(phrase)])) == phrase:
                found += range(i, i + len(phrase))
                break
    return found
