"""False alarms on prose that is all in one language: docstrings and manual pages of the machine the tests run on.

Every finding in English docstrings counts, also those in code and doctests. Translated manual pages hold paragraphs
that nobody has translated, and finding those is right: of their findings only those in a third language count. A
machine without translated manual pages has nothing to count, and the line in the output says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import pytest

import triage
from tests.noop import decode_troff, docstrings, manuals

# Every so-manieth module or page is read: all of them take 20 s.
MODULE_STEP, PAGE_STEP = 6, 3
# Measured over all of them, per 10,000 words: English 3.1, German 2.0, Spanish 4.4, French 2.0.
CEILINGS = {"en": 5.0, "de": 8.0, "es": 10.0, "fr": 8.0}
PER_WORDS = 10_000
# A corpus of a few pages may have this many more.
SLACK = 3

Report = Callable[[str, object], None]


def count(texts: Iterable[str], lang: str) -> tuple[int, Counter[str]]:
    """Return how many words there are and how many findings in each language."""
    words, found = 0, Counter[str]()
    for text in texts:
        words += len(text.split())
        found.update(finding.lang for finding in triage.scan(text, lang=lang).findings)
    return words, found


@pytest.mark.slow
@pytest.mark.parametrize("lang", CEILINGS)
def test_false_alarms_are_rare(lang: str, record_property: Report, capsys: pytest.CaptureFixture[str]) -> None:
    words, found = count(docstrings(MODULE_STEP) if lang == "en" else manuals(lang, PAGE_STEP), lang)
    untranslated = found.pop("en", 0)
    alarms = found.total()
    rate = alarms * PER_WORDS / max(words, 1)
    record_property("words", words)
    record_property("findings_per_10000_words", round(rate, 2))
    with capsys.disabled():
        print(f"\nno-op corpus {lang}: {words:,} words, {alarms} findings, {rate:.1f} per {PER_WORDS:,}", end="")
        print(f", {untranslated} untranslated in English" if untranslated else "")

    assert alarms <= SLACK + CEILINGS[lang] * words / PER_WORDS


def test_there_is_english_to_read_on_every_machine() -> None:
    assert sum(len(text.split()) for text in docstrings(5 * MODULE_STEP)) > PER_WORDS


@pytest.mark.parametrize(
    ("troff", "text"),
    [
        pytest.param(r"la versi\('on \fIactual\fP", "la versión actual", id="accent and face"),
        pytest.param(r"l[^e]\[e^] \(:a", "l[^e]ê ä", id="accent in brackets"),
        pytest.param(r"\f[B]x\fR \(lqy\(rq", "x y", id="quotation marks"),
        pytest.param(r"\-\-option a\ b", "--option a b", id="hyphens and blanks"),
        pytest.param("ohne alles", "ohne alles", id="plain"),
    ],
)
def test_manual_pages_are_read_as_they_are_printed(troff: str, text: str) -> None:
    assert decode_troff(troff) == text
