"""The gate: what a stretch of a text could gain at most, so that only texts in which one stands out are decoded."""

from __future__ import annotations

import numpy as np

from triage.lid.params import PARAMS
from triage.lid.table import Floats, Ints

# Keeps a sum over words from running on into the next text (nats).
BARRIER = 1e4


def rise(scores: Floats, bounds: Floats, starts: Ints, matrix: int) -> Floats:
    """Return for each text what its best stretch gains in any one language before the prices: [texts] nats.

    Args:
        scores: [words, languages] log-likelihoods, a break before each text.
        bounds: [words] the most that each vote may weigh.
        starts: where each text starts.
        matrix: the column of the matrix language.
    """
    if not len(starts):
        return np.zeros(0, dtype=np.float32)
    votes = (scores - scores[:, matrix : matrix + 1]) * bounds[:, None]
    votes[starts] = -BARRIER
    # The barriers add up: in single precision the sums of a long document would be too coarse.
    sums = np.cumsum(votes, axis=0, dtype=np.float64)
    sums -= np.minimum.accumulate(sums, axis=0)
    best: Floats = np.maximum.reduceat(sums, starts, axis=0).max(axis=1).astype(np.float32)
    return best


def least_rise(text: str) -> float:
    """Return what a stretch of a text must gain before the prices to be worth decoding.

    The cheapest switches are a line break each; inside a paragraph of one line a fragment pays for a sentence or a
    quotation.
    """
    return PARAMS.rise_lines if len(text) < PARAMS.short_text or "\n" in text else PARAMS.rise_inline
