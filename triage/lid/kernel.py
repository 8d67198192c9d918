"""The inner loops of language identification: what is done for each word of each document, and nothing else.

Here in Python with numpy. `triage.lid.speed` chooses between this and the same in C, which gives the same results.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from triage.lid.decode import Stretch, count_votes, decode_stretches, price_switches
from triage.lid.gate import rise
from triage.lid.marks import CASE_BOUNDS, CASE_WEIGHTS, Marks, Traits, mark_words
from triage.lid.scoring import score_words
from triage.lid.table import Floats, Ints, Tables
from triage.lid.tokens import Tokens, find_words, tokenize
from triage.lid.traits import CASE, find_traits

BREAK = 0
"""The row that stands between two texts."""


class Found(NamedTuple):
    """The words of some texts.

    Attributes:
        rows: the rows of all words, a break before each text.
        starts: where each text starts in `rows`.
        fresh: the words whose types are new, in the order of their rows, which are the last.
    """

    rows: Ints
    starts: Ints
    fresh: list[str]


class Known(NamedTuple):
    """What is known of each word type, by its row: see `triage.lid.evidence.Evidence`."""

    scores: Floats
    traits: Traits
    weights: Floats
    bounds: Floats


Fill = Callable[[list[str], Known, int], None]
"""Fills in what is known of some types, from a row on."""


class Search(NamedTuple):
    """A search for stretches in other languages than the matrix; see `triage.lid.decode`."""

    matrix: int
    priors: Floats
    least_gain: float


class View(NamedTuple):
    """A text looked at closely.

    Attributes:
        tokens: words and others.
        prices: [words + 1] the price of a switch of language before each word and after the last (nats).
        rows: the row of each word.
        marks: how each word is written.
        stretches: what was found, in order.
    """

    tokens: Tokens
    prices: Floats
    rows: Ints
    marks: Marks
    stretches: list[Stretch]


class Look(NamedTuple):
    """What comes of looking at a text closely.

    Attributes:
        view: None where there are new types, and where nothing was found.
        fresh: as in `Found`; the text is to be looked at again when they are known.
    """

    view: View | None
    fresh: list[str]


class Types(Protocol):
    """Numbers word types, in the order in which they are first seen, from 1."""

    def __len__(self) -> int:
        """Return the number of types, the break among them."""

    def find(self, texts: Sequence[str]) -> Found:
        """Find the words of some texts, fast."""

    def look(self, text: str, known: Known, search: Search | None) -> Look:
        """Split a text into words and what is no word, and find the stretches in it if there is a search."""

    def number(self, words: Sequence[str]) -> tuple[Ints, list[str]]:
        """Return the row of each word, and the words whose types are new."""


class Kernel(Protocol):
    """One of the two."""

    name: str

    def types(self) -> Types:
        """Return an empty table of word types."""

    def filler(self, tables: Tables) -> Fill:
        """Return what fills in the scores and traits of words, see `triage.lid.scoring` and `.traits`."""

    def rise(self, scores: Floats, bounds: Floats, rows: Ints, starts: Ints, matrix: int) -> Floats:
        """See `triage.lid.gate`."""


class PythonTypes:
    """Word types in a dictionary."""

    def __init__(self) -> None:
        self._rows = {"": BREAK}

    def __len__(self) -> int:
        return len(self._rows)

    def find(self, texts: Sequence[str]) -> Found:
        """See `Types`."""
        words: list[str] = []
        starts: list[int] = []
        for text in texts:
            starts.append(len(words))
            words.append("")
            words += find_words(text)
        rows, fresh = self.number(words)
        return Found(rows, np.array(starts, dtype=np.intp), fresh)

    def look(self, text: str, known: Known, search: Search | None) -> Look:
        """See `Types`."""
        tokens = tokenize(text)
        rows, fresh = self.number(tokens.words)
        if fresh:
            return Look(None, fresh)
        prices = price_switches(text, tokens.starts, tokens.ends)
        marks = mark_words(tokens.words, prices, known.traits[rows], known.weights[rows])
        if search is None:
            return Look(View(tokens, prices, rows, marks, []), [])
        votes = count_votes(known.scores[rows], marks.weights, marks.name, search.matrix)
        stretches = decode_stretches(votes, prices, search.priors, search.least_gain)
        return Look(View(tokens, prices, rows, marks, stretches) if stretches else None, [])

    def number(self, words: Sequence[str]) -> tuple[Ints, list[str]]:
        """See `Types`."""
        rows = self._rows
        fresh = [word for word in dict.fromkeys(words) if word not in rows]
        rows.update(zip(fresh, range(len(rows), len(rows) + len(fresh)), strict=True))
        return np.fromiter(map(rows.__getitem__, words), dtype=np.intp, count=len(words)), fresh


class PythonKernel:
    """The inner loops in Python."""

    name = "Python"

    def types(self) -> PythonTypes:
        """See `Kernel`."""
        return PythonTypes()

    def filler(self, tables: Tables) -> Fill:
        """See `Kernel`."""

        def fill(words: list[str], known: Known, first: int) -> None:
            at = slice(first, first + len(words))
            known.scores[at] = score_words(tables, words)
            known.traits[at] = traits = np.array([find_traits(word) for word in words], dtype=np.uint16)
            known.weights[at] = CASE_WEIGHTS[traits & CASE]
            known.bounds[at] = CASE_BOUNDS[traits & CASE]

        return fill

    def rise(self, scores: Floats, bounds: Floats, rows: Ints, starts: Ints, matrix: int) -> Floats:
        """See `Kernel`."""
        return rise(scores[rows], bounds[rows], starts, matrix)
