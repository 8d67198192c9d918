"""The guard: how sure it is that a stretch is a fragment and not a name, an address, a loanword.

A logistic model over the features of `triage.lid.features`, fitted by `tools/tune_lid.py`; its output is the calibrated
posterior that is reported as confidence.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from triage.lid.features import NAMES
from triage.lid.store import DATA


class Reason(NamedTuple):
    """A feature of a stretch, its value, and what it adds to the log-odds of a fragment."""

    name: str
    value: float
    adds: float


@dataclass(frozen=True, slots=True)
class Guard:
    """The fitted model: posterior = logistic(bias + weights . features)."""

    bias: float
    weights: tuple[float, ...]

    def posterior(self, features: Sequence[float]) -> float:
        """Return the probability, 0..1, that a stretch with these features is a fragment."""
        return 1.0 / (1.0 + math.exp(-min(30.0, max(-30.0, self.bias + sum(map(mul, features, self.weights))))))

    def reasons(self, features: Sequence[float]) -> tuple[Reason, ...]:
        """Return what each feature adds to the log-odds of a fragment, weightiest first."""
        adds = [Reason(name, float(v), v * w) for name, v, w in zip(NAMES, features, self.weights, strict=True)]
        return tuple(sorted((reason for reason in adds if reason.adds), key=lambda reason: -abs(reason.adds)))


@lru_cache(maxsize=1)
def load_guard() -> Guard:
    """Read the model shipped with the package."""
    model = json.loads((DATA / "guard.json").read_text(encoding="utf-8"))
    return Guard(model["bias"], tuple(model["weights"][name] for name in NAMES))
