"""What is removed leaves no hole. `<` and `>` stand for the bounds of what is removed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.edits import apply, verify
from triage.layouts.holes import close_holes, find_lines, own_lines
from triage.model import Span


def remove(marked: str) -> str:
    text = re.sub("[<>]", "", marked)
    bounds = [match.start() - k for k, match in enumerate(re.finditer("[<>]", marked))]
    return apply(text, close_holes(text, [Span(*pair) for pair in zip(bounds[::2], bounds[1::2])]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<X>", "", id="all there is"),
        pytest.param("<X>\n", "", id="all there is, with a newline"),
        pytest.param("\n\n<X>\n\n", "", id="all there is, in blank lines"),
        pytest.param("A\n\n<X>\n\nB\n", "A\n\nB\n", id="between paragraphs"),
        pytest.param("A\r\n\r\n<X>\r\n\r\nB", "A\r\n\r\nB", id="CRLF"),
        pytest.param("A\r\r<X>\r\rB", "A\r\rB", id="CR"),
        pytest.param("A\n\n<X>\n\n\n\nB", "A\n\nB", id="more blank lines behind"),
        pytest.param("A\n\n\n<X>\n\nB", "A\n\n\nB", id="more blank lines before"),
        pytest.param("A\n\n<X>\nHeading", "A\n\nHeading", id="glued to a heading"),
        pytest.param("A\n<X>\n\nB", "A\n\nB", id="glued to the text before"),
        pytest.param("A\n<X>\nB", "A\nB", id="glued on both sides"),
        pytest.param("<X>\n\nB", "B", id="first"),
        pytest.param("A\n\n<X>\n", "A\n", id="last"),
        pytest.param("A\n\n<X>", "A", id="last, no final newline"),
        pytest.param("A\n\n<X>\n\n\n", "A\n", id="last, blank lines behind"),
        pytest.param("A\n<X>", "A", id="last, glued"),
        pytest.param("A\n\n<X>\n\n<Y>\n\nB", "A\n\nB", id="two"),
        pytest.param("A\n\n<X>\n\n<Y>\n", "A\n", id="the last two"),
        pytest.param("A\n\n<X>\n\nB\n\n<Y>\n\nC", "A\n\nB\n\nC", id="two apart"),
        pytest.param("A\n \t\n  <X>  \n \nB", "A\n \t\nB", id="blank lines with blanks"),
        pytest.param("A\n\n<X\nY>\n\nB", "A\n\nB", id="several lines"),
    ],
)
def test_lines(text: str, expected: str) -> None:
    assert remove(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a <X> b", "a b", id="one blank stays"),
        pytest.param("a <X>", "a", id="at the end of the line"),
        pytest.param("<X> b", "b", id="at its beginning"),
        pytest.param("a <X>, b", "a, b", id="before a comma"),
        pytest.param("a (<X>) b", "a b", id="in brackets"),
        pytest.param('a "<X>" b', "a b", id="in quotation marks"),
        pytest.param("a («<X>»).", "a.", id="in both"),
        pytest.param("a <X>b", "a b", id="no blank behind"),
        pytest.param("a<X>b", "ab", id="no blank at all"),
        pytest.param("a\n<X> b", "a\nb", id="at the beginning of a line"),
        pytest.param("a <X>\nb", "a\nb", id="at the end of a line"),
        pytest.param("a <X> <Y> b", "a b", id="two neighbours"),
        pytest.param("a <X\nY> b", "a b", id="across a line break"),
    ],
)
def test_within_a_line(text: str, expected: str) -> None:
    assert remove(text) == expected


@given(st.lists(st.sampled_from(["X", "Y", "a", " ", "\n", "\r\n", "\r", ",", '"', "\f", "\u2028"]), max_size=20))
def test_removes_what_is_asked_and_no_letter_more(pieces: list[str]) -> None:
    text = "".join(pieces)
    removed = [Span(m.start(), m.end()) for m in re.finditer("[XY]+", text)]
    edits = close_holes(text, removed)
    after = apply(text, edits)

    assert verify(text, after, edits)
    assert [c for c in after if c in "aXY,"] == [c for c in text if c in "a,"]


@pytest.mark.parametrize(
    ("span", "expected"),
    [(Span(0, 0), Span(0, 1)), (Span(3, 4), Span(3, 4)), (Span(3, 7), Span(3, 8)), (Span(9, 9), Span(9, 9))],
)
def test_find_lines(span: Span, expected: Span) -> None:
    assert find_lines("a\r\nb\rcde\n", span) == expected


@pytest.mark.parametrize("newline", ["\n", "\r", ""])
def test_find_lines_of_a_very_long_line(newline: str) -> None:
    text = "a" + newline + "b" * 10_000

    assert find_lines(text, Span(9_000, 9_001)) == Span(2 if newline else 0, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<X>", "X"),
        ("a\r\n <X>\t\r\nb", " X\t"),
        ("a\r<X\nY>\rb", "X\nY"),
        ("«<X>».", "«X»."),
        ("- <X>", None),
        ("<X> a", None),
        ("»<X>«", None),
    ],
)
def test_own_lines(text: str, expected: str | None) -> None:
    plain = re.sub("[<>]", "", text)
    lines = own_lines(plain, Span(text.index("<"), text.index(">") - 1), opening="«", closing="».")

    assert (lines and plain[slice(*lines)]) == expected
