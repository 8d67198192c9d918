"""Infer the matrix language of a document: the one that explains most of its words."""

from __future__ import annotations

from triage.langtag import UNDETERMINED
from triage.lid.finder import Weighing
from triage.lid.params import PARAMS


def infer_matrix(languages: tuple[str, ...], weighing: Weighing) -> str:
    """Return the matrix language of a document.

    Each word votes with its log-likelihoods, none of them far below its best, so that a minority of long foreign
    passages cannot outvote many words of the matrix, and close languages are told apart by the words they do not share.

    Args:
        languages: the tags of the votes.
        weighing: what the words of the document say.

    Returns:
        A primary language tag; `und` for fewer than `PARAMS.least_matrix_words` words or without a winner.
    """
    # Thai has no blanks between words, and one letter of Georgian decides as much as a word in Latin letters.
    count = weighing.words + (PARAMS.least_matrix_words - 1) * weighing.foreign
    if count < PARAMS.least_matrix_words or not any(weighing.votes):
        return UNDETERMINED
    pairs = zip(weighing.votes, priors(languages), strict=True)
    leaning = [vote + prior * PARAMS.matrix_prior for vote, prior in pairs]
    return languages[leaning.index(max(leaning))]


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
