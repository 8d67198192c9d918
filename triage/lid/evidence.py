"""What a word says about its language: one row of log-likelihoods per word type, computed once a run.

How a word is written is kept beside the row of its scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from triage.lid.decode import price_switches
from triage.lid.marks import CASE_BOUNDS, CASE_WEIGHTS, Marks, Shares, mark_words
from triage.lid.scoring import Graded, Grades, score_words
from triage.lid.table import Floats, Ints, Tables
from triage.lid.tokens import Tokens, find_words, tokenize
from triage.lid.traits import CASE, find_traits

# Rows are kept for this many word types (about 5 MB); then the cache starts anew, so that memory stays flat on a
# long run. The same in native/engine.c.
MAX_TYPES = 60_000
FIRST_CAPACITY = 8192

BREAK = 0
"""The row that stands between two texts."""


class Rows(NamedTuple):
    """The words of some texts.

    Attributes:
        rows: the rows of all words, a break before each text.
        starts: where each text starts in `rows`.
    """

    rows: Ints
    starts: Ints


class View(NamedTuple):
    """A text looked at closely.

    Attributes:
        tokens: words and others.
        prices: [words + 1] the price of a switch of language before each word and after the last (nats).
        rows: the row of each word.
        marks: how each word is written.
    """

    tokens: Tokens
    prices: Floats
    rows: Ints
    marks: Marks


class Evidence:
    """A growing table of word types.

    Attributes:
        tables: the compiled tables the rows come from.
        grades: [capacity, languages] what each type says, see `triage.lid.scoring`; rows up to `len(self)` are filled.
        floors: [capacity] the least that each may say (nats).
        traits: [capacity] what a type is by its letters (`triage.lid.traits.Trait`).
        weights: [capacity] how much the vote of a type counts inside a sentence.
        bounds: [capacity] the most that a vote of the type may weigh, wherever it stands, in shares.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._clear()

    def __len__(self) -> int:
        return len(self._rows)

    def _clear(self) -> None:
        self._rows = {"": BREAK}
        self.grades: Grades = np.zeros((FIRST_CAPACITY, len(self.tables.languages)), dtype=np.uint8)
        self.floors: Floats = np.zeros(FIRST_CAPACITY, dtype=np.float32)
        self.traits = np.zeros(FIRST_CAPACITY, dtype=np.uint16)
        self.weights: Floats = np.zeros(FIRST_CAPACITY, dtype=np.float32)
        self.bounds: Shares = np.zeros(FIRST_CAPACITY, dtype=np.int64)

    def find(self, texts: Sequence[str]) -> Rows:
        """Find the words of some texts, fast. Rows are valid until the next call of any method."""
        words: list[str] = []
        starts: list[int] = []
        for text in texts:
            starts.append(len(words))
            words.append("")
            words += find_words(text)
        return Rows(self.rows(words), np.array(starts, dtype=np.intp))

    def read(self, text: str) -> View:
        """Split a text into words with prices between them; see `find`."""
        tokens = tokenize(text)
        rows = self.rows(tokens.words)
        prices = price_switches(text, tokens.starts, tokens.ends)
        return View(tokens, prices, rows, mark_words(tokens.words, prices, self.traits[rows], self.weights[rows]))

    def rows(self, words: Sequence[str]) -> Ints:
        """Return the row of each word; see `find`."""
        fresh = [word for word in dict.fromkeys(words) if word not in self._rows]
        if fresh and len(self) + len(fresh) > MAX_TYPES and len(self) > 1:
            self._clear()
            fresh = [word for word in dict.fromkeys(words) if word]
        if fresh:
            self._add(fresh)
        return np.fromiter(map(self._rows.__getitem__, words), dtype=np.intp, count=len(words))

    def graded(self, rows: Ints) -> Graded:
        """Return what the words of some rows say; see `find`."""
        return Graded(self.grades[rows], self.floors[rows])

    def _add(self, fresh: list[str]) -> None:
        """Score some new types; they get their rows last, so that a call that is interrupted leaves none without."""
        first, size = len(self), len(self) + len(fresh)
        if size > len(self.grades):
            self._grow(max(size, 2 * len(self.grades)))
        at = slice(first, size)
        self.grades[at], self.floors[at] = score_words(self.tables, fresh)
        self.traits[at] = traits = np.array([find_traits(word) for word in fresh], dtype=np.uint16)
        self.weights[at] = CASE_WEIGHTS[traits & CASE]
        self.bounds[at] = CASE_BOUNDS[traits & CASE]
        self._rows.update(zip(fresh, range(first, size), strict=True))

    def _grow(self, capacity: int) -> None:
        self.grades = np.resize(self.grades, (capacity, self.grades.shape[1]))
        self.floors = np.resize(self.floors, capacity)
        self.traits = np.resize(self.traits, capacity)
        self.weights = np.resize(self.weights, capacity)
        self.bounds = np.resize(self.bounds, capacity)
