"""GitHub workflow commands: each finding becomes an annotation on the line it stands on.

Source: GitHub Actions documentation, "Workflow commands": `::error file=…,line=…,col=…,title=…::message`.
"""

from __future__ import annotations

from triage.model import Result
from triage.reports import Located, ReportOptions, locate, message, shown_path


class GithubReport:
    """One `::error` line a finding; the columns only where it starts and ends on one line, as GitHub demands."""

    def __init__(self, options: ReportOptions = ReportOptions()) -> None:
        pass

    def begin(self) -> str:
        """Return nothing."""
        return ""

    def result(self, result: Result) -> str:
        """Return a command for each finding."""
        path = shown_path(result)
        return "".join(_command(path, located) for located in locate(result))

    def end(self) -> str:
        """Return nothing."""
        return ""


def _command(path: str, located: Located) -> str:
    finding, start, end = located
    properties = {"title": f"triage ({finding.rule})", "file": path, "line": str(start.line)}
    if start.line == end.line:
        # GitHub counts the end column in, ours follows the last character.
        properties |= {"col": str(start.column), "endLine": str(end.line), "endColumn": str(end.column - 1)}
    else:
        properties |= {"endLine": str(end.line)}
    shown = ",".join(f"{key}={_escape_property(value)}" for key, value in properties.items())
    place = f"{path}:{start.line}:{start.column}"
    return f"::error {shown}::{_escape(f'{place}: {message(finding)}')}\n"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
