"""Find the stretches of a segment that another language explains better than the matrix language.

A stretch wins the log-likelihood of its words in the embedded language over that in the matrix language, and pays for
the switch into it and out of it; what stands at its edges sets the price. The best stretch over all languages is a
maximum subarray on prefix sums, found on arrays; what is left on both sides is searched again.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from triage.lid.gaps import is_abbreviation, price_gap
from triage.lid.params import PARAMS
from triage.lid.scoring import Grades
from triage.lid.table import Floats


class Stretch(NamedTuple):
    """Words `start` to `end` of a segment, best explained by the language in a column, with the gain after the
    prices."""

    start: int
    end: int
    column: int
    gain: float


def price_switches(text: str, starts: list[int], ends: list[int]) -> Floats:
    """Return the price of a switch before each word, and after the last: [len(starts) + 1] nats."""
    inner = [price_gap(text[a:b]) for a, b in zip(ends, starts[1:], strict=False)]
    for i, price in enumerate(inner):
        if price == PARAMS.price_sentence and is_abbreviation(text[starts[i] : ends[i]]) and text[ends[i]] == ".":
            inner[i] = PARAMS.price_none
    last = [PARAMS.price_line] if starts else []
    return np.array([PARAMS.price_line, *inner, *last], dtype=np.float32)


def count_votes(grades: Grades, per_grade: Floats, name: npt.NDArray[np.bool_], matrix: int) -> Floats:
    """Return the votes of some words as they count in decoding: [words, languages] nats.

    A vote is the log-likelihood minus that in the matrix language. A name speaks for the matrix language less than
    against it.
    """
    votes: Floats = (grades - grades[:, matrix : matrix + 1].astype(np.float32)) * per_grade[:, None]
    names = np.flatnonzero(name)
    if len(names):
        of_names = votes[names]
        votes[names] = np.maximum(of_names, of_names * np.float32(PARAMS.name_loss))
    return votes


def decode_stretches(votes: Floats, prices: Floats, priors: Floats, least_gain: float) -> list[Stretch]:
    """Find the stretches whose gain exceeds a threshold.

    Args:
        votes: [words, languages] log-likelihood minus that of the matrix language, weighted (nats).
        prices: [words + 1] price of a switch before each word and after the last (nats).
        priors: [languages] log-prior of each embedded language (nats); -inf for one that is not looked for.
        least_gain: threshold on the gain after both prices (nats).

    Returns:
        Stretches that do not overlap, in order.
    """
    found: list[Stretch] = []
    sums = np.zeros((len(votes) + 1, votes.shape[1]), dtype=np.float32)
    np.cumsum(votes, axis=0, out=sums[1:])
    todo = [(0, len(votes))] if len(votes) else []
    while todo:
        low, high = todo.pop()
        best = _best_stretch(sums[low : high + 1], prices[low : high + 1], priors, low)
        if best.gain < least_gain:
            continue
        found += _split(sums, prices, best)
        if best.start > low:
            todo.append((low, best.start))
        if best.end < high:
            todo.append((best.end, high))
    return sorted(found)


def _split(sums: Floats, prices: Floats, stretch: Stretch) -> list[Stretch]:
    """Split a stretch where leaving it for some words of the matrix language pays: `"Ya," said the porter, "voy."`

    The best stretch is the best single one, which runs over such words when there is enough on both sides.
    """
    column = sums[stretch.start : stretch.end + 1, stretch.column]
    inner = prices[stretch.start : stretch.end + 1]
    if len(column) < 4:
        return [stretch]
    # The words a..b inside are worth leaving if their loss exceeds both prices; neither side may become empty.
    leave = np.maximum.accumulate(column[1:-2] - inner[1:-2])
    losses = leave - (column[2:-1] + inner[2:-1])
    at = int(losses.argmax())
    if losses[at] <= 0:
        return [stretch]
    end = at + 2
    start = int((column[1 : at + 2] - inner[1 : at + 2]).argmax()) + 1
    parts = [(stretch.start, stretch.start + start), (stretch.start + end, stretch.end)]
    stretches = [Stretch(a, b, stretch.column, _gain(sums, prices, a, b, stretch.column)) for a, b in parts]
    return [part for whole in stretches if whole.gain > 0 for part in _split(sums, prices, whole)]


def _gain(sums: Floats, prices: Floats, start: int, end: int, column: int) -> float:
    """Return the gain of a stretch after both prices."""
    return float(sums[end, column] - sums[start, column] - prices[start] - prices[end])


def _best_stretch(sums: Floats, prices: Floats, priors: Floats, offset: int) -> Stretch:
    """Return the stretch with the largest gain; prefix sums and prices are those of the words in question."""
    entry = sums[:-1] + prices[:-1, None] - priors
    gains = sums[1:] - prices[1:, None] - np.minimum.accumulate(entry, axis=0)
    end, column = divmod(int(gains.argmax()), gains.shape[1])
    start = int(entry[: end + 1, column].argmin())
    return Stretch(offset + start, offset + end + 1, column, float(gains[end, column]))
