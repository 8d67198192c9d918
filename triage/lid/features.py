"""What tells a fragment from a name, an address, a loanword: the features of a candidate stretch.

Plain loops over lists: a stretch has a dozen words, and twenty array operations would cost more than the loop. The same
in C: native/features.c. The last of them are in `triage.lid.terms`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from triage.lid.bounds import is_edged, line_rest, text_of
from triage.lid.limits import (
    ANYWHERE,
    CLEAR_VOTE,
    COMMON_LOG,
    COMMON_VOTE,
    FUNCTION_LOG,
    ITEM_BREAKS,
    ITEM_DOTS,
    LISTED_LOG,
    MARKED_VOTE,
    MOST,
    MOST_GAIN,
    MOST_NUCLEUS,
    MOST_NUMBERS,
    MOST_STRONG,
    NAME_ITEM,
    NATS,
    NEAR_AFTER,
    NEAR_BEFORE,
    NO_NUCLEUS,
    NUMBERS,
    SEVERAL_CAPITALS,
    SHORT_ITEM,
    SHORT_STRETCH,
    STRONG_VOTE,
)
from triage.lid.params import PARAMS
from triage.lid.terms import look_for_terms
from triage.lid.traits import Trait, is_shouted

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
    "established",
    "creator",
    "code",
)
_COMMA = re.compile(f"[{ITEM_BREAKS}]| [{ITEM_DOTS}] ")


class Member(NamedTuple):
    """A word of a stretch: how long it is, its log-likelihood in the embedded language, its vote for it (nats), what it
    is by its letters, and whether it reads as a name."""

    letters: int
    embedded: float
    vote: float
    trait: int
    name: bool

    @property
    def plain(self) -> bool:
        """Whether the word is no name and joins none."""
        return not self.trait & NO_NUCLEUS and not self.name


def describe(block: Block, stretch: Stretch) -> Sequence[float]:
    """Return the features of a stretch, in the order of NAMES."""
    members = gather(block, stretch)
    nucleus = [member for member in members if member.plain]
    fills = is_edged(block, stretch.start, stretch.end, PARAMS.price_line)
    numbers = count_numbers(block, stretch)
    return (
        log1p(max(0.0, stretch.gain)),
        min(MOST_GAIN, stretch.gain) / NATS,
        *weigh_nucleus(members, nucleus, fills),
        *weigh_names(members),
        *read_traits(members, nucleus, numbers),
        *look_around(block, stretch, numbers, fills),
        *look_for_terms(block, stretch, not nucleus, fills),
    )


def gather(block: Block, stretch: Stretch) -> list[Member]:
    """Return the words of a stretch."""
    at = slice(stretch.start, stretch.end)
    embedded = block.scores[at, stretch.column].tolist()
    votes = [e - m for e, m in zip(embedded, block.scores[at, block.matrix].tolist(), strict=True)]
    letters = map(len, block.tokens.words[at])
    names = block.name[at].tolist()
    return list(map(Member, letters, embedded, votes, map(unshout, block.traits[at].tolist(), names), names))


def unshout(trait: int, name: bool) -> int:
    """Return the traits of a word, that of one in a line all in capitals as if it were in lower case."""
    return trait & ~(Trait.CAPITAL | Trait.UPPER) if is_shouted(trait, name) else trait


def weigh_nucleus(members: Sequence[Member], nucleus: Sequence[Member], fills: bool) -> tuple[float, ...]:
    """Return what the votes say: `mean_vote` to `function`."""
    weight = log1p(max(0.0, sum(member.vote for member in nucleus)))
    function = sum(1 for member in nucleus if member.embedded > FUNCTION_LOG and member.vote > CLEAR_VOTE)
    return (
        sum(member.vote for member in members) / len(members),
        weight,
        min(MOST_NUCLEUS, len(nucleus)) / MOST,
        0.0 if fills else weight,
        log1p(sum(member.letters for member in nucleus)),
        not nucleus,
        min(MOST, function),
    )


def weigh_names(members: Sequence[Member]) -> tuple[float, ...]:
    """Return how names and capitals stand among the words: `particles` to `common_capitals`."""
    n = len(members)
    capitals = [member for member in members if member.trait & Trait.CAPITAL]
    return (
        sum(1 for member in members if member.trait & Trait.PARTICLE and not member.name) / n,
        len(capitals) / n,
        sum(member.name for member in members) / n,
        min(MOST_STRONG, sum(1 for member in capitals if member.vote > STRONG_VOTE)),
        min(MOST, sum(1 for member in capitals if member.vote > COMMON_VOTE and member.embedded > COMMON_LOG)),
    )


def read_traits(members: Sequence[Member], nucleus: Sequence[Member], numbers: int) -> tuple[float, ...]:
    """Return what the words are by their letters and the lists: `role` to `unlisted_short`."""
    n = len(members)
    marked = 0
    for member in members:
        marked |= member.trait if member.vote > MARKED_VOTE else member.trait & ANYWHERE
    role = bool(marked & Trait.ROLE)
    return (
        role,
        role and not nucleus,
        bool(marked & Trait.CAPTION),
        bool(marked & Trait.CREDIT),
        not role and any(map(names_institution, members)),
        numbers > 0 and bool(marked & Trait.STREET),
        sum(1 for member in members if member.trait & Trait.LATIN) / n,
        2 * sum(1 for member in members if member.trait & Trait.FOREIGN) > n,
        sum(1 for member in members if member.embedded < LISTED_LOG) / n if n <= SHORT_STRETCH else 0.0,
    )


def look_around(block: Block, stretch: Stretch, numbers: int, fills: bool) -> tuple[float, ...]:
    """Return how the stretch is put together and where it stands: `list` to `rest_of_line`."""
    n = stretch.end - stretch.start
    inside = text_of(block, stretch)
    commas = len(_COMMA.findall(inside))
    rest = sum(line_rest(block, stretch))
    return (
        *list_likeness(inside, commas),
        max(0, commas - 1) / n,
        numbers,
        fills,
        is_edged(block, stretch.start, stretch.end, PARAMS.price_quote),
        rest / (rest + n),
    )


def count_numbers(block: Block, stretch: Stretch) -> int:
    """Return how many numbers and codes stand in a stretch or near it, saturated."""
    low = block.tokens.starts[stretch.start] - NEAR_BEFORE
    high = block.tokens.ends[stretch.end - 1] + NEAR_AFTER
    near = sum(1 for a, _, kind in block.tokens.others if low <= a < high and kind in NUMBERS)
    return min(MOST_NUMBERS, near)


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


def names_institution(member: Member) -> bool:
    """Tell whether a word is the head of an organisation's name, or the legal form of a company."""
    head = member.trait & Trait.CAPITAL and member.trait & Trait.INSTITUTION
    return bool(head or member.trait & Trait.LEGAL and member.trait & SEVERAL_CAPITALS)
