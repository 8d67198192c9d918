"""The pairs of originals and translations, one a line: what `--layout split` puts beside the cleaned document.

Everything that was found is there; a fragment without a translation has an empty one, so that it can be filled in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from triage.model import Result
from triage.reports import ReportOptions, locate, shown_path


class Pair(NamedTuple):
    """A row; the columns are its fields."""

    path: str
    line: int
    lang: str
    target: str
    original: str
    translation: str
    engine: str


class TsvReport:
    """Tab-separated values with a heading; blank space within a text becomes one blank."""

    def __init__(self, options: ReportOptions = ReportOptions()) -> None:
        pass

    def begin(self) -> str:
        """Return the heading."""
        return "\t".join(Pair._fields) + "\n"

    def result(self, result: Result) -> str:
        """Return a line for each finding."""
        return "".join("\t".join(" ".join(str(cell).split()) for cell in pair) + "\n" for pair in _pairs(result))

    def end(self) -> str:
        """Return nothing."""
        return ""


class JsonLinesReport:
    """One JSON object a line, blank space within a text as it stands."""

    def __init__(self, options: ReportOptions = ReportOptions()) -> None:
        pass

    def begin(self) -> str:
        """Return nothing."""
        return ""

    def result(self, result: Result) -> str:
        """Return a line for each finding."""
        return "".join(json.dumps(pair._asdict()) + "\n" for pair in _pairs(result))

    def end(self) -> str:
        """Return nothing."""
        return ""


def _pairs(result: Result) -> Iterator[Pair]:
    path = shown_path(result)
    for finding, start, _ in locate(result):
        original, made = finding.fragment.text, finding.translation
        if made is None:
            yield Pair(path, start.line, finding.lang, finding.fragment.matrix, original, "", "")
        else:
            yield Pair(path, start.line, finding.lang, made.target, original, made.text, made.engine)
