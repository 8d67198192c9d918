"""Comments by which an author tells triage to leave something alone."""

from __future__ import annotations

import pytest

from triage.directives import Directives
from triage.model import Action, Document, Finding, Fragment, Role, Segment, Span


def silenced(text: str, format: str = "markdown", *, rule: str = "TR001", lang: str = "es") -> list[bool]:
    """Tell for each `¡hola!` in a text whether a directive covers it."""
    directives = Directives(Document(text, format=format))
    answers = []
    at = text.find("¡hola!")
    while at >= 0:
        segment = Segment(Span(at, at + 6), "¡hola!")
        finding = Finding(Fragment(segment, Span(0, 6), lang, "en", 0.9), rule, Role.PARAGRAPH, Action.FLAG)
        answers.append(directives.silence(finding))
        at = text.find("¡hola!", at + 1)
    return answers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("¡hola!", [False], id="none"),
        pytest.param("¡hola! <!-- triage: ignore -->\n\n¡hola!", [True, False], id="its line"),
        pytest.param(
            "¡hola!\n<!-- triage: ignore -->\n¡hola!\n¡hola!\n\n¡hola!", [False, True, True, False], id="block"
        ),
        pytest.param("<!-- triage: ignore -->\n\n\n¡hola!\n\n¡hola!", [True, False], id="blank lines before the block"),
        pytest.param("<!-- triage: ignore -->\r\n¡hola!\r\n\r\n¡hola!", [True, False], id="CRLF"),
        pytest.param("<!-- triage: ignore -->\r¡hola!\r\r¡hola!", [True, False], id="CR"),
        pytest.param("<!-- triage: ignore -->\n¡hola!", [True], id="block at the end"),
        pytest.param(
            "¡hola!\n<!-- triage: ignore-start -->\n¡hola!\n\n¡hola!\n<!-- triage: ignore-end -->\n¡hola!",
            [False, True, True, False],
            id="region",
        ),
        pytest.param("<!-- triage: ignore-start -->\n¡hola!\n\n¡hola!", [True, True], id="region without an end"),
        pytest.param("¡hola!\n<!-- triage: ignore-end -->\n¡hola!", [False, False], id="end without a start"),
        pytest.param("¡hola!\n\n<!-- triage: ignore-file -->", [True], id="file"),
        pytest.param("<!-- triage: ignored -->\n¡hola!", [False], id="another word"),
        pytest.param("triage: ignore\n¡hola!", [False], id="no comment"),
    ],
)
def test_what_a_directive_covers(text: str, expected: list[bool]) -> None:
    assert silenced(text) == expected


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ("TR001", True),
        ("TR002", False),
        ("TR002 TR001", True),
        ("TR002, TR001", True),
        ("es", True),
        ("es-MX", True),
        ("fr", False),
        ("TR001 es", True),
        ("TR001 fr", False),
        ("TR002 es", False),
    ],
)
def test_codes_restrict_a_directive(codes: str, expected: bool) -> None:
    assert silenced(f"<!-- triage: ignore {codes} -->\n¡hola!") == [expected]


@pytest.mark.parametrize(
    ("format", "comment", "expected"),
    [
        ("html", "<!-- triage: ignore -->", True),
        ("html", "<!--triage: ignore TR001-->", True),
        ("mdx", "{/* triage: ignore */}", True),
        ("yaml", "# triage: ignore", True),
        ("po", "# triage: ignore", True),
        ("vtt", "NOTE triage: ignore", True),
        ("asciidoc", "// triage: ignore", True),
        ("rst", ".. triage: ignore", True),
        ("markdown", "# triage: ignore", False),
        ("text", "<!-- triage: ignore -->", False),
        ("json", "// triage: ignore", False),
    ],
)
def test_the_comment_is_that_of_the_format(format: str, comment: str, expected: bool) -> None:
    assert silenced(f"{comment}\n¡hola!", format) == [expected]
