"""What is told about each language."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tools.measure_languages import SENTENCES, read_sentences
from triage.lid.inventory import Accuracy, LanguageFacts, join_facts, list_languages
from triage.lid.store import inventory

NAMES = """tag	name	scripts
sr	Serbian	Cyrillic,Latin
ru	Russian	Cyrillic
el	Greek	Greek
ja	Japanese	Han,Kana
"""
FIGURES = {"found": 0.9, "named": 0.8, "matrix_found": 1.0, "false_alarms": 12.5}
# The first word of a character's name in Unicode, where it is not the script's.
SCRIPTS = {"CJK": "Han", "HIRAGANA": "Kana", "KATAKANA": "Kana", "KATAKANA-HIRAGANA": "Kana"}


def known(*tags: str) -> dict[str, object]:
    return {"languages": [{"tag": tag, "words": 0 if tag == "ru" else 3000, "source": "a list"} for tag in tags]}


def join(*tags: str, **measured: object) -> dict[str, LanguageFacts]:
    return {facts.tag: facts for facts in join_facts(NAMES, known(*tags), {"languages": measured})}


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        pytest.param("sr", ("3,000 words", "n-grams", "script"), id="one-of-two-scripts-is-its-own"),
        pytest.param("ru", ("n-grams",), id="no-list-and-a-shared-script"),
        pytest.param("el", ("3,000 words", "n-grams", "script"), id="a-script-of-its-own"),
        pytest.param("ja", ("3,000 characters", "script"), id="written-by-character"),
        pytest.param("xx", ("3,000 words", "n-grams"), id="not-named"),
    ],
)
def test_evidence_is_told_the_strongest_first(tag: str, expected: tuple[str, ...]) -> None:
    facts = join("sr", "ru", "el", "ja", "xx")

    assert facts[tag].evidence == expected


def test_a_script_is_shared_only_with_known_languages() -> None:
    assert not join("ru", "sr")["ru"].own_script
    assert join("ru", "el")["ru"].own_script


def test_a_language_without_a_name_goes_by_its_tag() -> None:
    assert [(facts.tag, facts.name) for facts in join("xx", "el").values()] == [("el", "Greek"), ("xx", "xx")]


def test_what_was_measured_is_told() -> None:
    facts = join("ru", "el", el=FIGURES)

    assert facts["el"].accuracy == Accuracy(found=0.9, named=0.8, matrix_found=1.0, false_alarms=12.5)
    assert facts["ru"].accuracy is None


def test_every_language_of_the_tables_is_listed_with_its_name_and_accuracy() -> None:
    facts = list_languages()

    assert tuple(one.tag for one in facts) == tuple(sorted(inventory().tags))
    assert [one.tag for one in facts if one.name == one.tag or one.accuracy is None] == []


def test_the_scripts_are_those_of_the_sentences() -> None:
    samples = read_sentences(Path(SENTENCES).read_text(encoding="utf-8"))
    written = {tag: scripts("".join(sample.captions + sample.prose)) for tag, sample in samples.items()}

    assert {one.tag: frozenset(one.scripts) for one in list_languages()} == written


def scripts(text: str) -> frozenset[str]:
    """Name the scripts of a text's letters."""
    names = {unicodedata.name(c).split()[0] for c in text if c.isalpha()}
    return frozenset(SCRIPTS.get(name, name.title()) for name in names)
