"""Score words: log-likelihoods in every language, from the word lists and the character models.

A word that a language's list has counts with its frequency there. For a word the list lacks, the language's character
n-grams decide how well it would fit. Words are looked up in lower case.

Scores are kept as grades of a byte each, from 0 for the least that a word may say (`PARAMS.clip` below its best) to
MOST_GRADE for the language that explains it best. That is finer than the tables are, takes a quarter of the memory, and
differences of grades are exact.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from triage.lid.params import PARAMS
from triage.lid.table import NATS_PER_STEP, POINT_BITS, Floats, Tables

MOST_GRADE = 255
NATS_PER_GRADE = np.float32(PARAMS.clip) / np.float32(MOST_GRADE)
# Of a longer word, which is none, only so many letters are looked at. The same in native/tables.h.
MOST_LETTERS = 256

Grades = npt.NDArray[np.uint8]


class Graded(NamedTuple):
    """The log-likelihoods of some words.

    Attributes:
        grades: [words, languages] how far each lies above the floor, 0..MOST_GRADE.
        floors: [words] the least that each word may say (nats).
    """

    grades: Grades
    floors: Floats

    def nats(self) -> Floats:
        """Return the log-likelihoods: [words, languages] nats."""
        return self.floors[:, None] + self.grades.astype(np.float32) * NATS_PER_GRADE


def compose(lower: list[str]) -> list[str]:
    """Return words in lower case as the tables spell them: composed."""
    return lower if "".join(lower).isascii() else [unicodedata.normalize("NFC", word) for word in lower]


def score_words(tables: Tables, words: Sequence[str]) -> Graded:
    """Return the log-likelihood of each word in each language.

    Args:
        tables: the compiled tables.
        words: words as they stand in text, not empty.

    Returns:
        What each word says, no less than `PARAMS.clip` below its best, so that one word never decides.
    """
    folded = [word[:MOST_LETTERS] for word in compose([word.lower() for word in words])]
    fit = _score_ngrams(tables, folded)
    unlisted = PARAMS.unlisted + PARAMS.temper * (fit - fit.max(axis=1, keepdims=True))
    scores = np.where(tables.listed, unlisted, np.maximum(fit, unlisted)).astype(np.float32)
    owners, columns, logs = tables.words.entries(folded)
    scores[owners, columns] = np.maximum(logs, scores[owners, columns])
    floors: Floats = scores.max(axis=1) - np.float32(PARAMS.clip)
    above = (scores - floors[:, None]) * (np.float32(1.0) / NATS_PER_GRADE) + np.float32(0.5)
    return Graded(np.maximum(above, np.float32(0.0)).astype(np.uint8), floors)


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
    rows = tables.find_ngrams(three)
    for shorter in (two, one):
        missing = np.flatnonzero(rows < 0)
        if len(missing):
            rows[missing] = tables.find_ngrams(shorter[missing])
    steps = tables.ngram_steps[rows]
    return np.add.reduceat(steps, firsts - np.arange(len(words)), axis=0, dtype=np.int32) * -NATS_PER_STEP
