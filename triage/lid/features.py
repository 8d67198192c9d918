"""What tells a fragment from a name, an address, a loanword: the features of a candidate stretch.

Plain loops over lists: a stretch has a dozen words, and twenty array operations would cost more than the loop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress
from math import log1p
from typing import TYPE_CHECKING

from triage.lid.bounds import is_edged, unit
from triage.lid.params import PARAMS
from triage.lid.traits import Trait
from triage.model import Kind

if TYPE_CHECKING:  # they need numpy, and the compiled finder, which reads the limits, does not
    from triage.lid.block import Block
    from triage.lid.decode import Stretch

NAMES = (
    "gain",
    "long_gain",
    "mean_vote",
    "nucleus",
    "long_nucleus",
    "inline_nucleus",
    "letters",
    "bare",
    "function",
    "particles",
    "capital_share",
    "name_share",
    "strong_capitals",
    "common_capitals",
    "role",
    "role_bare",
    "caption",
    "credit",
    "institution",
    "street",
    "latin_endings",
    "foreign_script",
    "unlisted_short",
    "list",
    "name_items",
    "commas",
    "numbers",
    "fills",
    "quoted",
    "rest_of_line",
    "english_inline",
    "bracketed",
    "hyphens",
    "credit_bare",
    "runs_on",
    "acronym",
)
_HYPHEN = re.compile(r"[^\W\d_]-(?=[^\W\d_])")
BRACKETS, CLOSING_BRACKETS = "([（［", ")]）］"
# What separates the items of a list: one of the first, or one of the others between blanks.
ITEM_BREAKS, ITEM_DOTS = ",;:•|", "·/"
_COMMA = re.compile(f"[{ITEM_BREAKS}]| [{ITEM_DOTS}] ")
# Log-frequencies (nats): a function word is among the 100 or so most frequent, a common word among the 10,000; the
# rarest listed word is just above LISTED_LOG.
FUNCTION_LOG = -6.5
COMMON_LOG = -9.5
LISTED_LOG = -14.6
# Votes (nats).
STRONG_VOTE = 3.0
COMMON_VOTE = 4.0
MARKED_VOTE = 2.0
CLEAR_VOTE = 1.0
# A name, what joins two, and what signs a credit are no nucleus.
NO_NUCLEUS = Trait.CAPITAL | Trait.PARTICLE | Trait.AGENCY
SEVERAL_CAPITALS = Trait.UPPER | Trait.MIXED
# These count wherever they stand; the others only as words of the embedded language.
ANYWHERE = Trait.CREDIT | Trait.STREET
NUMBERS = frozenset((Kind.NUMBER, Kind.CODE))
# A stretch of so few words is little evidence, and so is what stands this near on either side of it.
SHORT_STRETCH = 3
SHORT_ITEM = 3
# A term or a name inside a line has fewer words.
LONGEST_TERM = 5
NAME_ITEM = 5
NEAR_BEFORE = 8
NEAR_AFTER = 14
NEAR_BRACKET = 24
# Counts saturate: the tenth strong word says no more than the fourth.
MOST = 4
MOST_GAIN = 80.0
NATS = 10.0
MOST_STRONG = 6
MOST_NUCLEUS = 12
MOST_NUMBERS = 2


def describe(block: Block, stretch: Stretch) -> Sequence[float]:
    """Return the features of a stretch, in the order of NAMES."""
    start, end = stretch.start, stretch.end
    at = slice(start, end)
    words = block.tokens.words[at]
    n = len(words)
    embedded = block.scores[at, stretch.column].tolist()
    votes = [e - m for e, m in zip(embedded, block.scores[at, block.matrix].tolist(), strict=True)]
    traits = block.traits[at].tolist()
    names = block.name[at].tolist()
    # The nucleus: words that are no names and join none.
    plain = [not trait & NO_NUCLEUS and not name for trait, name in zip(traits, names, strict=True)]
    nucleus = list(compress(votes, plain))
    weight = log1p(max(0.0, sum(nucleus)))
    capitals = [(v, e) for v, e, trait in zip(votes, embedded, traits, strict=True) if trait & Trait.CAPITAL]
    marked = 0
    for vote, trait in zip(votes, traits, strict=True):
        marked |= trait if vote > MARKED_VOTE else trait & ANYWHERE
    role = bool(marked & Trait.ROLE)
    fills = is_edged(block, start, end, PARAMS.price_line)
    quoted = is_edged(block, start, end, PARAMS.price_quote)
    numbers = count_numbers(block, stretch)
    inside = block.text[block.tokens.starts[start] : block.tokens.ends[end - 1]]
    commas = len(_COMMA.findall(inside))
    function = sum(
        1 for e, v, p in zip(embedded, votes, plain, strict=True) if p and e > FUNCTION_LOG and v > CLEAR_VOTE
    )
    before, after = line_rest(block, stretch)
    rest = before + after
    line = block.traits[start - before : end + after].tolist()
    return (
        log1p(max(0.0, stretch.gain)),
        min(MOST_GAIN, stretch.gain) / NATS,
        sum(votes) / n,
        weight,
        min(MOST_NUCLEUS, len(nucleus)) / MOST,
        0.0 if fills else weight,
        log1p(sum(map(len, compress(words, plain)))),
        not nucleus,
        min(MOST, function),
        sum(1 for trait, name in zip(traits, names, strict=True) if trait & Trait.PARTICLE and not name) / n,
        len(capitals) / n,
        sum(names) / n,
        min(MOST_STRONG, sum(1 for v, _ in capitals if v > STRONG_VOTE)),
        min(MOST, sum(1 for v, e in capitals if v > COMMON_VOTE and e > COMMON_LOG)),
        role,
        role and not nucleus,
        bool(marked & Trait.CAPTION),
        bool(marked & Trait.CREDIT),
        not role and names_institution(traits),
        numbers > 0 and bool(marked & Trait.STREET),
        sum(1 for trait in traits if trait & Trait.LATIN) / n,
        2 * sum(1 for trait in traits if trait & Trait.FOREIGN) > n,
        sum(1 for e in embedded if e < LISTED_LOG) / n if n <= SHORT_STRETCH else 0.0,
        *list_likeness(inside, commas),
        max(0, commas - 1) / n,
        numbers,
        fills,
        quoted,
        rest / (rest + n),
        *term_likeness(block, stretch, 0 if fills else LONGEST_TERM - n),
        len(_HYPHEN.findall(inside)) / n,
        not nucleus and any(trait & Trait.CREDIT for trait in line),
        runs_on(block, start, end),
        is_abbreviated(block, start, end),
    )


def term_likeness(block: Block, stretch: Stretch, spare: int) -> tuple[float, float]:
    """Return how short a stretch inside a line is, if it is English, and if it stands in brackets: a term, a gloss.

    Args:
        block: where it stands.
        stretch: the stretch.
        spare: how many words fewer it has than the longest term; 0 if it fills its lines.
    """
    if spare <= 0:
        return 0.0, 0.0
    short = spare / LONGEST_TERM
    english, bracketed = stretch.column == block.english, in_brackets(block, stretch.start)
    return short if english else 0.0, short if bracketed else 0.0


def runs_on(block: Block, start: int, end: int) -> int:
    """Return at how many ends of a stretch with a capital the sentence just goes on: a title or a name does that."""
    if not block.capital[start]:
        return 0
    before = block.levels[start] >= PARAMS.price_none and not block.capital[start - 1]
    after = block.levels[end] >= PARAMS.price_none and not block.capital[end]
    return int(before) + int(after)


def in_brackets(block: Block, start: int) -> bool:
    """Tell whether a bracket opens shortly before a word and does not close before it."""
    at = block.tokens.starts[start]
    opened = [block.text.rfind(bracket, max(0, at - NEAR_BRACKET), at) for bracket in BRACKETS]
    closed = [block.text.rfind(bracket, max(0, at - NEAR_BRACKET), at) for bracket in CLOSING_BRACKETS]
    return max(opened) > max(closed)


def count_numbers(block: Block, stretch: Stretch) -> int:
    """Return how many numbers and codes stand in a stretch or near it, saturated."""
    low = block.tokens.starts[stretch.start] - NEAR_BEFORE
    high = block.tokens.ends[stretch.end - 1] + NEAR_AFTER
    near = sum(1 for a, _, kind in block.tokens.others if low <= a < high and kind in NUMBERS)
    return min(MOST_NUMBERS, near)


def line_rest(block: Block, stretch: Stretch) -> tuple[int, int]:
    """Return how many words stand on the stretch's lines before and after it."""
    low, high = unit(block, stretch.start, stretch.end, (PARAMS.price_line,))
    return stretch.start - low, high - stretch.end


