"""Identify the fragments of a document: a quick pass over everything, a close look at what stands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice

import numpy as np

from triage.langtag import primary, same_language
from triage.lid.block import Block, make_block
from triage.lid.bounds import Bounds, place, snap
from triage.lid.company import least_alone, weigh_company
from triage.lid.confidence import load_guard
from triage.lid.decode import Stretch
from triage.lid.evidence import Evidence
from triage.lid.features import describe
from triage.lid.gate import least_rise
from triage.lid.kernel import Search
from triage.lid.matrix import infer_matrix, priors
from triage.lid.naming import name_language, settle
from triage.lid.params import PARAMS
from triage.lid.pieces import Piece, batch_pieces
from triage.lid.table import Floats, load_tables
from triage.lid.traits import Trait
from triage.model import Fragment, Segment, Span

# The matrix language of a longer document is inferred from its first megabyte.
MATRIX_BATCHES = 25


@dataclass(frozen=True, slots=True)
class Identification:
    """The matrix language of a document and the embedded fragments found in it, in order of segment and start."""

    matrix: str
    fragments: tuple[Fragment, ...]


@lru_cache(maxsize=1)
def shared_evidence() -> Evidence:
    """Return the evidence cache of this process."""
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
    evidence = shared_evidence()
    batches = batch_pieces(segments)
    if matrix is None:
        head = list(islice(batches, MATRIX_BATCHES))
        # One at a time: rows are void when the cache of words starts anew.
        matrix = infer_matrix(evidence, (evidence.find([piece.text for piece in batch]).rows for batch in head))
        batches = chain(head, batches)
    tag = primary(matrix)
    column = evidence.tables.column(tag)
    allowed = allowed_priors(evidence.tables.languages, languages)
    fragments = [
        fragment
        for batch in batches
        for piece, matrix_column in stand_out(evidence, batch, column)
        for fragment in find_fragments(evidence, piece, matrix_column, allowed, least_alone(min_confidence))
        if looked_for(fragment, languages)
    ]
    return Identification(tag, settle(join_neighbours(weigh_company(fragments, min_confidence))))


def join_neighbours(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Join fragments of one segment and language with only blanks between, such as those on both sides of a cut."""
    joined: list[Fragment] = []
    for fragment in fragments:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.segment is fragment.segment
            and last.lang == fragment.lang
            and not last.segment.text[last.inner.end : fragment.inner.start].strip()
        ):
            inner = Span(last.inner.start, fragment.inner.end)
            joined[-1] = replace(last, inner=inner, gain=last.gain + fragment.gain)
        else:
            joined.append(fragment)
    return joined


def looked_for(fragment: Fragment, languages: frozenset[str] | None) -> bool:
    """Tell whether a fragment is in one of the languages of a closed set."""
    return languages is None or any(same_language(fragment.lang, language) for language in languages)


def stand_out(evidence: Evidence, batch: Sequence[Piece], column: int | None) -> list[tuple[Piece, int]]:
    """Return the pieces in which some stretch might be embedded, each with the column of its matrix language."""
    rows, starts, _ = evidence.find([piece.text for piece in batch])
    limits = np.array([least_rise(piece.text) for piece in batch], dtype=np.float32)
    declared = {piece.segment.lang for piece in batch} - {None}
    columns = {tag: evidence.tables.column(primary(tag)) for tag in sorted(filter(None, declared))}
    found: list[tuple[int, int]] = []
    for tag, matrix_column in ((None, column), *columns.items()):
        if matrix_column is None:
            continue
        rises = evidence.kernel.rise(evidence.scores, evidence.bounds, rows, starts, matrix_column)
        for k in np.flatnonzero(rises > limits).tolist():
            if batch[k].segment.lang == tag:
                found.append((k, matrix_column))
    return [(batch[k], matrix_column) for k, matrix_column in sorted(found)]


@lru_cache(maxsize=16)
def allowed_priors(tags: tuple[str, ...], languages: frozenset[str] | None) -> Floats:
    """Return the log-priors of the embedded languages; those outside a closed set are less likely, but compete."""
    closed = None if languages is None else {primary(language) for language in languages}
    values = [
        p if closed is None or tag in closed else p + PARAMS.outside for tag, p in zip(tags, priors(tags), strict=True)
    ]
    return np.array(values, dtype=np.float32)


def find_fragments(
    evidence: Evidence, piece: Piece, column: int, allowed: Floats, min_confidence: float
) -> list[Fragment]:
    """Return the fragments of one piece of a segment of which it is sure enough, in order; they do not overlap."""
    view = evidence.search(piece.text, Search(column, allowed, PARAMS.least_gain))
    if view is None:
        return []
    block = make_block(evidence, piece.text, column, view)
    guard = load_guard()
    fragments: list[Fragment] = []
    taken: list[Bounds] = []
    for stretch in sorted(view.stretches, key=lambda stretch: -stretch.gain):
        if is_tiny(block, stretch):
            continue
        bounds = snap(block, stretch)
        # A stretch that a stronger one has grown over belongs to it.
        if any(bounds.start < other.end and other.start < bounds.end for other in taken):
            continue
        taken.append(bounds)
        posterior = guard.posterior(describe(block, stretch))
        if posterior < min_confidence:
            continue
        lang, runner_up = name_language(evidence.tables, block, stretch, bounds, allowed)
        fragments.append(
            Fragment(
                segment=piece.segment,
                inner=shift(place(block, bounds), piece.offset),
                lang=lang,
                matrix=evidence.tables.languages[column],
                confidence=posterior,
                runner_up=runner_up,
                gain=stretch.gain,
                fills_lines=bounds.fills_lines,
                quoted=bounds.quoted,
            )
        )
    return sorted(fragments, key=lambda fragment: fragment.inner)


def is_tiny(block: Block, stretch: Stretch) -> bool:
    """Tell whether a stretch has too few letters to be evidence, in a script where words have several."""
    at = slice(stretch.start, stretch.end)
    few = sum(map(len, block.tokens.words[at])) < PARAMS.least_letters
    return few and not (block.traits[at] & Trait.FOREIGN).any()


def shift(span: Span, offset: int) -> Span:
    """Return a span of a piece as one of its segment."""
    return Span(span.start + offset, span.end + offset)
