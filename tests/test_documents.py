"""The documents of tests/data: every fragment found with its exact letters and language, and nothing else."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import triage
from triage.langtag import UNDETERMINED, primary

DATA = Path(__file__).parent / "data"
FRAGMENT_RULE = "TR001"


class Stretch(NamedTuple):
    """A stretch of letters in one language; `start` is a code point of the document."""

    start: int
    letters: str
    lang: str


class Case(NamedTuple):
    """A document and the fragments in it.

    `lang` is the matrix language where the tool is told, else None; `languages` the embedded ones to look for, None
    for all.
    """

    id: str
    matrix: str
    lang: str | None
    languages: tuple[str, ...] | None
    format: str
    text: str
    gold: tuple[Stretch, ...]


class Reading(NamedTuple):
    """What is read in a document: its matrix language and its fragments in order."""

    matrix: str
    fragments: tuple[Stretch, ...]


def is_letter(char: str) -> bool:
    """Return whether a character is a letter or a mark on one, such as the vowel signs of Indic scripts."""
    return unicodedata.category(char)[0] in "LM"


def cut_stretch(text: str, start: int, end: int, lang: str) -> Stretch:
    """Cut a span to its first and last letter: punctuation, quotes, digits and blanks at the edges do not count."""
    while start < end and not is_letter(text[start]):
        start += 1
    while end > start and not is_letter(text[end - 1]):
        end -= 1
    return Stretch(start, text[start:end], primary(lang))


def read_cases() -> Iterator[Case]:
    """Read the documents in their order."""
    for line in (DATA / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        fields = json.loads(line)
        text, matrix = fields["text"], fields["matrix"]
        gold = tuple(cut_stretch(text, s["start"], s["end"], s["lang"]) for s in fields["spans"])
        lang = matrix if fields["declared"] else None
        languages = tuple(fields["languages"]) if "languages" in fields else None
        yield Case(fields["id"], matrix, lang, languages, fields["format"], text, gold)


def read_known_failures() -> dict[str, str]:
    """Read the documents that are not read right today, and why: id -> reason."""
    lines = (DATA / "xfail.tsv").read_text(encoding="utf-8").splitlines()
    return {id: reason for id, _, reason in (line.partition("\t") for line in lines)}


CASES = tuple(read_cases())
KNOWN_FAILURES = read_known_failures()


def as_parameter(case: Case) -> object:
    """Return a case as a test parameter, expected to fail where the list says so."""
    reason = KNOWN_FAILURES.get(case.id)
    marks = [] if reason is None else [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)]
    return pytest.param(case, id=case.id, marks=marks)


def without_open_language(found: Stretch, gold: tuple[Stretch, ...]) -> Stretch:
    """Drop the language of a stretch where the gold leaves it open: the words are the same in several languages."""
    undetermined = found._replace(lang=UNDETERMINED)
    return undetermined if undetermined in gold else found


def scan(case: Case) -> Reading:
    """Read a document with the library."""
    result = triage.scan(case.text, format=case.format, lang=case.lang, languages=case.languages)
    findings = sorted((f for f in result.findings if f.rule == FRAGMENT_RULE), key=lambda f: f.span)
    found = (cut_stretch(case.text, *f.span, f.lang) for f in findings)
    return Reading(primary(result.matrix), tuple(without_open_language(each, case.gold) for each in found))


@pytest.mark.parametrize("case", [as_parameter(case) for case in CASES])
def test_fragments_and_nothing_else_are_found(case: Case) -> None:
    """The letters of every fragment, its language, the matrix language, and no false alarm."""
    expected = Reading(case.matrix, case.gold)

    assert scan(case) == expected


def test_ids_are_unique() -> None:
    """A known failure names one document."""
    ids = [case.id for case in CASES]

    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in CASES if case.gold])
def test_gold_fragments_are_in_order_and_start_with_letters(case: Case) -> None:
    """Offsets that are off by one show here, not as a miss of the detector."""
    ends = [0, *(stretch.start + len(stretch.letters) for stretch in case.gold)]

    for stretch, end in zip(case.gold, ends, strict=False):
        before = case.text[stretch.start - 1 : stretch.start]
        after = case.text[stretch.start + len(stretch.letters)]
        assert stretch.start >= end and stretch.letters and not is_letter(before or " ") and not is_letter(after)


def test_known_failures_name_documents_and_reasons() -> None:
    """A listed id that no document has, or one without a reason, would hide a gap."""
    ids = {case.id for case in CASES}
    bad = [id for id, reason in KNOWN_FAILURES.items() if id not in ids or not reason.strip()]

    assert bad == []
