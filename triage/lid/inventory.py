"""Which languages are known, by which evidence, and how well each was found when it was measured.

`data/names.tsv` is written by hand, `data/languages.json` by `tools/build_lid.py` and `data/accuracy.json` by
`tools/measure_languages.py`. Nothing here takes part in identification.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from triage.lid.store import DATA

# Scripts written without blanks: each character counts as a word, and there are no n-grams of one character.
BY_CHARACTER = frozenset({"Han", "Kana"})


class Accuracy(NamedTuple):
    """What was measured for a language; docs/languages.md says how.

    Attributes:
        found: share of its captions found in a document in English (in German for English), 0..1.
        named: share of its captions found and given its name, 0..1.
        matrix_found: share of English captions (German ones for English) found in its documents, 0..1.
        false_alarms: fragments reported in its own prose, per 10,000 words.
    """

    found: float
    named: float
    matrix_found: float
    false_alarms: float


@dataclass(frozen=True, slots=True)
class LanguageFacts:
    """What is known about a language, and how it is told apart.

    Attributes:
        tag: its primary language tag.
        name: its English name.
        scripts: what it is written in.
        own_script: whether no other known language is written in one of its scripts.
        words: size of its word list, in characters where each counts as a word; 0 without one.
        source: the package its evidence is from.
        accuracy: how well it is found; None if it has not been measured.
    """

    tag: str
    name: str
    scripts: tuple[str, ...]
    own_script: bool
    words: int
    source: str
    accuracy: Accuracy | None = None

    @property
    def evidence(self) -> tuple[str, ...]:
        """The kinds of evidence, the strongest first: word list with its size, n-grams, a script of its own."""
        kinds = []
        by_character = bool(self.scripts) and BY_CHARACTER.issuperset(self.scripts)
        if self.words:
            kinds.append(f"{self.words:,} {'characters' if by_character else 'words'}")
        if not by_character:
            kinds.append("n-grams")
        if self.own_script:
            kinds.append("script")
        return tuple(kinds)


def list_languages() -> tuple[LanguageFacts, ...]:
    """Return the facts about every known language, in order of their tags."""
    names = (DATA / "names.tsv").read_text(encoding="utf-8")
    return join_facts(names, _read("languages.json"), _read("accuracy.json"))


def join_facts(names: str, tables: Mapping[str, Any], measured: Mapping[str, Any]) -> tuple[LanguageFacts, ...]:
    """Put together what is recorded about each language.

    Args:
        names: lines `tag, name, scripts`, separated by tabs, after a heading; scripts by commas.
        tables: what `tools/build_lid.py` recorded.
        measured: what `tools/measure_languages.py` recorded.

    Returns:
        The languages of the tables, in order of their tags; one without a line in `names` goes by its tag.
    """
    rows = (line.split("\t") for line in names.splitlines()[1:])
    named = {tag: (name, tuple(scripts.split(","))) for tag, name, scripts in rows}
    tags = [fact["tag"] for fact in tables["languages"]]
    users = Counter(script for tag in tags if tag in named for script in named[tag][1])
    facts = []
    for fact in sorted(tables["languages"], key=lambda fact: str(fact["tag"])):
        name, scripts = named.get(fact["tag"], (fact["tag"], ()))
        own = any(users[script] == 1 for script in scripts)
        figures = measured["languages"].get(fact["tag"])
        accuracy = Accuracy(**figures) if figures else None
        facts.append(LanguageFacts(fact["tag"], name, scripts, own, fact["words"], fact["source"], accuracy))
    return tuple(facts)


def _read(name: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return facts
