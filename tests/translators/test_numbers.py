from __future__ import annotations

from decimal import Decimal

import pytest

from triage.translators.numbers import localize, lost_number, numbers


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("nada", "es", []),
        ("2.500", "es", ["2500"]),
        ("2,500", "en", ["2500"]),
        ("2.500", "en", ["2.500"]),
        ("3,5", "es", ["3.5"]),
        ("3.5", "es", ["3.5"]),
        ("1.234.567,89", "es", ["1234567.89"]),
        ("1,234,567.89", "en-GB", ["1234567.89"]),
        ("12 345", "fr", ["12345"]),
        ("10 de febrero de 2021", "es", ["10", "2021"]),
        ("F-15", "es", ["15"]),
        ("el 3.", "es", ["3"]),
    ],
)
def test_numbers_are_read_as_their_language_writes_them(text: str, language: str, expected: list[str]) -> None:
    assert [Decimal(number) for number in expected] == list(numbers(text, language))


def test_what_is_no_plain_number_stays_a_string() -> None:
    assert ("1.9.6", "10.2.2021") == numbers("1.9.6 del 10.2.2021", "es")


@pytest.mark.parametrize(
    ("translated", "original", "expected"),
    [
        ("2.500 euros", "2.500 euros", "2,500 euros"),
        ("3,5 millions", "3,5 millones", "3.5 millions"),
        ("1.234.567,5", "1.234.567,5", "1,234,567.5"),
        ("2,500 euros", "2.500 euros", "2,500 euros"),
        ("version 1.9.6 in 2021", "versión 1.9.6 en 2021", "version 1.9.6 in 2021"),
        ("at 14.30", "a las 14.30", "at 14.30"),
        ("2.500 here", "dos mil", "2.500 here"),
    ],
)
def test_copied_numbers_get_the_separators_of_the_target(translated: str, original: str, expected: str) -> None:
    assert expected == localize(translated, original, "es", "en")


@pytest.mark.parametrize(("source", "target"), [("es", "fr"), ("en", "zh")])
def test_languages_with_the_same_separators_change_nothing(source: str, target: str) -> None:
    assert "2.500 y 3,5" == localize("2.500 y 3,5", "2.500 y 3,5", source, target)


@pytest.mark.parametrize(
    ("original", "translated"),
    [
        ("siete casas", "7 houses"),
        ("1 casa", "one house"),
        ("2.500 euros", "2,500 euros"),
        ("2.500 euros", "2.500 euros"),
        ("el 10 de febrero de 2021", "10 February 2021"),
        ("el 5 y el 5", "the 5th and the 5"),
        ("versión 1.9.6", "version 1.9.6"),
    ],
)
def test_equal_numbers_pass(original: str, translated: str) -> None:
    assert lost_number(original, translated, "es", "en") is None


@pytest.mark.parametrize(
    ("original", "translated", "expected"),
    [
        ("en 2021", "in February", "the number 2021 is lost"),
        ("en 2021", "in 2012", "the number 2021 is lost"),
        ("2.500 y 2.500", "2,500", "the number 2500 is lost"),
        ("en febrero", "in February 2021", "the number 2021 is not in the original"),
        ("3,5 millones", "3,500,000 people", "the number 3.5 is lost"),
        ("versión 1.9.6", "version", "the number 1.9.6 is lost"),
    ],
)
def test_lost_and_added_numbers_are_named(original: str, translated: str, expected: str) -> None:
    assert expected == lost_number(original, translated, "es", "en")
