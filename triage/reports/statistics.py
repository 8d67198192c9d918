"""The summary: how many findings of which rule, language and role, and in how many documents."""

from __future__ import annotations

from collections import Counter

from triage.model import Result
from triage.reports import ReportOptions


class StatisticsReport:
    """Counts; says everything at the end."""

    def __init__(self, options: ReportOptions = ReportOptions()) -> None:
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._documents = 0
        self._affected = 0

    def begin(self) -> str:
        """Return nothing."""
        return ""

    def result(self, result: Result) -> str:
        """Count the findings of one document; return nothing."""
        self._documents += 1
        self._affected += bool(result.findings)
        self._counts.update((f.rule, f.lang, f.role.value) for f in result.findings)
        return ""

    def end(self) -> str:
        """Return a line for each kind of finding, most frequent first, and the total."""
        ordered = sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        width = len(str(ordered[0][1])) if ordered else 1
        lines = [f"{count:>{width}}  {rule}  {lang}  {role}\n" for (rule, lang, role), count in ordered]
        total = _plural(self._counts.total(), "finding")
        return "".join(lines) + f"{total} in {self._affected} of {_plural(self._documents, 'document')}\n"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
