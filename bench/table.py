"""Write scores and costs as Markdown tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bench.peers import TOOLS
from bench.records import Gold, Record
from bench.score import Judged, Score, length_of, summarise, summarise_by
from bench.worker import Run

_BYTES_PER_KB = 1000
_MS_PER_S = 1000

COLUMNS = (
    "tool", "P", "R", "F1", "found", "exact", "language", "false alarms /10k words", "hard docs with one",
    "plain docs with one", "KB/s of CPU", "peak MB", "loading ms",
)  # fmt: skip
GROUP_COLUMNS = ("group", "documents", "F1", "fragments", "found", "exact", "language", "false alarms /10k words")


def comparison(runs: Mapping[str, Run], judged: Mapping[str, Sequence[Judged]], records: Sequence[Record]) -> str:
    """Return the table of all tools, in the order they were run."""
    kilobytes = sum(len(record.text.encode()) for record in records) / _BYTES_PER_KB
    rows = []
    for name, run in runs.items():
        score = summarise(judged[name])
        costs = (f"{kilobytes / run.cpu_s:,.0f}", f"{run.peak_mb:.0f}", f"{run.loading_s * _MS_PER_S:,.0f}")
        title = f"{TOOLS[name].title}, {TOOLS[name].use}"
        measures = (score.precision, score.recall, score.f1, score.found, score.exact, score.language)
        alarms = (score.alarms_per_10k_words, score.hard_with_alarm, score.plain_with_alarm)
        rows.append((title, *map(share, measures), amount(alarms[0]), *map(share, alarms[1:]), *costs))
    return markdown(COLUMNS, rows)


def breakdown(judged: Sequence[Judged]) -> str:
    """Return the table of one tool by format, matrix language, style and length of the fragments."""
    rows = [_document_row(name, judged, key) for key in ("format", "host") for name in _values(judged, key)]
    keys: dict[str, Callable[[Gold], str]] = {"style": _style, "words": length_of, "language": _language}
    for title, key in keys.items():
        for value, score in summarise_by(judged, key).items():
            rows.append((f"{title} {value}", "", "", *_fragment_cells(score), ""))
    return markdown(GROUP_COLUMNS, rows)


def markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; all columns but the first are set right."""
    lines = [columns, ["---", *["--:"] * (len(columns) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def share(value: float | None) -> str:
    """Format a share of one."""
    return "–" if value is None else f"{value:.3f}"


def amount(value: float | None) -> str:
    """Format a rate."""
    return "–" if value is None else f"{value:.1f}"


def _document_row(name: str, judged: Sequence[Judged], key: str) -> tuple[str, ...]:
    score = summarise([each for each in judged if getattr(each.record, key) == name])
    alarms = amount(score.alarms_per_10k_words)
    return (f"{key} {name}", str(score.documents), share(score.f1), *_fragment_cells(score), alarms)


def _fragment_cells(score: Score) -> tuple[str, ...]:
    return (str(score.fragments), share(score.found), share(score.exact), share(score.language))


def _values(judged: Sequence[Judged], key: str) -> list[str]:
    return sorted({getattr(each.record, key) for each in judged})


def _style(gold: Gold) -> str:
    return gold.style


def _language(gold: Gold) -> str:
    return gold.lang
