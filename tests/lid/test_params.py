"""Parameters: what the code relies on whatever their values are."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, fields

import numpy as np
import pytest

from triage.lid.params import PARAMS, Params

PRICES = [field.name for field in fields(Params) if field.name.startswith("price_")]
WEIGHTS = [field.name for field in fields(Params) if field.name.endswith("_weight")]
SHARES = [field.name for field in fields(Params) if field.name.endswith("_share")]


def test_parameters_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        PARAMS.clip = 1.0  # type: ignore[misc]  # what is tested


def test_each_parameter_is_described() -> None:
    described = re.findall(r"^ {8}(\w+): ", Params.__doc__ or "", re.MULTILINE)

    assert sorted(described) == sorted(field.name for field in fields(Params))


@pytest.mark.parametrize("name", PRICES)
def test_a_price_is_found_again_in_an_array(name: str) -> None:
    """Prices are compared after they went through an array of 32-bit floats."""
    price = getattr(PARAMS, name)

    assert float(np.float32(price)) == price


def test_prices_tell_the_kinds_of_gap_apart() -> None:
    prices = [getattr(PARAMS, name) for name in PRICES]

    assert len(set(prices)) == len(prices)


def test_the_closer_the_words_the_dearer_a_switch() -> None:
    edges = [PARAMS.price_line, PARAMS.price_sentence, PARAMS.price_comma, PARAMS.price_none, PARAMS.price_joined]

    assert edges == sorted(edges)


def test_only_lines_sentences_and_quotations_open_with_a_capital_that_says_nothing() -> None:
    opening = {name for name in PRICES if getattr(PARAMS, name) <= PARAMS.price_sentence}

    assert opening == {"price_line", "price_sentence", "price_quote"}


@pytest.mark.parametrize("name", [*WEIGHTS, *SHARES, "name_loss", "temper"])
def test_weights_and_shares_lie_between_none_and_all(name: str) -> None:
    assert 0.0 < getattr(PARAMS, name) <= 1.0


def test_what_the_quick_pass_leaves_out_could_not_win() -> None:
    """A stretch pays for two switches, and the cheapest is a line break."""
    assert PARAMS.rise_lines <= 2 * PARAMS.price_line + PARAMS.least_gain


@pytest.mark.parametrize("name", ["prior_second", "prior_rare", "outside", "unlisted"])
def test_a_log_probability_is_negative(name: str) -> None:
    assert getattr(PARAMS, name) < 0.0
