"""Tables: what the compiled files hold, and how it is found."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from tests.lid.given import tiny_tables
from triage.langtag import primary
from triage.lid.table import NATS_PER_STEP, load_tables, pack_ngrams

TABLES = load_tables()
LISTS = {"es": {"casa": 1e-3, "la": 2e-2}, "pt": {"casa": 1e-4, "a": 2e-2}, "xx": {"zzz": 1e-5}}


def test_words_are_found_with_their_languages_and_frequencies(tmp_path: Path) -> None:
    table = tiny_tables(tmp_path, LISTS).words
    rows = table.rows(["casa", "zzz"])

    owners, columns, logs = table.entries(rows)

    assert (owners.tolist(), columns.tolist()) == ([0, 0, 1], [0, 1, 2])
    assert np.allclose(logs, [math.log(1e-3), math.log(1e-4), math.log(1e-5)], atol=NATS_PER_STEP / 2 + 1e-3)


def test_each_word_has_a_row_of_its_own(tmp_path: Path) -> None:
    rows = tiny_tables(tmp_path, LISTS).words.rows(["casa", "la", "a", "zzz"])

    assert sorted(rows.tolist()) == [0, 1, 2, 3]


@pytest.mark.parametrize("word", ["cas", "casas", "Casa", "", "ñ"])
def test_a_word_that_no_list_has_has_no_row(tmp_path: Path, word: str) -> None:
    assert tiny_tables(tmp_path, LISTS).words.rows([word]).tolist() == [-1]


def test_no_rows_have_no_entries(tmp_path: Path) -> None:
    owners, columns, logs = tiny_tables(tmp_path, LISTS).words.entries(np.array([], dtype=np.intp))

    assert (len(owners), len(columns), len(logs)) == (0, 0, 0)


NGRAMS = ["a", "ab", "abc", "b", "ñ", " a", "a ", "\U00010400", "\U00010400\U00010401\U00010402", "中文"]


def packed(ngram: str) -> int:
    """Pack an n-gram as the detector packs text: 21 bits a character."""
    key = 0
    for char in ngram:
        key = key << 21 | ord(char)
    return key


@pytest.mark.parametrize("ngram", NGRAMS)
def test_an_ngram_is_found_at_its_place_in_the_list(ngram: str) -> None:
    found = pack_ngrams(NGRAMS).find(np.array([packed(ngram)]))

    assert found.tolist() == [NGRAMS.index(ngram)]


@pytest.mark.parametrize("ngram", ["c", "ba", "bc", "abd", "\U0010ffff", "文"])
def test_an_unknown_ngram_is_not_found(ngram: str) -> None:
    assert pack_ngrams(NGRAMS).find(np.array([packed(ngram)])).tolist() == [-1]


def test_the_languages_are_primary_tags_in_order() -> None:
    assert [primary(language) for language in TABLES.languages] == sorted(set(TABLES.languages))


def test_every_language_of_langdetect_is_known() -> None:
    from importlib.resources import files

    profiles = {primary(path.name) for path in files("langdetect").joinpath("profiles").iterdir()}

    assert profiles - {*TABLES.languages} == set()


@pytest.mark.parametrize("language", ["", "und", "xx", "EN"])
def test_an_unknown_language_has_no_column(language: str) -> None:
    assert TABLES.column(language) is None


def test_a_known_language_has_its_column() -> None:
    assert [TABLES.column(language) for language in TABLES.languages] == list(range(len(TABLES.languages)))


def test_each_table_has_a_column_per_language() -> None:
    assert TABLES.ngram_steps.shape[1] == len(TABLES.listed) == len(TABLES.languages)


def test_the_row_after_the_ngrams_favours_no_language() -> None:
    """A character that no model knows is looked up there."""
    assert len(TABLES.ngram_steps) == len(TABLES.ngrams.order) + 1
    assert len(set(TABLES.ngram_steps[-1].tolist())) == 1


def test_each_language_that_counts_as_listed_has_words() -> None:
    table = TABLES.words
    _, columns, logs = table.entries(np.arange(len(table.trie)))

    few = {"af"}  # its most frequent words only; see SHORT_LIST
    assert {TABLES.languages[k] for k in np.unique(columns) if not TABLES.listed[k]} == few
    assert (logs < 0).all()


@pytest.mark.parametrize(
    ("word", "language"),
    [("the", "en"), ("vecinos", "es"), ("nicht", "de"), ("être", "fr"), ("και", "el"), ("что", "ru"), ("и", "bg")],
)
def test_a_common_word_is_listed_in_its_language(word: str, language: str) -> None:
    rows = TABLES.words.rows([word])

    assert TABLES.column(language) in TABLES.words.entries(rows)[1].tolist()


def test_the_tables_are_loaded_once() -> None:
    assert load_tables() is TABLES
