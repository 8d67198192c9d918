"""Pieces: long segments are cut, nothing is lost, and memory is bounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lid.given import segment_of
from triage.lid.pieces import LONGEST_PIECE, Pieces, cut_pieces


def pieces_of(*texts: str) -> Pieces:
    """Return the pieces of some segments."""
    return cut_pieces([segment_of(text) for text in texts])


def test_no_segments_have_no_pieces() -> None:
    assert list(map(list, cut_pieces([]))) == [[], [], []]


def test_a_segment_is_a_piece() -> None:
    texts = ["one", "", "two"]

    assert list(map(list, pieces_of(*texts))) == [texts, [segment_of(text) for text in texts], [0, 0, 0]]


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
    assert pieces_of(text).offsets == [0, first]


@given(st.lists(st.integers(0, 3 * LONGEST_PIECE), max_size=4), st.sampled_from(["x", "x ", "x\n", "x. "]))
def test_nothing_is_lost_and_offsets_are_exact(lengths: list[int], unit: str) -> None:
    texts = [(unit * length)[:length] for length in lengths]
    pieces = pieces_of(*texts)

    assert "".join(pieces.texts) == "".join(texts)
    assert all(segment.text.startswith(text, at) for text, segment, at in zip(*pieces, strict=True))
    assert all(len(text) <= LONGEST_PIECE for text in pieces.texts)


def test_short_segments_beside_a_long_one_stay_whole() -> None:
    pieces = pieces_of("one", "x" * (LONGEST_PIECE + 1), "two")

    assert [len(text) for text in pieces.texts] == [3, LONGEST_PIECE, 1, 3]
    assert pieces.offsets == [0, 0, LONGEST_PIECE, 0]
