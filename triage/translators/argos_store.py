"""Read the store of Argos packages: what is installed, and which chain of packages serves a pair.

The store is that of Argos Translate and LibreTranslate, so their users' models are found. Only directory listings and
metadata are read; a directory that is no package (a half-deleted one, `__MACOSX`) is passed over, where
argostranslate 1.11 fails for every package.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage.langtag import UNDETERMINED, primary

METADATA = "metadata.json"
MODEL_DIR = "model"
SENTENCEPIECE = "sentencepiece.model"
BPE = "bpe.model"
PIVOT = "en"  # nearly all Argos models go from or to English

# Argos' own codes where they are no language tags: "zt" is Chinese in traditional characters, "pb" is Portuguese of
# Brazil.
_OWN_CODES = {"zt": "zh", "pb": "pt"}


@dataclass(frozen=True, slots=True)
class Package:
    """An installed translation model.

    Attributes:
        path: its directory.
        source, target: primary language tags.
        version: as the package states it.
        target_prefix: a token that a model for many languages expects first; empty for most.
        exact: whether its codes are language tags as they stand, so that it goes before a variant.
    """

    path: Path
    source: str
    target: str
    version: str
    target_prefix: str = ""
    exact: bool = True

    @property
    def label(self) -> str:
        """What the record of a translation says about the model."""
        return f"{self.source}-{self.target} {self.version}"

    @property
    def rank(self) -> tuple[bool, tuple[int, ...]]:
        """Order packages of one pair; the greatest is used."""
        return self.exact, tuple(int(number) for number in re.findall(r"\d+", self.version))


def installed(directory: Path) -> tuple[Package, ...]:
    """Return the usable packages of a store, in the order of their directory names; none if there is no store."""
    try:
        entries = sorted(entry for entry in directory.iterdir() if entry.is_dir())
    except OSError:
        return ()
    packages = (read_package(entry) for entry in entries)
    return tuple(package for package in packages if package is not None)


def read_package(path: Path) -> Package | None:
    """Return the package in a directory, None if it is no translation package."""
    try:
        metadata = json.loads((path / METADATA).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    complete = (path / MODEL_DIR).is_dir() and any((path / name).is_file() for name in (SENTENCEPIECE, BPE))
    return parse_metadata(metadata, path) if complete else None


def parse_metadata(metadata: Any, path: Path) -> Package | None:
    """Return what a package's metadata say, None if they describe no translation model."""
    if not isinstance(metadata, Mapping) or metadata.get("type", "translate") != "translate":
        return None
    source, target = str(metadata.get("from_code", "")), str(metadata.get("to_code", ""))
    if UNDETERMINED in (_tag(source), _tag(target)):
        return None
    return Package(
        path=path,
        source=_tag(source),
        target=_tag(target),
        version=str(metadata.get("package_version", "")),
        target_prefix=str(metadata.get("target_prefix", "")),
        exact=source not in _OWN_CODES and target not in _OWN_CODES,
    )


def _tag(code: str) -> str:
    return primary(_OWN_CODES.get(code, code))


def best_by_pair(packages: Sequence[Package]) -> dict[tuple[str, str], Package]:
    """Return the package that serves each direct pair: exact codes before variants, then the highest version."""
    return {(package.source, package.target): package for package in sorted(packages, key=lambda p: p.rank)}


def find_route(packages: Sequence[Package], source: str, target: str) -> tuple[Package, ...]:
    """Return the shortest chain of packages from one language to another; through English if two are equally short.

    Returns:
        The packages in the order they are applied; empty if no chain leads there.
    """
    direct = best_by_pair(packages)
    routes: dict[str, tuple[Package, ...]] = {source: ()}
    frontier = [source]
    while frontier and target not in routes:
        frontier.sort(key=lambda language: language != PIVOT)
        reached = []
        for here in frontier:
            for (start, end), package in direct.items():
                if start == here and end not in routes:
                    routes[end] = (*routes[here], package)
                    reached.append(end)
        frontier = reached
    return routes.get(target, ())


def all_pairs(packages: Sequence[Package]) -> frozenset[tuple[str, str]]:
    """Return every pair that some chain of packages serves."""
    languages = {package.source for package in packages} | {package.target for package in packages}
    return frozenset(
        (source, target)
        for source in languages
        for target in languages
        if source != target and find_route(packages, source, target)
    )
