"""Identification as a whole: what is compared with what, what may be found, and that it is always the same."""

from __future__ import annotations

import subprocess
import sys
from itertools import islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lid.given import segment_of, texts
from tests.lid.sentences import SENTENCES
from tests.process import environment
from triage.lid import identify
from triage.lid.evidence import MAX_TYPES
from triage.lid.pieces import LONGEST_PIECE
from triage.model import Fragment, Segment

ENGLISH, SPANISH, FRENCH = SENTENCES["en"], SENTENCES["es"], SENTENCES["fr"]
OTHERS = {lang: sentence for lang, sentence in SENTENCES.items() if lang != "en"}


def found(*segments: Segment, matrix: str = "en", **options: object) -> list[tuple[str, str]]:
    """Return the language and text of each fragment."""
    fragments = identify(segments, matrix=matrix, **options).fragments  # type: ignore[arg-type]  # as in the tests
    return [(fragment.lang, fragment.text) for fragment in fragments]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "12 34", "3-2, 6:4", "…", "📷", "\ufeff", "\0", "\ud800"])
def test_without_words_nothing_is_found(text: str) -> None:
    assert found(segment_of(text)) == []


def test_without_segments_nothing_is_found() -> None:
    assert identify([], matrix="en").fragments == ()


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items(), ids=SENTENCES)
def test_a_text_in_the_matrix_language_has_no_fragments(language: str, sentence: str) -> None:
    assert found(segment_of(sentence), matrix=language) == []


@pytest.mark.parametrize(("language", "sentence"), OTHERS.items(), ids=OTHERS)
def test_a_sentence_in_another_language_is_found_exactly(language: str, sentence: str) -> None:
    assert found(segment_of(f"{ENGLISH}\n{sentence}\n{ENGLISH}")) == [(language, sentence)]


@pytest.mark.parametrize("odd", ["\0", "\x01", "\ufeff", "\ud800", "\u202e", "\u200b", "\U000e0001"])
def test_odd_characters_hide_nothing(odd: str) -> None:
    assert [lang for lang, _ in found(segment_of(f"{odd}{SPANISH}{odd}"))] == ["es"]


@pytest.mark.parametrize("word", ["x", "ñ", "字", "\u0301", "क"])
@pytest.mark.slow
def test_a_huge_word_is_no_trouble(word: str) -> None:
    fragments = identify([segment_of(word * 50_000)], matrix="en").fragments

    assert all(0 <= fragment.inner.start < fragment.inner.end <= 50_000 for fragment in fragments)


def test_a_declared_segment_is_compared_with_its_language() -> None:
    assert found(segment_of(SPANISH, lang="es"), segment_of(FRENCH, lang="es-MX")) == [("fr", FRENCH)]


def test_a_declared_segment_may_hold_the_matrix_language() -> None:
    (fragment,) = identify([segment_of(ENGLISH, lang="es")], matrix="en").fragments

    assert (fragment.lang, fragment.matrix) == ("en", "es")


def test_a_segment_in_an_unknown_declared_language_is_left_alone() -> None:
    assert found(segment_of(SPANISH, lang="tlh"), segment_of(SPANISH, lang="")) == []


@pytest.mark.parametrize("matrix", ["und", "tlh", "not a tag"])
def test_an_unknown_matrix_language_is_compared_with_nothing(matrix: str) -> None:
    assert found(segment_of(SPANISH), matrix=matrix) == []


@pytest.mark.parametrize("matrix", ["en", "en-GB", "en_US", "eng"])
def test_spellings_of_the_matrix_language(matrix: str) -> None:
    assert found(segment_of(SPANISH), matrix=matrix) == [("es", SPANISH)]


@pytest.mark.parametrize(
    ("languages", "langs"),
    [
        pytest.param(None, ["es", "fr"], id="all"),
        pytest.param(frozenset({"es"}), ["es"], id="one"),
        pytest.param(frozenset({"es", "fr", "de"}), ["es", "fr"], id="some"),
        pytest.param(frozenset({"spa", "fr-CA"}), ["es", "fr"], id="other spellings"),
        pytest.param(frozenset({"de"}), [], id="another one"),
        pytest.param(frozenset(), [], id="none"),
    ],
)
def test_closed_set_of_languages(languages: frozenset[str] | None, langs: list[str]) -> None:
    assert [lang for lang, _ in found(segment_of(SPANISH), segment_of(FRENCH), languages=languages)] == langs


def test_only_what_is_sure_enough_is_found() -> None:
    segments = [segment_of(text) for text in (SPANISH, "el", "la casa", "we met at la plaza mayor there", FRENCH)]
    everything = identify(segments, matrix="en", min_confidence=0.0).fragments

    for threshold in (0.2, 0.5, 0.9, 1.0):
        sure = identify(segments, matrix="en", min_confidence=threshold).fragments

        assert list(sure) == [fragment for fragment in everything if fragment.confidence >= threshold]


def test_the_longer_the_surer() -> None:
    words = SPANISH.split()
    confidences = [
        sum(f.confidence for f in identify([segment_of(text)], matrix="en", min_confidence=0.0).fragments)
        for text in (words[0], " ".join(words[:4]), SPANISH)
    ]

    assert confidences == sorted(confidences)


