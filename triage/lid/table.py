"""Read the compiled language tables: word lists and character n-grams, found by hash and by packed key.

What the files hold is described in `tools/build_lid.py`, which writes them. They are memory-mapped: a page is read from
disk when something in it is looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from triage.lid import store
from triage.lid.store import DATA, NGRAMS, WORDS, inventory, open_map

NATS_PER_STEP = np.float32(store.NATS_PER_STEP)
# A code point takes 21 bits, so that three of them fit into one integer.
POINT_BITS = 21
# The first bits of a word's hash choose one of 262,144 buckets, of six words on average.
BUCKET_BITS = 18
_HASH_BITS = 64
_PRINT_BYTES = 4
# The steps of the n-grams begin at a multiple of this.
CACHE_LINE = 64
# Of a list entry: the column, with a bit that says whether it is the word's last.
LAST_ENTRY = 0x80

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]

_FNV_OFFSET, _FNV_PRIME, _MASK = 0xCBF29CE484222325, 0x100000001B3, (1 << _HASH_BITS) - 1
_MIX, _MIX_FACTOR = 33, 0xFF51AFD7ED558CCD


def hash_word(word: str) -> int:
    """Return the 64-bit hash of a word.

    Source: FNV-1a (Fowler, Noll, Vo) over code points, then half of the finalizer of MurmurHash3 (Appleby): without it
    the first bits, which choose the bucket, hardly depend on the last letter.
    """
    value = _FNV_OFFSET
    for point in map(ord, word):
        value = (value ^ point) * _FNV_PRIME & _MASK
    value = (value ^ value >> _MIX) * _MIX_FACTOR & _MASK
    return value ^ value >> _MIX


def bucket_of(value: int) -> int:
    """Return the bucket of a hash."""
    return value >> (_HASH_BITS - BUCKET_BITS)


@dataclass(frozen=True, slots=True)
class WordTable:
    """The word lists: which languages list a word, and how often they use it.

    Attributes:
        starts: [buckets + 1] where the records of each bucket start.
        records: of each word the low 32 bits of its hash and its list entries.
    """

    starts: npt.NDArray[np.uint32]
    records: bytes | memoryview

    def entries(self, words: Sequence[str]) -> tuple[Ints, Ints, Floats]:
        """Return the list entries of some words, as the tables spell them.

        Two different words share a hash once in a thousand million look-ups: then the one is listed as the other.

        Returns:
            Three arrays of one length: the index into `words`, the language's column, its log-frequency in nats.
        """
        found = [(k, *entry) for k, word in enumerate(words) for entry in self._entries(word)]
        owners, columns, steps = zip(*found, strict=True) if found else ((), (), ())
        logs = np.array(steps, dtype=np.float32) * -NATS_PER_STEP
        return np.array(owners, dtype=np.intp), np.array(columns, dtype=np.intp), logs

    def _entries(self, word: str) -> list[tuple[int, int]]:
        value = hash_word(word)
        wanted = (value & 0xFFFFFFFF).to_bytes(_PRINT_BYTES, "little")
        at, until = map(int, self.starts[bucket_of(value) :][:2])
        while at < until:
            is_it = self.records[at : at + _PRINT_BYTES] == wanted
            at += _PRINT_BYTES
            entries = []
            column = 0
            while not column & LAST_ENTRY:
                column = self.records[at]
                entries.append((column & ~LAST_ENTRY, self.records[at + 1]))
                at += 2
            if is_it:
                return entries
        return []


@dataclass(frozen=True, slots=True)
class Tables:
    """All compiled tables.

    Attributes:
        languages: primary language tags in column order.
        listed: for each language whether it has a word list that is more than its most frequent words.
        words: the word lists.
        ngrams: character n-grams of one to three code points, packed into sorted integers.
        ngram_steps: [n-grams + 1, languages], minus the log-probability of the last character after the ones before it,
            in steps of NATS_PER_STEP; the last row is that of a character no model knows.
    """

    languages: tuple[str, ...]
    listed: npt.NDArray[np.bool_]
    words: WordTable
    ngrams: npt.NDArray[np.int64]
    ngram_steps: npt.NDArray[np.uint8]

    def find_ngrams(self, keys: npt.NDArray[np.int64]) -> Ints:
        """Return the row of each packed n-gram, -1 for an unknown one."""
        at = np.minimum(np.searchsorted(self.ngrams, keys), len(self.ngrams) - 1)
        return np.where(self.ngrams[at] == keys, at, -1)


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """Open the tables that are shipped with the package."""
    known = inventory()
    keys, steps = read_ngrams(DATA)
    return Tables(known.tags, np.array(known.listed), read_words(DATA), keys, steps[:, : len(known.tags)])


def read_words(folder: Path) -> WordTable:
    """Open the word lists of a folder."""
    memory = open_map(WORDS, folder)
    starts = np.frombuffer(memory, dtype="<u4", count=2**BUCKET_BITS + 1)
    return WordTable(starts, memoryview(memory)[starts.nbytes :])


def read_ngrams(folder: Path) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Open the n-grams of a folder: keys and steps, see `Tables`; there may be more columns than languages."""
    memory = open_map(NGRAMS, folder)
    count, columns = map(int, np.frombuffer(memory, dtype="<u4", count=2))
    keys = np.frombuffer(memory, dtype="<i8", count=count, offset=8)
    at = 8 + keys.nbytes
    steps = np.frombuffer(memory, dtype=np.uint8, offset=at + -at % CACHE_LINE)
    return keys, steps.reshape(count + 1, columns)
