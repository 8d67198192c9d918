"""Score words: log-likelihoods in every language, from the word lists and the character models.

A word that a language's list has counts with its frequency there. For a word the list lacks, the language's character
n-grams decide how well it would fit. Words are looked up in lower case.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np

from triage.lid.params import PARAMS
from triage.lid.table import NATS_PER_STEP, POINT_BITS, Floats, Tables


def compose(lower: list[str]) -> list[str]:
    """Return words in lower case as the tables spell them: composed."""
    return lower if "".join(lower).isascii() else [unicodedata.normalize("NFC", word) for word in lower]


def score_words(tables: Tables, words: Sequence[str]) -> Floats:
    """Return the log-likelihood of each word in each language.

    Args:
        tables: the compiled tables.
        words: words as they stand in text, not empty.

    Returns:
        [len(words), languages] nats, each row clipped to `PARAMS.clip` below its best, so that one word never decides.
    """
    folded = compose([word.lower() for word in words])
    fit = _score_ngrams(tables, folded)
    unlisted = PARAMS.unlisted + PARAMS.temper * (fit - fit.max(axis=1, keepdims=True))
    scores = np.where(tables.listed, unlisted, np.maximum(fit, unlisted)).astype(np.float32)
    owners, columns, logs = tables.words.entries(folded)
    scores[owners, columns] = np.maximum(logs, scores[owners, columns])
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
    rows = tables.find_ngrams(three)
    for shorter in (two, one):
        missing = np.flatnonzero(rows < 0)
        if len(missing):
            rows[missing] = tables.find_ngrams(shorter[missing])
    steps = tables.ngram_steps[rows]
    return np.add.reduceat(steps, firsts - np.arange(len(words)), axis=0, dtype=np.int32) * -NATS_PER_STEP
