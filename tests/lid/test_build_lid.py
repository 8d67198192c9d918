"""Building the tables: its pure functions, and what it writes on tiny inputs."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from tools.build_lid import (
    FORM_LANGUAGES,
    MAX_STEP,
    NATS_PER_STEP,
    UNSEEN_NATS,
    CharModel,
    Counts,
    choose_ngrams,
    count_ngrams,
    ekavian,
    own_script,
    pack,
    quantise,
    script_of,
    source_of,
    split_words,
    to_cyrillic,
    write_ngrams,
    write_words,
)
from triage.lid.table import hash_word, read_ngrams, read_words
from triage.lid.tokens import find_words

LANGUAGES = ["de", "en"]
LISTS: dict[str, Counts] = {"de": {"haus": 1e-3, "in": 2e-2, "öl": 1e-5}, "en": {"in": 3e-2, "house": 1e-3, "a": 1e-2}}


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        pytest.param("casa", ["casa"], id="word"),
        pytest.param("Casa", ["casa"], id="lower case"),
        pytest.param("don't", ["don", "t"], id="apostrophe"),
        pytest.param("l’homme", ["l", "homme"], id="typographic apostrophe"),
        pytest.param("well-known", ["well", "known"], id="hyphen"),
        pytest.param("cafe\u0301", ["caf\u00e9"], id="composed"),
        pytest.param("日本", ["日", "本"], id="ideographs"),
        pytest.param("4x4", ["x"], id="digits"),
        pytest.param("123", [], id="number"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_an_entry_is_split_as_text_is(entry: str, words: list[str]) -> None:
    assert split_words(entry) == words


@pytest.mark.parametrize(
    ("word", "script"), [("casa", "LATIN"), ("город", "CYRILLIC"), ("中", "CJK"), ("ひ", "HIRAGANA"), ("\ue000", "?")]
)
def test_script_of_a_word(word: str, script: str) -> None:
    assert script_of(word) == script


def test_words_in_a_borrowed_script_are_left_out() -> None:
    assert own_script({"город": 0.5, "дом": 0.49, "the": 0.01}) == {"город": 0.5, "дом": 0.49}


def test_words_in_a_second_script_of_the_language_stay() -> None:
    words = {"中": 0.5, "ひ": 0.3, "カ": 0.2}

    assert own_script(words) == words


def test_western_and_eastern_forms_are_rare_in_the_other_standard() -> None:
    west, east = ekavian({"mlijeko": 0.4, "mleko": 0.2})

    assert west == {"mlijeko": 0.4, "mleko": pytest.approx(0.02)}
    assert {word: f for word, f in east.items() if word.isascii()} == {"mlijeko": pytest.approx(0.04), "mleko": 0.2}


@pytest.mark.parametrize("words", [{"mlijeko": 0.4}, {"mleko": 0.2}, {"je": 0.4, "e": 0.2}])
def test_a_form_without_a_counterpart_is_shared(words: Counts) -> None:
    west, east = ekavian(words)

    assert west == words
    assert words.items() <= east.items()


def test_serbian_is_listed_in_both_scripts() -> None:
    _, east = ekavian({"njega": 0.1, "ljudi": 0.2})

    assert east == {"njega": 0.1, "ljudi": 0.2, "њега": 0.1, "људи": 0.2}


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [("njega", "њега"), ("ljudi", "људи"), ("džep", "џеп"), ("čovek", "човек"), ("šećer", "шећер"), ("đak", "ђак"),
     ("žaba", "жаба"), ("hvala", "хвала"), ("", "")],
)  # fmt: skip
def test_serbian_in_cyrillic(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


def test_ngrams_are_counted_with_the_blanks_around_a_word() -> None:
    counts = count_ngrams({"ab": 1e-3})

    assert set(counts) == {" ", "a", "b", " a", "ab", "b ", " ab", "ab "}
    assert counts[" "] == pytest.approx(2 * counts["a"])


def test_frequent_words_count_more_but_not_in_proportion() -> None:
    counts = count_ngrams({"a": 4e-3, "b": 1e-3})

    assert counts["a"] == pytest.approx(2 * counts["b"])


def test_ideographs_have_no_ngrams() -> None:
    assert count_ngrams({"中": 1e-3}) == {}


MODEL = CharModel(count_ngrams({"haus": 1e-3, "maus": 1e-3, "hand": 1e-3}))


@pytest.mark.parametrize("context", ["", "h", "ha", "au", "q", "qx"])
def test_probabilities_of_a_context_leave_room_for_the_unseen(context: str) -> None:
    total = sum(MODEL.probability(context + letter) for letter in " abcdefghijklmnopqrstuvwxyz")

    assert 0.0 < total <= 1.0


@pytest.mark.parametrize("ngram", ["a", "z", "au", "zq", "aus", "zqx", "中"])
def test_no_ngram_is_impossible(ngram: str) -> None:
    assert 0.0 < MODEL.probability(ngram) < 1.0


@pytest.mark.parametrize(("likely", "unlikely"), [("haus", "zzzz"), ("maus", "suam"), ("hans", "hqns")])
def test_a_word_like_those_of_the_list_is_likelier(likely: str, unlikely: str) -> None:
    assert MODEL.score(likely) > MODEL.score(unlikely)


def test_a_score_is_the_sum_over_the_letters_and_the_blank_after_them() -> None:
    ngrams = [" a", " ab", "ab "]

    assert MODEL.score("ab") == pytest.approx(sum(math.log(MODEL.probability(ngram)) for ngram in ngrams))


def test_the_ngrams_of_the_largest_share_come_first() -> None:
    chosen = choose_ngrams({"de": {"e": 9.0, "n": 1.0, "en": 2.0}, "en": {"t": 5.0, "e": 5.0, "th": 1.0, "he": 3.0}})

    assert chosen == ["e", "t", "n", "en", "he", "th"]


@pytest.mark.parametrize(
    ("nats", "step"),
    [(0.0, 0), (NATS_PER_STEP, 1), (1.0, 10), (1.04, 10), (1.06, 11), (1e9, MAX_STEP), (-1.0, 0)],
)
def test_quantised(nats: float, step: int) -> None:
    assert quantise(np.array([nats])).tolist() == [step]


def test_words_come_back_as_they_were_written(tmp_path: Path) -> None:
    write_words(tmp_path, LANGUAGES, LISTS)
    table = read_words(tmp_path)
    words = sorted({word for words in LISTS.values() for word in words})

    owners, columns, logs = table.entries(words)
    found = {(words[i], LANGUAGES[c]): round(float(log), 1) for i, c, log in zip(owners, columns, logs, strict=True)}

    assert found == {
        (word, language): pytest.approx(math.log(frequency), abs=NATS_PER_STEP)
        for language, words_of in LISTS.items()
        for word, frequency in words_of.items()
    }


def test_words_with_one_hash_are_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.build_lid.hash_word", len)

    with pytest.raises(ValueError, match="two words share"):
        write_words(tmp_path, LANGUAGES, LISTS)


def test_words_of_one_bucket_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.build_lid.hash_word", lambda word: hash_word(word) & 0xFFFFFFFF)
    monkeypatch.setattr("triage.lid.table.hash_word", lambda word: hash_word(word) & 0xFFFFFFFF)
    write_words(tmp_path, LANGUAGES, LISTS)
    words = ["haus", "in", "öl", "house", "a", "other"]

    owners, columns, _ = read_words(tmp_path).entries(words)

    found = [(words[k], LANGUAGES[column]) for k, column in zip(owners, columns, strict=True)]
    assert found == [("haus", "de"), ("in", "de"), ("in", "en"), ("öl", "de"), ("house", "en"), ("a", "en")]


def test_ngrams_are_written_with_a_last_row_that_favours_nobody(tmp_path: Path) -> None:
    tables = {language: count_ngrams(words) for language, words in LISTS.items()}
    write_ngrams(tmp_path, LANGUAGES, tables)
    ngrams, steps = read_ngrams(tmp_path)

    assert len(steps) == len(ngrams) + 1
    assert steps[-1, : len(LANGUAGES)].tolist() == quantise(np.full(len(LANGUAGES), UNSEEN_NATS)).tolist()


def test_ngrams_are_in_order(tmp_path: Path) -> None:
    write_ngrams(tmp_path, LANGUAGES, {language: count_ngrams(words) for language, words in LISTS.items()})
    keys = read_ngrams(tmp_path)[0].tolist()

    assert keys == sorted(set(keys))


def test_an_ngram_is_likeliest_in_the_language_that_has_it(tmp_path: Path) -> None:
    tables = {language: count_ngrams(words) for language, words in LISTS.items()}
    write_ngrams(tmp_path, LANGUAGES, tables)
    ngrams, steps = read_ngrams(tmp_path)
    german, english = steps[ngrams.tolist().index(pack("öl")), : len(LANGUAGES)]

    assert german < english


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for name, lists in (("one", LISTS), ("two", {key: dict(reversed(LISTS[key].items())) for key in reversed(LISTS)})):
        out = tmp_path / name
        out.mkdir()
        write_words(out, LANGUAGES, lists)
        write_ngrams(out, LANGUAGES, {language: count_ngrams(LISTS[language]) for language in LANGUAGES})
        written.append({path.name: path.read_bytes() for path in out.iterdir()})

    assert written[0] == written[1]


@pytest.mark.parametrize("word", ["casa", "straße", "हिन्दी", "한국어"])
def test_a_stored_word_is_one_that_text_is_cut_into(word: str) -> None:
    assert split_words(word) == find_words(word) == [word]


@pytest.mark.parametrize(
    ("language", "source"),
    [("de", "wordfreq"), ("eu", "pyspellchecker"), (FORM_LANGUAGES[0], "simplemma"), ("so", "langdetect")],
)
def test_the_source_of_a_language(language: str, source: str) -> None:
    words = dict.fromkeys(map(str, range(50_000)), 1e-6)

    assert source_of(language, {"de": words, "eu": words, FORM_LANGUAGES[0]: words}) == source
