"""Measure how well `triage.lid` finds each language, and write docs/languages.md.

    python -m tools.measure_languages [--report docs/languages.md] [--write]

The sentences of `tools/data/sentences.tsv` were written for this project and have no part in building or fitting
anything. `--write` also writes `triage/lid/data/accuracy.json`, which `triage languages` shows. The same tables and
sentences give the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from triage.langtag import UNDETERMINED, same_language
from triage.lid import identify
from triage.lid.inventory import Accuracy, LanguageFacts, list_languages
from triage.lid.store import DATA, inventory
from triage.lid.tokens import find_words
from triage.model import Fragment, Segment, Span

PROJECT = Path(__file__).parent.parent
SENTENCES = Path(__file__).parent / "data" / "sentences.tsv"
REPORT = PROJECT / "docs" / "languages.md"
# A caption is found if fragments cover at least this share of its letters.
FOUND_SHARE = 0.5
# Foreign captions in one document of the second measurement, and after which paragraphs they stand.
PER_DOCUMENT = 2
AFTER = (3, 7)
PER_WORDS = 10_000
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Sample:
    """The sentences of one language: captions, and prose that forms one little text."""

    lang: str
    captions: tuple[str, ...]
    prose: tuple[str, ...]


class Caption(NamedTuple):
    """How one caption fared: the language it was found in, None if it was not; whether the bounds are exact."""

    lang: str | None
    exact: bool


class Figures(NamedTuple):
    """What is measured for one language; shares are 0..1.

    Attributes:
        found: share of its captions found among foreign prose.
        named: share of its captions found, and in the right language.
        exact: share of its captions found with exact bounds.
        matrix: share of its documents, with two foreign captions each, whose matrix language was inferred.
        matrix_found: share of those foreign captions found.
        false_alarms: fragments reported in its own prose, per 10,000 words.
        sentence: share of its sentences whose language was inferred with no other text.
        taken_for: the languages that its captions, documents and sentences were taken for, most frequent first.
    """

    found: float
    named: float
    exact: float
    matrix: float
    matrix_found: float
    false_alarms: float
    sentence: float
    taken_for: tuple[str, ...]


# The figures that are numbers, in the order of the report.
MEASURED = Figures._fields[:-1]


def read_sentences(text: str) -> dict[str, Sample]:
    """Return the sentences of each language, from lines `lang, kind, text` after a heading, separated by tabs."""
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    kinds = {(lang, kind): tuple(t for a, b, t in rows if (a, b) == (lang, kind)) for lang, kind, _ in rows}
    return {lang: Sample(lang, kinds[lang, "caption"], kinds[lang, "prose"]) for lang in sorted({r[0] for r in rows})}


def place(paragraphs: Sequence[str], captions: Mapping[int, str]) -> tuple[Segment, ...]:
    """Return the segments of a document: its paragraphs, and each caption after so many of them."""
    texts = []
    for count, paragraph in enumerate(paragraphs, start=1):
        texts.append(paragraph)
        if count in captions:
            texts.append(captions[count])
    segments, at = [], 0
    for text in texts:
        segments.append(Segment(Span(at, at + len(text)), text))
        at += len(text) + len("\n\n")
    return tuple(segments)


def judge(caption: str, fragments: Sequence[Fragment]) -> Caption:
    """Judge the fragments reported in a caption; the language is that of the one with most letters."""
    covered = sum(letters(fragment.text) for fragment in fragments)
    if not fragments or covered < FOUND_SHARE * letters(caption):
        return Caption(None, False)
    longest = max(fragments, key=lambda fragment: letters(fragment.text))
    exact = len(fragments) == 1 and longest.text == caption
    return Caption(longest.lang, exact)


def letters(text: str) -> int:
    """Count the characters of a text's words."""
    return sum(map(len, find_words(text)))


def embed(sample: Sample, around: Sample) -> list[Caption]:
    """Look for each caption of a language alone in the prose of another."""
    judged = []
    for k, caption in enumerate(sample.captions):
        segments = place(around.prose, {1 + k % (len(around.prose) - 1): caption})
        fragments = identify(segments).fragments
        judged.append(judge(caption, [f for f in fragments if f.segment.text == caption]))
    return judged


def surround(sample: Sample, foreign: Sample) -> Iterator[tuple[str, Sequence[Caption], int]]:
    """Look for foreign captions in the prose of a language, two at a time.

    Yields:
        The matrix language that was inferred, how the captions fared, and the number of fragments in the prose.
    """
    for first in range(0, len(foreign.captions) - 1, PER_DOCUMENT):
        captions = foreign.captions[first : first + PER_DOCUMENT]
        found = identify(place(sample.prose, dict(zip(AFTER, captions, strict=True))))
        judged = [judge(c, [f for f in found.fragments if f.segment.text == c]) for c in captions]
        alarms = sum(f.segment.text in sample.prose for f in found.fragments)
        yield found.matrix, judged, alarms


