"""The scorer of bench/: every measure on documents small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import peers, turns
from bench.records import Gold, Labelled, Record, count_words, read_records
from bench.score import Judged, Score, judge, summarise, summarise_by

TEXT = "one two. UNO DOS, tres"
#       0       8  letters of the fragment: UNO DOS tres = 10, of the document 16
FRAGMENT = Gold(9, 22, "es", "caption_line", 3)


def record(*, gold: tuple[Gold, ...] = (FRAGMENT,), text: str = TEXT, hard: int = 0) -> Record:
    return Record("r", "txt", "en", text, gold, not gold, hard)


def judged(*spans: tuple[int, int, str], gold: tuple[Gold, ...] = (FRAGMENT,)) -> Judged:
    return judge(record(gold=gold), [Labelled(*span) for span in spans])


def fragment_figures(score: Score) -> tuple[float | None, float | None, float | None]:
    return score.found, score.exact, score.language


@pytest.mark.parametrize(
    ("spans", "figures"),
    [
        pytest.param([], (0, 0, None), id="nothing-found"),
        pytest.param([(9, 22, "es")], (1, 1, 1), id="exact"),
        pytest.param([(8, 22, "es-MX")], (1, 1, 1), id="blanks-and-region-do-not-count"),
        pytest.param([(9, 22, "pt")], (1, 1, 0), id="wrong-language"),
        pytest.param([(9, 16, "es")], (1, 0, 1), id="six-of-ten-letters"),
        pytest.param([(9, 12, "es")], (0, 0, None), id="three-of-ten-letters"),
        pytest.param([(0, 22, "es")], (1, 0, 1), id="ten-of-sixteen-letters"),
        pytest.param([(9, 12, "es"), (13, 22, "es")], (1, 1, 1), id="touching-pieces-are-one"),
        pytest.param([(9, 12, "pt"), (13, 22, "es")], (1, 1, 1), id="most-letters-name-the-language"),
        pytest.param([(9, 22, "es"), (13, 16, "pt")], (1, 1, 1), id="nested-piece-is-ignored"),
        pytest.param([(9, 99, "es")], (1, 1, 1), id="end-beyond-the-text"),
    ],
)
def test_fragments_are_found_by_their_letters(
    spans: list[tuple[int, int, str]], figures: tuple[float | None, ...]
) -> None:
    """Found needs half of the union, exact all letters; language counts among the found."""
    assert fragment_figures(summarise([judged(*spans)])) == figures


@pytest.mark.parametrize(
    ("spans", "precision", "recall", "f1"),
    [
        pytest.param([(9, 22, "es")], 1, 1, 1, id="exact"),
        pytest.param([(0, 22, "es")], 10 / 16, 1, 2 * 10 / 26, id="too-long"),
        pytest.param([(9, 12, "es")], 1, 3 / 10, 2 * 3 / 13, id="too-short"),
        pytest.param([(0, 7, "es")], 0, 0, 0, id="beside"),
        pytest.param([], None, 0, None, id="nothing"),
    ],
)
def test_precision_and_recall_count_letters(
    spans: list[tuple[int, int, str]], precision: float | None, recall: float, f1: float | None
) -> None:
    """Precision is undefined where nothing was predicted."""
    score = summarise([judged(*spans)])

    assert (score.precision, score.recall) == (precision, recall)
    assert score.f1 == (None if f1 is None else pytest.approx(f1))


def test_false_alarms_are_counted_in_clean_documents_only() -> None:
    """Two alarms in the five words of a clean document, none for what is predicted elsewhere."""
    alarmed = judged((0, 3, "es"), (9, 12, "es"), gold=())
    score = summarise([alarmed, judged((0, 3, "es"))])

    assert score.alarms_per_10k_words == 2 / 5 * 10_000
    assert (score.hard_with_alarm, score.plain_with_alarm) == (None, 1)


def test_hard_and_plain_documents_are_told_apart() -> None:
    """A document with hard lines does not count as a plain one."""
    hard = judge(record(gold=(), hard=2), [Labelled(0, 3, "es")])
    score = summarise([hard, judged(gold=())])

    assert (score.hard_with_alarm, score.plain_with_alarm) == (1, 0)


def test_fragments_are_summarised_by_a_key() -> None:
    """Each value of the key gets the fragments that have it."""
    gold = (Gold(0, 3, "fr", "quoted", 1), FRAGMENT)
    scores = summarise_by([judged((9, 22, "es"), gold=gold)], lambda fragment: fragment.style)

    assert {style: score.found for style, score in scores.items()} == {"caption_line": 1, "quoted": 0}


def test_words_are_pieces_with_a_letter() -> None:
    """Numbers and dashes between blanks are no words."""
    assert count_words("Der 3. Mai – ein Tag") == 4


@pytest.mark.parametrize(
    ("text", "sentences", "originals"),
    [
        pytest.param(
            "<p>Uno <b>dos</b>.</p><p>Tres.</p>",
            ["Uno dos .", "Tres."],
            ["Uno <b>dos</b>.", "Tres."],
            id="blocks-end-sentences",
        ),
        pytest.param('<img src="a" alt="El puerto">', ["El puerto"], ["El puerto"], id="alt-is-prose"),
        pytest.param("a ![El sol](p.jpg) b", ["a", "El sol", "b"], ["a", "El sol", "b"], id="image"),
        pytest.param("see `code` and\n```\nmore\n```\nend", ["see and", "end"], ["see `code` and", "end"], id="code"),
    ],
)
def test_markup_is_masked_for_the_peers_that_need_it(
    text: str, sentences: list[str], originals: list[str]
) -> None:
    """Offsets stay; what is left are the sentences a reader sees."""
    seen: list[str] = []

    def classify(sentence: str) -> tuple[str, float]:
        seen.append(" ".join(sentence.split()))
        return "es", 1.0

    found = list(peers.foreign_sentences(record(text=text)._replace(format="html"), classify, threshold=0.5, words=1))

    assert seen == sentences
    assert [text[span.start : span.end] for span in found] == originals


def test_every_tool_is_told_apart_in_the_table() -> None:
    """No two rows have the same name."""
    titles = {(tool.title, tool.use) for tool in peers.TOOLS.values()}

    assert len(titles) == len(peers.TOOLS)


def test_documents_of_the_test_data_can_be_benchmarked(project: Path) -> None:
    """`make bench` falls back on them."""
    records = read_records(project / "tests" / "data" / "documents.jsonl")

    assert any(record.gold for record in records)
    assert {record.format for record in records} <= set(peers.FORMATS)
    assert all(record.clean is not bool(record.gold) for record in records)


def test_speed_is_the_median_of_what_was_measured_in_turn() -> None:
    seconds = [(0.5, 1.0), (1.0, 4.0), (2.0, 4.0)]

    assert turns.table(("one", "other"), 100.0, seconds).splitlines()[-1] == "| 3 | 100 | 25 | 2.00 | 2.00 | 4.00 |"
