"""Input made to be slow is read in time that grows with its length: quadratic time would take minutes here."""

from __future__ import annotations

import pytest

from triage.model import Document
from triage.readers import read

_TIMES = 30_000


@pytest.mark.parametrize(
    ("format", "piece"),
    [
        ("text", "[es: a "),
        ("text", "[es] a\n"),
        ("text", "\n \n"),
        ("text", "[[]"),
        ("html", "<a "),
        ("html", '<a b="'),
        ("html", "<a b='<a c=\""),
        ("html", "<!--"),
        ("html", "<script>"),
        ("html", "<b>"),
        ("html", "<b lang=es>x<b lang=fr>y"),
        ("html", "<li>x"),
        ("html", "<div><li>x"),
        ("html", "<i><div></i>"),
        ("html", "&"),
        ("html", "{{ "),
        ("html", "<% <?php "),
        ("markdown", "["),
        ("markdown", "!["),
        ("markdown", "{{< figure caption=\"x\" "),
        ("markdown", "{% raw %}"),
        ("markdown", ":::note x\n"),
        ("markdown", "<a "),
        ("markdown", "]{lang=es} ["),
        ("markdown", "*a *{:lang=es} "),
        ("markdown", "[x]: y 'z\n"),
        ("markdown", "word *em* ñ "),
        ("mdx", "{"),
        ("mdx", "{a {b} "),
        ("yaml", "- title: \"x\"\n"),
        ("jsonl", '{"text": "a\\u00f1"}\n'),
        ("csv", 'caption\n"x\n'),
        ("po", 'msgstr "a"\n"b"\n'),
        ("srt", "00:00:01,000 --> 00:00:02,000\n"),
        ("vtt", "00:01.000 --> 00:02.000\n<lang es>"),
        ("asciidoc", "`x *y "),
        ("rst", "``x *y "),
    ],
)
def test_hostile_input_is_read(format: str, piece: str) -> None:
    document = read(Document(piece * _TIMES, format=format))

    assert all(segment.text.strip() for segment in document.segments)


@pytest.mark.parametrize("depth", [1_000, 10_000])
@pytest.mark.parametrize(("format", "opening"), [("html", "<div>"), ("markdown", "> "), ("markdown", "<div>\n\n")])
def test_deep_nesting_is_read(format: str, opening: str, depth: int) -> None:
    assert [segment.text for segment in read(Document(opening * depth + "deep", format=format)).segments] == ["deep"]
