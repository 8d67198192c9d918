from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translators.engines import CountingEngine, FunctionEngine, MuteEngine, TableEngine
from triage.errors import EngineError
from triage.model import Translation
from triage.translators.batch import Accepted, Outcome, Rejected, translate

DOG = {"El perro duerme en la casa": "The dog sleeps in the house"}


def written(outcomes: tuple[Outcome, ...]) -> list[str]:
    """Return the translations, and for what was rejected its reason in angle brackets."""
    return [o.translation.text if isinstance(o, Accepted) else f"<{o.reason}>" for o in outcomes]


def one(text: str, function: dict[str, str], names: tuple[str, ...] = ()) -> str:
    """Return what comes of one text with an engine that replaces words."""

    def replace_words(sentence: str) -> str:
        for word, translation in function.items():
            sentence = sentence.replace(word, translation)
        return sentence

    return written(translate([text], "es", "en", FunctionEngine(replace_words), names=names))[0]


def test_no_texts_need_no_engine() -> None:
    engine = TableEngine({})

    assert () == translate([], "es", "en", engine)
    assert [] == engine.calls


@pytest.mark.parametrize("text", ["", "  \n", "12345 !!!", "2021-02-10", "https://example.org/a", "{name}", "¿?"])
def test_texts_without_letters_are_never_sent(text: str) -> None:
    engine = TableEngine({})

    assert (Rejected("there is nothing to translate"),) == translate([text], "es", "en", engine)
    assert [] == engine.calls


def test_equal_texts_are_translated_once_and_all_answered_in_order() -> None:
    engine = TableEngine({"Foto de archivo": "File photo", "Siga leyendo": "Keep reading"})
    texts = ["Foto de archivo", "Siga leyendo", "  Foto de archivo\n", "Foto de archivo"]

    expected = ["File photo", "Keep reading", "  File photo\n", "File photo"]
    assert expected == written(translate(texts, "es", "en", engine))
    assert [("Foto de archivo", "Siga leyendo")] == engine.calls


def test_a_wrapped_line_is_joined_and_paragraphs_and_speakers_stay_apart() -> None:
    engine = FunctionEngine(str.upper)

    outcomes = translate(["la casa\n  blanca\n\nel mar", "- hola\n- adiós"], "es", "en", engine, identify=None)

    assert [("la casa blanca", "el mar", "hola", "adiós")] == engine.calls
    assert ["<the translation is the original>"] * 2 == written(outcomes)


def test_parts_are_put_together_with_what_stood_between_them() -> None:
    engine = TableEngine({"hola": "hello", "adiós": "goodbye", "la casa blanca": "the white house", "el mar": "a sea"})

    expected = ["the white house\n\na sea", "- hello\n- goodbye"]
    assert expected == written(translate(["la casa\n  blanca\n\nel mar", "- hola\n- adiós"], "es", "en", engine))


def test_the_record_names_engine_target_and_day() -> None:
    outcome = translate(["El perro duerme en la casa"], "es", "en", TableEngine(DOG), today="2026-11-23")

    expected = Translation("The dog sleeps in the house", "en", "table", created="2026-11-23")
    assert (Accepted(expected),) == outcome


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**El perro duerme en la casa**", "**The dog sleeps in the house**"),
        ("«El perro duerme en la casa»", "«The dog sleeps in the house»"),
        ("<b>El perro duerme en la casa</b>", "<b>The dog sleeps in the house</b>"),
        ("[El perro duerme en la casa](/perro.html)", "[The dog sleeps in the house](/perro.html)"),
        ("- El perro duerme en la casa", "- The dog sleeps in the house"),
        ("El perro duerme en la casa https://example.org/?q=1", "The dog sleeps in the house https://example.org/?q=1"),
    ],
)
def test_markup_at_the_edges_stays_and_inside_it_must_find_its_place(text: str, expected: str) -> None:
    assert [expected] == written(translate([text], "es", "en", TableEngine(DOG)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*La casa* y **el mar**", "*The house* and **the sea**"),
        ("[La casa](/a) y <b>el mar</b>", "[The house](/a) and <b>the sea</b>"),
        ("1. La casa\n2. El mar", "1. The house\n2. The sea"),
    ],
)
def test_markup_inside_that_finds_no_place_cuts_the_text(text: str, expected: str) -> None:
    engine = TableEngine({"La casa": "The house", "el mar": "The sea", "El mar": "The sea", "y": "And",
                          "1. La casa": "1. The house", "2. El mar": "2. The sea"})  # fmt: skip

    assert [expected] == written(translate([text], "es", "en", engine))


