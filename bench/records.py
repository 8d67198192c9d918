"""Read benchmark documents: one JSON object a line, with gold spans in code points. Knows nothing of any detector."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple


class Labelled(NamedTuple):
    """A span of code points in one language, as a detector gives it."""

    start: int
    end: int
    lang: str


class Gold(NamedTuple):
    """A fragment that is to be found.

    `style` says how it stands in the document (caption_line, quoted, name_heavy, ...); `words` is its length in words.
    """

    start: int
    end: int
    lang: str
    style: str
    words: int


class Record(NamedTuple):
    """A benchmark document.

    `host` is its matrix language. `clean` documents hold no fragment; `hard` counts the lines in them that look foreign
    and are not, such as names and loanwords.
    """

    id: str
    format: str
    host: str
    text: str
    gold: tuple[Gold, ...]
    clean: bool
    hard: int


def read_records(path: Path) -> tuple[Record, ...]:
    """Read a JSON Lines file of documents, in its order."""
    with path.open(encoding="utf-8") as lines:
        return tuple(parse_record(json.loads(line)) for line in lines if line.strip())


def parse_record(fields: dict[str, Any]) -> Record:
    """Turn one JSON object into a record, its gold spans sorted by position."""
    text = fields["text"]
    gold = [
        Gold(s["start"], s["end"], s["lang"], s["style"], s.get("words") or count_words(text[s["start"] : s["end"]]))
        for s in fields["spans"]
    ]
    return Record(
        id=fields["id"],
        format=fields["format"],
        host=fields["host"],
        text=text,
        gold=tuple(sorted(gold)),
        clean=bool(fields["clean"]),
        hard=int(fields.get("hard", 0)),
    )


def count_words(text: str) -> int:
    """Count the blank-separated pieces that hold a letter."""
    return sum(any(map(str.isalpha, piece)) for piece in text.split())
