"""The lexicon: the file's form, and what its lists may not say at once."""

from __future__ import annotations

from itertools import combinations

import pytest

from triage.lid import lexicon
from triage.lid.lexicon import read_sections
from triage.lid.store import DATA
from triage.lid.tokens import find_words

FILE = (DATA / "lexicon.txt").read_text(encoding="utf-8")
SECTIONS = read_sections(FILE)
# Sections of which a word may belong to one only: what it says would be contradictory.
ONE_OF = ("particles", "agencies", "role stems", "institution stems", "caption stems", "street words")
# Words that rightly stand in two of them: `de la`, `rue du Bois` and the agency AP.
AMBIGUOUS = frozenset({"al", "st", "ul", "av", "ap"})


def entries(name: str) -> list[str]:
    """Return the words or phrases of a section."""
    text = SECTIONS[name]
    return [phrase.strip() for phrase in text.split("|")] if "|" in text else text.split()


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_is_not_empty(name: str) -> None:
    assert all(entries(name))


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_is_in_lower_case(name: str) -> None:
    assert [entry for entry in entries(name) if entry != entry.lower()] == []


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_says_nothing_twice(name: str) -> None:
    listed = entries(name)

    assert [entry for entry in set(listed) if listed.count(entry) > 1] == []


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_names_its_source(name: str) -> None:
    comment: list[str] = []
    for line in FILE[: FILE.index(f"[{name}]")].splitlines():
        comment = [*comment, line] if line.startswith("#") else []

    assert any("Source: " in line for line in comment)


@pytest.mark.parametrize("name", [name for name in SECTIONS if not name.endswith("stems")])
def test_entries_are_words_as_the_tokenizer_cuts_them(name: str) -> None:
    assert [entry for entry in entries(name) if find_words(entry) != entry.split()] == []


@pytest.mark.parametrize(("one", "other"), [*combinations(ONE_OF, 2)])
def test_no_word_says_two_contradictory_things(one: str, other: str) -> None:
    assert {*entries(one)} & {*entries(other)} - AMBIGUOUS == set()


@pytest.mark.parametrize(
    "words",
    [lexicon.PARTICLES, lexicon.STREET_WORDS, lexicon.AGENCIES, lexicon.CREDIT_WORDS, lexicon.PHRASES,
     lexicon.ROLE_STEMS, lexicon.INSTITUTION_STEMS, lexicon.CAPTION_STEMS],
    ids=["particles", "street", "agencies", "credit", "phrases", "role", "institution", "caption"],
)  # fmt: skip
def test_each_list_is_read(words: object) -> None:
    assert words


def test_agencies_are_credit_words() -> None:
    assert lexicon.AGENCIES < lexicon.CREDIT_WORDS


def test_sections_are_read_without_comments() -> None:
    text = "# head\n\n# Source: x\n[one]\na b\n# inside\nc\n\n[two words]\nd | e f\n"

    assert {name: body.split() for name, body in read_sections(text).items()} == {
        "one": ["a", "b", "c"],
        "two words": ["d", "|", "e", "f"],
    }
