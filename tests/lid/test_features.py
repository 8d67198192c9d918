"""Features: each on an example in which its meaning can be seen."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lid.given import block_of, column_of, stretch_of, texts
from triage.lid.bounds import line_rest
from triage.lid.decode import Stretch
from triage.lid.features import NAMES, count_numbers, describe, list_likeness

LIST = "Cannot see: casa, perro, gato, niño here"


def feature(name: str, text: str, part: str, *, embedded: str = "es", matrix: str = "en", gain: float = 10.0) -> float:
    """Return one feature of a part of a text."""
    block = block_of(text, matrix)
    return float(describe(block, stretch_of(block, part, embedded, gain))[NAMES.index(name)])


@pytest.mark.parametrize(
    ("name", "text", "part", "value"),
    [
        pytest.param("capital_share", "we saw Luis Vives there", "Luis Vives", 1.0, id="all capitals"),
        pytest.param("capital_share", "we saw Luis vive there", "Luis vive", 0.5, id="half of them"),
        pytest.param("capital_share", "we saw los vecinos there", "los vecinos", 0.0, id="no capital"),
        pytest.param("name_share", "we saw Luis Vives there", "Luis Vives", 1.0, id="names"),
        pytest.param("name_share", "News.\nLuis vive aquí", "Luis vive aquí", 0.0, id="an opening capital is no name"),
        pytest.param("bare", "we saw Luis Vives there", "Luis Vives", 1.0, id="nothing but names"),
        pytest.param("bare", "we saw los vecinos there", "los vecinos", 0.0, id="words that are no names"),
        pytest.param("letters", "we saw los vecinos there", "los vecinos", math.log1p(7), id="letters of the nucleus"),
        pytest.param("long_nucleus", "we saw muchos vecinos there", "muchos vecinos", 0.5, id="two of four words"),
        pytest.param("function", "they said pero cuando then", "pero cuando", 2.0, id="function words"),
        pytest.param("function", "we saw Luis Vives there", "Luis Vives", 0.0, id="none in a name"),
        pytest.param("particles", "we saw la casa there", "la casa", 0.5, id="a particle that joins no name"),
        pytest.param("particles", "we saw Ana de Luna there", "Ana de Luna", 0.0, id="a particle that does"),
        pytest.param("role", "we saw el alcalde there", "el alcalde", 1.0, id="role"),
        pytest.param("role", "we saw la plaza there", "la plaza", 0.0, id="no role"),
        pytest.param("role_bare", "we saw el alcalde there", "el alcalde", 0.0, id="a role among words"),
        pytest.param("role_bare", "we saw Alcaldesa Colau there", "Alcaldesa Colau", 1.0, id="a role among names"),
        pytest.param("caption", "we saw una fotografía there", "una fotografía", 1.0, id="caption word"),
        pytest.param("credit", "we saw los vecinos Reuters there", "los vecinos Reuters", 1.0, id="agency"),
        pytest.param("institution", "the Universidad Vives said", "Universidad Vives", 1.0, id="institution"),
        pytest.param("institution", "the universidad said", "universidad", 0.0, id="in lower case it names none"),
        pytest.param("street", "at calle Mayor 12, ground floor", "calle Mayor", 1.0, id="street with a number"),
        pytest.param("street", "at calle Mayor, ground floor", "calle Mayor", 0.0, id="street without"),
        pytest.param("latin_endings", "the genus rosa canina officinalis there", "officinalis", 1.0, id="Latin"),
        pytest.param("list", LIST, "casa, perro, gato, niño", 1.0, id="list"),
        pytest.param("list", "Cannot see: casa, perro here", "casa, perro", 0.0, id="two items are no list"),
        pytest.param("name_items", "see Luis, Ana, Eva there", "Luis, Ana, Eva", 1.0, id="items with capitals"),
        pytest.param("name_items", LIST, "casa, perro, gato, niño", 0.0, id="items without"),
        pytest.param("commas", LIST, "casa, perro, gato, niño", 0.5, id="three commas between four words"),
        pytest.param("commas", "see casa, perro here", "casa, perro", 0.0, id="one comma is free"),
        pytest.param("numbers", "see la casa 12 there", "la casa", 1.0, id="a number near"),
        pytest.param("numbers", "see 3-2 la casa 12, 14 there", "la casa", 2.0, id="many numbers near"),
        pytest.param("fills", "News.\nvecinos en la plaza\nMore.", "vecinos en la plaza", 1.0, id="its line"),
        pytest.param("fills", "the vecinos en la plaza more", "vecinos en la plaza", 0.0, id="inside a line"),
        pytest.param("quoted", "the «vecinos en la plaza» more", "vecinos en la plaza", 1.0, id="quoted"),
        pytest.param("quoted", "the «vecinos en la plaza more", "vecinos en la plaza", 0.0, id="quoted on one side"),
        pytest.param("rest_of_line", "News.\nvecinos en plaza\nMore.", "vecinos en plaza", 0.0, id="nothing else"),
        pytest.param("rest_of_line", "we saw la casa", "la casa", 0.5, id="as much as itself"),
        pytest.param("inline_nucleus", "News.\nvecinos en plaza\nMore.", "vecinos en plaza", 0.0, id="fills its line"),
        pytest.param("unlisted_short", "we saw vecinos there", "vecinos", 0.0, id="listed"),
        pytest.param("unlisted_short", "we saw xqzzt there", "xqzzt", 1.0, id="unlisted"),
        pytest.param("english_inline", "el gran race condition llega", "race condition", 0.0, id="not as English"),
        pytest.param("bracketed", "the car (el coche) runs", "el coche", 3 / 5, id="in brackets"),
        pytest.param("bracketed", "the car (ES, «el coche») runs", "el coche", 3 / 5, id="not first in them"),
        pytest.param("bracketed", "the car (red) el coche runs", "el coche", 0.0, id="brackets closed before it"),
        pytest.param("bracketed", "News.\n(el coche\nMore.", "el coche", 0.0, id="brackets around a line"),
        pytest.param("bracketed", "x (el coche y la casa y más) y", "el coche y la casa y más", 0.0, id="no term"),
        pytest.param("hyphens", "we saw casa-nueva-roja there", "casa-nueva-roja", 2 / 3, id="hyphens inside"),
        pytest.param("hyphens", "we saw la casa - there", "la casa", 0.0, id="a dash is none"),
        pytest.param("credit_bare", "Foto: Luis Vives/EFE", "Luis Vives", 1.0, id="names on a line of credits"),
        pytest.param("credit_bare", "Foto: los vecinos/EFE", "los vecinos", 0.0, id="words on it"),
        pytest.param("credit_bare", "Foto: EFE\nwe saw Luis Vives", "Luis Vives", 0.0, id="names on another line"),
        pytest.param("runs_on", "we saw La casa vieja there", "La casa vieja", 2.0, id="the sentence goes on"),
        pytest.param("runs_on", "we saw La casa vieja, there", "La casa vieja", 1.0, id="after a comma"),
        pytest.param("runs_on", "saw Ana La casa vieja Bob", "La casa vieja", 0.0, id="between names"),
        pytest.param("runs_on", "we saw la casa vieja there", "la casa vieja", 0.0, id="a clause in lower case"),
        pytest.param("gain", "we saw la casa there", "la casa", math.log1p(10.0), id="gain"),
    ],
)  # fmt: skip
def test_feature(name: str, text: str, part: str, value: float) -> None:
    assert feature(name, text, part) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "part", "value"),
    [
        pytest.param("hay una race condition aquí", "race condition", 3 / 5, id="a term of two words"),
        pytest.param("dice we will meet again in spring hoy", "we will meet again in spring", 0.0, id="a clause"),
        pytest.param("Hola.\nrace condition\nVale.", "race condition", 0.0, id="its line"),
    ],
)
def test_an_english_term_is_short(text: str, part: str, value: float) -> None:
    assert feature("english_inline", text, part, embedded="en", matrix="es") == pytest.approx(value)


def test_a_vote_is_for_the_embedded_against_the_matrix_language() -> None:
    text, part = "we saw los vecinos there", "los vecinos"

    assert feature("mean_vote", text, part) > 0 > feature("mean_vote", text, part, embedded="en", matrix="es")


def test_a_nucleus_grows_with_its_words() -> None:
    text = "News.\nlos vecinos de la plaza\nMore."

    assert feature("nucleus", text, "los vecinos de la plaza") > feature("nucleus", text, "los vecinos") > 0


def test_names_have_no_nucleus() -> None:
    assert feature("nucleus", "we saw Luis Vives there", "Luis Vives") == 0.0


def test_capitals_that_are_words_of_the_language_count() -> None:
    text, part = "News.\nVecinos Protestan Contra Alquiler\nMore.", "Vecinos Protestan Contra Alquiler"

    assert feature("strong_capitals", text, part) > 0
    assert feature("strong_capitals", text, part, embedded="en", matrix="es") == 0


def test_common_words_with_capitals_count() -> None:
    assert feature("common_capitals", "we saw Los Hombres there", "Los Hombres") == 2
    assert feature("common_capitals", "we saw Xqzzt Vlkrt there", "Xqzzt Vlkrt") == 0


def test_another_script_is_seen() -> None:
    assert feature("foreign_script", "we saw старый город there", "старый город", embedded="ru") == 1.0
    assert feature("foreign_script", "we saw la casa there", "la casa") == 0.0


def test_a_large_gain_saturates() -> None:
    gains = [feature("long_gain", "we saw la casa there", "la casa", gain=gain) for gain in (10.0, 1e3, 1e6)]

    assert gains[0] < gains[1] == gains[2]


@pytest.mark.parametrize(
    ("text", "part", "value"),
    [
        pytest.param("the Liga de vecinos (LDV) met", "Liga de vecinos", 1.0, id="behind it"),
        pytest.param("the Liga de vecinos (LDV) met", "Liga de vecinos (LDV", 1.0, id="as its last word"),
        pytest.param("the Liga de vecinos [LDV]", "Liga de vecinos", 1.0, id="at the end of the text"),
        pytest.param("the Liga de vecinos (Ldv) met", "Liga de vecinos", 0.0, id="a word in brackets"),
        pytest.param("the Liga de vecinos LDV met", "Liga de vecinos", 0.0, id="without brackets"),
        pytest.param("the Liga de vecinos (LDV x) met", "Liga de vecinos", 0.0, id="with more in the brackets"),
        pytest.param("(LDV) Liga de vecinos met", "Liga de vecinos", 0.0, id="before it"),
        pytest.param("the (LDV) met", "LDV", 0.0, id="alone"),
        pytest.param("the Liga de vecinos (LDV", "Liga de vecinos", 0.0, id="brackets that the text does not close"),
    ],
)
def test_an_abbreviation_in_brackets_introduces_an_organisation(text: str, part: str, value: float) -> None:
    assert feature("acronym", text, part) == value


@pytest.mark.parametrize(
    ("line", "value"),
    [
        pytest.param("La casa verde (Ana Luna)", 1.0, id="a name"),
        pytest.param("La casa verde (Ana de Luna, 1997)", 1.0, id="and a year"),
        pytest.param("La casa verde (1997)", 0.0, id="a year alone"),
        pytest.param("La casa verde (Reuters)", 0.0, id="an agency signs a caption"),
        pytest.param("La casa verde (la amiga de Ana)", 0.0, id="words"),
        pytest.param("La casa (Ana Luna) verde", 0.0, id="not at the end"),
        pytest.param("La casa verde (Ana, Eva, Luis, Pedro, Marta, Rosa)", 0.0, id="many names"),
        pytest.param("La casa verde, Ana Luna", 0.0, id="no brackets"),
    ],
)
def test_names_in_brackets_at_the_end_are_those_of_who_made_a_work(line: str, value: float) -> None:
    block = block_of(f"News.\n{line}\nMore.", "en")
    words = len(block_of(line, "en").tokens.words)
    title = Stretch(1, 1 + words, column_of("es"), 9.0)

    assert describe(block, title)[NAMES.index("creator")] == value


@pytest.mark.parametrize(
    ("part", "value"),
    [("el zeitgeist", 1 / 2), ("patatas bravas", 1.0), ("los vecinos", 0.0), ("los vecinos Reuters", 0.0)],
)
def test_the_share_of_established_phrases(part: str, value: float) -> None:
    assert feature("established", f"we saw {part} there", part) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("<p>la casa vieja</p>", 3.0), ("x = la casa vieja", 1.0), ("la casa vieja && y", 1.0),
        ("la casa & vieja", 0.0), ("la casa vieja\n{}", 0.0), ("{}\nla casa vieja", 0.0), ("{la casa\nvieja}", 2.0),
    ],
)  # fmt: skip
def test_signs_of_code_on_the_lines(text: str, value: float) -> None:
    part = text[text.index("la") : text.index("vieja") + 5]

    assert feature("code", text, part) == value


def test_a_line_in_capitals_is_read_as_if_it_were_in_lower_case() -> None:
    """All that the features say of words; names and the bounds see the capitals."""
    line = "los vecinos protestan contra la subida"
    shouted, said = f"News.\n{line.upper()}", f"News.\n{line}"

    for name in ("bare", "capital_share", "letters", "long_nucleus", "function"):
        assert feature(name, shouted, line.upper()) == feature(name, said, line)


@pytest.mark.parametrize(
    ("part", "institution", "role"),
    [("Ministerio Nuevo", 1.0, 0.0), ("Ministro Nuevo", 0.0, 1.0), ("ministerio nuevo", 0.0, 0.0)],
)
def test_an_office_is_no_role(part: str, institution: float, role: float) -> None:
    assert feature("institution", f"we saw {part} there", part) == institution
    assert feature("role", f"we saw {part} there", part) == role


@pytest.mark.parametrize(
    ("part", "value"),
    [("Fratelli Gallo SpA", 1.0), ("Moser GmbH", 1.0), ("Moser AG", 1.0), ("Moser ag", 0.0), ("Moser Ag", 0.0)],
)
def test_the_legal_form_of_a_company_makes_an_organisation(part: str, value: float) -> None:
    assert feature("institution", f"they bought {part} last year", part) == value


def test_an_agency_is_no_nucleus() -> None:
    assert feature("bare", "we saw Sabine Moser/dpa there", "Sabine Moser/dpa") == 1.0
    assert feature("bare", "we saw Sabine Moser casa there", "Sabine Moser casa") == 0.0


@pytest.mark.parametrize(
    ("text", "part", "rest"),
    [
        ("one two la casa three", "la casa", (2, 1)),
        ("one\nla casa\ntwo", "la casa", (0, 0)),
        ("one two\nla casa three\nfour", "la casa", (0, 1)),
        ("la casa", "la casa", (0, 0)),
    ],
)
def test_words_on_the_lines_of_a_stretch(text: str, part: str, rest: tuple[int, int]) -> None:
    block = block_of(text)

    assert line_rest(block, stretch_of(block, part)) == rest


def test_a_number_far_away_does_not_count() -> None:
    block = block_of("In 1984 the council of the city met la casa and nobody at all spoke of it in 2001")

    assert count_numbers(block, stretch_of(block, "la casa")) == 0


@pytest.mark.parametrize(
    ("inside", "commas", "expected"),
    [
        pytest.param("casa", 0, (False, 0.0), id="no comma"),
        pytest.param("casa, perro, gato", 2, (True, 0.0), id="three items"),
        pytest.param("Ana, Luis", 1, (False, 1.0), id="two names"),
        pytest.param("Ana, perro, Luis, gato", 3, (True, 0.5), id="half of them names"),
        pytest.param("uno dos tres cuatro, cinco, seis", 2, (False, 0.0), id="a long item makes no list of words"),
        pytest.param("uno dos tres cuatro cinco seis, Ana, Eva", 2, (False, 0.0), id="a clause makes no list at all"),
    ],
)
def test_lists(inside: str, commas: int, expected: tuple[bool, float]) -> None:
    assert list_likeness(inside, commas) == expected


@given(texts(), st.data())
def test_any_stretch_has_finite_features_in_the_order_of_their_names(text: str, data: st.DataObject) -> None:
    block = block_of(text)
    count = len(block.tokens.words)
    if count:
        start = data.draw(st.integers(0, count - 1))
        end = data.draw(st.integers(start + 1, count))
        features = describe(block, Stretch(start, end, column_of("es"), 1.0))

        assert len(features) == len(NAMES)
        assert all(math.isfinite(value) for value in features)
