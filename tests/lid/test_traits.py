"""Traits: what a word is by its letters alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.lid.params import PARAMS
from triage.lid.traits import Trait, base_weight, find_traits


@pytest.mark.parametrize(
    ("word", "trait"),
    [
        pytest.param("Casa", Trait.CAPITAL, id="capital"),
        pytest.param("İzmir", Trait.CAPITAL, id="dotted capital"),
        pytest.param("Бургас", Trait.CAPITAL, id="Cyrillic capital"),
        pytest.param("NATO", Trait.UPPER, id="all capitals"),
        pytest.param("ΕΛΛΑΔΑ", Trait.UPPER, id="Greek capitals"),
        pytest.param("iPhone", Trait.MIXED, id="capital inside"),
        pytest.param("McGregor", Trait.MIXED, id="capital inside a name"),
        pytest.param("y", Trait.LETTER, id="letter"),
        pytest.param("von", Trait.PARTICLE, id="particle"),
        pytest.param("Von", Trait.PARTICLE, id="particle with a capital"),
        pytest.param("calle", Trait.STREET, id="street word"),
        pytest.param("Reuters", Trait.CREDIT | Trait.AGENCY, id="agency"),
        pytest.param("GmbH", Trait.LEGAL | Trait.MIXED, id="legal form"),
        pytest.param("foto", Trait.CREDIT, id="credit word"),
        pytest.param("presidenta", Trait.ROLE, id="stem of a role"),
        pytest.param("expresidente", Trait.ROLE, id="a long stem inside a word"),
        pytest.param("rey", Trait.ROLE, id="a short stem is the whole word"),
        pytest.param("fotografía", Trait.CAPTION, id="caption word"),
        pytest.param("Universidad", Trait.INSTITUTION, id="institution"),
        pytest.param("Ministerio", Trait.OFFICE, id="institution named after a role"),
        pytest.param("officinalis", Trait.LATIN, id="Latin ending"),
        pytest.param("zeitgeist", Trait.PHRASE, id="opens an established phrase"),
        pytest.param("город", Trait.FOREIGN, id="Cyrillic"),
        pytest.param("中", Trait.FOREIGN, id="Han"),
    ],
)
def test_trait(word: str, trait: int) -> None:
    assert find_traits(word) & trait


@pytest.mark.parametrize(
    ("word", "trait"),
    [
        pytest.param("casa", Trait.CAPITAL, id="lower case"),
        pytest.param("NATO", Trait.MIXED, id="all capitals are not mixed"),
        pytest.param("A", Trait.UPPER, id="one capital letter shouts nothing"),
        pytest.param("中", Trait.LETTER, id="an ideograph is a word"),
        pytest.param("reyerta", Trait.ROLE, id="a short stem opens much else"),
        pytest.param("Ministerio", Trait.ROLE, id="an office is no person"),
        pytest.param("ministro", Trait.OFFICE, id="a person is no office"),
        pytest.param("uni", Trait.INSTITUTION, id="shorter than any stem"),
        pytest.param("señor", Trait.FOREIGN, id="accents are Latin"),
        pytest.param("casa", Trait.PHRASE, id="inside a phrase, not at its start"),
    ],
)
def test_no_trait(word: str, trait: int) -> None:
    assert not find_traits(word) & trait


@pytest.mark.parametrize(
    ("word", "weight"),
    [
        pytest.param("casa", 1.0, id="word"),
        pytest.param("Casa", PARAMS.capital_weight, id="capital"),
        pytest.param("CASA", PARAMS.upper_weight, id="capitals"),
        pytest.param("iPhone", PARAMS.mixed_weight, id="capital inside"),
        pytest.param("y", PARAMS.letter_weight, id="letter"),
        pytest.param("Y", PARAMS.capital_weight, id="capital letter"),
        pytest.param("中", 1.0, id="ideograph"),
    ],
)
def test_weight(word: str, weight: float) -> None:
    assert base_weight(find_traits(word)) == weight


def test_each_trait_is_a_bit_of_its_own() -> None:
    bits = [value for name, value in vars(Trait).items() if name.isupper()]

    assert sorted(bits) == [1 << i for i in range(len(bits))]


@given(st.text(st.characters(categories=["L", "Mn", "Mc"]), min_size=1))
def test_any_word_has_traits_that_fit_the_table(word: str) -> None:
    assert 0 <= find_traits(word) < 1 << 16
