"""The finder in Python: a quick pass over everything, a close look at what stands out.

This is what identification is; the compiled finder (`triage.lid.compiled`) gives the same fragments.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from triage.lid.block import Block, prepare_block, weigh_votes
from triage.lid.bounds import Bounds, place, snap
from triage.lid.confidence import load_guard
from triage.lid.decode import Stretch, decode_stretches
from triage.lid.evidence import Evidence
from triage.lid.features import describe
from triage.lid.finder import Found, Weighing
from triage.lid.gate import least_rise, rise
from triage.lid.naming import name_language
from triage.lid.params import PARAMS
from triage.lid.scoring import MOST_GRADE, NATS_PER_GRADE
from triage.lid.table import Floats, load_tables
from triage.lid.traits import Trait

# Code points of the texts that are passed over at once; words x languages x 4 bytes must stay a few MB.
BATCH = 40_000


@lru_cache(maxsize=1)
def shared_evidence() -> Evidence:
    """Return the evidence cache of this process."""
    return Evidence(load_tables())


class PythonFinder:
    """See `triage.lid.finder.Finder`."""

    name = "Python"

    def __init__(self) -> None:
        self._evidence = shared_evidence()

    def find(
        self, texts: list[str], columns: list[int], priors: tuple[float, ...], min_confidence: float
    ) -> list[Found]:
        """See `triage.lid.finder.Finder`."""
        allowed = np.array(priors, dtype=np.float32)
        return [
            found
            for batch in _batches(texts)
            for k in stand_out(self._evidence, texts, columns, batch)
            for found in find_fragments(self._evidence, texts[k], columns[k], allowed, min_confidence, k)
        ]

    def weigh(self, texts: list[str]) -> Weighing:
        """See `triage.lid.finder.Finder`."""
        evidence = self._evidence
        votes = np.zeros(len(evidence.tables.languages))
        words = foreign = 0
        for batch in _batches(texts):
            rows = evidence.find([texts[k] for k in batch]).rows
            rows = rows[rows > 0]
            losses = (evidence.grades[rows].astype(np.float32) - np.float32(MOST_GRADE)) * NATS_PER_GRADE
            losses = np.maximum(losses, np.float32(-PARAMS.matrix_clip))
            votes += (losses * evidence.weights[rows, None]).sum(axis=0, dtype=np.float64)
            words += len(rows)
            foreign += int(((evidence.traits[rows] & Trait.FOREIGN) != 0).sum())
        return Weighing(votes.tolist(), words, foreign)


def _batches(texts: list[str]) -> Iterator[range]:
    """Yield the indices of texts of about BATCH code points each."""
    start = size = 0
    for k, text in enumerate(texts):
        if k > start and size + len(text) > BATCH:
            yield range(start, k)
            start, size = k, 0
        size += len(text)
    if start < len(texts):
        yield range(start, len(texts))


def stand_out(evidence: Evidence, texts: list[str], columns: list[int], batch: range) -> list[int]:
    """Return the indices of the texts of a batch in which some stretch might be embedded, in order."""
    found: list[int] = []
    for column in sorted({columns[k] for k in batch} - {-1}):
        chosen = [k for k in batch if columns[k] == column]
        rows, starts = evidence.find([texts[k] for k in chosen])
        limits = np.array([least_rise(texts[k]) for k in chosen])
        rises = rise(evidence.grades[rows], evidence.bounds[rows], starts, column)
        found += [chosen[i] for i in np.flatnonzero(rises > limits).tolist()]
    return sorted(found)


def find_fragments(
    evidence: Evidence, text: str, column: int, allowed: Floats, min_confidence: float, number: int
) -> list[Found]:
    """Return the fragments of one text of which the guard is sure enough, in order; they do not overlap."""
    block = prepare_block(evidence, text, column)
    guard = load_guard()
    found: list[Found] = []
    taken: list[Bounds] = []
    stretches = decode_stretches(weigh_votes(block), block.prices, allowed, PARAMS.least_gain)
    for stretch in sorted(stretches, key=lambda stretch: -stretch.gain):
        if is_tiny(block, stretch):
            continue
        bounds = snap(block, stretch)
        # A stretch that a stronger one has grown over belongs to it.
        if any(bounds.start < other.end and other.start < bounds.end for other in taken):
            continue
        taken.append(bounds)
        posterior = guard.posterior(describe(block, stretch))
        if posterior < min_confidence:
            continue
        lang, second = name_language(evidence.tables, block, stretch, bounds, allowed)
        columns = (-1 if lang is None else lang, -1 if second is None else second)
        edges = (bounds.fills_lines, bounds.quoted)
        found.append(Found(number, *place(block, bounds), *columns, posterior, stretch.gain, *edges))
    return sorted(found)


def is_tiny(block: Block, stretch: Stretch) -> bool:
    """Tell whether a stretch has too few letters to be evidence, in a script where words have several."""
    at = slice(stretch.start, stretch.end)
    few = sum(map(len, block.tokens.words[at])) < PARAMS.least_letters
    return few and not (block.traits[at] & Trait.FOREIGN).any()
