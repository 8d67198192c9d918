"""Plain text is read block by block, and triage's own marks are read back as declared languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.model import Document, Span
from triage.readers import read
from triage.readers.text import OBJECT


def _texts(text: str) -> list[tuple[str, str | None]]:
    return [(segment.text, segment.lang) for segment in read(Document(text)).segments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\f \n", []),
        ("one line", ["one line"]),
        ("two\nlines", ["two\nlines"]),
        ("one\n\ntwo", ["one", "two"]),
        ("one\n \t\n\n\ntwo\n", ["one", "two"]),
        ("one\n\f\ntwo", ["one", "two"]),
        ("one\r\n\r\ntwo\r\nthree", ["one", "two\r\nthree"]),
        ("one\r\rtwo", ["one", "two"]),
        ("one\n\r\ntwo", ["one", "two"]),
        ("  indented\n  twice  ", ["indented\n  twice"]),
    ],
)
def test_blank_lines_separate_segments(text: str, expected: list[str]) -> None:
    assert _texts(text) == [(block, None) for block in expected]


@pytest.mark.parametrize(
    "text",
    ["[ok] done", "[to: do] later", "[es]", "[es]glued", "see [es] in the text", "[es: open", "[ES] capital", "[es:]"],
)
def test_what_only_looks_like_a_mark_is_text(text: str) -> None:
    assert _texts(text) == [(text, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[es] El puente viejo", [("El puente viejo", "es")]),
        ("  [es] El puente viejo  ", [("El puente viejo", "es")]),
        ("[es] El puente\r\n[en] The bridge", [("El puente", "es"), ("The bridge", "en")]),
        ("One\n[pt-BR] A ponte\nTwo", [("One", None), ("A ponte", "pt-BR"), ("Two", None)]),
        ("He cried [es: No pasarán] twice", [(f"He cried {OBJECT} twice", None), ("No pasarán", "es")]),
        ("[es: uno\ndos [tres]]", [("uno\ndos [tres]", "es")]),
        ("[es: uno [fr: deux] tres]", [("uno [fr: deux] tres", "es")]),
        ("[es: uno] [en: one]", [("uno", "es"), ("one", "en")]),
        ("[ [es: uno]", [(f"[ {OBJECT}", None), ("uno", "es")]),
    ],
)
def test_marks_declare_a_language(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert _texts(text) == expected


def test_a_cut_mark_leaves_exact_origins() -> None:
    text = "He cried [es: No pasarán] twice."

    outer = read(Document(text)).segments[0]

    word = Span(outer.text.index("twice"), outer.text.index("twice") + 5)
    assert text[slice(*outer.locate(word))] == "twice"


_PIECES = ["[es] ", "[en: ", "[ok] ", "]", "[", "word ", "ñ", "\n", "\r\n", "\r", "\n\n", "\f", " "]


@given(st.lists(st.sampled_from(_PIECES)))
def test_every_character_stands_where_its_origin_says(pieces: list[str]) -> None:
    text = "".join(pieces)

    for segment in read(Document(text)).segments:
        for index, character in enumerate(segment.text):
            stands = text[slice(*segment.locate(Span(index, index + 1)))]
            assert stands == character or (character == OBJECT and stands.startswith("["))
        assert segment.text.strip()
