"""`triage explain`: the evidence for a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import CAPTION, MIXED, PLAIN, Cli


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path) -> None:
    (tmp_path / "mixed.txt").write_text(MIXED)
    (tmp_path / "empty.txt").write_text("\n\n12 34\n")


@pytest.mark.parametrize("place", ["mixed.txt:3", "mixed.txt:3:1", "mixed.txt:3:1:"])
def test_a_finding_is_explained_word_by_word(cli: Cli, place: str) -> None:
    done = cli("explain", place)
    rows = done.out.splitlines()[4:-3]

    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"{place}: matrix language en\n\ncaption: TR001 es in en, confidence ")
    assert [row.split()[0] for row in rows] == CAPTION.split()
    assert "langdetect, asked for these two: es 1.00\n" in done.out


def test_the_votes_add_up(cli: Cli) -> None:
    *rows, total, _, _ = cli("explain", "mixed.txt:3").out.splitlines()[4:]

    assert float(total.split()[1]) == pytest.approx(sum(float(row.split()[4]) for row in rows), abs=0.05 * len(rows))


def test_a_line_without_a_finding_is_explained_too(cli: Cli) -> None:
    done = cli("explain", "mixed.txt:1")

    assert done.status == 0
    assert "paragraph: nothing found here\n" in done.out
    assert "\ncouncil " in done.out


def test_what_is_expected_counts_beside_the_guard(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text(f"{PLAIN}\n\nVista del puerto\n")
    line = PLAIN.count("\n") + 3

    assert "alone" not in cli("explain", f"short.txt:{line}").out
    assert "; that it is expected, or other blocks in es, make it 0." in cli(
        "explain", "--expect", "es", f"short.txt:{line}"
    ).out


def test_only_the_line_that_is_asked_for(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "wrapped.txt").write_text("The council met\non Tuesday evening\nin the old town.\n")
    out = cli("explain", "--lang", "en", "wrapped.txt:2").out

    assert [row.split()[0] for row in out.splitlines()[4:-3]] == ["on", "Tuesday", "evening"]


def test_a_pipe_can_be_explained(cli: Cli) -> None:
    assert "caption: TR001 es in en" in cli("explain", "3", stdin=MIXED.encode()).out


def test_words_in_markup_are_explained_as_they_are_read(cli: Cli, tmp_path: Path) -> None:
    page = f"<p>{PLAIN}</p>\n<figcaption>{CAPTION.replace('alquiler', 'a&ntilde;o')}</figcaption>\n"
    (tmp_path / "page.html").write_text(page)
    out = cli("explain", "page.html:5").out

    assert "\naño " in out
    assert "figcaption" not in out


def test_a_line_without_words_says_so(cli: Cli) -> None:
    assert "no evidence: no words" in cli("explain", "--lang", "en", "empty.txt:3").out
    assert cli("explain", "empty.txt:1") == (0, "empty.txt:1: matrix language und\n", "")


@pytest.mark.parametrize(
    ("place", "status", "message"),
    [
        ("mixed.txt", 2, "'mixed.txt' names no line: write PATH:LINE; see triage explain --help"),
        ("3", 2, "'3' names no document: write PATH:LINE, or pipe a text in; see triage explain --help"),
        ("mixed.txt:99", 2, "mixed.txt: no line 99; the document has 6 lines"),
        ("mixed.txt:0", 2, "mixed.txt: no line 0; the document has 6 lines"),
        ("none.txt:1", 3, "none.txt: no such file; check the name"),
    ],
)
def test_a_place_that_is_not_there(cli: Cli, place: str, status: int, message: str) -> None:
    assert cli("explain", place) == (status, "", f"triage: {message}\n")


def test_the_guard_says_what_it_saw(cli: Cli) -> None:
    out = cli("explain", "mixed.txt:3").out

    assert "\nguard: " in out
    assert "gain +" in out


def test_the_guard_has_nothing_to_say_of_plain_text(cli: Cli) -> None:
    assert "\nguard: no stretch here gains enough to be looked at\n" in cli("explain", "mixed.txt:1").out
