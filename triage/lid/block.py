"""A segment prepared for decoding: its words, their evidence, how they are written and what stands between them."""

from __future__ import annotations

from dataclasses import dataclass

from triage.lid.decode import count_votes
from triage.lid.evidence import Evidence
from triage.lid.marks import Flags, Marks, Traits
from triage.lid.scoring import NATS_PER_GRADE, Graded
from triage.lid.table import Floats
from triage.lid.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Block:
    """The words of one segment.

    Attributes:
        text: the segment's logical text.
        tokens: its tokens with offsets into `text`.
        graded: what each word says of its language.
        scores: the same: [words, languages] log-likelihoods (nats).
        matrix: column of the matrix language.
        english: column of English, from which the others borrow their terms; -1 if there is none.
        prices: [words + 1] price of a switch before each word and after the last.
        levels: the prices as a list, which is five times as fast where one after the other is looked at.
        marks: how each word is written.
    """

    text: str
    tokens: Tokens
    graded: Graded
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

    @property
    def per_grade(self) -> Floats:
        """How much a grade of each word counts (nats)."""
        return self.marks.weights * NATS_PER_GRADE


def prepare_block(evidence: Evidence, text: str, matrix: int) -> Block:
    """Tokenise a segment and gather the evidence of its words."""
    view = evidence.read(text)
    graded = evidence.graded(view.rows)
    languages = evidence.tables.languages
    english = languages.index("en") if "en" in languages else -1
    prices = view.prices
    return Block(text, view.tokens, graded, graded.nats(), matrix, english, prices, prices.tolist(), view.marks)


def weigh_votes(block: Block) -> Floats:
    """Return the votes as they count in decoding, see `triage.lid.decode.count_votes`."""
    return count_votes(block.graded.grades, block.per_grade, block.name, block.matrix)
