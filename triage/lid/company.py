"""What the rest of a document says of a doubtful fragment: where many blocks are in a language, one more is likely.

A heading in title case, a label of three words: alone they may be names. In a half-translated page they are not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from triage.lid.finder import Found
from triage.lid.params import PARAMS


@lru_cache(maxsize=16)
def least_alone(min_confidence: float) -> float:
    """Return the confidence below which no company can raise a fragment to a threshold."""
    return raise_confidence(min_confidence, -PARAMS.most_company)


def weigh_company(found: Sequence[Found], texts: Sequence[str], min_confidence: float) -> list[Found]:
    """Return the fragments that reach a threshold, those that are a whole block judged by the other such blocks too.

    Args:
        found: in the texts of one document, in order.
        texts: the blocks.
        min_confidence: posterior in 0..1.
    """
    sure = [one for one in found if one.posterior >= PARAMS.sure]
    if PARAMS.least_company < len(sure) < len(found):
        company = Counter([one.column for one in sure if fills(one, texts[one.text])])
        found = [
            one._replace(posterior=raise_confidence(one.posterior, gain_of(company[one.column])))
            if one.posterior < PARAMS.sure and fills(one, texts[one.text])
            else one
            for one in found
        ]
    return [one for one in found if one.posterior >= min_confidence]


def fills(found: Found, text: str) -> bool:
    """Tell whether no letter of its text is outside a fragment."""
    outside = text[: found.start] + text[found.end :]
    return not any(map(str.isalpha, outside))


def gain_of(company: int) -> float:
    """Return what the company of so many blocks that are sure adds to the log-odds of another (nats)."""
    if company <= PARAMS.least_company:
        return 0.0
    return min(PARAMS.most_company, PARAMS.company_growth * math.log(company / PARAMS.least_company))


def raise_confidence(confidence: float, nats: float) -> float:
    """Return a confidence with its log-odds raised; certainty stays."""
    if not 0.0 < confidence < 1.0:
        return confidence
    return 1.0 / (1.0 + (1.0 - confidence) / confidence * math.exp(-nats))
