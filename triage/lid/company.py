"""What the rest of a document says of a doubtful fragment: where many blocks are in a language, one more is likely.

A heading in title case, a label of three words: alone they may be names. In a half-translated page they are not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from triage.lid.params import PARAMS
from triage.model import Fragment


def least_alone(min_confidence: float) -> float:
    """Return the confidence below which no company can raise a fragment to a threshold."""
    if not 0.0 < min_confidence < 1.0:
        return min_confidence
    return _logistic(_log_odds(min_confidence) - PARAMS.most_company)


def weigh_company(fragments: Sequence[Fragment], min_confidence: float) -> list[Fragment]:
    """Return the fragments that reach a threshold, those that are a whole block judged by the other such blocks too.

    Args:
        fragments: of one document, in order.
        min_confidence: posterior in 0..1.
    """
    blocks = [fills_segment(fragment) for fragment in fragments]
    company = Counter(
        fragment.lang
        for fragment, block in zip(fragments, blocks, strict=True)
        if block and fragment.confidence >= PARAMS.sure
    )
    weighed = [
        replace(fragment, confidence=_raise(fragment.confidence, company[fragment.lang]))
        if block and fragment.confidence < PARAMS.sure
        else fragment
        for fragment, block in zip(fragments, blocks, strict=True)
    ]
    return [fragment for fragment in weighed if fragment.confidence >= min_confidence]


def fills_segment(fragment: Fragment) -> bool:
    """Tell whether no letter of its segment is outside a fragment."""
    text = fragment.segment.text
    outside = text[: fragment.inner.start] + text[fragment.inner.end :]
    return not any(map(str.isalpha, outside))


def _raise(confidence: float, company: int) -> float:
    """Return a confidence in the company of so many blocks that are sure."""
    if company <= PARAMS.least_company or not 0.0 < confidence < 1.0:
        return confidence
    more = min(PARAMS.most_company, PARAMS.company_growth * math.log(company / PARAMS.least_company))
    return _logistic(_log_odds(confidence) + more)


def _log_odds(p: float) -> float:
    return math.log(p / (1.0 - p))


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))
