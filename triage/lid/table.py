"""Read the compiled language tables: word lists by trie and memory map, character n-grams, languages.

What the files hold is described in `tools/build_lid.py`, which writes them. Loading costs about 20 ms; the word table's
pages are read from disk when a word is looked up.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from pathlib import Path

import marisa_trie
import numpy as np
import numpy.typing as npt

DATA = Path(__file__).parent / "data"
# One step of the stored log-probabilities, in nats (tools/build_lid.py).
NATS_PER_STEP = np.float32(0.1)
# A code point takes 21 bits, so that three of them fit into one integer.
POINT_BITS = 21
WORDS_PER_BLOCK = 4
# A list of fewer words only adds to the n-grams: a word that it lacks is not unlisted.
SHORT_LIST = 1_000

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class WordTable:
    """The word lists: which languages list a word, and how often they use it."""

    trie: marisa_trie.Trie
    blocks: npt.NDArray[np.uint32]
    within: npt.NDArray[np.uint8]
    columns: npt.NDArray[np.uint8]
    steps: npt.NDArray[np.uint8]

    def rows(self, words: Sequence[str]) -> Ints:
        """Return each word's row, -1 for a word that no list has."""
        return np.fromiter(map(self.trie.get, words, repeat(-1)), dtype=np.intp, count=len(words))

    def entries(self, rows: Ints) -> tuple[Ints, npt.NDArray[np.uint8], Floats]:
        """Return the list entries of some rows.

        Args:
            rows: rows of listed words (none is -1).

        Returns:
            Three arrays of one length: the index into `rows`, the language's column, its log-frequency in nats.
        """
        starts = self._start(rows)
        counts = self._start(rows + 1) - starts
        owner = np.repeat(np.arange(len(rows)), counts)
        index = np.arange(len(owner)) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
        return owner, self.columns[index], self.steps[index] * -NATS_PER_STEP

    def _start(self, rows: Ints) -> Ints:
        return (self.blocks[rows // WORDS_PER_BLOCK] + self.within[rows]).astype(np.intp)


@dataclass(frozen=True, slots=True)
class NgramTable:
    """Character n-grams of one to three code points, packed into sorted integers."""

    keys: npt.NDArray[np.int64]
    order: Ints

    def find(self, keys: npt.NDArray[np.int64]) -> Ints:
        """Return the row of each packed n-gram, -1 for an unknown one."""
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.order[at], -1)


def pack_ngrams(ngrams: Sequence[str]) -> NgramTable:
    """Pack n-grams so that arrays of them can be looked up at once."""
    points = np.frombuffer("".join(ngrams).encode("utf-32-le"), dtype="<u4").astype(np.int64)
    lengths = np.fromiter(map(len, ngrams), dtype=np.intp, count=len(ngrams))
    ends = np.cumsum(lengths)
    keys = np.zeros(len(ngrams), dtype=np.int64)
    for back in range(lengths.max(initial=0), 0, -1):  # the first character of each first
        longer = lengths >= back
        keys[longer] = keys[longer] << POINT_BITS | points[ends[longer] - back]
    order = np.argsort(keys)
    return NgramTable(keys[order], order)


@dataclass(frozen=True, slots=True)
class Tables:
    """All compiled tables.

    Attributes:
        languages: primary language tags in column order.
        listed: for each language whether it has a word list that is more than its most frequent words.
        words: the word lists.
        ngrams: finds the rows of `ngram_steps`; row -1, the last, is that of a character no model knows.
        ngram_steps: [n-grams, languages], minus the log-probability of the last character after the ones before it, in
            steps of NATS_PER_STEP.
    """

    languages: tuple[str, ...]
    listed: npt.NDArray[np.bool_]
    words: WordTable
    ngrams: NgramTable
    ngram_steps: npt.NDArray[np.uint8]

    def column(self, language: str) -> int | None:
        """Return the column of a language, None if no table knows it."""
        return self.languages.index(language) if language in self.languages else None


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """Open the tables that are shipped with the package."""
    facts = json.loads((DATA / "languages.json").read_text(encoding="utf-8"))["languages"]
    ngrams = (DATA / "ngrams.txt").read_text(encoding="utf-8").split("\n")
    steps = np.frombuffer(_map("ngrams.bin"), dtype=np.uint8).reshape(-1, len(facts))
    return Tables(
        languages=tuple(fact["tag"] for fact in facts),
        listed=np.array([fact["words"] >= SHORT_LIST for fact in facts]),
        words=_load_words(),
        ngrams=pack_ngrams(ngrams),
        ngram_steps=steps,
    )


def _load_words() -> WordTable:
    trie = marisa_trie.Trie().mmap(str(DATA / "words.marisa"))
    memory = _map("words.bin")
    rows, entries = (int(n) for n in np.frombuffer(memory, dtype="<u4", count=2))
    blocks = -(-(rows + 1) // WORDS_PER_BLOCK)
    at = 8
    parts = []
    for dtype, count in (("<u4", blocks), ("u1", rows + 1), ("u1", entries), ("u1", entries)):
        parts.append(np.frombuffer(memory, dtype=dtype, count=count, offset=at))
        at += parts[-1].nbytes
    return WordTable(trie, *parts)


def _map(name: str) -> mmap.mmap:
    with open(DATA / name, "rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
