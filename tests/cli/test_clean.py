"""`triage clean`: what is written, where, and the exit status."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import AFTER, BEFORE, CAPTION, MARKED, MIXED, PLAIN, Cli
from tests.files import state

MARK = ("--action", "mark")


@pytest.fixture(autouse=True)
def mixed(tmp_path: Path) -> Path:
    """Make a document with one caption."""
    path = tmp_path / "mixed.txt"
    path.write_text(MIXED)
    (tmp_path / "plain.txt").write_text(PLAIN)
    return path


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("clean", *MARK), id="no path"),
        pytest.param(("clean", *MARK, "-"), id="a dash"),
        pytest.param(MARK, id="no command, options only"),
    ],
)
def test_a_filter_writes_the_text_and_ends_with_status_0(cli: Cli, args: tuple[str, ...]) -> None:
    assert cli(*args, stdin=MIXED.encode()) == (0, MARKED, "")


def test_bare_triage_is_a_filter(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / ".triage.toml").write_text('action = "mark"')

    assert cli(stdin=MIXED.encode()) == (0, MARKED, "")


def test_bare_triage_on_a_terminal_shows_help(cli: Cli) -> None:
    done = cli()

    assert done.status == 0
    assert done.out.startswith("Usage: triage ")


@pytest.mark.parametrize(
    ("codec", "newline"), [("utf-8", "\r\n"), ("utf-8-sig", "\r"), ("utf-16", "\n"), ("utf-8", "\n\f")]
)
def test_a_filter_keeps_encoding_mark_and_newlines(cli: Cli, codec: str, newline: str, tmp_path: Path) -> None:
    document = MIXED.replace("\n\n", 2 * newline)
    cli("clean", *MARK, "-o", "out.txt", stdin=document.encode(codec))

    assert (tmp_path / "out.txt").read_bytes() == MARKED.replace("\n\n", 2 * newline).encode(codec)


def test_actions_may_depend_on_the_role(cli: Cli) -> None:
    assert cli("clean", *MARK, "--action", "caption=drop", "mixed.txt").out == f"{BEFORE}\n\n{AFTER}\n"
    assert cli("clean", "--action", "caption=flag", "mixed.txt").out == MIXED


def test_several_files_come_one_after_another(cli: Cli) -> None:
    assert cli("clean", *MARK, "plain.txt", "mixed.txt").out == PLAIN + MARKED


def test_cleaning_twice_is_cleaning_once(cli: Cli) -> None:
    once = cli("clean", *MARK, stdin=MIXED.encode()).out

    assert cli("clean", *MARK, stdin=once.encode()).out == once


class TestInPlace:
    """Rewriting files."""

    def test_a_changed_file_is_rewritten_and_named(self, cli: Cli, mixed: Path) -> None:
        mixed.chmod(0o640)

        assert cli("clean", "-i", *MARK, "mixed.txt", "plain.txt") == (0, "", "cleaned mixed.txt\n")
        assert mixed.read_text() == MARKED
        assert stat.S_IMODE(mixed.stat().st_mode) == 0o640

    def test_a_second_run_writes_nothing(self, cli: Cli, mixed: Path) -> None:
        cli("clean", "-i", *MARK, ".")
        before = state(mixed)

        assert cli("clean", "-i", *MARK, ".") == (0, "", "")
        assert state(mixed) == before

    def test_a_link_stays_a_link(self, cli: Cli, mixed: Path, tmp_path: Path) -> None:
        (tmp_path / "link.txt").symlink_to("mixed.txt")

        assert cli("clean", "-i", *MARK, "link.txt").err == "cleaned link.txt\n"
        assert os.readlink(tmp_path / "link.txt") == "mixed.txt"
        assert mixed.read_text() == MARKED

    def test_quiet_names_nothing(self, cli: Cli) -> None:
        assert cli("clean", "-qi", *MARK, "mixed.txt") == (0, "", "")

    def test_the_proof_can_be_seen(self, cli: Cli) -> None:
        err = cli("clean", "--verify", *MARK, "mixed.txt").err

        assert err.startswith("triage: mixed.txt: verified, 1 edits; ")
        assert re.search(r"outside them (\d+) of \1 characters are unchanged, and ", err)
        assert re.search(r" and (\d+) of \1 segments are read as before$", err)

    def test_status_1_on_request(self, cli: Cli) -> None:
        assert cli("clean", "-i", "--exit-non-zero-on-fix", *MARK, "mixed.txt").status == 1
        assert cli("clean", "-i", "--exit-non-zero-on-fix", *MARK, "mixed.txt").status == 0

    def test_what_fails_is_left_and_the_others_are_done(self, cli: Cli, mixed: Path, tmp_path: Path) -> None:
        latin = "Año nuevo".encode("latin-1")
        (tmp_path / "latin.txt").write_bytes(latin)
        done = cli("clean", "-i", *MARK, "latin.txt", "mixed.txt")

        assert done.status == 3
        assert done.err.startswith("triage: latin.txt: not valid UTF-8 at byte 1 (0xf1); ")
        assert done.err.endswith("\ncleaned mixed.txt\n")
        assert (tmp_path / "latin.txt").read_bytes() == latin
        assert mixed.read_text() == MARKED

    def test_several_processes_do_the_same(self, cli: Cli, tmp_path: Path) -> None:
        (tmp_path / "many").mkdir()
        for i in range(40):
            (tmp_path / "many" / f"{i:02}.txt").write_text((PLAIN, MIXED)[i % 2])

        assert cli("clean", "-i", "-j2", *MARK, "many").err.count("cleaned ") == 20
        assert {path.read_text() for path in (tmp_path / "many").iterdir()} == {PLAIN, MARKED}


class TestDryRuns:
    """Showing what would change."""

    def test_check_writes_nothing_and_ends_with_status_1(self, cli: Cli, mixed: Path) -> None:
        assert cli("clean", "--check", *MARK, "mixed.txt", "plain.txt") == (1, "", "would clean mixed.txt\n")
        assert cli("clean", "--check", *MARK, "plain.txt") == (0, "", "")
        assert cli("clean", "--check", "-i", *MARK, "mixed.txt").status == 1
        assert mixed.read_text() == MIXED

    def test_diff_shows_the_lines(self, cli: Cli, mixed: Path) -> None:
        done = cli("clean", "--diff", "-i", *MARK, "mixed.txt", "plain.txt")

        assert done == (
            0,
            "--- mixed.txt\n+++ mixed.txt\n@@ -1,5 +1,5 @@\n"
            f" {BEFORE}\n \n-{CAPTION}\n+[es] {CAPTION}\n \n {AFTER}\n",
            "",
        )
        assert mixed.read_text() == MIXED

    def test_diff_with_check_ends_with_status_1(self, cli: Cli) -> None:
        assert cli("clean", "--diff", "--check", *MARK, "mixed.txt").status == 1


class TestSideFile:
    """What was found, beside the cleaned text."""

    def test_split_writes_the_pairs(self, cli: Cli, tmp_path: Path) -> None:
        done = cli("clean", "--layout", "split", "--report", "pairs.tsv", *MARK, "mixed.txt")

        assert done.status == 0
        assert (tmp_path / "pairs.tsv").read_text().splitlines()[1].split("\t")[:5] == [
            "mixed.txt", "3", "es", "en", CAPTION,
        ]  # fmt: skip

    def test_split_without_a_place_for_the_pairs_is_refused(self, cli: Cli) -> None:
        done = cli("clean", "--layout", "caption=split", "mixed.txt")

        assert (done.status, done.out) == (2, "")
        assert "the layout split needs a place for the pairs: --report pairs.tsv" in done.err

    def test_split_in_place_adds_to_the_pairs_of_before(self, cli: Cli, tmp_path: Path) -> None:
        (tmp_path / "other.txt").write_text(MIXED)
        for name in ("mixed.txt", "other.txt", "other.txt"):
            cli("clean", "-i", "--layout", "split", "--report", "pairs.tsv", *MARK, name)
        rows = [row.split("\t")[0] for row in (tmp_path / "pairs.tsv").read_text().splitlines()]

        assert rows == ["path", "mixed.txt", "other.txt"]

    def test_split_in_place_refuses_what_cannot_be_added_to(self, cli: Cli, mixed: Path) -> None:
        done = cli("clean", "-i", "--layout", "split", "--report", "pairs.tmx", "mixed.txt")

        assert done.status == 2
        assert "split in place adds to its pairs: name a .tsv or .jsonl file with --report" in done.err
        assert mixed.read_text() == MIXED

    def test_a_side_file_that_cannot_be_written_is_told_before_anything_is(self, cli: Cli, mixed: Path) -> None:
        done = cli("clean", "-i", "--report", "none/pairs.tsv", *MARK, "mixed.txt")

        assert (done.status, done.err) == (3, "triage: none/pairs.tsv: no such file; check the name\n")
        assert mixed.read_text() == MIXED

    def test_the_suffix_says_what_is_written(self, cli: Cli, tmp_path: Path) -> None:
        cli("clean", "--report", "found.json", *MARK, "mixed.txt", "plain.txt")

        assert len(json.loads((tmp_path / "found.json").read_text())["documents"]) == 2

    def test_another_suffix_is_refused(self, cli: Cli) -> None:
        done = cli("clean", "--report", "found.doc", "mixed.txt")

        assert done.status == 2
        assert done.err == (
            "triage: found.doc: the name does not say what to write; "
            "end its name in one of: .tsv, .jsonl, .tmx, .json, .sarif\n"
        )


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((), "nothing to clean: name files or directories, or pipe a text in"),
        (("-i", "-"), "standard input cannot be cleaned in place"),
        (("-i", "-o", "out.txt", "mixed.txt"), "--in-place and --output contradict each other"),
        (("--action", "erase", "mixed.txt"), "no action is named 'erase'; use one of: auto, keep, mark"),
        (("--action", "photo=mark", "mixed.txt"), "no role is named 'photo'; use one of: paragraph"),
        (("--layout", "beside", "mixed.txt"), "no layout is named 'beside'; use one of: parallel"),
        (("--engine", "babel", "mixed.txt"), "no translator is named 'babel'; use one of: "),
    ],
)
def test_a_wrong_command_line_ends_with_status_2(
    cli: Cli, mixed: Path, args: tuple[str, ...], message: str
) -> None:
    done = cli("clean", *args)

    assert (done.status, done.out) == (2, "")
    assert message in done.err
    assert mixed.read_text() == MIXED


def test_auto_marks_where_no_engine_is_ready_and_says_so_once(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(MIXED)
    done = cli("clean", "--engine", "argos", "mixed.txt", "other.txt")

    assert done.out == 2 * MARKED
    assert done.err.count("argos cannot translate es to en here") == 1
    assert done.status == 0


def test_what_a_check_speaks_against_is_left_and_told(cli: Cli, tmp_path: Path) -> None:
    """A bracket without a partner: the mark around it would be read back wrongly."""
    text = f"{BEFORE}\n\nThe banner read: {CAPTION.replace('plaza', 'plaza [mayor')}, said the mayor.\n\n{AFTER}\n"
    (tmp_path / "odd.txt").write_text(text)
    done = cli("clean", *MARK, "odd.txt")

    assert (done.status, done.out) == (0, text)
    assert done.err.startswith("odd.txt:3:18: TR004 es ")
    assert done.err.endswith("(a bracket in it has no partner)\n")
    assert cli("clean", "-q", *MARK, "odd.txt").err == ""