def measure(sample: Sample, foreign: Sample) -> Figures:
    """Measure one language against another that serves as its surroundings and as its foreign captions."""
    embedded = embed(sample, foreign)
    documents = list(surround(sample, foreign))
    words = sum(len(find_words(line)) for line in sample.prose) * len(documents)
    captions = [caption.lang for caption in embedded]
    matrices = [matrix for matrix, _, _ in documents]
    alone = [identify(place([line], {})).matrix for line in sample.prose]
    return Figures(
        found=share([lang is not None for lang in captions]),
        named=share([same_language(lang or UNDETERMINED, sample.lang) for lang in captions]),
        exact=share([caption.exact for caption in embedded]),
        matrix=share([same_language(lang, sample.lang) for lang in matrices]),
        matrix_found=share([caption.lang is not None for _, judged, _ in documents for caption in judged]),
        false_alarms=round(sum(alarms for _, _, alarms in documents) / words * PER_WORDS, 1),
        sentence=share([same_language(lang, sample.lang) for lang in alone]),
        taken_for=others([*captions, *matrices, *alone], sample.lang),
    )


def others(languages: Sequence[str | None], lang: str) -> tuple[str, ...]:
    """Return the languages that are not the right one, most frequent first."""
    counts = Counter(other for other in languages if other is not None and not same_language(other, lang))
    return tuple(sorted(counts, key=lambda other: (-counts[other], other)))


def share(flags: Sequence[bool]) -> float:
    """Return the share that is true."""
    return round(sum(flags) / len(flags), DIGITS)


def measure_all(samples: Mapping[str, Sample], known: Sequence[str]) -> dict[str, Figures]:
    """Measure every known language that has sentences: in English, and English in German."""
    return {
        lang: measure(sample, samples["de" if lang == "en" else "en"])
        for lang, sample in samples.items()
        if lang in known
    }


def accuracy_json(figures: Mapping[str, Figures]) -> str:
    """Return what `triage.lid.inventory` reads."""
    languages = {
        lang: {name: getattr(row, name) for name in Accuracy._fields} for lang, row in sorted(figures.items())
    }
    return json.dumps({"languages": languages}, indent=1) + "\n"


HEADING = """# Languages: evidence and accuracy

Written by `python -m tools.measure_languages --write`; do not edit. The sentences are those of
`tools/data/sentences.tsv`, written for this project and used for nothing else: for each language {captions} captions of
three to nine words and {prose} sentences of everyday prose.

* caption: each caption stands by itself between the paragraphs of a document in English (for English in German).
  *Found* is the share of which at least half the letters were reported, *named* the share reported in the right
  language, *exact* the share reported from the first to the last character.
* document: the prose as paragraphs, with two captions in English (for English in German). *Matrix* is the share of
  documents whose language was inferred, *found* the share of the captions found, *alarms* the number of fragments
  reported in the prose itself, per 10,000 words. The prose of a language has about {words} words, so that one
  wrong report in every one of its documents counts as {one_alarm:.0f}.
* sentence: the share of sentences whose language was inferred from the sentence alone.
* taken for: what captions, documents and sentences were called instead, most frequent first; `und` is undetermined.

No language is told beforehand. One caption is {one_caption:.0f}%: the table shows where the weak places are, and no
more.

| tag | language | evidence | source | caption: found | named | exact | document: matrix | found | alarms | \
sentence | taken for |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""
MEANS = "| | mean of {count} | | | {found:.1%} | {named:.1%} | {exact:.1%} | {matrix:.1%} | {matrix_found:.1%} "
MEANS += "| {false_alarms:.1f} | {sentence:.1%} | |\n"


def render(facts: Sequence[LanguageFacts], figures: Mapping[str, Figures], samples: Mapping[str, Sample]) -> str:
    """Return the report: a row for each measured language, then the means."""
    measured = [samples[lang] for lang in figures]
    words = sum(len(find_words(line)) for sample in measured for line in sample.prose) / len(measured)
    captions = len(measured[0].captions)
    text = HEADING.format(
        captions=captions,
        prose=len(measured[0].prose),
        words=round(words),
        one_alarm=PER_WORDS / words,
        one_caption=100 / captions,
    )
    text += "".join(row(fact, figures[fact.tag]) for fact in facts if fact.tag in figures)
    means = {name: sum(getattr(row, name) for row in figures.values()) / len(figures) for name in MEASURED}
    return text + MEANS.format(count=len(figures), **means)


def row(fact: LanguageFacts, figures: Figures) -> str:
    """Return a language's row of the table."""
    shown = [
        f"{value:.0f}" if name == "false_alarms" else f"{value:.0%}"
        for name, value in zip(MEASURED, figures, strict=False)
    ]
    cells = (fact.tag, fact.name, ", ".join(fact.evidence), fact.source, *shown, " ".join(figures.taken_for))
    return f"| {' | '.join(cells)} |\n"


def main() -> None:
    """Measure, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--report", type=Path, default=REPORT, help="where the table goes (docs/languages.md)")
    parser.add_argument("--write", action="store_true", help="write triage/lid/data/accuracy.json too")
    options = parser.parse_args()
    samples = read_sentences(SENTENCES.read_text(encoding="utf-8"))
    figures = measure_all(samples, inventory().tags)
    options.report.write_text(render(list_languages(), figures, samples), encoding="utf-8")
    if options.write:
        (DATA / "accuracy.json").write_text(accuracy_json(figures), encoding="utf-8")
    for lang in sorted(set(samples) - set(figures)):
        print(f"{lang}: not in the tables, left out")


if __name__ == "__main__":
    main()
