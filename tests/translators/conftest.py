"""A real Argos store made of the fixture packages, and the rule for a machine without Apertium."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

LIBRETRANSLATE = os.environ.get("TRIAGE_TEST_LIBRETRANSLATE", "")
FIXTURES = Path(__file__).parent.parent / "fixtures"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a program that is not here; in CI Apertium must be here, and its absence must show.

    LibreTranslate, 650 MB, is a stage of its own: `make libretranslate` sets it up and names it in the environment.
    """
    missing = set() if shutil.which("apertium") or os.environ.get("CI") else {"apertium"}
    missing |= set() if LIBRETRANSLATE else {"libretranslate"}
    without = [item for item in items if any(item.get_closest_marker(marker) for marker in missing)]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if item not in without]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package store with es-en and en-fr, as Argos Translate unpacks them; not to be changed."""
    directory = tmp_path_factory.mktemp("packages")
    for package in sorted(FIXTURES.glob("*.argosmodel")):
        with zipfile.ZipFile(package) as archive:
            archive.extractall(directory)
    return directory


@pytest.fixture
def own_store(store: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the store for tests that change it."""
    yield Path(shutil.copytree(store, tmp_path / "packages"))


def captions(pair: str) -> list[tuple[str, str]]:
    """Return the captions that the fixture package of a pair knows, with their translations."""
    lines = (FIXTURES / f"captions.{pair}.tsv").read_text("utf-8").splitlines()
    return [(original, translation) for original, translation in (line.split("\t") for line in lines)]
