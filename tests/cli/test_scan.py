"""`triage scan`: what is reported, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import AFTER, BEFORE, CAPTION, MIXED, PLAIN, Cli

FINDING = "mixed.txt:3:1: TR001 es "


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path) -> None:
    (tmp_path / "mixed.txt").write_text(MIXED)
    (tmp_path / "plain.txt").write_text(PLAIN)


def test_a_finding_has_its_place_and_ends_with_status_1(cli: Cli) -> None:
    done = cli("scan", "mixed.txt")

    assert done.status == 1
    assert done.out.startswith(FINDING)
    assert done.out.endswith(f"{CAPTION}\n")
    assert done.out.count("\n") == 1
    assert done.err == ""


def test_a_clean_document_says_nothing(cli: Cli) -> None:
    assert cli("scan", "plain.txt") == (0, "", "")


def test_several_files_and_directories(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "deep.txt").write_text(MIXED)
    done = cli("scan", "plain.txt", "sub", "mixed.txt")

    assert done.status == 1
    assert [line.split(":")[0] for line in done.out.splitlines()] == ["sub/deep.txt", "mixed.txt"]


def test_without_a_path_the_working_directory_is_scanned(cli: Cli) -> None:
    assert cli("scan").out.startswith(FINDING)


@pytest.mark.parametrize("args", [("scan",), ("scan", "-")])
def test_a_pipe_is_scanned(cli: Cli, args: tuple[str, ...]) -> None:
    done = cli(*args, stdin=MIXED.encode())

    assert done.status == 1
    assert done.out.startswith("<stdin>:3:1: TR001 es ")


def test_an_empty_pipe_is_told_when_no_path_was_given(cli: Cli) -> None:
    assert cli("scan", stdin=b"") == (
        0, "", "triage: nothing on standard input; name files or directories to scan them\n",
    )  # fmt: skip
    assert cli("scan", "-", stdin=b"") == (0, "", "")


def test_a_pipe_goes_by_the_name_it_is_given(cli: Cli) -> None:
    page = f"<p>{PLAIN}</p><figure><figcaption>{CAPTION}</figcaption></figure>".encode()
    done = cli("scan", "--stdin-filename", "sub/page.html", "--format", "json", stdin=page)
    (document,) = json.loads(done.out)["documents"]

    assert (document["path"], document["format"]) == ("sub/page.html", "html")
    assert [finding["text"] for finding in document["findings"]] == [CAPTION]


def test_exit_zero_reports_all_the_same(cli: Cli) -> None:
    done = cli("scan", "--exit-zero", "mixed.txt")

    assert done.status == 0
    assert done.out.startswith(FINDING)


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("--ignore", "TR001"), id="rule"),
        pytest.param(("--ignore", "tr002,tr001"), id="rules in one value"),
        pytest.param(("--min-confidence", "1"), id="confidence"),
        pytest.param(("--languages", "el,ja"), id="closed set"),
        pytest.param(("--allow-languages", "es"), id="welcome language"),
        pytest.param(("--allow", CAPTION), id="welcome phrase"),
    ],
)
def test_options_say_what_is_no_finding(cli: Cli, args: tuple[str, ...]) -> None:
    assert cli("scan", *args, "mixed.txt") == (0, "", "")


def test_expect_says_what_is_likely(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text("The harbour stays closed until the storm has passed.\n\nVista del puerto\n")

    alone = cli("scan", "--format", "json", "short.txt").out
    expected = cli("scan", "--format", "json", "--expect", "es", "short.txt").out

    (one,), (other,) = (json.loads(out)["documents"][0]["findings"] for out in (alone, expected))
    assert one["confidence"] < other["confidence"]


def test_lang_says_what_the_document_is_written_in(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "caption.txt").write_text(f"{CAPTION}\n")

    assert cli("scan", "--lang", "es", "caption.txt").status == 0
    assert cli("scan", "--lang", "en", "caption.txt").out.startswith("caption.txt:1:1: TR001 es ")


def test_a_path_says_what_the_document_is_written_in(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "caption.en.txt").write_text(f"{CAPTION}\n")
    (tmp_path / "caption.es.txt").write_text(f"{CAPTION}\n")

    assert cli("scan", "caption.es.txt").status == 0
    assert cli("scan", "caption.en.txt").status == 1
    assert cli("scan", "--lang", "es", "caption.en.txt").status == 0


def test_the_plain_detector_reports_whole_segments(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "inside.txt").write_text(f"{BEFORE}\n\nThe banner read: {CAPTION}, said the mayor\n\n{AFTER}\n")
    ours = cli("scan", "--lang", "en", "--languages", "es", "inside.txt").out
    plain = cli("scan", "--detector", "langdetect", "--lang", "en", "--languages", "es", "inside.txt").out

    assert ours.startswith("inside.txt:3:18: TR001 es ")
    assert plain.startswith("inside.txt:3:1: TR001 es ")


def test_a_file_of_unknown_suffix_is_scanned_when_it_is_named(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "NOTES").write_text(MIXED)

    assert cli("scan", "NOTES").out.startswith("NOTES:3:1: ")


def test_format_in_goes_before_the_suffix(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"<p>{PLAIN}</p><!-- {CAPTION} -->")

    assert cli("scan", "--format-in", "html", "page.txt").status == 0


def test_statistics_count(cli: Cli) -> None:
    done = cli("scan", "--statistics", ".")

    assert done.status == 1
    assert done.out.endswith("1 finding in 1 of 2 documents\n")


def test_output_is_written_whole_to_a_file(cli: Cli, tmp_path: Path) -> None:
    done = cli("scan", "--format", "json", "-o", "report.json", "mixed.txt")

    assert (done.status, done.out) == (1, "")
    assert len(json.loads((tmp_path / "report.json").read_text())["documents"]) == 1


def test_verbose_says_what_is_read_and_how(cli: Cli) -> None:
    done = cli("scan", "-v", "plain.txt")

    assert done.err == "triage: plain.txt: text, utf-8, language en, 0 findings, no configuration\n"


def test_exclude_and_force_exclude(cli: Cli) -> None:
    assert cli("scan", "--exclude", "mixed*", ".").status == 0
    assert cli("scan", "--exclude", "mixed*", "mixed.txt").status == 1
    assert cli("scan", "--exclude", "mixed*", "--force-exclude", "mixed.txt").status == 0


def test_the_others_are_still_done_when_one_fails(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("Año nuevo".encode("latin-1"))
    done = cli("scan", "latin.txt", "none.txt", "mixed.txt")

    assert done.status == 3
    assert done.out.startswith(FINDING)
    assert done.err == (
        "triage: latin.txt: not valid UTF-8 at byte 1 (0xf1); convert it, for example: iconv -f WINDOWS-1252 -t UTF-8\n"
        "triage: none.txt: no such file; check the name\n"
    )


def test_several_processes_report_the_same_in_the_same_order(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    for i in range(40):
        (tmp_path / "many" / f"{i:02}.txt").write_bytes(b"\xff" if i == 20 else f"{BODIES[i % 2]}".encode())

    alone, together = cli("scan", "many"), cli("scan", "-j", "2", "many")

    assert together == alone
    assert alone.out.count("\n") == 20
    assert "many/20.txt: not valid UTF-8" in alone.err


BODIES = (PLAIN, MIXED)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--format", "xml", "."), "no report is named 'xml'; use one of: "),
        (("--format-in", "docx", "plain.txt"), "no reader is named 'docx'; use one of: "),
        (("--ignore", "TR999", "."), "no rule is named 'TR999'; use one of: TR001, TR002, TR003, TR004, TR005"),
        (("--lang", "English language", "."), "'English language' is no language tag such as en or pt-BR; see "),
        (("--languages", "es,", "--languages", "f", "."), "'f' is no language tag such as en or pt-BR; see "),
        (("--min-confidence", "2", "."), "Invalid value for '--min-confidence': 2.0 is not in the range 0<=x<=1; see "),
        (("--colour", "."), "No such option"),
        (("--exclude", "[z-a]", "."), "not a pattern: '[z-a]'; patterns are written as in .gitignore"),
        (("--config", "none.toml", "."), "none.toml: no such file or directory; name another file with --config"),
    ],
)
def test_a_wrong_command_line_ends_with_status_2(cli: Cli, args: tuple[str, ...], message: str) -> None:
    done = cli("scan", *args)

    assert (done.status, done.out) == (2, "")
    assert message in done.err
    assert done.err.count("\n") == 1
