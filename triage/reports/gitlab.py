"""The code quality report of GitLab, a subset of Code Climate's format: a JSON array.

Source: GitLab documentation, "Code Quality report format": description, check_name, fingerprint, severity, location.
"""

from __future__ import annotations

import json
from typing import Any

from triage.model import Result
from triage.policy import NO_ENGINE
from triage.reports import Located, ReportOptions, locate, message, shown_path


class GitlabReport:
    """A JSON array, written as the results come."""

    def __init__(self, options: ReportOptions = ReportOptions()) -> None:
        self._separator = "\n"

    def begin(self) -> str:
        """Return the opening bracket."""
        return "["

    def result(self, result: Result) -> str:
        """Return the issues of one document, with the commas that separate them from those before."""
        path = shown_path(result)
        return "".join(self._next(_issue(path, located)) for located in locate(result))

    def end(self) -> str:
        """Return the closing bracket."""
        return "\n]\n"

    def _next(self, issue: dict[str, Any]) -> str:
        separator, self._separator = self._separator, ",\n"
        return separator + json.dumps(issue)


def _issue(path: str, located: Located) -> dict[str, Any]:
    finding, start, end = located
    return {
        "check_name": finding.rule,
        "description": message(finding),  # repeats the rule: GitLab does not show check_name
        "severity": "info" if finding.rule == NO_ENGINE else "minor",
        "fingerprint": finding.fingerprint,
        "location": {
            "path": path.removeprefix("./"),
            "positions": {
                "begin": {"line": start.line, "column": start.column},
                "end": {"line": end.line, "column": end.column},
            },
        },
    }
