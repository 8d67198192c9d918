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


# The cases of tests/data/documents.jsonl that hold what looks foreign and is not.
_HARD_CASES = frozenset({"names", "technical"})


def read_records(path: Path) -> tuple[Record, ...]:
    """Read a JSON Lines file of documents, in its order; those for a closed set of languages are left out."""
    with path.open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines if line.strip()]
    return tuple(parse_record(fields) for fields in documents if "languages" not in fields)


def parse_record(fields: dict[str, Any]) -> Record:
    """Turn one JSON object, also of tests/data/documents.jsonl, into a record, its spans sorted by position."""
    text = fields["text"]
    case = fields.get("case", "")
    gold = [_parse_span(span, text, case) for span in fields["spans"]]
    return Record(
        id=fields["id"],
        format=fields["format"],
        host=fields.get("host") or fields["matrix"],
        text=text,
        gold=tuple(sorted(gold)),
        clean=bool(fields.get("clean", not gold)),
        hard=int(fields.get("hard", case in _HARD_CASES)),
    )


def _parse_span(fields: dict[str, Any], text: str, case: str) -> Gold:
    start, end = fields["start"], fields["end"]
    words = fields.get("words") or count_words(text[start:end])
    return Gold(start, end, fields["lang"], fields.get("style", case), words)


def count_words(text: str) -> int:
    """Count the blank-separated pieces that hold a letter."""
    return sum(any(map(str.isalpha, piece)) for piece in text.split())
