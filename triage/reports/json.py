"""The report for programs: one JSON object, valid however many documents there are, written as they come.

    {"schema": "triage/1", "version": "0.1.0", "documents": [
      {"path": "a.txt", "format": "text", "matrix": "en", "findings": [FINDING, …], "notes": […], "edits": [EDIT, …]},
      …
    ]}

`path` is null for standard input. FINDING: `rule`, `reason`; `start` and `end`, code points in the document,
half-open; `line`, `column`, `end_line`, `end_column`, counted from 1; `text`, decoded; `lang`, `matrix`, `declared` (or
null), `runner_up` (or null), `confidence` in 0..1; `role`, `action`, `fingerprint`; `translation`, null or an object of
`text`, `target`, `engine`, `model`, `reviewed`, `created`. EDIT, where a document was cleaned: `start`, `end`,
`replacement`.
Fields may be added under the same schema name; none is taken away or given another meaning.
"""

from __future__ import annotations

import json
from typing import Any

from triage import __version__
from triage.model import Result, Translation
from triage.reports import Located, ReportOptions, locate

SCHEMA = "triage/1"

_CONFIDENCE_DIGITS = 4  # more would promise what a calibration on some hundred fragments cannot hold


class JsonReport:
    """One JSON object, see the module."""

    def __init__(self, options: ReportOptions = ReportOptions()) -> None:
        self._separator = "\n"

    def begin(self) -> str:
        """Return the head of the object."""
        return f'{{"schema": {_dump(SCHEMA)}, "version": {_dump(__version__)}, "documents": ['

    def result(self, result: Result) -> str:
        """Return one document, with the comma that separates it from the one before."""
        separator, self._separator = self._separator, ",\n"
        return separator + _dump(_document(result))

    def end(self) -> str:
        """Return the end of the object."""
        return "\n]}\n"


def _dump(value: object) -> str:
    """Return JSON that any encoding can carry: a lone surrogate in a path must not stop the report."""
    return json.dumps(value, ensure_ascii=True)


def _document(result: Result) -> dict[str, Any]:
    return {
        "path": result.document.path,
        "format": result.document.format,
        "matrix": result.matrix,
        "findings": [finding_fields(located) for located in locate(result)],
        "notes": list(result.notes.values()),
        "edits": [{"start": s.start, "end": s.end, "replacement": text} for s, text in result.edits],
    }


def finding_fields(located: Located) -> dict[str, Any]:
    """Return a finding as it stands in the JSON report."""
    finding, start, end = located
    fragment, span = finding.fragment, finding.span
    return {
        "rule": finding.rule,
        "reason": finding.reason,
        "start": span.start,
        "end": span.end,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "text": fragment.text,
        "lang": finding.lang,
        "matrix": fragment.matrix,
        "declared": fragment.segment.lang,
        "runner_up": fragment.runner_up,
        "confidence": round(finding.confidence, _CONFIDENCE_DIGITS),
        "role": finding.role.value,
        "action": finding.action.value,
        "fingerprint": finding.fingerprint,
        "translation": _translation(finding.translation),
    }


def _translation(translation: Translation | None) -> dict[str, Any] | None:
    if translation is None:
        return None
    return {
        "text": translation.text,
        "target": translation.target,
        "engine": translation.engine,
        "model": translation.model,
        "reviewed": translation.reviewed,
        "created": translation.created,
    }
