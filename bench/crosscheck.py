"""Compare our scorer with another implementation of the same measures, where one is there.

The other scorer is a program called as `score.py GOLD.jsonl PREDICTIONS.jsonl --json` whose answer maps group names
("all", "host=de", "style=quoted") to measures. The project does not depend on it; a difference means that one is wrong.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.records import Gold, Labelled, Record
from bench.score import Score, judge, length_of, summarise, summarise_by

# The other scorer rounds to four digits (false alarms to two).
TOLERANCE = 0.00011
ALARM_TOLERANCE = 0.011

_MEASURES = {
    "char_p": "precision",
    "char_r": "recall",
    "char_f1": "f1",
    "fragments": "fragments",
    "frag_recall": "found",
    "exact": "exact",
    "lang_acc": "language",
    "hard_docs_with_fp": "hard_with_alarm",
    "plain_docs_with_fp": "plain_with_alarm",
    "clean_fp_per_10k_words": "alarms_per_10k_words",
}
# The other scorer's names for groups of fragments; such a group has no measures of whole documents.
FRAGMENT_KEYS: dict[str, Callable[[Gold], str]] = {
    "style": lambda gold: gold.style,
    "lang": lambda gold: gold.lang,
    "len": length_of,
}
_FRAGMENT_MEASURES = ("fragments", "frag_recall", "exact", "lang_acc")


def differences(
    scorer: Path, data: Path, records: Sequence[Record], found: Mapping[str, Sequence[Labelled]]
) -> list[str]:
    """Return one line per measure on which the two scorers disagree."""
    theirs = _other_scores(scorer, data, found)
    lines = []
    for group, ours in _our_scores(records, found).items():
        names = _FRAGMENT_MEASURES if group.split("=")[0] in FRAGMENT_KEYS else tuple(_MEASURES)
        for name in names:
            one, other = getattr(ours, _MEASURES[name]), theirs[group].get(name)
            if not _agree(one, other, ALARM_TOLERANCE if name.startswith("clean_fp") else TOLERANCE):
                lines.append(f"{group} {name}: ours {one}, theirs {other}")
    return lines


def _agree(one: float | None, other: float | None, tolerance: float) -> bool:
    if one is None or other is None:
        return not one and not other
    return abs(one - other) <= tolerance


def _our_scores(records: Sequence[Record], found: Mapping[str, Sequence[Labelled]]) -> dict[str, Score]:
    judged = [judge(record, found[record.id]) for record in records]
    scores = {"all": summarise(judged)}
    for name in ("host", "format"):
        for value in sorted({getattr(record, name) for record in records}):
            scores[f"{name}={value}"] = summarise([j for j in judged if getattr(j.record, name) == value])
    for name, key in FRAGMENT_KEYS.items():
        scores |= {f"{name}={value}": score for value, score in summarise_by(judged, key).items()}
    return scores


def _other_scores(
    scorer: Path, data: Path, found: Mapping[str, Sequence[Labelled]]
) -> dict[str, dict[str, float | None]]:
    with tempfile.TemporaryDirectory() as scratch:
        predictions = Path(scratch, "predictions.jsonl")
        lines = (json.dumps({"id": key, "spans": [s._asdict() for s in spans]}) for key, spans in found.items())
        predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, str(scorer), str(data), str(predictions), "--json"]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
    scores: dict[str, dict[str, float | None]] = json.loads(answer.stdout)
    return scores
