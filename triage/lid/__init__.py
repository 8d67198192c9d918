"""Language identification: which stretches of which segments are in another language than the matrix.

Knows languages and nothing of formats. Deterministic, offline, without sampling.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from triage.model import Fragment, Segment


@dataclass(frozen=True, slots=True)
class Identification:
    """The matrix language of a document and the embedded fragments found in it, in order of segment and start."""

    matrix: str
    fragments: tuple[Fragment, ...]


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
    raise NotImplementedError
