"""Explanation: the evidence of each word of a stretch."""

from __future__ import annotations

from triage.lid.explanation import explain
from triage.model import Segment, Span

TEXT = "The ministry wrote: los vecinos de Valdemora protestan, and nobody answered."
SPANISH = "los vecinos de Valdemora protestan"
START = TEXT.index(SPANISH)
WITHIN = Span(START, START + len(SPANISH))
SEGMENT = Segment(Span(0, len(TEXT)), TEXT)


def test_the_words_of_the_stretch_and_no_others() -> None:
    explained = explain(SEGMENT, WITHIN, matrix="en", embedded="es")

    assert explained is not None
    assert (explained.matrix, explained.embedded) == ("en", "es")
    assert [clue.evidence.text for clue in explained.clues] == SPANISH.split()
    assert [TEXT[slice(*clue.inner)] for clue in explained.clues] == SPANISH.split()


def test_spanish_words_speak_for_spanish_and_a_name_counts_less() -> None:
    explained = explain(SEGMENT, WITHIN, matrix="en", embedded="es")
    assert explained is not None
    by_word = {clue.evidence.text: clue.evidence for clue in explained.clues}

    assert all(by_word[word].embedded > by_word[word].matrix for word in ("los", "vecinos", "protestan"))
    assert by_word["Valdemora"].note == "name"
    assert by_word["Valdemora"].weight < by_word["vecinos"].weight


def test_the_likeliest_language_is_taken_where_none_is_named() -> None:
    explained = explain(SEGMENT, WITHIN, matrix="en")

    assert explained is not None
    assert explained.embedded == "es"


def test_without_words_or_a_known_matrix_there_is_nothing_to_explain() -> None:
    assert explain(SEGMENT, WITHIN, matrix="und") is None
    assert explain(Segment(Span(0, 5), "12 34"), Span(0, 5), matrix="en") is None
