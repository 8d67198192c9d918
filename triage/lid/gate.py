"""The gate: what a stretch of a text could gain at most, so that only texts in which one stands out are decoded.

It adds up grades times shares of a weight, which are integers; one of them is `NATS_PER_UNIT` nats.
"""

from __future__ import annotations

import numpy as np

from triage.lid.marks import Shares
from triage.lid.params import PARAMS
from triage.lid.scoring import NATS_PER_GRADE, Grades
from triage.lid.table import Ints
from triage.lid.traits import SHARES

NATS_PER_UNIT = float(NATS_PER_GRADE) / SHARES
# Keeps a sum over words from running on into the next text.
BARRIER = 10**9


def rise(grades: Grades, bounds: Shares, starts: Ints, matrix: int) -> Shares:
    """Return for each text what its best stretch gains in any one language before the prices: [texts] units.

    Args:
        grades: [words, languages] what each word says, a break before each text.
        bounds: [words] the most that each vote may weigh, in shares.
        starts: where each text starts.
        matrix: the column of the matrix language.
    """
    if not len(starts):
        return np.zeros(0, dtype=np.int64)
    votes = (grades.astype(np.int64) - grades[:, matrix : matrix + 1]) * bounds[:, None]
    votes[starts] = -BARRIER
    sums = np.cumsum(votes, axis=0)
    sums -= np.minimum.accumulate(sums, axis=0)
    best: Shares = np.maximum.reduceat(sums, starts, axis=0).max(axis=1)
    return best


def least_rise(text: str) -> float:
    """Return what a stretch of a text must gain before the prices to be worth decoding, in units.

    The cheapest switches are a line break each; inside a paragraph of one line a fragment pays for a sentence or a
    quotation.
    """
    nats = PARAMS.rise_lines if len(text) < PARAMS.short_text or "\n" in text else PARAMS.rise_inline
    return nats / NATS_PER_UNIT
