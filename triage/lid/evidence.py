"""What a word says about its language: one row of log-likelihoods per word type, computed once a run.

How a word was capitalised is kept beside the row of its scores.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from triage.lid.kernel import Found, Kernel, Known, Search, View
from triage.lid.speed import KERNEL
from triage.lid.table import Floats, Ints, Tables

# Rows are kept for this many word types (about 14 MB); then the cache starts anew, so that memory stays flat on a
# long run.
MAX_TYPES = 60_000
FIRST_CAPACITY = 8192


class Evidence:
    """A growing table of word types.

    Attributes:
        tables: the compiled tables the rows come from.
        kernel: does the counting.
        scores: [capacity, languages] log-likelihoods, clipped per row; rows up to `len(self)` are filled.
        traits: [capacity] what a type is by its letters (`triage.lid.traits.Trait`).
        weights: [capacity] how much the vote of a type counts inside a sentence.
        bounds: [capacity] the most that a vote of the type may weigh, wherever it stands.
    """

    def __init__(self, tables: Tables, kernel: Kernel = KERNEL) -> None:
        self.tables = tables
        self.kernel = kernel
        self._fill = kernel.filler(tables)
        self._clear()

    def __len__(self) -> int:
        return len(self._types)

    @property
    def _known(self) -> Known:
        return Known(self.scores, self.traits, self.weights, self.bounds)

    def _clear(self) -> None:
        self._types = self.kernel.types()
        self._filled = len(self._types)
        self.scores: Floats = np.zeros((FIRST_CAPACITY, len(self.tables.languages)), dtype=np.float32)
        self.traits = np.zeros(FIRST_CAPACITY, dtype=np.uint16)
        self.weights: Floats = np.zeros(FIRST_CAPACITY, dtype=np.float32)
        self.bounds: Floats = np.zeros(FIRST_CAPACITY, dtype=np.float32)

    def find(self, texts: Sequence[str]) -> Found:
        """Find the words of some texts; new types are scored. Rows are valid until the next call of any method."""
        found = self._types.find(texts)
        if self._add(found.fresh):
            return found
        found = self._types.find(texts)
        self._add(found.fresh)
        return found

    def read(self, text: str) -> View:
        """Split a text into words with prices between them; see `find`."""
        view = self._look(text, None)
        assert view is not None  # nothing was searched for
        return view

    def search(self, text: str, search: Search) -> View | None:
        """Read a text in which some stretches are in another language, None if there are none; see `find`."""
        return self._look(text, search)

    def _look(self, text: str, search: Search | None) -> View | None:
        self._add([])
        while True:
            view, fresh = self._types.look(text, self._known, search)
            if not fresh:
                return view
            self._add(fresh)

    def rows(self, words: Sequence[str]) -> Ints:
        """Return the row of each word; see `find`."""
        rows, fresh = self._types.number(words)
        if not self._add(fresh):
            rows, fresh = self._types.number(words)
            self._add(fresh)
        return rows

    def _add(self, fresh: list[str]) -> bool:
        """Fill in the rows of the newest types; False if the cache had to start anew, without them."""
        size = len(self._types)
        if size == self._filled:
            return True
        first = size - len(fresh)
        interrupted = first != self._filled  # a call before this one was, and left types without rows
        if interrupted or (size > MAX_TYPES and first > 1):
            self._clear()
            return False
        if size > len(self.scores):
            self._grow(max(size, 2 * len(self.scores)))
        self._fill(fresh, self._known, first)
        self._filled = size
        return True

    def _grow(self, capacity: int) -> None:
        self.scores = np.resize(self.scores, (capacity, self.scores.shape[1]))
        self.traits = np.resize(self.traits, capacity)
        self.weights = np.resize(self.weights, capacity)
        self.bounds = np.resize(self.bounds, capacity)
