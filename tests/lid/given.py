"""What the tests of language identification start from: segments, blocks and stretches of texts."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from tools.build_lid import Counts, write_words
from triage.lid.block import Block, prepare_block
from triage.lid.decode import Stretch
from triage.lid.reference import shared_evidence
from triage.lid.store import inventory
from triage.lid.table import Tables, read_words
from triage.model import Segment, Span

# Words, what looks like words and is none, scripts, marks without letters, controls, lone surrogates.
_PIECES = (
    "The mayor opened the bridge. ", "Cientos de vecinos protestan en la plaza", " «No pasarán» ", "(Reuters)",
    "FOTO: ", "src/a/b.py",
    "https://example.org/a?b=c", "a.b@example.org", "@nadie", "#tag", "~/x/y", "C:\\x\\y", "A320", "3-2",
    "1,234.5", "foo_bar()", "--dry-run", "हिन्दी में", "中文字。", "カタカナ", "می\u200cخواهم", "\u0301\u0301", "e\u0301",
    "İSTANBUL", "ß", "ﬁ", "\n", "\r\n", "\r", " ", "\t", "\u2028", "\x85", "\f", "\0", "\ud800", "\U0001f4f7", "\ufeff",
    "'", "’", "\"", "(", ")", "¿", "-", "—", "/", ". ", ", ", "…",
)  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Texts of everything that stands in documents, and of what should not."""
    return st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=6)), max_size=24).map("".join)


def segment_of(text: str, *, lang: str | None = None) -> Segment:
    """Return a segment that is a document of its own."""
    return Segment(Span(0, len(text)), text, lang=lang)


def column_of(language: str) -> int:
    """Return the column of a language that the tables know."""
    column = inventory().column(language)
    assert column is not None
    return column


def block_of(text: str, matrix: str = "en") -> Block:
    """Return a text prepared for decoding."""
    return prepare_block(shared_evidence(), text, column_of(matrix))


def stretch_of(block: Block, part: str, embedded: str = "es", gain: float = 10.0) -> Stretch:
    """Return the words of a block that stand in a part of its text."""
    at = block.text.index(part)
    inside = [i for i, start in enumerate(block.tokens.starts) if at <= start < at + len(part)]
    return Stretch(inside[0], inside[-1] + 1, column_of(embedded), gain)


def tiny_tables(folder: Path, lists: dict[str, Counts]) -> Tables:
    """Return tables of a few words; no letter of theirs tells the languages apart."""
    languages = tuple(sorted(lists))
    write_words(folder, list(languages), lists)
    alike = np.full((2, len(languages)), 30, dtype=np.uint8)
    ngrams = np.array([ord("a")], dtype=np.int64)
    return Tables(languages, np.ones(len(languages), dtype=np.bool_), read_words(folder), ngrams, alike)


def is_letter(char: str) -> bool:
    """Tell whether a character is a letter, a mark on one or a joiner between two."""
    return unicodedata.category(char) in {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Cn"} or char in "\u200c\u200d"
