"""Edits are refused when the document, read again, is not what it was around them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import edits_of
from triage.edits import apply
from triage.layouts import Order
from triage.model import Action, Document, Edit, Finding, Fragment, Layout, Role, Segment, Span, Translation
from triage.proof import Shift, Tally, refute, tally

# Two paragraphs, and a fragment at 5:9 in the first.
BEFORE = Document("one: dos.\n\ntwo", segments=(Segment(Span(0, 9), "one: dos."), Segment(Span(11, 14), "two")))
FRAGMENT = Fragment(BEFORE.segments[0], Span(5, 8), "es", "en", 0.9)

MARKED = (Edit(Span(5, 5), "<es>"), Edit(Span(8, 8), "</es>"))
MARKED_TEXT = "one: <es>dos</es>.\n\ntwo"


def order(action: Action = Action.MARK) -> Order:
    translation = Translation("two", "en", "test") if action is Action.TRANSLATE else None
    return Order(Finding(FRAGMENT, "TR001", Role.CAPTION, action, "", translation), Layout.PARALLEL)


def after(*segments: Segment, text: str = MARKED_TEXT) -> Document:
    return replace(BEFORE, text=text, segments=segments)


OUTER = Segment(Span(0, 18), "one: \ufffc.")
INNER = Segment(Span(9, 12), "dos", lang="es")
SECOND = Segment(Span(20, 23), "two")


@pytest.mark.parametrize(
    ("segments", "reason"),
    [
        pytest.param((OUTER, INNER, SECOND), "", id="as it should be"),
        pytest.param((replace(OUTER, lang="es"), SECOND), "", id="declared by what encloses it"),
        pytest.param((OUTER, SECOND), "its mark would not be recognised", id="no mark"),
        pytest.param((OUTER, replace(INNER, lang="fr"), SECOND), "its mark would not be recognised", id="another mark"),
        pytest.param(
            (OUTER, replace(INNER, span=Span(9, 11), text="do"), SECOND),
            "its mark would not be recognised",
            id="half a mark",
        ),
        pytest.param((OUTER, INNER), "the structure around it would change", id="a segment is lost"),
        pytest.param(
            (OUTER, INNER, replace(SECOND, role=Role.HEADING)),
            "the structure around it would change",
            id="another role",
        ),
        pytest.param(
            (OUTER, INNER, replace(SECOND, text="Two")), "the structure around it would change", id="another text"
        ),
        pytest.param(
            (OUTER, INNER, replace(SECOND, lang="es")), "the structure around it would change", id="a mark that leaks"
        ),
        pytest.param(
            (OUTER, INNER, Segment(Span(19, 20), "x"), SECOND),
            "the structure around it would change",
            id="a new segment",
        ),
        pytest.param(
            (Segment(Span(0, 23), "all", lang="es"),), "the structure around it would change", id="run together"
        ),
    ],
)
def test_mark(segments: tuple[Segment, ...], reason: str) -> None:
    assert refute(BEFORE, after(*segments), MARKED, [order()]) == reason


def test_what_is_replaced_needs_no_mark() -> None:
    edits = (Edit(Span(5, 8), "three"),)
    read = after(Segment(Span(0, 11), "one: three."), Segment(Span(13, 16), "two"), text="one: three.\n\ntwo")

    assert refute(BEFORE, read, edits, [order(Action.TRANSLATE)]) == ""


def test_what_is_dropped_needs_no_mark() -> None:
    edits = (Edit(Span(4, 8), ""),)
    read = after(Segment(Span(0, 5), "one:."), Segment(Span(7, 10), "two"), text="one:.\n\ntwo")

    assert refute(BEFORE, read, edits, [order(Action.DROP)]) == ""


def test_a_dropped_block_does_not_excuse_its_neighbour() -> None:
    edits = (Edit(Span(0, 11), ""),)

    assert refute(BEFORE, after(Segment(Span(0, 3), "two"), text="two"), edits, [order(Action.DROP)]) == ""
    assert refute(BEFORE, after(text="two"), edits, [order(Action.DROP)]) != ""


def test_what_is_split_off_stands_nowhere() -> None:
    edits = (Edit(Span(0, 11), ""),)
    split_off = order(Action.TRANSLATE)._replace(layout=Layout.SPLIT)

    assert refute(BEFORE, after(Segment(Span(0, 3), "two"), text="two"), edits, [split_off]) == ""
    assert refute(BEFORE, after(text="two"), edits, [split_off]) != ""


def test_what_is_outside_the_edits_is_counted() -> None:
    assert tally(BEFORE, after(OUTER, INNER, SECOND), MARKED, [order().finding]) == Tally(2, 14, 14, 1, 1)


def test_what_changed_outside_the_edits_is_noticed() -> None:
    meddled = after(OUTER, INNER, replace(SECOND, text="Two"), text=MARKED_TEXT.replace("two", "Two"))
    counted = tally(BEFORE, meddled, MARKED, [order().finding])

    assert (counted.unchanged < counted.outside, counted.equal) == (True, 0)
    assert counted.sentence().startswith("NOT VERIFIED, 2 edits; ")


@given(st.data())
def test_characters_outside_the_edits_are_where_shift_says(data: st.DataObject) -> None:
    text = data.draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
    edits = data.draw(edits_of(text))
    shift, edited = Shift(edits), apply(text, edits)
    outside = [k for k in range(len(text)) if not any(span.start <= k < span.end for span, _ in edits)]

    assert [edited[shift.place(k)] for k in outside] == [text[k] for k in outside]
    assert [edited[slice(*span)] for span in shift.spans_after()] == [replacement for _, replacement in edits]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(0, 2), False),
        (Span(0, 3), True),
        (Span(3, 5), True),
        (Span(4, 6), False),
        (Span(4, 7), True),
        (Span(8, 9), True),
        (Span(9, 12), False),
        (Span(0, 12), True),
    ],
)
def test_an_insertion_meets_what_it_touches_and_a_replacement_what_it_covers(span: Span, expected: bool) -> None:
    shift = Shift((Edit(Span(3, 3), "x"), Edit(Span(6, 9), "y")))

    assert shift.meets(span) is expected
