"""What every test runs in: an empty home, no settings from outside, property tests that fail the same way twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No wall-clock limits: a busy machine must not fail a test. Derandomised: a failure shows again on the next run.
settings.register_profile(
    "triage", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("triage")


def pytest_report_header() -> str:
    """Say which of the two finders of fragments runs here."""
    from triage.lid.finder import shared_finder  # not before coverage measures imports

    return f"finder: {shared_finder().name}"


@pytest.fixture(autouse=True)
def _outside_world(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Hide the user's settings, models and caches from the test."""
    for name in list(os.environ):
        if name.startswith(("TRIAGE_", "ARGOS_", "XDG_")) or name in ("NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the checkout."""
    return Path(__file__).parent.parent
