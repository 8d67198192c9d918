"""Identify the fragments of a document: matrix language, candidate stretches, guards, bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from triage.langtag import UNDETERMINED, primary
from triage.lid.decode import decode_stretches, price_switches
from triage.lid.evidence import BREAK, Evidence
from triage.lid.params import PARAMS
from triage.lid.table import Ints, load_tables
from triage.lid.tokens import find_words, tokenize
from triage.model import Fragment, Segment, Span


@dataclass(frozen=True, slots=True)
class Identification:
    """The matrix language of a document and the embedded fragments found in it, in order of segment and start."""

    matrix: str
    fragments: tuple[Fragment, ...]


@lru_cache(maxsize=1)
def _evidence() -> Evidence:
    return Evidence(load_tables())


def identify(
    segments: Sequence[Segment],
    *,
    matrix: str | None = None,
    languages: frozenset[str] | None = None,
    min_confidence: float = 0.5,
) -> Identification:
    """Find the fragments of a document that are in another language than its matrix.

    Args:
        segments: the document's segments; those with a declared language are compared with that one.
        matrix: the matrix language; None to infer it from the text.
        languages: the embedded languages to look for; None for all.
        min_confidence: posterior in 0..1 below which a fragment is not reported.

    Returns:
        The matrix language, `und` where there is no evidence for one, and the fragments.
    """
    evidence = _evidence()
    words: list[str] = []
    bounds = [0]
    for segment in segments:
        words += find_words(segment.text)
        words.append("")
        bounds.append(len(words))
    rows = evidence.rows(words)
    tag = primary(matrix) if matrix else infer_matrix(evidence, rows)
    column = evidence.tables.column(tag)
    if column is None or len(rows) == 0:
        return Identification(tag, ())
    votes = evidence.gate(column)[rows]
    sums = np.cumsum(votes, dtype=np.float64)
    starts = np.array(bounds[:-1])
    rises = sums - np.minimum.accumulate(np.concatenate(([0.0], sums[:-1])))
    best = np.maximum.reduceat(rises, starts)
    fragments: list[Fragment] = []
    for k in np.flatnonzero(best > PARAMS.gain_line).tolist():
        fragments += find_fragments(evidence, segments[k], column)
    return Identification(tag, tuple(fragments))


def find_fragments(evidence: Evidence, segment: Segment, column: int):
    text = segment.text
    tokens = tokenize(text)
    if not tokens.words:
        return []
    rows = evidence.rows(tokens.words)
    weights = weigh(text, tokens)
    scores = evidence.scores[rows]
    votes = (scores - scores[:, column : column + 1]) * weights[:, None]
    prices = price_switches(text, tokens.starts, tokens.ends)
    out = []
    L = evidence.tables.languages
    for s in decode_stretches(votes, prices, PARAMS.gain_line):
        inner = Span(tokens.starts[s.start], tokens.ends[s.end - 1])
        fills = prices[s.start] == PARAMS.price_line and prices[s.end] == PARAMS.price_line
        if s.gain < (PARAMS.gain_line if fills else PARAMS.gain_inline): continue
        out.append(Fragment(segment, inner, L[s.column], L[column], 0.9, None, s.gain))
    return out


def weigh(text, tokens):
    w = np.ones(len(tokens.words), dtype=np.float32)
    for i, word in enumerate(tokens.words):
        if word[0].isupper():
            if len(word) > 1 and word.isupper():
                w[i] = PARAMS.upper_weight
            else:
                initial = i == 0 or price_gap(text[tokens.ends[i-1]:tokens.starts[i]]) in (PARAMS.price_line, PARAMS.price_sentence, PARAMS.price_quote)
                w[i] = PARAMS.initial_weight if initial else PARAMS.capital_weight
    return w

from triage.lid.decode import price_gap

def infer_matrix(evidence: Evidence, rows: Ints) -> str:
    if not len(rows): return UNDETERMINED
    sc = evidence.scores[rows] * np.where(evidence.capital[rows], PARAMS.capital_weight, 1.0)[:, None]
    return evidence.tables.languages[int(sc.sum(axis=0).argmax())]
