"""The report for people: one line a finding, which editors and terminals turn into a link.

article.txt:15:1: TR001 es 0.99 caption mark: El presidente Joe Biden en el Pentágono
"""

from __future__ import annotations

from triage.model import Result
from triage.policy import EMBEDDED
from triage.reports import Located, ReportOptions, excerpt, locate, printable, shown_path

# ECMA-48 section 8.3.117.
_BOLD, _RED, _CYAN, _RESET = "\x1b[1m", "\x1b[31m", "\x1b[36m", "\x1b[0m"


class TextReport:
    """`path:line:column: rule language confidence role action: excerpt (why, where that is not obvious)`."""

    def __init__(self, options: ReportOptions = ReportOptions()) -> None:
        self._colour = options.colour

    def begin(self) -> str:
        """Return nothing: a report without findings is empty."""
        return ""

    def result(self, result: Result) -> str:
        """Return a line for each finding."""
        path = shown_path(result)
        return "".join(self._line(path, located) for located in locate(result))

    def end(self) -> str:
        """Return nothing."""
        return ""

    def _line(self, path: str, located: Located) -> str:
        finding, start, _ = located
        place = f"{self._paint(_BOLD, path)}:{start.line}:{start.column}"
        rule, lang = self._paint(_RED, finding.rule), self._paint(_CYAN, finding.lang)
        runner_up = f"/{finding.fragment.runner_up}" if finding.fragment.runner_up else ""
        what = f"{rule} {lang}{runner_up} {finding.confidence:.2f} {finding.role.value} {finding.action.value}"
        why = f" ({printable(finding.reason)})" if finding.rule != EMBEDDED else ""
        return f"{place}: {what}: {excerpt(finding)}{why}\n"

    def _paint(self, colour: str, text: str) -> str:
        return f"{colour}{text}{_RESET}" if self._colour else text
