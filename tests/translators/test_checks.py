from __future__ import annotations

import pytest

from triage.translators.checks import fault, mostly_unknown


@pytest.mark.parametrize(
    ("original", "translated"),
    [
        ("La casa", "The house"),
        ("Foto: EFE", "Photo: EFE"),
        ("Un año, dos años, tres años", "One year, two years, three years"),
        ("ja, ja, ja", "ha, ha, ha"),
        ("No, no, no", "No, no, no way"),
        ("Sí", "Yes indeed"),
        ("La casa de {x}", "{x}'s house"),
    ],
)
def test_a_plain_translation_passes(original: str, translated: str) -> None:
    assert fault(original, translated, "es", "en") is None


@pytest.mark.parametrize(
    ("original", "translated", "expected"),
    [
        ("La casa", " ", "the translation is empty"),
        ("La casa", "...!", "the translation has no letters"),
        ("La Casa", "la casa", "the translation is the original"),
        ("La casa de {x}", "The house", "{x} is lost"),
        ("La casa", "The {x}", "{x} is not in the original"),
        ("En 2021", "In the year", "the number 2021 is lost"),
        ("La casa blanca", "The house the house the house", "the translation repeats 'The house'"),
        ("La casa", "no no no no no", "the translation repeats 'no'"),
        ("La casa", "The house " + "that Jack built with his many good friends " * 2, "the translation is too long"),
        ("La casa en la que vivimos todos los veranos de la infancia", "The house", "the translation is too short"),
    ],
)
def test_what_engines_get_wrong_is_named(original: str, translated: str, expected: str) -> None:
    found = fault(original, translated, "es", "en")

    assert found is not None
    assert found.startswith(expected)


@pytest.mark.parametrize(
    ("names", "translated", "expected"),
    [
        ((), "The house", None),
        (("Juan",), "The house of Juan", None),
        (("Juan",), "Juan's house", None),
        (("Juan",), "JUAN has a house", None),
        (("México",), "Mexico has a house", None),
        (("Juan",), "The house of Juanita", "the name Juan is lost"),
        (("Juan", "Ana"), "The house of Juan", "the name Ana is lost"),
    ],
)
def test_names_must_be_there_whatever_their_accents(
    names: tuple[str, ...], translated: str, expected: str | None
) -> None:
    assert expected == fault("La casa de todos", translated, "es", "en", required={name: name for name in names})


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", None), ("und", None), ("fr", None), ("es", "the translation is still in es")],
)
def test_a_translation_in_the_old_language_is_none(language: str, expected: str | None) -> None:
    """Only the old language counts: short English is easily taken for some other language."""
    assert expected == fault("La casa", "Otra casa", "es", "en", identify=lambda text: language)


def test_dense_scripts_are_measured_in_their_own_length() -> None:
    assert fault("El ministro visita la escuela de la ciudad", "部长参观该市学校", "es", "zh") is None
    assert fault("部长参观该市学校", "El ministro visita la escuela de la ciudad", "zh", "es") is None


@pytest.mark.parametrize(
    ("original", "unknown_words", "expected"),
    [
        ("La casa", 0, None),
        ("El perro pequeño duerme", 2, None),
        ("El perro pequeño duerme", 3, "3 words are unknown to the engine"),
        ("Joe Biden", 2, None),
    ],
)
def test_a_text_of_unknown_words_is_not_translated(original: str, unknown_words: int, expected: str | None) -> None:
    assert expected == mostly_unknown(original, unknown_words)
