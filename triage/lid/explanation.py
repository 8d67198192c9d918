"""Say word by word what speaks for and against a fragment: the same evidence that the decoder weighs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from triage.langtag import primary
from triage.lid.block import Block, prepare_block, weigh_votes
from triage.lid.confidence import Reason, load_guard
from triage.lid.decode import decode_stretches
from triage.lid.detector import allowed_priors
from triage.lid.features import describe
from triage.lid.params import PARAMS
from triage.lid.reference import shared_evidence
from triage.lid.store import inventory
from triage.model import Segment, Span, WordEvidence


class Clue(NamedTuple):
    """A word: where it stands in the logical text, what it says, the price of a switch before it (nats)."""

    inner: Span
    evidence: WordEvidence
    price: float


class Explanation(NamedTuple):
    """The words of a stretch under two languages; `embedded` is the likeliest where none was named.

    `reasons` are the guard's, about the strongest candidate that touches the stretch, and `alone` is its posterior by
    them; nothing and None where nothing gains enough to be one.
    """

    matrix: str
    embedded: str
    clues: tuple[Clue, ...]
    reasons: tuple[Reason, ...] = ()
    alone: float | None = None


def explain(segment: Segment, within: Span, *, matrix: str, embedded: str | None = None) -> Explanation | None:
    """Explain a stretch of a segment.

    Args:
        segment: where it stands; its other words count for what is a name and what opens a sentence.
        within: the stretch, in the segment's logical text.
        matrix: the language around it.
        embedded: the language to compare with; None for the likeliest.

    Returns:
        The evidence, or None where there are no words or no evidence for the matrix language.
    """
    evidence = shared_evidence()
    column = inventory().column(primary(matrix))
    if column is None:
        return None
    block = prepare_block(evidence, segment.text, column)
    chosen = [
        i
        for i, (start, end) in enumerate(zip(block.tokens.starts, block.tokens.ends, strict=True))
        if start < within.end and end > within.start
    ]
    if not chosen:
        return None
    other = inventory().column(primary(embedded)) if embedded else None
    if other is None:
        other = _likeliest(block, chosen)
    tags = evidence.tables.languages
    clues = tuple(_clue(block, i, other) for i in chosen)
    explained = Explanation(tags[column], tags[other], clues)
    features = _features(block, chosen)
    if features is None:
        return explained
    guard = load_guard()
    return explained._replace(reasons=guard.reasons(features), alone=guard.posterior(features))


def _features(block: Block, chosen: list[int]) -> Sequence[float] | None:
    """Return what the guard sees of the strongest candidate that has one of some words, None without one."""
    allowed = np.array(allowed_priors(), dtype=np.float32)
    candidates = [
        stretch
        for stretch in decode_stretches(weigh_votes(block), block.prices, allowed, PARAMS.least_gain)
        if stretch.start <= chosen[-1] and chosen[0] < stretch.end
    ]
    if not candidates:
        return None
    return describe(block, max(candidates, key=lambda stretch: stretch.gain))


def _likeliest(block: Block, chosen: list[int]) -> int:
    """Return the column that explains some words best, the matrix language aside."""
    sums = weigh_votes(block)[chosen].sum(axis=0)
    sums[block.matrix] = -np.inf
    return int(sums.argmax())


def _clue(block: Block, i: int, other: int) -> Clue:
    tokens = block.tokens
    notes = [note for flags, note in ((block.name, "name"), (block.phrase, "established phrase")) if flags[i]]
    word = WordEvidence(
        text=tokens.words[i],
        embedded=float(block.scores[i, other]),
        matrix=float(block.scores[i, block.matrix]),
        weight=float(block.weights[i]),
        note=", ".join(notes),
    )
    return Clue(Span(tokens.starts[i], tokens.ends[i]), word, float(block.prices[i]))
