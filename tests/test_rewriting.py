"""What cannot be written is left whole, and costs its neighbours nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fakes import PlantedIdentification
from triage import readers
from triage.layouts import Style
from triage.layouts.text import TextWriter
from triage.model import Action, Document, Edit, Finding, Role, Span
from triage.policy import Policy
from triage.rewriting import rewrite

# The reader here sees no mark on the second, so that it cannot be proved.
GOOD, BAD = "Vista del puerto", "No pasarán"


def rewritten(lines: list[str], action: Action = Action.MARK) -> tuple[str, list[Finding], int]:
    document = readers.read(Document("\n\n".join(lines)))
    found = PlantedIdentification()(document.segments, matrix="en", languages=None, min_confidence=0.0)
    findings = [Finding(fragment, "TR001", Role.CAPTION, action) for fragment in found.fragments]
    readings = 0

    def read(document: Document) -> Document:
        nonlocal readings
        readings += 1
        read = readers.read(document)
        segments = (replace(s, lang=None) if BAD in s.text else s for s in read.segments)
        return replace(read, segments=tuple(segments))

    result = rewrite(document, findings, Policy(), Style(), matrix="en", read=read)
    return result.text, list(result.findings), readings


def test_all_at_once() -> None:
    text, findings, readings = rewritten([GOOD] * 20)

    assert text == "\n\n".join(["[es] Vista del puerto"] * 20)
    assert readings == 1
    assert {finding.rule for finding in findings} == {"TR001"}


@pytest.mark.parametrize("place", [1, 7, 14])
def test_a_bad_one_is_flagged_and_the_others_are_written(place: int) -> None:
    lines = [GOOD] * 16
    lines[place] = BAD
    text, findings, readings = rewritten(lines)

    assert text.split("\n\n") == [line if line != GOOD else "[es] Vista del puerto" for line in lines]
    assert [finding.rule for finding in findings] == ["TR004" if k == place else "TR001" for k in range(16)]
    assert findings[place].action is Action.FLAG
    assert findings[place].reason == "its mark would not be recognised"
    assert readings < 16


def test_nothing_stands() -> None:
    lines = [BAD] * 3
    text, findings, _ = rewritten(lines)

    assert text == "\n\n".join(lines)
    assert {(finding.rule, finding.action) for finding in findings} == {("TR004", Action.FLAG)}


@pytest.mark.parametrize("action", [Action.FLAG, Action.KEEP])
def test_what_is_not_to_be_written_costs_no_reading(action: Action) -> None:
    assert rewritten([GOOD], action)[::2] == (GOOD, 0)


def test_orders_that_only_fail_together_are_all_left() -> None:
    document = readers.read(Document(f"{GOOD}\n\n{GOOD}"))
    found = PlantedIdentification()(document.segments, matrix="en", languages=None, min_confidence=0.0)
    findings = [Finding(fragment, "TR001", Role.CAPTION, Action.MARK) for fragment in found.fragments]
    result = rewrite(document, findings, Policy(), Style(), matrix="en", read=_lose_all_if_twice)

    assert result.text == document.text
    assert [finding.rule for finding in result.findings] == ["TR004", "TR004"]


def _lose_all_if_twice(document: Document) -> Document:
    read = readers.read(document)
    return document if document.text.count("[es]") > 1 else read


class DeclaringWriter(TextWriter):
    """Plain text that declares its language in a first line."""

    def declare(self, document: Document, matrix: str) -> tuple[Edit, ...]:
        """Return the first line, or one that breaks the document where the language is French."""
        line = "lang=fr\n\nune ligne de plus\n\n" if matrix == "fr" else f"lang={matrix}\n\n"
        return () if document.text.startswith("lang=") else (Edit(Span(0, 0), line),)


def _read_declared(document: Document) -> Document:
    """Read plain text whose first line may be a declaration."""
    read = readers.read(document)
    first, *others = read.segments
    if not first.text.startswith("lang="):
        return read
    return replace(read, lang=first.text.removeprefix("lang="), segments=tuple(others))


@pytest.mark.parametrize(
    ("text", "action", "matrix", "expected"),
    [
        ("A", Action.MARK, "en", "lang=en\n\nA"),
        ("Vista del puerto", Action.MARK, "en", "lang=en\n\n[es] Vista del puerto"),
        ("lang=de\n\nA", Action.MARK, "en", "lang=de\n\nA"),
        pytest.param("A", Action.MARK, "und", "A", id="not known"),
        pytest.param("A", None, "en", "A", id="not asked for"),
        pytest.param("A", Action.MARK, "fr", "A", id="it would break the document"),
    ],
)
def test_a_marked_document_declares_its_own_language(
    text: str, action: Action | None, matrix: str, expected: str
) -> None:
    document = _read_declared(Document(text))
    found = PlantedIdentification()(document.segments, matrix="en", languages=None, min_confidence=0.0)
    findings = [Finding(fragment, "TR001", Role.CAPTION, Action.MARK) for fragment in found.fragments]
    writer = DeclaringWriter()
    result = rewrite(document, findings, Policy(action), Style(), matrix=matrix, read=_read_declared, writer=writer)

    assert result.text == expected
