"""Tables: what the compiled files hold, and how it is found."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from tests.lid.given import tiny_tables
from triage.langtag import primary
from tools.build_lid import pack
from triage.lid.store import inventory
from triage.lid.table import NATS_PER_STEP, Tables, bucket_of, hash_word, load_tables

TABLES = load_tables()
# Some hundred thousand words are enough to meet every list.
SOME_BUCKETS = 20_000
LISTS = {"es": {"casa": 1e-3, "la": 2e-2}, "pt": {"casa": 1e-4, "a": 2e-2}, "xx": {"zzz": 1e-5}}


def test_words_are_found_with_their_languages_and_frequencies(tmp_path: Path) -> None:
    owners, columns, logs = tiny_tables(tmp_path, LISTS).words.entries(["casa", "zzz"])

    assert (owners.tolist(), columns.tolist()) == ([0, 0, 1], [0, 1, 2])
    assert np.allclose(logs, [math.log(1e-3), math.log(1e-4), math.log(1e-5)], atol=NATS_PER_STEP / 2 + 1e-3)


@pytest.mark.parametrize("word", ["cas", "casas", "Casa", "", "ñ"])
def test_a_word_that_no_list_has_has_no_entries(tmp_path: Path, word: str) -> None:
    assert [len(part) for part in tiny_tables(tmp_path, LISTS).words.entries([word])] == [0, 0, 0]


def test_no_words_have_no_entries(tmp_path: Path) -> None:
    assert [len(part) for part in tiny_tables(tmp_path, LISTS).words.entries([])] == [0, 0, 0]


@pytest.mark.parametrize(
    ("word", "value"),
    [("", 0xCBF29CE484222325), ("a", 0xAF63DC4C8601EC8C), ("foobar", 0x85944171F73967E8)],
)
def test_the_hash_is_fnv_1a_and_then_mixed(word: str, value: int) -> None:
    """Source: the test vectors of the authors of FNV."""
    mixed = (value ^ value >> 33) * 0xFF51AFD7ED558CCD % 2**64

    assert hash_word(word) == mixed ^ mixed >> 33


def test_a_bucket_is_the_first_bits_of_a_hash() -> None:
    assert [bucket_of(value) for value in (0, 2**46 - 1, 2**46, 2**64 - 1)] == [0, 0, 1, 2**18 - 1]


NGRAMS = sorted(
    ["a", "ab", "abc", "b", "ñ", " a", "a ", "\U00010400", "\U00010400\U00010401\U00010402", "中文"], key=pack
)


def tables_of(ngrams: list[str]) -> Tables:
    """Return tables that know some n-grams and nothing else."""
    keys = np.array([pack(ngram) for ngram in ngrams], dtype=np.int64)
    return Tables((), np.ones(0, dtype=np.bool_), TABLES.words, keys, np.zeros((len(ngrams) + 1, 0), dtype=np.uint8))


@pytest.mark.parametrize("ngram", NGRAMS)
def test_an_ngram_is_found_at_its_place_in_the_list(ngram: str) -> None:
    assert tables_of(NGRAMS).find_ngrams(np.array([pack(ngram)])).tolist() == [NGRAMS.index(ngram)]


@pytest.mark.parametrize("ngram", ["c", "ba", "bc", "abd", "\U0010ffff", "文"])
def test_an_unknown_ngram_is_not_found(ngram: str) -> None:
    assert tables_of(NGRAMS).find_ngrams(np.array([pack(ngram)])).tolist() == [-1]


def test_the_languages_are_primary_tags_in_order() -> None:
    assert [primary(language) for language in TABLES.languages] == sorted(set(TABLES.languages))


def test_every_language_of_langdetect_is_known() -> None:
    from importlib.resources import files

    profiles = {primary(path.name) for path in files("langdetect").joinpath("profiles").iterdir()}

    assert profiles - {*TABLES.languages} == set()


@pytest.mark.parametrize("language", ["", "und", "xx", "EN"])
def test_an_unknown_language_has_no_column(language: str) -> None:
    assert inventory().column(language) is None


def test_a_known_language_has_its_column() -> None:
    assert [inventory().column(language) for language in TABLES.languages] == list(range(len(TABLES.languages)))


def test_each_table_has_a_column_per_language() -> None:
    assert TABLES.ngram_steps.shape[1] == len(TABLES.listed) == len(TABLES.languages)


def test_the_row_after_the_ngrams_favours_no_language() -> None:
    """A character that no model knows is looked up there."""
    assert len(TABLES.ngram_steps) == len(TABLES.ngrams) + 1
    assert len(set(TABLES.ngram_steps[-1].tolist())) == 1


def test_each_language_that_counts_as_listed_has_words() -> None:
    records = np.frombuffer(TABLES.words.records, dtype=np.uint8)
    at, columns = 0, set[int]()
    for until in TABLES.words.starts[1 : SOME_BUCKETS + 1].tolist():
        while at < until:
            at += 4
            while True:
                columns.add(int(records[at]) & 0x7F)
                at += 2
                if records[at - 2] & 0x80:
                    break

    few = {"af"}  # its most frequent words only; see SHORT_LIST
    assert {k for k in range(len(TABLES.listed)) if TABLES.listed[k]} <= columns
    assert {TABLES.languages[k] for k in columns if not TABLES.listed[k]} <= few


@pytest.mark.parametrize(
    ("word", "language"),
    [("the", "en"), ("vecinos", "es"), ("nicht", "de"), ("être", "fr"), ("και", "el"), ("что", "ru"), ("и", "bg")],
)
def test_a_common_word_is_listed_in_its_language(word: str, language: str) -> None:
    assert inventory().column(language) in TABLES.words.entries([word])[1].tolist()


def test_the_tables_are_loaded_once() -> None:
    assert load_tables() is TABLES
