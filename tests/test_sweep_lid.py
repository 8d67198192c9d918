"""The sweep counts what the yardstick counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.lid.given import segment_of
from tests.lid.sentences import SENTENCES
from tools.sweep_lid import Score, row, score, try_value
from tools.tune_lid import Gold
from triage.model import Span

ENGLISH, SPANISH = SENTENCES["en"], SENTENCES["es"]
TEXT = f"{ENGLISH}\n\n{SPANISH}\n\n{ENGLISH}\n"
START = len(ENGLISH) + 2


def gold(*spans: Span) -> Gold:
    return Gold("x", "en", TEXT, [segment_of(TEXT)], spans)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([Span(START, START + len(SPANISH))], Score(1, 1, 0), id="found"),
        pytest.param([Span(START, START + len(SPANISH) - 8)], Score(1, 0, 0), id="other bounds"),
        pytest.param([], Score(0, 0, 1), id="an alarm"),
        pytest.param([Span(0, 8), Span(START, START + len(SPANISH))], Score(1, 1, 0), id="one is missed"),
    ],
)
def test_score(spans: list[Span], expected: Score) -> None:
    assert score([gold(*spans)]) == expected


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    span = {"start": START, "end": START + len(SPANISH), "lang": "es"}
    record = {"id": "x", "host": "en", "format": "txt", "text": TEXT, "spans": [span]}
    path = tmp_path / "documents.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def test_a_value_is_tried_in_a_process_of_its_own(documents: Path) -> None:
    assert try_value("rise_inline", 1e9, documents) == Score(0, 0, 0)


def test_a_row_shows_where_it_matters(documents: Path) -> None:
    cells = row("clip", documents, Score(1, 1, 0)).split(" | ")

    assert cells[0] == "| clip"
    assert "=" in cells[2:]
