"""Pieces: long segments are cut, nothing is lost, and memory is bounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lid.given import segment_of
from triage.lid.pieces import BATCH, LONGEST_PIECE, MOST_PIECES, Piece, batch_pieces


def pieces_of(*texts: str) -> list[Piece]:
    """Return the pieces of some segments."""
    return [piece for batch in batch_pieces([segment_of(text) for text in texts]) for piece in batch]


def test_no_segments_have_no_pieces() -> None:
    assert list(batch_pieces([])) == []


def test_a_segment_is_a_piece() -> None:
    assert pieces_of("one", "", "two") == [Piece(segment_of(text), 0, text) for text in ("one", "", "two")]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("x" * (LONGEST_PIECE - 9) + "\ny. z " + "x" * 99, LONGEST_PIECE - 8, id="at a line break"),
        pytest.param("x" * (LONGEST_PIECE - 9) + ". y z " + "x" * 99, LONGEST_PIECE - 7, id="at the end of a sentence"),
        pytest.param("x" * (LONGEST_PIECE - 9) + " " + "x" * 99, LONGEST_PIECE - 8, id="at a blank"),
        pytest.param("x" * (LONGEST_PIECE + 99), LONGEST_PIECE, id="where it must be"),
        pytest.param("\n" + "x" * (LONGEST_PIECE + 99), LONGEST_PIECE, id="a break far away is none"),
    ],
)
def test_where_a_long_segment_is_cut(text: str, first: int) -> None:
    assert [piece.offset for piece in pieces_of(text)] == [0, first]


@given(st.lists(st.integers(0, 3 * LONGEST_PIECE), max_size=4), st.sampled_from(["x", "x ", "x\n", "x. "]))
def test_nothing_is_lost_and_offsets_are_exact(lengths: list[int], unit: str) -> None:
    texts = [(unit * length)[:length] for length in lengths]
    pieces = pieces_of(*texts)

    assert "".join(piece.text for piece in pieces) == "".join(texts)
    assert all(piece.segment.text.startswith(piece.text, piece.offset) for piece in pieces)
    assert all(len(piece.text) <= LONGEST_PIECE for piece in pieces)


def test_a_batch_has_an_end() -> None:
    texts = ["x"] * (MOST_PIECES + 1) + ["x" * LONGEST_PIECE] * 5
    batches = list(batch_pieces([segment_of(text) for text in texts]))

    assert all(len(batch) <= MOST_PIECES for batch in batches)
    assert all(sum(len(piece.text) for piece in batch) <= BATCH for batch in batches)
