"""Blocks: which words read as names or phrases, and how much each word's vote counts."""

from __future__ import annotations

from itertools import compress

import numpy as np
import pytest
from hypothesis import given

from tests.lid.given import block_of, texts
from triage.lid.block import weigh_votes
from triage.lid.marks import joins_names
from triage.lid.params import PARAMS


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("the quick brown fox", [], id="no capital"),
        pytest.param("The fox ran. Then it slept", [], id="capitals that open a sentence say nothing"),
        pytest.param('He cried "Look" and ran', [], id="nor those that open a quotation"),
        pytest.param("first\nSecond line", [], id="nor those that open a line"),
        pytest.param("we saw Ursula there", ["Ursula"], id="inside a sentence"),
        pytest.param("NATO met there", ["NATO"], id="capitals that open a sentence are a name"),
        pytest.param("we saw Ursula von der Leyen there", ["Ursula", "von", "der", "Leyen"], id="joined by particles"),
        pytest.param("we saw Ursula von there", ["Ursula"], id="a particle that joins nothing"),
        pytest.param("von der Leyen came", ["Leyen"], id="particles before a name"),
        pytest.param("ALL OF THIS LINE SHOUTS", [], id="a line in capitals has no names"),
        pytest.param("end\nEL PAIS", ["EL", "PAIS"], id="too few words to shout"),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    block = block_of(text)

    assert list(compress(block.tokens.words, block.name)) == names


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        pytest.param("a plain sentence", [], id="none"),
        pytest.param("it was a coup d'état there", ["coup", "d", "état"], id="over an apostrophe"),
        pytest.param("it was a Coup d’État there", ["Coup", "d", "État"], id="whatever the case"),
        pytest.param("the status quo ante held", ["status", "quo", "ante"], id="the longest of two"),
        pytest.param("the status quo held", ["status", "quo"], id="the shorter of two"),
        pytest.param("a coup against them", [], id="its first word alone"),
        pytest.param("at the end a coup", [], id="its first word last"),
    ],
)
def test_established_phrases(text: str, phrases: list[str]) -> None:
    block = block_of(text)

    assert list(compress(block.tokens.words, block.phrase)) == phrases


@pytest.mark.parametrize(
    ("text", "word", "weight"),
    [
        pytest.param("the quick fox", "quick", 1.0, id="word"),
        pytest.param("Quick foxes run", "Quick", PARAMS.initial_weight, id="opens a sentence"),
        pytest.param("we saw Ursula", "Ursula", PARAMS.capital_weight, id="name"),
        pytest.param("we saw Ursula von Leyen", "von", PARAMS.capital_weight, id="particle inside a name"),
        pytest.param("we saw von nobody", "von", 1.0, id="particle outside"),
        pytest.param("NATO met there", "NATO", PARAMS.upper_weight, id="capitals do not count more at the start"),
        pytest.param("iPhone sales fell", "iPhone", PARAMS.mixed_weight, id="brand at the start"),
        pytest.param("ALL OF THIS LINE SHOUTS", "LINE", PARAMS.initial_weight, id="shouted"),
        pytest.param("the zeitgeist changed", "zeitgeist", PARAMS.phrase_weight, id="established phrase"),
    ],
)
def test_weights(text: str, word: str, weight: float) -> None:
    block = block_of(text)

    assert block.weights[block.tokens.words.index(word)] == np.float32(weight)


def test_a_block_has_one_row_per_word_and_one_price_more() -> None:
    block = block_of("one two three")

    assert len(block.scores) == len(block.traits) == len(block.weights) == 3
    assert len(block.prices) == 4


def test_the_evidence_that_blocks_share_is_not_changed() -> None:
    before = block_of("we saw Ursula von Leyen and the zeitgeist")
    again = block_of("von and zeitgeist")

    assert before.weights[before.tokens.words.index("von")] == np.float32(PARAMS.capital_weight)
    assert again.weights[again.tokens.words.index("von")] == 1.0


def test_votes_are_against_the_matrix_language() -> None:
    block = block_of("the plaza")
    votes = weigh_votes(block)

    assert votes[:, block.matrix].tolist() == [0.0, 0.0]


def test_a_name_speaks_for_the_matrix_language_less_than_against_it() -> None:
    block = block_of("we met Washington")
    name = block.tokens.words.index("Washington")
    raw = (block.scores[name] - block.scores[name, block.matrix]) * block.weights[name]

    assert np.allclose(weigh_votes(block)[name], np.where(raw < 0, raw * PARAMS.name_loss, raw))


@pytest.mark.parametrize(
    ("particle", "capital", "joined"),
    [
        ([False, True, False], [True, False, True], [1]),
        ([False, True, True, False], [True, False, False, True], [1, 2]),
        ([False, False, False], [True, False, True], []),
        ([True, False], [False, True], []),
        ([False, True], [True, False], []),
        ([False, True, False, True, False], [True, False, True, False, True], [1, 3]),
        ([], [], []),
    ],
    ids=["one", "two", "no particle", "before", "after", "chain", "nothing"],
)
def test_particles_between_capitals_join(particle: list[bool], capital: list[bool], joined: list[int]) -> None:
    assert joins_names(particle, capital) == joined


@given(texts())
def test_votes_are_finite_for_any_text(text: str) -> None:
    assert np.isfinite(weigh_votes(block_of(text))).all()
