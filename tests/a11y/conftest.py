"""The rule for a machine without axe-core: `make a11y` installs it and names the place in the environment."""

from __future__ import annotations

import os

import pytest

AXE = os.environ.get("TRIAGE_TEST_AXE", "")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs axe-core where it is not installed; `make a11y` is a stage of its own."""
    without = [item for item in items if not AXE and item.get_closest_marker("axe")]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if item not in without]
