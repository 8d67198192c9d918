"""What a word says about its language: one row of log-likelihoods per word type, computed once a run.

A word that a language's list has counts with its frequency there. For a word the list lacks, the language's character
n-grams decide how well it would fit. Words are looked up in lower case; how they were capitalised is kept beside the row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np

from triage.lid.params import PARAMS
from triage.lid.table import NATS_PER_STEP, POINT_BITS, Floats, Ints, Tables

# Rows are kept for this many word types (about 14 MB); then the cache starts anew, so that memory stays flat on a long run.
MAX_TYPES = 60_000
BREAK = 0
"""The row that stands between two segments."""


class Evidence:
    """A growing table of word types.

    Attributes:
        tables: the compiled tables the rows come from.
        scores: [capacity, languages] log-likelihoods, clipped per row; rows up to `len(self)` are filled.
        capital: [capacity] whether a type begins with a capital letter.
        bounds: [capacity] the most that a vote of the type may weigh, wherever it stands.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._clear()

    def __len__(self) -> int:
        return len(self._index)

    def _clear(self) -> None:
        self._index: dict[str, int] = {"": BREAK}
        self.scores = np.zeros((1024, len(self.tables.languages)), dtype=np.float32)
        self.capital = np.zeros(1024, dtype=np.bool_)
        self.bounds = np.zeros(1024, dtype=np.float32)

    def rows(self, words: Sequence[str]) -> Ints:
        """Return the row of each word; new types are scored. A row is valid until the next call."""
        if len(self._index) + len(words) > MAX_TYPES:
            self._clear()
        index = self._index
        fresh = [word for word in dict.fromkeys(words) if word not in index]
        if fresh:
            self._add(fresh)
        return np.fromiter(map(index.__getitem__, words), dtype=np.intp, count=len(words))

    def _add(self, words: list[str]) -> None:
        first = len(self._index)
        needed = first + len(words)
        if needed > len(self.scores):
            capacity = max(needed, 2 * len(self.scores))
            self.scores = np.resize(self.scores, (capacity, self.scores.shape[1]))
            self.capital = np.resize(self.capital, capacity)
            self.bounds = np.resize(self.bounds, capacity)
        self._index.update(zip(words, range(first, needed), strict=True))
        self.scores[first:needed] = score_words(self.tables, words)
        self.capital[first:needed] = [word[0].isupper() for word in words]
        self.bounds[first:needed] = [bound_weight(word) for word in words]


def bound_weight(word: str) -> float:
    """Return the most that the vote of a word may weigh, wherever it stands."""
    if word[0].islower():
        return 1.0 if len(word) == 1 or word.islower() else PARAMS.mixed_weight
    return PARAMS.initial_weight if word[0].isupper() else 1.0


def score_words(tables: Tables, words: Sequence[str]) -> Floats:
    """Return the log-likelihood of each word in each language.

    Args:
        tables: the compiled tables.
        words: words as they stand in text, not empty.

    Returns:
        [len(words), languages] nats, each row clipped to `PARAMS.clip` below its best, so that one word never decides.
    """
    folded = [word.lower() if word.isascii() else unicodedata.normalize("NFC", word.lower()) for word in words]
    fit = _score_ngrams(tables, folded)
    unlisted = PARAMS.unlisted + PARAMS.temper * (fit - fit.max(axis=1, keepdims=True))
    scores = np.where(tables.listed, unlisted, np.maximum(fit, unlisted)).astype(np.float32)
    rows = tables.words.rows(folded)
    known = np.flatnonzero(rows >= 0)
    owner, columns, logs = tables.words.entries(rows[known])
    scores[known[owner], columns] = np.maximum(logs, scores[known[owner], columns])
    return np.maximum(scores, scores.max(axis=1, keepdims=True) - np.float32(PARAMS.clip))


def _score_ngrams(tables: Tables, words: Sequence[str]) -> Floats:
    """Return the character models' log-probability of each word: the sum over its letters and the blank after it."""
    text = " " + "  ".join(words) + " "
    points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.int64)
    letters = np.fromiter(map(len, words), dtype=np.intp, count=len(words))
    # Word k has the blank before it at firsts[k]; each of its letters and the blank after it is predicted once.
    firsts = np.cumsum(letters + 2) - (letters + 2)
    predicted = np.ones(len(points), dtype=np.bool_)
    predicted[firsts] = False
    at = np.flatnonzero(predicted)
    one = points[at]
    two = points[at - 1] << POINT_BITS | one
    # The first letter has one character of context, not the blanks of two words.
    deep = predicted[at - 1]
    three = np.where(deep, points[at - 2] << 2 * POINT_BITS | two, two)
    rows = tables.ngrams.find(three)
    for shorter in (two, one):
        missing = np.flatnonzero(rows < 0)
        if len(missing):
            rows[missing] = tables.ngrams.find(shorter[missing])
    steps = tables.ngram_steps[rows]
    return np.add.reduceat(steps, firsts - np.arange(len(words)), axis=0, dtype=np.int32) * -NATS_PER_STEP
