"""Infer the matrix language of a document: the one that explains most of its words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from triage.langtag import UNDETERMINED
from triage.lid.evidence import Evidence
from triage.lid.params import PARAMS
from triage.lid.table import Ints
from triage.lid.traits import Trait


def infer_matrix(evidence: Evidence, batches: Iterable[Ints]) -> str:
    """Return the matrix language of a document.

    Each word votes with its log-likelihoods, none of them far below its best, so that a minority of long foreign
    passages cannot outvote many words of the matrix, and close languages are told apart by the words they do not share.

    Args:
        evidence: the run's evidence.
        batches: the rows of the words of the document, in arrays of any size.

    Returns:
        A primary language tag; `und` for fewer than `PARAMS.least_matrix_words` words or without a winner.
    """
    votes = np.zeros(len(evidence.tables.languages), dtype=np.float64)
    count = 0
    for rows in batches:
        words = rows[rows > 0]
        # Thai has no blanks between words, and one letter of Georgian decides as much as a word in Latin letters.
        foreign = int(((evidence.traits[words] & Trait.FOREIGN) != 0).sum())
        count += len(words) + (PARAMS.least_matrix_words - 1) * foreign
        scores = evidence.scores[words]
        losses = np.maximum(scores - scores.max(axis=1, keepdims=True), -PARAMS.matrix_clip)
        votes += losses.T @ evidence.weights[words]
    if count < PARAMS.least_matrix_words or not votes.any():
        return UNDETERMINED
    leaning = np.array(priors(evidence.tables.languages)) * PARAMS.matrix_prior
    return evidence.tables.languages[int((votes + leaning).argmax())]


# Languages by how much text is published in them: the web content surveys of W3Techs and Common Crawl agree on these
# tiers.
_TIERS = (
    frozenset("en ru es de fr ja pt tr it fa nl pl zh vi id cs ar ko uk el he th hu ro sv".split()),
    frozenset("da fi sk bg no hr lt sl ca et lv sr hi ms bn ta".split()),
)


def priors(languages: tuple[str, ...]) -> list[float]:
    """Return the log-prior of each language in nats, 0 for the most published."""
    return [
        0.0 if language in _TIERS[0] else PARAMS.prior_second if language in _TIERS[1] else PARAMS.prior_rare
        for language in languages
    ]
