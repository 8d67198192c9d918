"""Standard output as bytes, and a progress bar on standard error where a person waits."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from types import TracebackType
from typing import Any, Self, TextIO, TypeVar

import click

from triage import config, source
from triage.errors import InputError

_Item = TypeVar("_Item")

# A run that ends within this many seconds shows no bar: it would only flicker.
_PATIENCE_SECONDS = 2.0
_CLEAR_LINE = "\r\x1b[2K"


class Output:
    """Where the product of a run goes: standard output, or a file that is written whole at the end.

    Text is written as UTF-8 whatever the locale: content is content. File names that are not UTF-8 keep their bytes.

    Args:
        path: the file; None for standard output.
        progress: is cleared before something is written to a terminal.
    """

    def __init__(self, path: str | None = None, progress: Progress | None = None) -> None:
        self._path = path
        self._progress = progress
        self._parts: list[bytes] = []
        if path is None and sys.stdout is None:
            raise InputError("standard output is closed", hint="name a file with --output")
        self._stdout = None if sys.stdout is None else sys.stdout.buffer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None and self._path is not None:
            source.write(self._path, b"".join(self._parts))

    def write(self, text: str) -> None:
        """Write text."""
        self.send(text.encode("utf-8", "surrogateescape"))

    def send(self, data: bytes) -> None:
        """Write bytes as they are."""
        if not data:
            return
        if self._path is not None or self._stdout is None:
            self._parts.append(data)
            return
        if self._progress is not None:
            self._progress.hide()
        rest = memoryview(data)
        while rest:  # PYTHONUNBUFFERED makes this stream a raw one, which may write less than it is given
            rest = rest[self._stdout.write(rest) or 0 :]
        self._stdout.flush()


class Progress:
    """A bar that appears when a run takes long and a person watches.

    Args:
        length: how many documents there are.
        wanted: whether it may appear at all; it never does where standard error is no terminal.
        patience_seconds: how long a run may take before it appears.
    """

    def __init__(self, length: int, *, wanted: bool = True, patience_seconds: float = _PATIENCE_SECONDS) -> None:
        self._length = length
        self._wanted = wanted and length > 1 and _is_terminal(sys.stderr)
        self._appears = monotonic() + patience_seconds
        self._done = 0
        self._bar: Any = None  # click's own class is private

    def track(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """Yield the items, and count each as done when the next is asked for."""
        with self._closing():
            for item in items:
                yield item
                self._advance()

    def hide(self) -> None:
        """Take the bar off the terminal's line, until it is drawn again."""
        if self._bar is not None:
            click.echo(_CLEAR_LINE, err=True, nl=False)

    def _advance(self) -> None:
        self._done += 1
        if self._bar is not None:
            self._bar.update(1)
        elif self._wanted and monotonic() > self._appears:
            self._bar = click.progressbar(length=self._length, label="triage", file=sys.stderr, show_pos=True)
            self._bar.update(self._done)

    @contextmanager
    def _closing(self) -> Iterator[None]:
        try:
            yield
        finally:
            if self._bar is not None:
                self._bar.render_finish()
                self._bar = None


def colours_stdout() -> bool:
    """Tell whether standard output is to be coloured: a terminal, unless the environment forbids it."""
    return _is_terminal(sys.stdout) and config.wants_colour()


def _is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a standard stream is a terminal; one that was closed before the start is None."""
    return stream is not None and stream.isatty()
