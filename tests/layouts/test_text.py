"""How marks and translations are written into plain text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fakes import PLANTED, PlantedIdentification
from triage import readers
from triage.edits import apply
from triage.layouts import Order, Style
from triage.layouts.text import WRITER
from triage.model import Action, Document, Edit, Finding, Layout, Role, Span, Translation

MARK, TRANSLATE, DROP = Action.MARK, Action.TRANSLATE, Action.DROP


def orders_of(document: Document, action: Action, layout: Layout, translation: str | None = None) -> list[Order]:
    found = PlantedIdentification()(document.segments, matrix="en", languages=None, min_confidence=0.0)
    orders = []
    for fragment in found.fragments:
        made = translation or PLANTED[" ".join(fragment.text.split())]
        finding = Finding(fragment, "TR001", Role.CAPTION, action)
        if action is TRANSLATE:
            finding = replace(finding, translation=Translation(made, "en", "test"))
        orders.append(Order(finding, layout))
    return orders


def write(text: str, action: Action, layout: Layout = Layout.PARALLEL) -> str:
    document = readers.read(Document(text))
    orders = orders_of(document, action, layout)
    assert [WRITER.refuse(document, order, Style()) for order in orders] == [""] * len(orders)
    return apply(text, WRITER.write(document, orders, Style()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Vista del puerto", "[es] Vista del puerto", id="the whole document"),
        pytest.param("A.\n\nVista del puerto\n\nB.\n", "A.\n\n[es] Vista del puerto\n\nB.\n", id="a line"),
        pytest.param("Vista del puerto\nA heading", "[es] Vista del puerto\nA heading", id="glued to a heading"),
        pytest.param("  Vista del puerto \nB", "  [es] Vista del puerto \nB", id="indented, blank behind"),
        pytest.param("«Vista del puerto».\n", "[es] «Vista del puerto».\n", id="quotes and full stop belong to it"),
        pytest.param("- Vista del puerto\n", "- [es: Vista del puerto]\n", id="a bullet does not"),
        pytest.param("Vista del puerto / EFE\n", "[es: Vista del puerto] / EFE\n", id="nor does a credit"),
        pytest.param('He cried "No pasarán".', 'He cried "[es: No pasarán]".', id="inside a line"),
        pytest.param("Vista\ndel puerto\nA heading", "[es: Vista\ndel puerto]\nA heading", id="several lines"),
        pytest.param(
            "See Vista del\npuerto, he said", "See [es: Vista del\npuerto], he said", id="across a line break"
        ),
    ],
)
def test_mark(text: str, expected: str) -> None:
    assert write(text, MARK) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Vista del puerto", "[es] Vista del puerto\n[en] View of the harbour", id="no final newline"),
        pytest.param(
            "A.\r\n\r\nVista del puerto\r\nB.\r\n",
            "A.\r\n\r\n[es] Vista del puerto\r\n[en] View of the harbour\r\nB.\r\n",
            id="CRLF, glued",
        ),
        pytest.param("Vista del puerto\rB", "[es] Vista del puerto\r[en] View of the harbour\rB", id="CR"),
        pytest.param(
            "A\r\n\r\nVista del puerto\nB", "A\r\n\r\n[es] Vista del puerto\n[en] View of the harbour\nB", id="mixed"
        ),
        pytest.param(
            "\t«Vista del puerto».\n",
            "\t[es] «Vista del puerto».\n\t[en] «View of the harbour».\n",
            id="indent, quotes",
        ),
        pytest.param(
            "Vista\ndel puerto\nA heading",
            "[es: Vista\ndel puerto]\n[en] View of the harbour\nA heading",
            id="several lines",
        ),
        pytest.param(
            'He cried "No pasarán".',
            'He cried "[es: No pasarán] [en: They shall not pass]".',
            id="inside a line: on the same line",
        ),
        pytest.param(
            "Vista del puerto\nNo pasarán\n",
            "[es] Vista del puerto\n[en] View of the harbour\n[es] No pasarán\n[en] They shall not pass\n",
            id="neighbours",
        ),
    ],
)
def test_parallel(text: str, expected: str) -> None:
    assert write(text, TRANSLATE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vista del puerto\nB", "[es: Vista del puerto] [en: View of the harbour]\nB"),
        ("Vista\ndel puerto\nB", "[es: Vista\ndel puerto] [en: View of the harbour]\nB"),
        ("So No pasarán it is", "So [es: No pasarán] [en: They shall not pass] it is"),
    ],
)
def test_append(text: str, expected: str) -> None:
    assert write(text, TRANSLATE, Layout.APPEND) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Vista del puerto».\nB", "«View of the harbour».\nB"),
        ("So No pasarán it is", "So They shall not pass it is"),
        pytest.param(
            "  Mapa que muestra la ciudad\r\n  vieja y el camino hacia\r\n  la costa\r\nB",
            "  Map showing the old town\r\n  and the road to the coast\r\nB",
            id="wrapped like the original",
        ),
    ],
)
def test_replace(text: str, expected: str) -> None:
    assert write(text, TRANSLATE, Layout.REPLACE) == expected


@pytest.mark.parametrize("text", ["Vista del puerto\n\nB\n", "A No pasarán B"])
def test_split_leaves_what_drop_leaves(text: str) -> None:
    assert write(text, TRANSLATE, Layout.SPLIT) == write(text, DROP)


@pytest.mark.parametrize(
    ("text", "action", "layout", "reason"),
    [
        ("[fr] Vista del puerto", MARK, Layout.PARALLEL, "it stands in text already marked [fr]"),
        ("A [fr: Vista del puerto] B", DROP, Layout.PARALLEL, "it stands in text already marked [fr]"),
        ("A Vista [del puerto", MARK, Layout.PARALLEL, "a bracket in it has no partner"),
        ("A Vista] [del puerto", MARK, Layout.PARALLEL, "a bracket in it has no partner"),
        ("Vista [del puerto", MARK, Layout.PARALLEL, ""),
        ("Vista [del puerto", TRANSLATE, Layout.PARALLEL, ""),
        ("Vista [del puerto", TRANSLATE, Layout.APPEND, "a bracket in it has no partner"),
        ("A Vista [del puerto", TRANSLATE, Layout.REPLACE, ""),
        ("A Vista [del] puerto", TRANSLATE, Layout.APPEND, ""),
    ],
)
def test_refuses_what_could_not_be_read_back(text: str, action: Action, layout: Layout, reason: str) -> None:
    document = readers.read(Document(text))
    segment = next(s for s in document.segments if "Vista" in s.text)
    inner = Span(segment.text.index("Vista"), segment.text.index("puerto") + 6)
    finding = Finding(
        replace(FRAGMENT, segment=segment, inner=inner),
        "TR001",
        Role.CAPTION,
        action,
        "",
        Translation("View", "en", "x"),
    )

    assert WRITER.refuse(document, Order(finding, layout), Style()) == reason


FRAGMENT = PlantedIdentification()(
    readers.read(Document("Vista del puerto")).segments, matrix="en", languages=None, min_confidence=0.0
).fragments[0]


def test_refuses_a_translation_whose_bracket_would_end_the_mark() -> None:
    document = readers.read(Document("A Vista del puerto B"))
    orders = orders_of(document, TRANSLATE, Layout.PARALLEL, "View ] of the harbour")

    assert WRITER.refuse(document, orders[0], Style()) == "a bracket in it has no partner"


@pytest.mark.parametrize("action", [MARK, TRANSLATE])
def test_refuses_a_language_that_no_mark_names(action: Action) -> None:
    document = readers.read(Document("Vista del puerto"))
    finding = Finding(
        replace(FRAGMENT, lang="tlh"), "TR001", Role.CAPTION, action, "", Translation("View", "en", "test")
    )

    assert WRITER.refuse(document, Order(finding, Layout.PARALLEL), Style()) == "plain text has no mark for tlh"


def test_a_translation_with_line_breaks_is_written_on_one_line() -> None:
    document = readers.read(Document("Vista del puerto\n"))
    orders = orders_of(document, TRANSLATE, Layout.PARALLEL, "View\n\nof the   harbour\n")

    assert WRITER.write(document, orders, Style()) == (
        Edit(Span(0, 0), "[es] "),
        Edit(Span(16, 16), "\n[en] View of the harbour"),
    )
