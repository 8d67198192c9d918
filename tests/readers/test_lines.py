"""Subtitles, AsciiDoc and reStructuredText: formats read line by line."""

from __future__ import annotations

import pytest

from tests.readers.check import read_checked, read_rows
from triage.readers.runs import OBJECT

_TIME = "00:00:01,000 --> 00:00:02,000"
_CASES = [
    ("srt", f"1\n{_TIME}\n<i>One</i>\n{{\\an8}}two\n\n2\n{_TIME}\nThree", [("cue", "One\ntwo"), ("cue", "Three")]),
    ("srt", f"1\n{_TIME} X1:0\n3 < 4 &amp;\n", [("cue", "3 < 4 &amp;")]),
    ("srt", "no cue at all\n", []),
    ("srt", f"1\n{_TIME}\n{_TIME}\nOne\n", [("cue", "One")]),
    ("vtt", f"WEBVTT\n\nNOTE no\n\nid\n{_TIME} line:0\n<v Ana>One &amp; <c.x>two</c>", [("cue", "One & two")]),
    ("asciidoc", "= Title\n\n*One* `no`\ntwo", [("heading", "Title"), ("paragraph", f"One {OBJECT}\ntwo")]),
    ("asciidoc", ".Cap\nimage::a.jpg[Alt, 300, title=\"Tit\"]", [("caption", "Cap"), ("alt", "Alt"), ("title", "Tit")]),
    ("asciidoc", "See image:a.png[Alt] here.", [("paragraph", "See  here."), ("alt", "Alt")]),
    ("asciidoc", "* One\n** Two\nterm:: Four", [("item", "One"), ("item", "Two"), ("item", "term"), ("item", "Four")]),
    ("asciidoc", "[source]\n----\nno\n----\n....\nno\n....\n////\nno\n////\n// no\n\n no", []),
    ("asciidoc", "|===\n|One |Two\n|===\nThree", [("cell", "One"), ("cell", "Two"), ("paragraph", "Three")]),
    ("asciidoc", "NOTE: One link:/no[two] https://no[three] <<no,four>>", [("paragraph", "One two three four")]),
    ("asciidoc", "[quote]\n____\nOne\n____", [("paragraph", "One")]),
    ("rst", "Title\n=====\n\n**One** ``no``\ntwo", [("heading", "Title"), ("paragraph", f"One {OBJECT}\ntwo")]),
    ("rst", "One :ref:`no` two", [("paragraph", f"One {OBJECT} two")]),
    (
        "rst",
        ".. figure:: a.png\n   :alt: Alt\n   :width: no\n\n   Cap *one*\n   two\n\n   Legend",
        [("alt", "Alt"), ("caption", "Cap one\ntwo"), ("paragraph", "Legend")],
    ),
    ("rst", ".. image:: a.png\n   :alt: Alt\n\nOne", [("alt", "Alt"), ("paragraph", "One")]),
    ("rst", ".. code-block:: sh\n\n   no\n\n.. no\n   no\n\nOne", [("paragraph", "One")]),
    ("rst", "One::\n\n   no\n\nTwo", [("paragraph", "One::"), ("paragraph", "Two")]),
    ("rst", ".. note::\n\n   One\n\n.. topic:: Two", [("paragraph", "One"), ("heading", "Two")]),
    ("rst", "* One\n  two\n* Three\n\n1. Four", [("item", "One\ntwo"), ("item", "Three"), ("item", "Four")]),
    ("rst", "+---+---+\n| a | b |\n+---+---+", [("cell", "a"), ("cell", "b")]),
    ("rst", "=== ===\nc   d\n=== ===", [("cell", "c"), ("cell", "d")]),
    ("rst", ">>> no\nno\n\n:no: no\n\n`one <no>`_ two_ \\*three", [("paragraph", "one two *three")]),
    ("rst", ".. [1] Note\n\n.. _no: no", [("paragraph", "Note")]),
]


@pytest.mark.parametrize(("format", "text", "expected"), _CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_what_is_read(format: str, text: str, expected: list[tuple[str, str]], newline: str) -> None:
    rows = [(role, value.replace("\r\n", "\n")) for role, value in read_rows(text.replace("\n", newline), format)]

    assert rows == expected


@pytest.mark.parametrize(
    ("format", "text", "expected"),
    [
        ("srt", f"1\n{_TIME}\n[es] Uno\n[en] One\n", [("Uno", "es"), ("One", "en")]),
        ("srt", f"1\n{_TIME}\n[es: <i>Uno\ndos</i>]\n", [("Uno\ndos", "es")]),
        ("vtt", f"WEBVTT\n\n{_TIME}\n<lang es>Uno</lang> two\n", [("Uno", "es"), ("two", None)]),
        ("vtt", f"WEBVTT\n\n{_TIME}\n[es] Uno\n", [("[es] Uno", None)]),
    ],
)
def test_declared_languages(format: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(segment.text, segment.lang) for segment in read_checked(text, format)] == expected
