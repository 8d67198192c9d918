"""Markup around edits is compared as the parsers of HTML and Markdown see it."""

from __future__ import annotations

import pytest

from triage.edits import apply
from triage.layouts.skeletons import refute_html, refute_markdown
from triage.model import Document, Edit, Span
from triage.proof import Shift

_CHANGED = "the markup around it would change"


def _refute(format: str, text: str, target: str, replacement: str) -> str:
    """Replace a word and compare; an empty target inserts at the beginning."""
    start = text.index(target)
    edits = (Edit(Span(start, start + len(target)), replacement),)
    before, after = Document(text, format=format), Document(apply(text, edits), format=format)
    check = refute_html if format == "html" else refute_markdown
    return check(before, after, edits, Shift(edits).spans_after())


@pytest.mark.parametrize(
    ("format", "text", "target", "replacement"),
    [
        ("html", "<p>uno</p><hr>", "uno", "one"),
        ("html", "<p>uno</p><hr>", "uno", '<span lang="es">uno</span>'),
        ("html", "<p>uno</p>", ">uno", ' lang="es">uno'),
        ("html", "<p>uno</p>\n<p></p>", "<p>uno</p>\n", ""),
        ("markdown", "uno *dos*\n\n- tres", "uno", "one"),
        ("markdown", "*uno*\n\n- tres", "", '<span lang="es">'),
        ("markdown", "# uno\n\n`dos`", "uno", '<span lang="es">uno</span>'),
        ("markdown", "uno\n\n`dos`", "uno", 'uno\n{: lang="es"}'),
        ("markdown", "- uno\n- dos", "- uno\n", ""),
        ("mdx", "<Figure caption='uno' />", "uno", "one"),
    ],
)
def test_an_edit_that_keeps_the_markup(format: str, text: str, target: str, replacement: str) -> None:
    assert _refute(format, text, target, replacement) == ""


@pytest.mark.parametrize(
    ("format", "text", "target", "replacement"),
    [
        ("html", "<p>uno</p><hr>", "uno", "<!-- "),
        ("markdown", "uno\n\n`dos`", "uno", "# one"),
        ("markdown", "uno\n\n[x](/y)", "uno", "```"),
        ("markdown", "uno <b>dos</b>", "uno", "one <!--"),
    ],
)
def test_an_edit_that_changes_the_markup(format: str, text: str, target: str, replacement: str) -> None:
    assert _refute(format, text, target, replacement) == _CHANGED
