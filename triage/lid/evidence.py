"""What a word says about its language: one row of log-likelihoods per word type, computed once a run.

A word that a language's list has counts with its frequency there. For a word the list lacks, the language's character
n-grams decide how well it would fit. Words are looked up in lower case; how they were capitalised is kept beside the
row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np

from triage.lid.params import PARAMS
from triage.lid.table import NATS_PER_STEP, POINT_BITS, Floats, Ints, Tables
from triage.lid.traits import Trait, base_weight, find_traits

# Rows are kept for this many word types (about 14 MB); then the cache starts anew, so that memory stays flat on a
# long run.
MAX_TYPES = 60_000
FIRST_CAPACITY = 1024
BREAK = 0
"""The row that stands between two segments."""


class Evidence:
    """A growing table of word types.

    Attributes:
        tables: the compiled tables the rows come from.
        scores: [capacity, languages] log-likelihoods, clipped per row; rows up to `len(self)` are filled.
        traits: [capacity] what a type is by its letters (`triage.lid.traits.Trait`).
        weights: [capacity] how much the vote of a type counts inside a sentence.
        bounds: [capacity] the most that a vote of the type may weigh, wherever it stands.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._clear()

    def __len__(self) -> int:
        return len(self._index)

    def _clear(self) -> None:
        self._index: dict[str, int] = {"": BREAK}
        self.scores = np.zeros((FIRST_CAPACITY, len(self.tables.languages)), dtype=np.float32)
        self.traits = np.zeros(FIRST_CAPACITY, dtype=np.uint16)
        self.weights = np.zeros(FIRST_CAPACITY, dtype=np.float32)
        self.bounds = np.zeros(FIRST_CAPACITY, dtype=np.float32)

    def rows(self, words: Sequence[str]) -> Ints:
        """Return the row of each word; new types are scored. A row is valid until the next call."""
        index = self._index
        fresh = set(words).difference(index)
        if fresh:
            if len(index) + len(fresh) > MAX_TYPES:
                self._clear()
                index = self._index
                fresh = set(words).difference(index)
            self._add(sorted(fresh))
        return np.fromiter(map(index.__getitem__, words), dtype=np.intp, count=len(words))

    def _add(self, words: list[str]) -> None:
        first = len(self._index)
        needed = first + len(words)
        if needed > len(self.scores):
            self._grow(max(needed, 2 * len(self.scores)))
        self._index.update(zip(words, range(first, needed), strict=True))
        self.scores[first:needed] = score_words(self.tables, words)
        traits = [find_traits(word) for word in words]
        self.traits[first:needed] = traits
        weights = [base_weight(trait) for trait in traits]
        self.weights[first:needed] = weights
        self.bounds[first:needed] = [
            max(weight, PARAMS.initial_weight) if trait & Trait.CAPITAL else weight
            for weight, trait in zip(weights, traits, strict=True)
        ]

    def _grow(self, capacity: int) -> None:
        self.scores = np.resize(self.scores, (capacity, self.scores.shape[1]))
        self.traits = np.resize(self.traits, capacity)
        self.weights = np.resize(self.weights, capacity)
        self.bounds = np.resize(self.bounds, capacity)


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
    clipped: Floats = np.maximum(scores, scores.max(axis=1, keepdims=True) - np.float32(PARAMS.clip))
    return clipped


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
