"""Edits: offsets to lines and columns, application, and proof that nothing else changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage import edits
from triage.model import Edit, Span
from tests.strategies import documents, edits_of


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        pytest.param("", 0, (1, 1), id="empty"),
        pytest.param("one\ntwo", 0, (1, 1), id="start"),
        pytest.param("one\ntwo", 3, (1, 4), id="the newline belongs to its line"),
        pytest.param("one\ntwo", 4, (2, 1), id="after LF"),
        pytest.param("one\r\ntwo", 5, (2, 1), id="CRLF ends one line, not two"),
        pytest.param("one\rtwo", 4, (2, 1), id="after CR"),
        pytest.param("a\r\rb\n\nc", 6, (5, 1), id="empty lines count"),
        pytest.param("a\fb\u2028c\x85d", 6, (1, 7), id="form feed, line separator and NEL end no line"),
        pytest.param("\U0001f4f7 ñu", 3, (1, 4), id="columns are code points"),
        pytest.param("one\n", 4, (2, 1), id="end of the text"),
    ],
)
def test_position_is_line_and_code_point_column(text: str, offset: int, expected: tuple[int, int]) -> None:
    assert edits.Lines(text).position(offset) == expected


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", [""]), ("a", ["a"]), ("a\n", ["a\n", ""]), ("a\r\nb\rc\nd", ["a\r\n", "b\r", "c\n", "d"])],
)
def test_lines_cover_the_text(text: str, lines: list[str]) -> None:
    index = edits.Lines(text)

    assert [text[slice(*index.span(line))] for line in range(1, len(index) + 1)] == lines


@pytest.mark.parametrize("line", [0, 3, -1])
def test_a_line_that_is_not_there_is_an_index_error(line: int) -> None:
    with pytest.raises(IndexError, match="of 2"):
        edits.Lines("a\nb").span(line)


@given(documents())
def test_positions_agree_with_counting(text: str) -> None:
    """Walk the text the slow way and compare every offset."""
    index = edits.Lines(text)
    line = column = 1
    for offset, char in enumerate(text):
        assert index.position(offset) == (line, column)

        ends = char == "\n" or (char == "\r" and text[offset + 1 : offset + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param([], "uno dos tres", id="none"),
        pytest.param([Edit(Span(4, 7), "two")], "uno two tres", id="replace"),
        pytest.param([Edit(Span(0, 0), "> "), Edit(Span(12, 12), "!")], "> uno dos tres!", id="insert at both ends"),
        pytest.param([Edit(Span(3, 7), "")], "uno tres", id="delete"),
        pytest.param([Edit(Span(0, 3), "1"), Edit(Span(3, 4), "-")], "1-dos tres", id="touching"),
        pytest.param([Edit(Span(4, 4), "["), Edit(Span(4, 7), "x")], "uno [x tres", id="insert before a replacement"),
    ],
)
def test_apply_does_all_edits_at_once(changes: list[Edit], expected: str) -> None:
    after = edits.apply("uno dos tres", changes)

    assert after == expected
    assert edits.verify("uno dos tres", after, changes)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param([Edit(Span(4, 7), "a"), Edit(Span(0, 3), "b")], id="out of order"),
        pytest.param([Edit(Span(0, 5), "a"), Edit(Span(4, 7), "b")], id="overlapping"),
        pytest.param([Edit(Span(9, 13), "a")], id="past the end"),
        pytest.param([Edit(Span(3, 2), "a")], id="backwards"),
    ],
)
def test_apply_refuses_edits_it_cannot_order(changes: list[Edit]) -> None:
    with pytest.raises(ValueError, match="out of order"):
        edits.apply("uno dos tres", changes)


def test_in_order_sorts() -> None:
    late, early = Edit(Span(4, 7), "b"), Edit(Span(0, 3), "a")

    assert edits.in_order([late, early]) == (early, late)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param([Edit(Span(0, 5), "a"), Edit(Span(4, 7), "b")], id="overlapping"),
        pytest.param([Edit(Span(2, 2), "a"), Edit(Span(2, 2), "b")], id="two insertions at one place"),
    ],
)
def test_in_order_refuses_overlap(changes: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        edits.in_order(changes)


@pytest.mark.parametrize(
    "after",
    ["uno two tres ", "Uno two tres", "uno two tre", "uno dos tres", "uno twotres", "uno two\u00a0tres"],
)
def test_verify_sees_what_is_not_an_edit(after: str) -> None:
    assert not edits.verify("uno dos tres", after, [Edit(Span(4, 7), "two")])


def test_verify_refuses_edits_out_of_order() -> None:
    assert not edits.verify("abc", "xbc", [Edit(Span(1, 2), "b"), Edit(Span(0, 1), "x")])


@given(st.data())
def test_what_lies_outside_the_edits_is_unchanged(data: st.DataObject) -> None:
    text = data.draw(documents())
    changes = data.draw(edits_of(text))
    after = edits.apply(text, changes)

    assert edits.verify(text, after, changes)
    assert outside(after, changes) == "".join(text[a:b] for a, b in gaps(text, changes))


def gaps(text: str, changes: tuple[Edit, ...]) -> list[tuple[int, int]]:
    """Return the stretches of the old text between the edits."""
    starts = [0, *(edit.span.end for edit in changes)]
    ends = [*(edit.span.start for edit in changes), len(text)]
    return list(zip(starts, ends))


def outside(after: str, changes: tuple[Edit, ...]) -> str:
    """Return the new text without the replacements, by cutting them out from the back."""
    shift = sum(len(edit.replacement) - (edit.span.end - edit.span.start) for edit in changes)
    for edit in reversed(changes):
        end = edit.span.end + shift
        shift -= len(edit.replacement) - (edit.span.end - edit.span.start)
        after = after[: edit.span.start + shift] + after[end:]
    return after
