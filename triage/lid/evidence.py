"""What a word says about its language: one row of log-likelihoods per word type, computed once a run.

A word that a language's list has counts with its frequency there. For a word the list lacks, the language's character
n-grams decide how well it would fit. Words are looked up in lower case; how they were capitalised is kept beside the row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np

from triage.lid.params import PARAMS
from triage.lid.table import Floats, Ints, Tables

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
        self._gates: dict[int, tuple[int, Floats]] = {}

    def rows(self, words: Sequence[str]) -> Ints:
        """Return the row of each word; new types are scored. A row is valid until the next call."""
        if len(self._index) + len(words) > MAX_TYPES:
            self._clear()
        index = self._index
        fresh = [word for word in dict.fromkeys(words) if word not in index]
        if fresh:
            self._add(fresh)
        return np.fromiter(map(index.__getitem__, words), dtype=np.intp, count=len(words))

    def gate(self, matrix: int) -> Floats:
        """Return for each row an upper bound of its vote against the matrix language, in nats."""
        filled, values = self._gates.get(matrix, (0, np.zeros(0, dtype=np.float32)))
        if filled < len(self):
            if len(values) < len(self.scores):
                values = np.concatenate((values, np.zeros(len(self.scores) - len(values), dtype=np.float32)))
            part = self.scores[filled : len(self)]
            gain = part.max(axis=1) - part[:, matrix]
            values[filled : len(self)] = gain * np.where(self.capital[filled : len(self)], PARAMS.capital_weight, 1.0)
            if filled == 0:
                values[BREAK] = -1e6
            self._gates[matrix] = (len(self), values)
        return values

    def _add(self, words: list[str]) -> None:
        first = len(self._index)
        needed = first + len(words)
        if needed > len(self.scores):
            capacity = max(needed, 2 * len(self.scores))
            self.scores = np.resize(self.scores, (capacity, self.scores.shape[1]))
            self.capital = np.resize(self.capital, capacity)
        self._index.update(zip(words, range(first, needed), strict=True))
        self.scores[first:needed] = score_words(self.tables, words)
        self.capital[first:needed] = [word[0].isupper() for word in words]


def score_words(tables: Tables, words: Sequence[str]) -> Floats:
    """Return the log-likelihood of each word in each language.

    Args:
        tables: the compiled tables.
        words: words as they stand in text, not empty.

    Returns:
        [len(words), languages] nats, each row clipped to `PARAMS.clip` below its best, so that one word never decides.
    """
    folded = [unicodedata.normalize("NFC", word.lower()) for word in words]
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
    find = tables.ngrams.get
    ids: list[int] = []
    starts: list[int] = []
    for word in words:
        starts.append(len(ids))
        padded = f" {word} "
        for i in range(1, len(padded)):
            found = find(padded[max(i - 2, 0) : i + 1])
            if found is None:
                found = find(padded[i - 1 : i + 1])
            if found is None:
                found = find(padded[i], UNSEEN)
            ids.append(found)
    steps = tables.ngram_steps[np.array(ids)].astype(np.float32)
    return np.add.reduceat(steps, starts, axis=0) * np.float32(-0.1)


# A letter that no profile has: every language says it as badly.
UNSEEN = -1
