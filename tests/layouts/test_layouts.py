"""Each format has a writer, each place a layout."""

from __future__ import annotations

import pytest

from triage import layouts, readers
from triage.layouts import Order, Style
from triage.layouts.inplace import WRITER
from triage.model import (
    Action,
    Document,
    Edit,
    Finding,
    Fragment,
    Layout,
    Role,
    Segment,
    Site,
    Span,
    Syntax,
    Translation,
)


def finding_in(syntax: Syntax, action: Action = Action.TRANSLATE) -> Finding:
    segment = Segment(Span(0, 4), "Hola", site=Site(syntax))
    return Finding(
        Fragment(segment, Span(0, 4), "es", "en", 0.9), "TR001", Role.VALUE, action, "", Translation("Hi", "en", "test")
    )


@pytest.mark.parametrize(
    ("syntax", "wanted", "expected"),
    [
        (Syntax.BLOCK, None, Layout.PARALLEL),
        (Syntax.INLINE, None, Layout.PARALLEL),
        (Syntax.CUE, None, Layout.PARALLEL),
        (Syntax.ATTRIBUTE, None, Layout.REPLACE),
        (Syntax.SCALAR, None, Layout.REPLACE),
        (Syntax.BLOCK, Layout.APPEND, Layout.APPEND),
        (Syntax.SCALAR, Layout.PARALLEL, Layout.PARALLEL),
        (Syntax.ATTRIBUTE, Layout.PARALLEL, Layout.REPLACE),
        (Syntax.ATTRIBUTE, Layout.APPEND, Layout.REPLACE),
        (Syntax.ATTRIBUTE, Layout.SPLIT, Layout.SPLIT),
    ],
)
def test_layout_for(syntax: Syntax, wanted: Layout | None, expected: Layout) -> None:
    assert layouts.layout_for(finding_in(syntax), wanted) is expected


def test_what_is_asked_for_a_role_is_asked_of_an_attribute_too() -> None:
    assert layouts.layout_for(finding_in(Syntax.ATTRIBUTE), Layout.APPEND, by_role=True) is Layout.APPEND
    assert layouts.layout_for(finding_in(Syntax.ATTRIBUTE), None, by_role=True) is Layout.REPLACE


def test_a_format_without_a_writer_gets_the_one_in_place() -> None:
    assert layouts.writer("format-of-a-plug-in") is WRITER


def test_in_place_replaces() -> None:
    document = readers.read(Document("Hola\n"))
    order = Order(finding_in(Syntax.BLOCK), Layout.REPLACE)

    assert WRITER.refuse(document, order, Style()) == ""
    assert WRITER.write(document, [order], Style()) == (Edit(Span(0, 4), "Hi"),)


@pytest.mark.parametrize(
    ("action", "layout", "reason"),
    [
        (Action.MARK, Layout.REPLACE, "text has no place for it"),
        (Action.DROP, Layout.REPLACE, "text has no place for it"),
        (Action.TRANSLATE, Layout.PARALLEL, "text can only hold the translation alone"),
    ],
)
def test_in_place_refuses_the_rest(action: Action, layout: Layout, reason: str) -> None:
    order = Order(finding_in(Syntax.BLOCK, action), layout)

    assert WRITER.refuse(Document("Hola"), order, Style()) == reason


@pytest.mark.parametrize("format", ["text", "format-of-a-plug-in"])
def test_a_format_without_a_place_for_it_declares_no_language(format: str) -> None:
    assert layouts.writer(format).declare(Document("A", format=format), "en") == ()


def test_insertions_that_meet_are_joined_in_the_order_given() -> None:
    edits = [Edit(Span(3, 3), "]"), Edit(Span(0, 0), "["), Edit(Span(3, 3), "{"), Edit(Span(3, 5), "")]

    assert layouts.join(edits) == (Edit(Span(0, 0), "["), Edit(Span(3, 3), "]{"), Edit(Span(3, 5), ""))
