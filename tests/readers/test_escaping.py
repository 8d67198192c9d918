"""What is escaped for a place is read back there as the same text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.model import Document
from triage.readers import escape, read

_PLACES = {
    "paragraph": ("markdown", "words {} words\n", "words {} words"),
    "heading": ("markdown", "# words {} words\n", "words {} words"),
    "cell": ("markdown", "| a |\n|---|\n| words {} words |\n", "words {} words"),
    "alt": ("markdown", "![words {} words](u)\n", "words {} words"),
    "title": ("markdown", '![](u "words {} words")\n', "words {} words"),
    "argument": ("markdown", '{{{{< figure caption="words {} words" >}}}}\n', "words {} words"),
    "metadata": ("markdown", '---\ntitle: "words {} words"\n---\n', "words {} words"),
    "literal": ("markdown", "---\ntitle: 'words {} words'\n---\n", "words {} words"),
    "text": ("html", "<p>words {} words</p>", "words {} words"),
    "attribute": ("html", '<img alt="words {} words">', "words {} words"),
    "single": ("html", "<img alt='words {} words'>", "words {} words"),
    "cue": ("vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nwords {} words\n", "words {} words"),
}
_MARKS = ["*", "_", "`", "[", "]", "(x)", "<b>", "<", ">", "&amp;", "&", "\\", "|", "~~", "#", "\"", "'", "!", "-"]


@given(st.lists(st.sampled_from([*_MARKS, " ", "word"]), max_size=8).map("".join), st.sampled_from(sorted(_PLACES)))
def test_round_trip(value: str, name: str) -> None:
    format, template, expected = _PLACES[name]
    plain = " ".join(value.split())
    segment = read(Document(template.format("x"), format=format)).segments[-1]
    document = Document(template.format(escape(Document("", format=format), plain, segment)), format=format)

    texts = [segment.text for segment in read(document).segments]
    assert expected.format(plain) in texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("snake_case and 3 < 4 & 5", "snake_case and 3 < 4 & 5"),
        ("# no heading", "\\# no heading"),
        ("1. no item", "1\\. no item"),
        ("- no item", "\\- no item"),
        ("2026 was good", "2026 was good"),
        ("a | b", "a | b"),
        ("*no emphasis*", "\\*no emphasis\\*"),
    ],
)
def test_markdown_is_escaped_only_where_it_must_be(text: str, expected: str) -> None:
    document = Document("words", format="markdown")

    assert escape(document, text, read(document).segments[0]) == expected