def test_emphasis_inside_goes_where_its_words_reappear() -> None:
    words = {"El presidente": "President", "llega a": "arrives in"}

    assert "President **Joe Biden** arrives in Madrid" == one("El presidente **Joe Biden** llega a Madrid", words)


@pytest.mark.parametrize(
    "token", ["{name}", "%s", "%(count)d", "{{ user.name }}", "<br/>", "`code()`", "@ana", "a@b.es"]
)
def test_placeholders_inside_a_sentence_come_back(token: str) -> None:
    words = {"La foto de": "The photo of", "es bonita": "is pretty"}

    assert f"The photo of {token} is pretty" == one(f"La foto de {token} es bonita", words)


def test_an_engine_that_loses_the_masks_gets_the_pieces() -> None:
    table = {"La foto de": "The photo of", "es bonita": "is pretty", "La foto de Qxa es bonita": "A photo"}
    pieces = TableEngine(table)
    (outcome,) = translate(["La foto de {name} es bonita"], "es", "en", pieces)

    assert isinstance(outcome, Accepted)
    assert ("The photo of {name} is pretty", "translated in pieces") == (outcome.translation.text, outcome.note)


def test_a_translated_name_is_masked_in_a_second_call() -> None:
    words = {"El señor": "Mr", "Iglesias": "Churches", "saluda": "waves"}

    assert "Mr Juan Iglesias waves" == one("El señor Juan Iglesias saluda", words, names=("Juan Iglesias", "Pedro"))


def test_a_name_that_is_lost_whatever_is_tried_rejects_the_text() -> None:
    engine = TableEngine({"El señor Iglesias saluda": "The man waves", "El señor Qxa saluda": "The man waves"})

    expected = ["<the name Iglesias is lost>"]
    assert expected == written(translate(["El señor Iglesias saluda"], "es", "en", engine, names=["Iglesias"]))


def test_copied_numbers_are_written_as_the_target_language_does() -> None:
    words = {"Costó": "It cost", " y ": " and ", "más": "more"}

    assert "It cost 2,500 euros and 3.5 more" == one("Costó 2.500 euros y 3,5 más", words)


def test_the_first_letter_follows_the_original() -> None:
    assert "Good day" == one("Buenos días", {"Buenos días": "good day"})


@pytest.mark.parametrize(
    ("unknown_words", "expected"),
    [
        (1, "1 word is unknown to the engine"),
        (2, "2 words are unknown to the engine"),
        (5, "5 words are unknown to the engine"),
    ],
)
def test_unknown_words_are_noted_and_too_many_reject_the_text(unknown_words: int, expected: str) -> None:
    engine = CountingEngine(lambda text: "The little dog sleeps", unknown_words=unknown_words)
    (outcome,) = translate(["El perro pequeño duerme"], "es", "en", engine)

    assert expected == (outcome.note if isinstance(outcome, Accepted) else outcome.reason)


def test_an_engine_that_loses_texts_is_an_error() -> None:
    with pytest.raises(EngineError, match="function gave 1 translations for 2 texts"):
        translate(["El perro", "La casa"], "es", "en", MuteEngine(str.upper))


@given(st.lists(st.text(max_size=40), max_size=6))
def test_every_text_gets_one_outcome_and_keeps_its_edges(texts: list[str]) -> None:
    """An engine that only turns the case around loses nothing; whatever is accepted stands within the same blanks."""
    outcomes = translate(texts, "es", "en", FunctionEngine(lambda text: "x" + text))

    assert len(texts) == len(outcomes)
    for text, outcome in zip(texts, outcomes, strict=True):
        if isinstance(outcome, Accepted):
            made = outcome.translation.text
            lead, trail = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
            assert text[:lead] == made[: len(made) - len(made.lstrip())]
            assert text[len(text) - trail :] == made[len(made.rstrip()) :]
