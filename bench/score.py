"""Score labelled spans against gold ones.

Everything is counted in letters; blanks, digits, punctuation and marks are ignored. The letters of a
document are numbered, so a span becomes one interval of letter numbers and all measures are interval arithmetic.
Predicted spans with no other letter between them count as one fragment, since one gold paragraph may come back sentence
by sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from bench.records import Gold, Labelled, Record, count_words

# A fragment counts as found when it shares at least this part of the letters of the union with one prediction.
FOUND_OVERLAP = 0.5
# False alarms are given per this number of words of clean documents.
ALARM_WORDS = 10_000
# The last length bucket is open: (upper bound in words, label).
LENGTHS = ((3, "1-3"), (6, "4-6"), (12, "7-12"))


class Piece(NamedTuple):
    """An interval of letter numbers, half-open, in one language."""

    start: int
    end: int
    lang: str


class Outcome(NamedTuple):
    """What became of one gold fragment."""

    gold: Gold
    found: bool
    exact: bool
    right_language: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """One document's comparison; the first three fields count letters."""

    record: Record
    gold_letters: int
    predicted_letters: int
    shared_letters: int
    outcomes: tuple[Outcome, ...]
    predicted_fragments: int


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of a set of documents; shares are in 0..1, None where there is nothing to divide by."""

    documents: int
    precision: float | None
    recall: float | None
    f1: float | None
    fragments: int
    found: float | None
    exact: float | None
    language: float | None
    alarms_per_10k_words: float | None
    hard_with_alarm: float | None
    plain_with_alarm: float | None


def judge(record: Record, predicted: Iterable[Labelled]) -> Judged:
    """Compare the predictions for one document with its gold fragments."""
    number = [0, *accumulate(map(str.isalpha, record.text))]
    gold = [(span, _interval(number, span.start, span.end)) for span in record.gold]
    guesses = _merge(_disjoint(number, predicted))
    outcomes = tuple(_outcome(span, interval, guesses) for span, interval in gold if interval[0] < interval[1])
    return Judged(
        record=record,
        gold_letters=sum(end - start for _, (start, end) in gold),
        predicted_letters=sum(guess.end - guess.start for guess in guesses),
        shared_letters=sum(_overlap(interval, guess) for _, interval in gold for guess in guesses),
        outcomes=outcomes,
        predicted_fragments=len(guesses),
    )


def summarise(judged: Sequence[Judged], keep: Callable[[Gold], bool] = lambda gold: True) -> Score:
    """Add up the measures of documents; `keep` chooses which fragments count for found, exact and language."""
    shared = sum(each.shared_letters for each in judged)
    precision = _share(shared, sum(each.predicted_letters for each in judged))
    recall = _share(shared, sum(each.gold_letters for each in judged))
    outcomes = [outcome for each in judged for outcome in each.outcomes if keep(outcome.gold)]
    found = sum(outcome.found for outcome in outcomes)
    clean = [each for each in judged if each.record.clean]
    words = sum(count_words(each.record.text) for each in clean)
    return Score(
        documents=len(judged),
        precision=precision,
        recall=recall,
        f1=_harmonic(precision, recall),
        fragments=len(outcomes),
        found=_share(found, len(outcomes)),
        exact=_share(sum(outcome.exact for outcome in outcomes), len(outcomes)),
        language=_share(sum(outcome.right_language for outcome in outcomes), found),
        alarms_per_10k_words=_share(ALARM_WORDS * sum(each.predicted_fragments for each in clean), words),
        hard_with_alarm=_alarmed([each for each in clean if each.record.hard]),
        plain_with_alarm=_alarmed([each for each in clean if not each.record.hard]),
    )


def summarise_by(judged: Sequence[Judged], key: Callable[[Gold], str]) -> dict[str, Score]:
    """Summarise the fragments of each value of a key, such as their style, in alphabetical order."""
    values = sorted({key(outcome.gold) for each in judged for outcome in each.outcomes})
    return {value: summarise(judged, lambda gold: key(gold) == value) for value in values}


def length_of(gold: Gold) -> str:
    """Name the length bucket of a fragment."""
    return next((label for upper, label in LENGTHS if gold.words <= upper), f"{LENGTHS[-1][0] + 1}+")


def primary(tag: str) -> str:
    """Return the primary language of a tag, in lower case."""
    return tag.lower().replace("_", "-").split("-")[0]


def _interval(number: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return the letter numbers of a span of code points, cut to the document."""
    last = len(number) - 1
    return number[min(max(start, 0), last)], number[min(max(end, 0), last)]


def _disjoint(number: Sequence[int], predicted: Iterable[Labelled]) -> list[Piece]:
    """Turn predictions into intervals that do not overlap: the earlier one keeps the letters both claim."""
    pieces: list[Piece] = []
    taken = 0
    for guess in sorted(predicted, key=lambda guess: (guess.start, guess.end)):
        start, end = _interval(number, guess.start, guess.end)
        start = max(start, taken)
        if start < end:
            pieces.append(Piece(start, end, guess.lang))
            taken = end
    return pieces


def _merge(pieces: Sequence[Piece]) -> list[Piece]:
    """Join pieces that touch; the language of most letters names the whole."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and groups[-1][-1].end == piece.start:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [Piece(group[0].start, group[-1].end, _main_language(group)) for group in groups]


def _main_language(pieces: Sequence[Piece]) -> str:
    letters: dict[str, int] = {}
    for piece in pieces:
        letters[piece.lang] = letters.get(piece.lang, 0) + piece.end - piece.start
    return max(letters, key=lambda lang: letters[lang])


def _outcome(gold: Gold, interval: tuple[int, int], guesses: Sequence[Piece]) -> Outcome:
    start, end = interval
    best = max(guesses, key=lambda guess: _similarity(interval, guess), default=Piece(0, 0, ""))
    found = _similarity(interval, best) >= FOUND_OVERLAP
    return Outcome(
        gold=gold,
        found=found,
        exact=(best.start, best.end) == (start, end),
        right_language=found and primary(best.lang) == primary(gold.lang),
    )


def _overlap(interval: tuple[int, int], guess: Piece) -> int:
    return max(0, min(interval[1], guess.end) - max(interval[0], guess.start))


def _similarity(interval: tuple[int, int], guess: Piece) -> float:
    """Return intersection over union, in letters."""
    shared = _overlap(interval, guess)
    return shared / (interval[1] - interval[0] + guess.end - guess.start - shared)


def _alarmed(judged: Sequence[Judged]) -> float | None:
    return _share(sum(bool(each.predicted_fragments) for each in judged), len(judged))


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _harmonic(one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        return None
    return 2 * one * other / (one + other) if one + other else 0.0
