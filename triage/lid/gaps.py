"""The price of a switch of language between two words, by what stands between them.

The classes of characters are given as strings, because the compiled finder reads them too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from triage.lid.params import PARAMS

SENTENCE_ENDS = ".!?…。！？؟।"
UNSPACED_ENDS = "。！？｡"
UNSPACED_COMMAS = "—，、；："
QUOTES = "\"“”„‟«»‹›‘‚()[]{}「」『』（）《》〈〉"
APOSTROPHES = "'’"
COMMAS = ",;:–—―|•·/‐‑、，；：،؛"
# The full stop of 2.5 ends no sentence, nor does the question mark of a URL.
_OPAQUE = re.compile(r"\S+://\S+|\d+(?:[.,:/-]\d+)+")

_SENTENCE_ENDS, _UNSPACED_ENDS, _UNSPACED_COMMAS, _QUOTES, _COMMAS = map(
    frozenset, (SENTENCE_ENDS, UNSPACED_ENDS, UNSPACED_COMMAS, QUOTES, COMMAS)
)

# Written with a full stop that ends no sentence. Source: the Unicode CLDR sentence-break suppressions of the larger
# languages.
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st ste sr sra srta jr gen col sgt capt lt rev hon gov sen rep pres no nr vol op cf vs inc ltd co"
    " corp hr fr dipl ing str bzw ca usw etc jan feb mar apr jun jul aug sep sept oct nov dec mme mlle dott sig"
    " tel".split()
)


def is_abbreviation(word: str) -> bool:
    """Tell whether a full stop behind a word ends no sentence: initials and common abbreviations."""
    return len(word) == 1 or word.lower() in ABBREVIATIONS


@lru_cache(maxsize=8192)
def price_gap(gap: str) -> float:
    """Return the price of a switch of language between two words, by what stands between them (nats)."""
    if "\n" in gap or "\r" in gap:
        return PARAMS.price_line
    gap = _OPAQUE.sub("0", gap)
    if not _UNSPACED_ENDS.isdisjoint(gap):
        return PARAMS.price_sentence
    if not _UNSPACED_COMMAS.isdisjoint(gap):
        return PARAMS.price_comma
    if not any(map(str.isspace, gap)):
        return _price_unspaced(gap)
    return _price_spaced(gap.strip())


def _price_unspaced(gap: str) -> float:
    if not _QUOTES.isdisjoint(gap):
        return PARAMS.price_quote
    return PARAMS.price_joined if gap else PARAMS.price_none


def _price_spaced(gap: str) -> float:
    """Return the price of a gap that held a blank, without the blanks around it."""
    if not _SENTENCE_ENDS.isdisjoint(gap):
        return PARAMS.price_sentence
    if not _QUOTES.isdisjoint(gap) or gap.startswith(tuple(APOSTROPHES)) or gap.endswith(tuple(APOSTROPHES)):
        return PARAMS.price_quote
    if not _COMMAS.isdisjoint(gap) or "-" in gap:
        return PARAMS.price_comma
    return PARAMS.price_none
