"""Diff: what is shown is what `patch` needs to make the new text of the old one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage import edits as editing
from triage.diff import unified
from triage.model import Edit, Span
from tests.strategies import documents, edits_of

TEN = "".join(f"line {n}\n" for n in range(1, 11))


def diff(text: str, *changes: Edit) -> str:
    """Return the diff of a file `a.txt`."""
    return "".join(unified(text, changes, name="a.txt"))


@pytest.mark.parametrize(
    ("text", "changes"),
    [("", []), ("uno\n", []), ("uno\n", [Edit(Span(0, 3), "uno")]), ("", [Edit(Span(0, 0), "")])],
)
def test_what_changes_nothing_has_no_diff(text: str, changes: list[Edit]) -> None:
    assert diff(text, *changes) == ""


@pytest.mark.parametrize(
    ("text", "changes", "expected"),
    [
        pytest.param(
            TEN,
            [Edit(Span(28, 28), "[es] ")],
            "@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+[es] line 5\n line 6\n line 7\n line 8\n",
            id="one line, three lines around it",
        ),
        pytest.param(
            "uno\ndos\n",
            [Edit(Span(3, 3), "\n[en] one")],
            "@@ -1,2 +1,3 @@\n uno\n+[en] one\n dos\n",
            id="an added line",
        ),
        pytest.param("uno\ndos\n", [Edit(Span(0, 4), "")], "@@ -1,2 +1 @@\n-uno\n dos\n", id="a dropped line"),
        pytest.param("uno\n", [Edit(Span(0, 4), "")], "@@ -1 +0,0 @@\n-uno\n", id="nothing left"),
        pytest.param("", [Edit(Span(0, 0), "uno\n")], "@@ -0,0 +1 @@\n+uno\n", id="out of nothing"),
        pytest.param(
            "uno",
            [Edit(Span(3, 3), "\n[en] one")],
            "@@ -1 +1,2 @@\n-uno\n\\ No newline at end of file\n+uno\n+[en] one\n\\ No newline at end of file\n",
            id="no final newline",
        ),
        pytest.param(
            TEN,
            [Edit(Span(0, 4), "A"), Edit(Span(5, 6), "B"), Edit(Span(63, 67), "C")],
            "@@ -1,4 +1,4 @@\n-line 1\n+A B\n line 2\n line 3\n line 4\n"
            "@@ -7,4 +7,4 @@\n line 7\n line 8\n line 9\n-line 10\n+C 10\n",
            id="edits of one line are one change, far ones two hunks",
        ),
        pytest.param(
            "a\rb\r\nc",
            [Edit(Span(2, 3), "B")],
            "@@ -1,2 +1,2 @@\n-a\rb\r\n+a\rB\r\n c\n\\ No newline at end of file\n",
            id="carriage returns belong to the line",
        ),
    ],
)
def test_hunks(text: str, changes: list[Edit], expected: str) -> None:
    assert diff(text, *changes) == f"--- a.txt\n+++ a.txt\n{expected}"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_git_apply_makes_the_new_text(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    text = data.draw(documents())
    changes = data.draw(edits_of(text))
    shown = diff(text, *changes)
    if not shown:
        return
    directory = tmp_path_factory.mktemp("diff")
    (directory / "a.txt").write_bytes(text.encode())

    apply_diff(directory, shown)

    assert (directory / "a.txt").read_bytes() == editing.apply(text, changes).encode()


def apply_diff(directory: Path, shown: str) -> None:
    """Let git apply a diff; a file that becomes empty stays."""
    command = ["git", "apply", "-p0", "--whitespace=nowarn", "--allow-empty", "--unidiff-zero", "-"]
    done = subprocess.run(command, cwd=directory, input=shown.encode(), capture_output=True, check=False)
    assert done.returncode == 0, (done.stderr, shown)
