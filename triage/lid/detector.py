"""Identify the fragments of a document: cut it into pieces, have them searched, put together what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from triage.drafts import draft_of
from triage.langtag import UNDETERMINED, primary, same_language
from triage.lid.company import least_alone, raise_confidence, weigh_company
from triage.lid.finder import Found, shared_finder
from triage.lid.matrix import infer_matrix, priors
from triage.lid.naming import settle
from triage.lid.params import PARAMS
from triage.lid.pieces import Pieces, cut_pieces
from triage.lid.store import inventory
from triage.model import Fragment, Segment, Span

# The matrix language of a longer document is inferred from its first megabyte.
MATRIX_CODE_POINTS = 1_000_000


class Identification(NamedTuple):
    """The matrix language of a document and the embedded fragments found in it, in order of segment and start."""

    matrix: str
    fragments: tuple[Fragment, ...]


def identify(
    segments: Sequence[Segment],
    *,
    matrix: str | None = None,
    languages: frozenset[str] | None = None,
    expected: frozenset[str] = frozenset(),
    min_confidence: float = 0.5,
) -> Identification:
    """Find the fragments of a document that are in another language than its matrix.

    Args:
        segments: the document's segments; those with a declared language are compared with that one.
        matrix: the matrix language; None to infer it from the text.
        languages: the embedded languages to look for; None for all.
        expected: those that fragments here are most likely in.
        min_confidence: posterior in 0..1 below which a fragment is not reported.

    Returns:
        The matrix language, `und` where there is no evidence for one, and the fragments.
    """
    pieces = cut_pieces(segments)
    tag = primary(matrix) if matrix is not None else find_matrix(pieces)
    columns = matrix_columns(pieces, tag)
    least = least_alone(raise_confidence(min_confidence, -PARAMS.expected) if expected else min_confidence)
    found = shared_finder().find(pieces.texts, columns, allowed_priors(languages, expected), least)
    if found and languages is not None:
        found = [one for one in found if is_looked_for(language_of(one), languages)]
    if not found:
        return Identification(tag, ())
    found = weigh_company(weigh_expected(found, expected), pieces.texts, min_confidence)
    fragments = [make_fragment(pieces, one, columns[one.text]) for one in found]
    return Identification(tag, settle(join_neighbours(fragments)))


def find_matrix(pieces: Pieces) -> str:
    """Return the language that a document seems to be in."""
    sizes = accumulate(map(len, pieces.texts))
    head = [text for text, size in zip(pieces.texts, sizes, strict=True) if size <= MATRIX_CODE_POINTS]
    return infer_matrix(inventory().tags, shared_finder().weigh(head))


def matrix_columns(pieces: Pieces, tag: str) -> list[int]:
    """Return the column of the language that each piece is compared with, -1 where no table knows it."""
    column = _column(tag)
    return [column if segment.lang is None else _column(primary(segment.lang)) for segment in pieces.segments]


def _column(tag: str) -> int:
    column = inventory().column(tag)
    return -1 if column is None else column


def language_of(found: Found) -> str:
    """Return the tag of the language of what was found."""
    return UNDETERMINED if found.column < 0 else inventory().tags[found.column]


def weigh_expected(found: list[Found], expected: frozenset[str]) -> list[Found]:
    """Return what was found, surer of what is in an expected language."""
    if not expected:
        return found
    columns = {inventory().column(primary(language)) for language in expected}
    return [
        one._replace(posterior=raise_confidence(one.posterior, PARAMS.expected)) if one.column in columns else one
        for one in found
    ]


_DraftFragment = draft_of(Fragment)


def make_fragment(pieces: Pieces, found: Found, matrix: int) -> Fragment:
    """Return what was found in a piece as a fragment of its segment."""
    tags, offset = inventory().tags, pieces.offsets[found.text]
    draft = _DraftFragment()
    draft.segment = pieces.segments[found.text]
    draft.inner = Span(found.start + offset, found.end + offset)
    draft.lang = language_of(found)
    draft.matrix = tags[matrix]
    draft.confidence = found.posterior
    draft.runner_up = None if found.runner_up < 0 else tags[found.runner_up]
    draft.gain = found.gain
    draft.fills_lines = found.fills_lines
    draft.quoted = found.quoted
    draft.__class__ = Fragment
    fragment: Fragment = draft
    return fragment


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


def is_looked_for(lang: str, languages: frozenset[str]) -> bool:
    """Tell whether a language is one of a closed set."""
    return any(same_language(lang, language) for language in languages)


@lru_cache(maxsize=16)
def allowed_priors(
    languages: frozenset[str] | None = None, expected: frozenset[str] = frozenset()
) -> tuple[float, ...]:
    """Return the log-priors of the embedded languages (nats).

    None that is expected is rare; those outside a closed set are less likely, but compete.
    """
    tags = inventory().tags
    likely = {primary(language) for language in expected}
    unlikely = set() if languages is None else set(tags) - {primary(language) for language in languages}
    return tuple(
        (PARAMS.expected if tag in likely else prior) + PARAMS.outside * (tag in unlikely)
        for tag, prior in zip(tags, priors(tags), strict=True)
    )