def test_fragments_come_in_the_order_of_their_segments() -> None:
    segments = [segment_of(text) for text in (FRENCH, ENGLISH, SPANISH, FRENCH)]

    assert [fragment.segment for fragment in identify(segments, matrix="en").fragments] == [
        segments[0], segments[2], segments[3],
    ]  # fmt: skip


def test_fragments_come_in_the_order_of_their_segments_whatever_those_declare() -> None:
    segments = [segment_of(FRENCH, lang="es"), segment_of(SPANISH)]

    assert [fragment.segment for fragment in identify(segments, matrix="en").fragments] == segments


def test_a_long_segment_is_searched_to_its_end() -> None:
    text = f"{ENGLISH}\n" * (2 * LONGEST_PIECE // len(ENGLISH)) + SPANISH
    (fragment,) = identify([segment_of(text)], matrix="en").fragments

    assert (fragment.text, fragment.inner.end) == (SPANISH, len(text))


def made_up(count: int) -> str:
    """Return a text of so many different words."""
    return " ".join("".join(letters) for letters in islice(product("bcdfghjklmnpqrstvwxz", repeat=4), count))


@pytest.mark.slow
def test_more_different_words_than_the_cache_holds() -> None:
    assert identify([segment_of(made_up(MAX_TYPES + 10_000))]).matrix != "es"


PROGRAM = """
import sys
from tests.lid.given import segment_of
from tests.lid.sentences import SENTENCES
from triage.lid import identify
for fragment in identify([segment_of(text) for text in sorted(SENTENCES.values())], min_confidence=0.0).fragments:
    print(fragment.inner, fragment.lang, fragment.runner_up, fragment.confidence, fragment.gain)
"""


def test_the_same_in_every_process() -> None:
    command = [sys.executable, "-c", PROGRAM]
    outputs = {
        subprocess.run(command, env={**environment(), "PYTHONHASHSEED": seed}, check=True, capture_output=True).stdout
        for seed in ("1", "2")
    }

    assert len(outputs) == 1
    assert outputs != {b""}


def test_what_was_read_before_changes_nothing() -> None:
    segments = [segment_of(f"{ENGLISH}\n{SPANISH}")]
    before = identify(segments, matrix="en")
    identify([segment_of(text) for text in SENTENCES.values()])

    assert identify(segments, matrix="en") == before


def in_order(fragments: tuple[Fragment, ...], segments: list[Segment]) -> bool:
    """Tell whether the fragments of each segment stand in order, inside it, without overlap."""
    for segment in segments:
        edges = [edge for fragment in fragments if fragment.segment is segment for edge in fragment.inner]
        if edges != sorted(edges) or any(not 0 <= edge <= len(segment.text) for edge in edges):
            return False
    return True


@given(st.lists(texts(), max_size=4), st.sampled_from([None, "en", "es", "ja", "und"]))
def test_any_text_is_read_and_fragments_lie_in_it_in_order(parts: list[str], matrix: str | None) -> None:
    segments = [segment_of(text) for text in parts]
    fragments = identify(segments, matrix=matrix, min_confidence=0.0).fragments

    assert in_order(fragments, segments)
    assert all(fragment.text.strip() for fragment in fragments)
    assert all(0.0 <= fragment.confidence <= 1.0 for fragment in fragments)
    assert all(fragment.lang != fragment.matrix for fragment in fragments)


SHORT = "Vista del puerto"


@pytest.mark.parametrize("expected", ["es", "es-MX", "spa"])
def test_what_is_expected_is_found_more_surely(expected: str) -> None:
    (alone,) = identify([segment_of(SHORT)], matrix="en", min_confidence=0.0).fragments
    (surer,) = identify([segment_of(SHORT)], matrix="en", expected=frozenset({expected}), min_confidence=0.0).fragments

    assert alone.confidence < surer.confidence < 1.0


def test_what_is_expected_may_be_found_below_the_threshold_of_others() -> None:
    (alone,) = identify([segment_of(SHORT)], matrix="en", min_confidence=0.0).fragments
    threshold = (1.0 + 2.0 * alone.confidence) / 3.0

    assert found(segment_of(SHORT), min_confidence=threshold) == []
    assert found(segment_of(SHORT), min_confidence=threshold, expected=frozenset({"es"})) == [("es", SHORT)]


def test_what_is_expected_settles_between_close_languages() -> None:
    text = "Mapa da cidade vella"
    langs = [found(segment_of(text), expected=frozenset({lang}), min_confidence=0.0)[0][0] for lang in ("pt", "gl")]

    assert langs == ["pt", "gl"]


def test_other_languages_than_the_expected_are_found_as_well() -> None:
    assert found(segment_of(FRENCH), expected=frozenset({"es"})) == [("fr", FRENCH)]


def test_nothing_is_expected_of_the_matrix_language() -> None:
    assert found(segment_of(ENGLISH), expected=frozenset({"en", "es", "tlh"})) == []