def list_likeness(inside: str, commas: int) -> tuple[bool, float]:
    """Return whether a stretch is a list of three or more short items, and the share of its items that begin with a
    capital."""
    if not commas:
        return False, 0.0
    items = [item.strip() for item in _COMMA.split(inside)]
    longest = max(len(item.split()) for item in items)
    if longest > NAME_ITEM:
        return False, 0.0
    opened = sum(1 for item in items if item[:1].isupper() or not item[:1].isalpha())
    return len(items) > 2 and longest <= SHORT_ITEM, opened / len(items)


def names_institution(traits: Sequence[int]) -> bool:
    """Tell whether a word is the head of an organisation's name, or the legal form of a company."""
    return any(
        trait & Trait.CAPITAL and trait & Trait.INSTITUTION or trait & Trait.LEGAL and trait & SEVERAL_CAPITALS
        for trait in traits
    )


def is_abbreviated(block: Block, start: int, end: int) -> bool:
    """Tell whether a stretch ends with its abbreviation in brackets, or one follows, as behind organisations."""
    return any(
        block.traits[i] & Trait.UPPER
        and block.text[block.tokens.starts[i] - 1] in BRACKETS
        and block.text[block.tokens.ends[i] : block.tokens.ends[i] + 1] in CLOSING_BRACKETS
        for i in (end - 1, end)
        if start < i < len(block.tokens.words)
    )
