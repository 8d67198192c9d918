"""Bad input: the right status, a message that says what to do, the file as it was, memory bounded."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import MARKED, MIXED, PLAIN
from tests.process import environment, run, start

MARK = ("clean", "--action", "mark")
LATIN = "El año que viene".encode("latin-1")
CLOSED_PIPE = 141
INTERRUPTED = 130
GIBIBYTE = 1024**3
# linux/prctl.h and linux/capability.h
PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()


BLANK = [b"", b" ", b"\n\n\n", b"\r\n \t\r\n", b"\f\n", b"\xef\xbb\xbf", b"\xff\xfe"]


def test_nothing_but_blank_space_is_nothing_to_do(tmp_path: Path) -> None:
    for i, data in enumerate(BLANK):
        (tmp_path / f"{i}.txt").write_bytes(data)

    assert run("scan", ".", cwd=tmp_path) == (0, b"", b"")
    assert run(*MARK, "-i", ".", cwd=tmp_path) == (0, b"", b"")
    assert run(*MARK, ".", cwd=tmp_path) == (0, b"".join(BLANK), b"")
    assert [path.read_bytes() for path in sorted(tmp_path.glob("*.txt"))] == BLANK


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf\n"])
def test_an_empty_pipe_stays_empty(tmp_path: Path, data: bytes) -> None:
    assert run(cwd=tmp_path, stdin=data) == (0, data, b"")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"one\0two and so on", "NUL at byte 3: not text; if it is a binary file, leave it out", id="NUL"),
        pytest.param(bytes(range(256)), "NUL at byte 0: not text; if it is a binary file, leave it out", id="binary"),
        pytest.param(LATIN, "not valid UTF-8 at byte 4 (0xf1); convert it, for example: iconv", id="Latin-1"),
        pytest.param(MIXED.encode("utf-16-be"), "NUL at byte 0: not text; if it is UTF-16, convert it", id="UTF-16"),
        pytest.param(MIXED.encode("utf-16")[:-1], "not valid UTF-16 at byte", id="UTF-16 cut short"),
        pytest.param(MIXED.encode("utf-32"), "UTF-32 text; convert it: iconv -f UTF-32 -t UTF-8", id="UTF-32"),
    ],
)
def test_what_is_no_text_is_refused_and_left(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_text(MIXED)
    done = run(*MARK, "-i", "a.txt", "b.txt", cwd=tmp_path)

    assert done.status == 3
    assert done.err.decode().startswith(f"triage: a.txt: {message}")
    assert done.err.decode().splitlines()[1:] == ["cleaned b.txt"]
    assert (tmp_path / "a.txt").read_bytes() == data
    assert (tmp_path / "b.txt").read_text() == MARKED
    assert run(*MARK, cwd=tmp_path, stdin=data)[:2] == (3, b"")


@pytest.mark.parametrize(
    ("newline", "codec"),
    [
        pytest.param("\r", "utf-8", id="CR only"),
        pytest.param("\r\n", "utf-16", id="UTF-16"),
        pytest.param("\n", "utf-8-sig", id="byte order mark"),
    ],
)
def test_odd_but_legal_text_is_cleaned_and_keeps_its_form(tmp_path: Path, newline: str, codec: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(MIXED.replace("\n", newline).encode(codec))

    assert run(*MARK, "-i", "a.txt", cwd=tmp_path) == (0, b"", b"cleaned a.txt\n")
    assert path.read_bytes() == MARKED.replace("\n", newline).encode(codec)


def test_mixed_newlines_stay_mixed(tmp_path: Path) -> None:
    before, caption, after = MIXED.split("\n\n")
    mixed = f"{before}\r\n\r{caption}\n\r\n{after}\r"

    done = run(*MARK, cwd=tmp_path, stdin=mixed.encode())

    assert done == (0, mixed.replace(caption, f"[es] {caption}").encode(), b"")


class TestPaths:
    """What cannot be opened."""

    @pytest.mark.parametrize("mode", [0o000, 0o200])
    def test_a_file_without_read_permission(self, tmp_path: Path, mode: int) -> None:
        (tmp_path / "a.txt").write_text(MIXED)
        (tmp_path / "a.txt").chmod(mode)
        done = run_unprivileged("scan", "a.txt", cwd=tmp_path)

        assert done.returncode == 3
        assert done.stderr == "triage: a.txt: permission denied; change its mode, or leave it out\n"

    def test_a_file_without_write_permission_is_not_replaced(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(MIXED)
        (tmp_path / "a.txt").chmod(0o444)
        done = run_unprivileged(*MARK, "-i", "a.txt", cwd=tmp_path)

        assert done.returncode == 3
        assert done.stderr == "triage: a.txt: the file is read-only; chmod u+w it, or leave --in-place out\n"
        assert (tmp_path / "a.txt").read_text() == MIXED

    def test_a_directory_that_cannot_be_listed(self, tmp_path: Path) -> None:
        (tmp_path / "closed").mkdir(mode=0o000)
        (tmp_path / "open.txt").write_text(MIXED)
        done = run_unprivileged("scan", ".", cwd=tmp_path)

        assert done.returncode == 3
        assert done.stderr == "triage: ./closed: cannot list the directory; permission denied\n"
        assert done.stdout.startswith("open.txt:3:1: TR001 es ")

    def test_a_directory_in_the_place_of_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").mkdir()
        (tmp_path / "a.txt" / "b.txt").write_text(PLAIN)

        assert run("scan", "a.txt", cwd=tmp_path) == (0, b"", b"")
        done = run("scan", "-o", "a.txt", "a.txt/b.txt", cwd=tmp_path)
        assert (done.status, done.err) == (3, b"triage: a.txt: is a directory; name the files in it\n")

    def test_a_vanished_file_and_a_dead_link(self, tmp_path: Path) -> None:
        (tmp_path / "link.txt").symlink_to("gone.txt")
        done = run("scan", "gone.txt", "link.txt", cwd=tmp_path)

        assert done == (
            3,
            b"",
            b"triage: gone.txt: no such file; check the name\ntriage: link.txt: no such file; check the name\n",
        )

    def test_a_name_that_is_no_unicode(self, tmp_path: Path) -> None:
        name = os.fsdecode(b"a\xff.txt")
        (tmp_path / name).write_text(MIXED)
        done = run("scan", name, cwd=tmp_path)

        assert done.status == 1
        assert done.out.startswith(b"a\xff.txt:3:1: ")


class TestSize:
    """What is large."""

    def test_more_than_the_limit(self, tmp_path: Path) -> None:
        with open(tmp_path / "a.txt", "wb") as file:
            file.truncate(GIBIBYTE)  # sparse: no disk is used
        done = run("scan", "a.txt", cwd=tmp_path, memory_bytes=GIBIBYTE)

        assert done.status == 3
        assert done.err == (
            b"triage: a.txt: larger than 67,108,864 bytes; split it, or raise the limit with --max-bytes\n"
        )

    def test_an_endless_stream(self, tmp_path: Path) -> None:
        with open("/dev/zero", "rb") as endless:
            done = run("scan", "-", cwd=tmp_path, stdin=endless, memory_bytes=GIBIBYTE)

        assert done.status == 3
        assert done.err.startswith(b"triage: <stdin>: larger than 67,108,864 bytes; ")

    @pytest.mark.slow
    def test_a_million_short_lines(self, tmp_path: Path) -> None:
        lines = "".join(f"line {i % 100} of the list\n" for i in range(1_000_000))
        (tmp_path / "a.txt").write_text(lines + "\n" + MIXED)
        done = run("scan", "a.txt", cwd=tmp_path, memory_bytes=2 * GIBIBYTE)

        assert done.err == b""
        assert done.out.startswith(b"a.txt:1000004:1: TR001 es ")
        assert done.status == 1

    @pytest.mark.slow
    def test_a_line_of_50_megabytes(self, tmp_path: Path) -> None:
        line = "the council met on tuesday to talk about the price of housing in the old town, as it often does. "
        (tmp_path / "a.txt").write_text(line * (50_000_000 // len(line)) + "\n\n" + MIXED)
        done = run("scan", "a.txt", cwd=tmp_path, memory_bytes=2 * GIBIBYTE)

        assert done.err == b""
        assert done.out.startswith(b"a.txt:5:1: TR001 es ")
        assert done.status == 1

    def test_a_line_of_bytes_without_words(self, tmp_path: Path) -> None:
        data = b"=" * 20_000_000

        assert run("scan", "-", cwd=tmp_path, stdin=data, memory_bytes=GIBIBYTE) == (0, b"", b"")


class TestPipes:
    """When the reader of the output has left, or never was there."""

    @pytest.mark.parametrize(
        ("shell", "err"),
        [
            ("scan a.txt >&-", b"triage: standard output is closed; name a file with --output\n"),
            ("scan -o out.txt a.txt >&-", b""),
            ("scan - <&-", b"triage: standard input is closed; pipe a text in, or name files\n"),
            ("scan none.txt a.txt 2>&-", b""),
        ],
    )
    def test_a_stream_closed_from_the_start(self, tmp_path: Path, shell: str, err: bytes) -> None:
        (tmp_path / "a.txt").write_text(MIXED)
        command = f'exec "$0" -m triage {shell}'
        done = subprocess.run(
            ["sh", "-c", command, sys.executable], cwd=tmp_path, env=environment(), capture_output=True, check=False
        )

        assert done.stderr == err
        assert done.returncode == (1 if "-o" in shell else 3)

    @pytest.mark.parametrize("args", [("scan", "."), (*MARK, "."), ("--help",), ("languages",)])
    def test_a_pipe_closed_before_the_first_byte(self, tmp_path: Path, args: tuple[str, ...]) -> None:
        (tmp_path / "a.txt").write_text(MIXED)
        read_end, write_end = os.pipe()
        os.close(read_end)
        try:
            process = start(*args, cwd=tmp_path, stdin=subprocess.DEVNULL, stdout=write_end, stderr=subprocess.PIPE)
        finally:
            os.close(write_end)
        _, err = process.communicate()

        assert (process.returncode, err) == (CLOSED_PIPE, b"")

    def test_a_pipe_closed_in_the_middle(self, tmp_path: Path) -> None:
        """`triage clean | head -1`: more follows than the pipe can hold."""
        (tmp_path / "a.txt").write_text(PLAIN * 2000)
        process = start(
            *MARK, "a.txt", cwd=tmp_path, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None and process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        _, err = process.communicate()

        assert (process.returncode, err) == (CLOSED_PIPE, b"")
        assert first == PLAIN.encode().splitlines(keepends=True)[0]


class TestInterruption:
    """When the run is ended from outside."""

    COUNT = 900

    @pytest.mark.parametrize(
        ("sent", "status"), [(signal.SIGINT, INTERRUPTED), (signal.SIGKILL, -signal.SIGKILL)], ids=["Ctrl-C", "kill"]
    )
    def test_every_file_is_the_old_or_the_new_one(self, tmp_path: Path, sent: signal.Signals, status: int) -> None:
        for i in range(self.COUNT):
            (tmp_path / f"{i:03}.txt").write_text(MIXED)
        process = start(*MARK, "-i", ".", cwd=tmp_path, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert process.stderr is not None
        first = process.stderr.readline()
        process.send_signal(sent)
        _, rest = process.communicate()

        assert process.returncode == status
        assert first == b"cleaned 000.txt\n"
        assert b"Traceback" not in rest
        texts = [path.read_text() for path in tmp_path.glob("*.txt")]
        assert len(texts) == self.COUNT
        assert set(texts) == {MIXED, MARKED}
        if sent is signal.SIGINT:
            assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []

    def test_a_run_after_a_kill_finishes_the_work(self, tmp_path: Path) -> None:
        """What a killed run left behind is hidden, and no document."""
        (tmp_path / "a.txt").write_text(MIXED)
        (tmp_path / ".a.txt.abc123.tmp").write_text(MIXED)

        assert run(*MARK, "-i", ".", cwd=tmp_path) == (0, b"", b"cleaned a.txt\n")
        assert (tmp_path / "a.txt").read_text() == MARKED


def run_unprivileged(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run `triage` without the right to pass over file modes, which root has; everybody else has not got it anyway.

    Root stays root, and so can read a checkout that nobody else may.
    """
    code = (
        "import ctypes, os, sys\n"
        "if os.geteuid() == 0:\n"
        f"    for capability in {CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH}:\n"
        f"        ctypes.CDLL(None).prctl({PR_CAPBSET_DROP}, capability, 0, 0, 0)\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'triage', *sys.argv[1:]])\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *args], cwd=cwd, env=environment(), capture_output=True, text=True, check=False
    )
