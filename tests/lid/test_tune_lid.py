"""Fitting the guard: reading what is labelled, proposing candidates, the logistic model, its report."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.lid.given import segment_of
from tests.lid.sentences import SENTENCES
from tools.tune_lid import (
    COMPANY_SHARE,
    FOLDS,
    LINE_SHARE,
    LINES,
    Candidate,
    Gold,
    cross_validate,
    errors,
    fit,
    importance,
    logistic,
    propose,
    read_documents,
    read_lines,
    reliability,
    share_of,
)
from triage.lid.features import NAMES
from triage.model import Span

ENGLISH, SPANISH = SENTENCES["en"], SENTENCES["es"]


def lines_of(path: Path, *rows: str) -> Path:
    """Write a table of labelled lines."""
    path.write_text("\n".join(["matrix\tcategory\ttext", *rows]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("marked", "text", "fragments"),
    [
        pytest.param("nothing here", "nothing here", [], id="none"),
        pytest.param("⟦es:la casa⟧", "la casa", ["la casa"], id="all"),
        pytest.param("⟦es:la casa⟧ or ⟦fr:la rue⟧.", "la casa or la rue.", ["la casa", "la rue"], id="two"),
    ],
)
def test_labelled_lines(tmp_path: Path, marked: str, text: str, fragments: list[str]) -> None:
    (gold,) = read_lines(lines_of(tmp_path / "lines.tsv", f"en\tcase\t{marked}"))

    assert (gold.name, gold.matrix, gold.segments[0].text) == ("line-2-case", "en", text)
    assert [text[slice(*span)] for span in gold.spans] == fragments


def test_the_lines_of_the_project_can_be_read() -> None:
    golds = list(read_lines(LINES))

    assert golds
    assert not any("⟦" in gold.segments[0].text or "⟧" in gold.segments[0].text for gold in golds)


@pytest.mark.parametrize(
    ("name", "bare", "label", "share"),
    [
        pytest.param("dev-0001", True, True, 1.0, id="a document"),
        pytest.param("line-2-person", True, False, LINE_SHARE, id="a line"),
        pytest.param("line-2-pos_heading", True, True, LINE_SHARE * COMPANY_SHARE, id="a heading in capitals"),
        pytest.param("line-2-pos_heading", False, True, LINE_SHARE, id="another heading"),
        pytest.param("line-2-pos_heading", True, False, LINE_SHARE, id="what is none"),
    ],
)
def test_how_much_a_candidate_counts(name: str, bare: bool, label: bool, share: float) -> None:
    features = [float(bare and feature == "bare") for feature in NAMES]

    assert share_of(Candidate(name, features, label, "")) == pytest.approx(share)


def test_labelled_documents(tmp_path: Path) -> None:
    path = tmp_path / "documents.jsonl"
    text = f"{ENGLISH}\n\n{SPANISH}\n"
    start = text.index(SPANISH)
    spans = [{"start": start, "end": start + len(SPANISH)}]
    record = {"id": "a", "host": "en", "format": "txt", "text": text, "spans": spans}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")

    (gold,) = read_documents(path)

    assert (gold.name, gold.matrix) == ("a", "en")
    assert [text[slice(*span)] for span in gold.spans] == [SPANISH]


def gold_of(text: str, *spans: Span, matrix: str = "en") -> Gold:
    """Return a labelled line."""
    return Gold("x", matrix, text, [segment_of(text)], spans)


@pytest.mark.parametrize(
    ("spans", "label"),
    [([Span(0, len(SPANISH))], True), ([], False), ([Span(0, 9)], False)],
    ids=["a fragment", "none", "less than half of it"],
)
def test_candidates_are_labelled_by_most_of_their_letters(spans: list[Span], label: bool) -> None:
    (candidate,) = propose(gold_of(SPANISH, *spans))

    assert (candidate.text, candidate.label) == (SPANISH.rstrip("."), label)
    assert len(candidate.features) == len(NAMES)


@pytest.mark.parametrize(
    "gold",
    [
        gold_of(ENGLISH),
        gold_of("12 34"),
        gold_of(SPANISH, matrix="tlh"),
        Gold("x", "en", SPANISH, [segment_of(SPANISH, lang="es")], []),
    ],
    ids=["matrix language", "no words", "unknown matrix language", "declared"],
)
def test_nothing_to_propose(gold: Gold) -> None:
    assert list(propose(gold)) == []


@pytest.mark.parametrize(("x", "p"), [(0.0, 0.5), (1e9, 1.0), (-1e9, 0.0)])
def test_logistic(x: float, p: float) -> None:
    assert logistic(np.array([x]))[0] == pytest.approx(p, abs=1e-12)


X = np.linspace(-2.0, 2.0, 81)
FEATURES = np.column_stack([np.ones_like(X), X, np.zeros_like(X)])
LABELS = (X > 0.5).astype(np.float64)
EQUAL = np.ones_like(LABELS)
DOCUMENTS = [f"document-{i}" for i in range(len(X))]


def test_the_fitted_model_tells_the_labels_apart() -> None:
    posteriors = logistic(FEATURES @ fit(FEATURES, LABELS, EQUAL))

    assert posteriors[LABELS == 1].min() > posteriors[LABELS == 0].max()
    assert all(low <= high for low, high in pairwise(posteriors))


def test_the_fitted_model_believes_as_many_as_there_are() -> None:
    posteriors = logistic(FEATURES @ fit(FEATURES, LABELS, EQUAL))

    assert posteriors.sum() == pytest.approx(LABELS.sum())


def test_a_feature_that_says_nothing_weighs_nothing() -> None:
    assert fit(FEATURES, LABELS, EQUAL)[2] == pytest.approx(0.0)


def test_labels_that_are_all_alike_give_a_model_too() -> None:
    assert np.isfinite(fit(FEATURES, np.ones_like(LABELS), EQUAL)).all()


def test_cross_validation_judges_each_candidate() -> None:
    posteriors = cross_validate(FEATURES, LABELS, EQUAL, DOCUMENTS)

    assert ((posteriors > 0.0) & (posteriors < 1.0)).all()


def test_cross_validation_does_not_learn_from_the_document_itself() -> None:
    """One candidate of a document has a label that nothing else explains: its siblings must not learn it."""
    flags = np.zeros_like(X)
    flags[:40] = 1.0
    names = ["the same"] * 40 + DOCUMENTS[40:]
    features = np.column_stack([np.ones_like(X), flags])
    labels = flags

    assert cross_validate(features, labels, np.ones_like(labels), names)[:40].max() < 0.5


def test_the_same_candidates_give_the_same_posteriors() -> None:
    once = cross_validate(FEATURES, LABELS, EQUAL, DOCUMENTS)

    assert np.array_equal(once, cross_validate(FEATURES, LABELS, EQUAL, DOCUMENTS))


def test_there_are_enough_folds_to_leave_one_out() -> None:
    assert FOLDS > 1


def test_the_reliability_table_compares_what_is_stated_with_what_is_so() -> None:
    table = reliability(np.array([0.05, 0.95, 0.95, 1.0]), np.array([0.0, 1.0, 0.0, 1.0])).splitlines()

    assert table[2:] == [
        "| 0.00 to 0.10 | 1 | 0.05 | 0.00 |",
        "| 0.90 to 0.97 | 2 | 0.95 | 0.50 |",
        "| 0.97 to 1.00 | 1 | 1.00 | 1.00 |",
    ]


def test_the_table_of_errors_counts_both_kinds() -> None:
    table = errors(np.array([0.2, 0.55, 0.9]), np.array([1.0, 0.0, 1.0]))

    assert "| 0.5 | 1 of 2 | 1 of 1 |" in table
    assert "| 0.6 | 1 of 2 | 0 of 1 |" in table


def test_the_table_of_weights_begins_with_the_largest() -> None:
    weights = np.arange(len(NAMES), dtype=np.float64) * -1
    table = importance(weights).splitlines()

    assert table[2].startswith(f"| {NAMES[-1]} | -")
    assert table[-1] == f"| {NAMES[0]} | -0.00 |"
    assert len(table) == 2 + len(NAMES)
