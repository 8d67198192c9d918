"""The guard: a logistic model, and the fitted one in the package."""

from __future__ import annotations

import json
import math

import pytest

from triage.lid.confidence import Guard, load_guard
from triage.lid.features import NAMES
from triage.lid.store import DATA

GUARD = Guard(bias=-1.0, weights=(1.0, -2.0))


def test_the_fitted_model_knows_each_feature_and_no_other() -> None:
    model = json.loads((DATA / "guard.json").read_text(encoding="utf-8"))

    assert sorted(model["weights"]) == sorted(NAMES)


def test_no_feature_has_the_name_of_another() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_the_fitted_model_is_read_in_the_order_of_the_features() -> None:
    model = json.loads((DATA / "guard.json").read_text(encoding="utf-8"))

    assert load_guard() == Guard(model["bias"], tuple(model["weights"][name] for name in NAMES))


@pytest.mark.parametrize(
    ("features", "posterior"),
    [
        pytest.param((1.0, 0.0), 0.5, id="undecided"),
        pytest.param((0.0, 0.0), 1 / (1 + math.e), id="the bias alone"),
        pytest.param((2.0, 0.5), 0.5, id="for and against"),
        pytest.param((True, False), 0.5, id="flags count as one"),
    ],
)
def test_posterior(features: tuple[float, ...], posterior: float) -> None:
    assert GUARD.posterior(features) == pytest.approx(posterior)


@pytest.mark.parametrize(("features", "sure"), [((1e9, 0.0), 1.0), ((0.0, 1e9), 0.0)], ids=["yes", "no"])
def test_a_posterior_stays_a_probability_however_strong_the_evidence(features: tuple[float, ...], sure: float) -> None:
    posterior = GUARD.posterior(features)

    assert 0.0 <= posterior <= 1.0
    assert posterior == pytest.approx(sure)


def test_more_of_what_speaks_for_a_fragment_makes_it_surer() -> None:
    posteriors = [GUARD.posterior((x, 1.0)) for x in (0.0, 1.0, 2.0, 3.0)]

    assert posteriors == sorted(set(posteriors))
