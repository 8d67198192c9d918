from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from triage.translators.argos_store import Package, all_pairs, find_route, installed


def package(source: str, target: str, version: str = "1.0", *, exact: bool = True) -> Package:
    return Package(Path(f"{source}-{target}-{version}"), source, target, version, exact=exact)


def write_package(directory: Path, metadata: object, *, tokenizer: str = "sentencepiece.model") -> None:
    (directory / "model").mkdir(parents=True)
    (directory / tokenizer).touch()
    (directory / "metadata.json").write_text(json.dumps(metadata), "utf-8")


METADATA: Mapping[str, object] = {"from_code": "es", "to_code": "en", "package_version": "1.9"}


def test_packages_of_both_kinds_of_tokenizer_are_found(tmp_path: Path) -> None:
    write_package(tmp_path / "a", METADATA)
    write_package(tmp_path / "b", {**METADATA, "from_code": "pb"}, tokenizer="bpe.model")

    found = [(p.source, p.target, p.label, p.exact) for p in installed(tmp_path)]
    assert [("es", "en", "es-en 1.9", True), ("pt", "en", "pt-en 1.9", False)] == found


def test_no_store_is_an_empty_store(tmp_path: Path) -> None:
    assert () == installed(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "metadata",
    [
        None,
        [],
        "text",
        {},
        {"from_code": "es"},
        {**METADATA, "from_code": "../x"},
        {**METADATA, "type": "sbd"},
        {**METADATA, "type": "placeholder"},
    ],
    ids=repr,
)
def test_a_directory_that_is_no_translation_package_never_breaks_the_rest(tmp_path: Path, metadata: object) -> None:
    write_package(tmp_path / "stray", metadata)
    write_package(tmp_path / "whole", METADATA)
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "file.txt").touch()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "metadata.json").write_bytes(b"\xff{")

    assert ["whole"] == [p.path.name for p in installed(tmp_path)]


def test_a_package_without_model_or_tokenizer_is_passed_over(tmp_path: Path) -> None:
    write_package(tmp_path / "no-tokenizer", METADATA, tokenizer="README.md")
    write_package(tmp_path / "no-model", METADATA)
    (tmp_path / "no-model" / "model").rmdir()

    assert () == installed(tmp_path)


@pytest.mark.parametrize(
    ("packages", "pair", "expected"),
    [
        ([], "es-en", []),
        ([("es", "en")], "en-es", []),
        ([("es", "en")], "es-en", ["es-en"]),
        ([("es", "en"), ("en", "fr")], "es-fr", ["es-en", "en-fr"]),
        ([("es", "pt"), ("pt", "fr"), ("es", "en"), ("en", "fr")], "es-fr", ["es-en", "en-fr"]),
        ([("es", "pt"), ("pt", "fr")], "es-fr", ["es-pt", "pt-fr"]),
        ([("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")], "a-d", ["a-d"]),
        ([("a", "b"), ("b", "a"), ("b", "c"), ("c", "d")], "a-d", ["a-b", "b-c", "c-d"]),
    ],
)
def test_the_route_is_the_shortest_and_prefers_english(
    packages: list[tuple[str, str]], pair: str, expected: list[str]
) -> None:
    source, _, target = pair.partition("-")
    route = find_route([package(*one) for one in packages], source, target)

    assert expected == [f"{step.source}-{step.target}" for step in route]


def test_the_highest_version_serves_a_pair_and_an_exact_code_goes_before_a_variant() -> None:
    packages = [package("es", "en", "1.9"), package("es", "en", "1.10"), package("es", "en", "2.0", exact=False)]

    assert ("1.10",) == tuple(step.version for step in find_route(packages, "es", "en"))


def test_all_pairs_includes_chains() -> None:
    packages = [package("es", "en"), package("en", "fr")]

    assert {("es", "en"), ("en", "fr"), ("es", "fr")} == all_pairs(packages)
