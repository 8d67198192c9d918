"""Output: bytes, whole files, and a progress bar only where a person waits."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from triage.cli import output
from triage.cli.output import Output, Progress


class Stream:
    """A standard stream that may be a terminal, and that takes a few bytes at a time like a raw one."""

    def __init__(self, *, is_terminal: bool, at_once: int = 1000) -> None:
        self.taken = b""
        self.buffer = self
        self._is_terminal = is_terminal
        self._at_once = at_once

    def isatty(self) -> bool:
        return self._is_terminal

    def write(self, data: bytes | memoryview) -> int:
        taken = bytes(data[: self._at_once])
        self.taken += taken
        return len(taken)

    def flush(self) -> None:
        pass


class Terminal(io.StringIO):
    """Standard error on a terminal."""

    def isatty(self) -> bool:
        return True


def test_text_is_written_as_utf8_whatever_the_stream_takes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Stream(is_terminal=False, at_once=3)
    monkeypatch.setattr(sys, "stdout", stream)

    Output().write("Año \udcff\r\n")

    assert stream.taken == "Año ".encode() + b"\xff\r\n"


def test_a_file_is_written_when_the_run_ends_well(tmp_path: Path) -> None:
    with Output(str(tmp_path / "a")) as out:
        out.write("uno\n")
        assert not (tmp_path / "a").exists()
        out.send(b"dos\n")

    assert (tmp_path / "a").read_bytes() == b"uno\ndos\n"


def test_a_file_is_not_written_when_the_run_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyError), Output(str(tmp_path / "a")) as out:
        out.write("uno\n")
        raise KeyError

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("is_terminal", "no_color", "expected"), [(True, "", True), (True, "1", False), (False, "", False)]
)
def test_colour_needs_a_terminal_and_leave(
    monkeypatch: pytest.MonkeyPatch, is_terminal: bool, no_color: str, expected: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", Stream(is_terminal=is_terminal))
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm")

    assert output.colours_stdout() is expected


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Make standard error a terminal; not in a fixture, as pytest puts its own back before the test is called."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    return terminal


class TestProgress:
    """The bar."""

    def test_it_appears_in_a_long_run_and_gives_way_to_output(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stderr = on_terminal(monkeypatch)
        stdout = Stream(is_terminal=True)
        monkeypatch.setattr(sys, "stdout", stdout)
        progress = Progress(3, patience_seconds=-1.0)
        out = Output(progress=progress)
        for i in progress.track(range(3)):
            out.write(f"{i}\n")

        assert stdout.taken == b"0\n1\n2\n"
        assert "3/3" in stderr.getvalue()
        assert stderr.getvalue().count("\x1b[2K") == 2

    def test_it_does_not_appear_in_a_short_run(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stderr = on_terminal(monkeypatch)

        assert list(Progress(3).track("abc")) == ["a", "b", "c"]
        assert stderr.getvalue() == ""

    @pytest.mark.parametrize(("length", "wanted"), [(1, True), (3, False)])
    def test_it_does_not_appear_for_one_document_or_when_it_is_to_be_quiet(
        self, monkeypatch: pytest.MonkeyPatch, length: int, wanted: bool
    ) -> None:
        stderr = on_terminal(monkeypatch)
        list(Progress(length, wanted=wanted, patience_seconds=-1.0).track(range(length)))

        assert stderr.getvalue() == ""

    def test_it_does_not_appear_off_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stderr = io.StringIO()
        monkeypatch.setattr(sys, "stderr", stderr)
        list(Progress(3, patience_seconds=-1.0).track(range(3)))

        assert stderr.getvalue() == ""
