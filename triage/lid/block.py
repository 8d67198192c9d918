"""A segment prepared for decoding: its words, their evidence, how they are written and what stands between them."""

from __future__ import annotations

from dataclasses import dataclass

from triage.lid.decode import count_votes
from triage.lid.evidence import Evidence
from triage.lid.kernel import View
from triage.lid.marks import Flags, Marks, Traits
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
        english: column of English, from which the others borrow their terms; -1 if there is none.
        prices: [words + 1] price of a switch before each word and after the last.
        levels: the prices as a list, which is five times as fast where one after the other is looked at.
        marks: how each word is written.
    """

    text: str
    tokens: Tokens
    scores: Floats
    matrix: int
    english: int
    prices: Floats
    levels: list[float]
    marks: Marks

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
    def phrase(self) -> Flags:
        """Whether each word belongs to a foreign phrase that other languages have made their own."""
        return self.marks.phrase

    @property
    def weights(self) -> Floats:
        """How much each word's vote counts."""
        return self.marks.weights


def prepare_block(evidence: Evidence, text: str, matrix: int) -> Block:
    """Tokenise a segment and gather the evidence of its words."""
    return make_block(evidence, text, matrix, evidence.read(text))


def make_block(evidence: Evidence, text: str, matrix: int, view: View) -> Block:
    """Gather the evidence of the words of a segment that has been read."""
    scores = evidence.scores.take(view.rows, axis=0)
    english = evidence.tables.column("en")
    lent = -1 if english is None else english
    return Block(text, view.tokens, scores, matrix, lent, view.prices, view.prices.tolist(), view.marks)


def weigh_votes(block: Block) -> Floats:
    """Return the votes as they count in decoding, see `triage.lid.decode.count_votes`."""
    return count_votes(block.scores, block.weights, block.name, block.matrix)
