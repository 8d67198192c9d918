"""Reports: what was found, as text a person reads or a program parses.

A report is begun, given one result after the other and ended; each step returns a string. It never prints and never
needs all results at once, unless it is a summary of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from triage import plugins
from triage.edits import Lines, Position
from triage.model import Finding, Result

STDIN = "<stdin>"

# Control characters and those that turn the direction of the line around: a document must not steer a terminal.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a report may be told.

    Attributes:
        colour: whether ANSI colours may be used; who prints knows the terminal.
    """

    colour: bool = False


class Report(Protocol):
    """A report. A plug-in is a callable that takes `ReportOptions` and returns one."""

    def begin(self) -> str:
        """Return what stands before the first result."""

    def result(self, result: Result) -> str:
        """Return what is said about one document."""

    def end(self) -> str:
        """Return what stands after the last result."""


class Located(NamedTuple):
    """A finding and where people find it: `start` is its first character, `end` follows its last."""

    finding: Finding
    start: Position
    end: Position


def make(name: str, options: ReportOptions = ReportOptions()) -> Report:
    """Return a new report of a format.

    Raises:
        ConfigError: no report has that name.
    """
    report: Report = plugins.load("reports", name)(options)
    return report


def locate(result: Result) -> Iterator[Located]:
    """Yield the findings of a result with their lines and columns in the document as read."""
    if not result.findings:
        return
    lines = Lines(result.document.text)
    for finding in result.findings:
        start, end = finding.span
        yield Located(finding, lines.position(start), lines.position(end))


def shown_path(result: Result) -> str:
    """Return the name of a document for people: its path, or that of standard input."""
    return printable(result.document.path or STDIN)


def printable(text: str) -> str:
    """Return a text on one line, without what would steer a terminal."""
    return _UNSAFE.sub(" ", text)


def message(finding: Finding) -> str:
    """Return what a finding says, in one sentence without its place."""
    return f"{finding.rule} {finding.reason}: {excerpt(finding)}"


_EXCERPT_CHARACTERS = 72  # with path, place and language about one line of a wide terminal


def excerpt(finding: Finding) -> str:
    """Return the beginning of a fragment, on one line."""
    text = " ".join(printable(finding.fragment.text).split())
    return text if len(text) <= _EXCERPT_CHARACTERS else text[: _EXCERPT_CHARACTERS - 1].rstrip() + "…"
