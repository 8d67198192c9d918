"""The matrix language: one sentence is enough, three words may be, a minority never decides."""

from __future__ import annotations

import pytest

from tests.lid.given import segment_of
from tests.lid.sentences import SENTENCES
from triage.lid import identify
from triage.lid.matrix import priors

ENGLISH = SENTENCES["en"]
OWN_SCRIPT = "each ideograph has a vote, and an English word shares the one it has with neighbouring languages"
URL = "the quick pass over everything reads the parts of URLs, paths and codes as words"


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items(), ids=SENTENCES)
def test_a_sentence_tells_its_language(language: str, sentence: str) -> None:
    assert identify([segment_of(sentence)]).matrix == language


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([], id="no segments"),
        pytest.param([""], id="empty"),
        pytest.param(["\n \n"], id="blanks"),
        pytest.param(["12 34 56"], id="numbers"),
        pytest.param(["one two"], id="two words"),
        pytest.param(["The", "12"], id="a word and a number"),
        pytest.param(["https://a.example/the/council"], id="url", marks=pytest.mark.xfail(reason=URL)),
    ],
)
def test_too_little_text_tells_nothing(texts: list[str]) -> None:
    assert identify([segment_of(text) for text in texts]).matrix == "und"


@pytest.mark.parametrize(
    "embedded",
    [
        "es",
        "de",
        "ru",
        "ar",
        pytest.param("ja", marks=pytest.mark.xfail(reason=OWN_SCRIPT)),
    ],
)
def test_a_minority_of_foreign_passages_does_not_decide(embedded: str) -> None:
    segments = [segment_of(text) for text in [ENGLISH] * 3 + [SENTENCES[embedded]] * 2]

    assert identify(segments).matrix == "en"


def test_captions_in_four_languages_do_not_decide() -> None:
    segments = [segment_of(text) for text in [*[ENGLISH] * 2, *(SENTENCES[lang] for lang in ("es", "de", "fr", "pl"))]]

    assert identify(segments).matrix == "en"


def test_the_order_of_the_segments_does_not_decide() -> None:
    texts = [ENGLISH, ENGLISH, SENTENCES["es"]]

    assert {identify([segment_of(text) for text in order]).matrix for order in (texts, texts[::-1])} == {"en"}


def test_words_are_counted_over_all_segments() -> None:
    assert identify([segment_of(word) for word in ENGLISH.split()]).matrix == "en"


def test_what_is_declared_goes_before_what_is_inferred() -> None:
    assert identify([segment_of(ENGLISH)], matrix="pt-BR").matrix == "pt"


def test_priors_fall_with_the_amount_of_published_text() -> None:
    first, second, rare = priors(("en", "sk", "so"))

    assert 0.0 == first > second > rare
