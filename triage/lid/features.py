"""What tells a fragment from a name, an address, a loanword: the features of a candidate stretch.

Plain loops over lists: a stretch has a dozen words, and twenty array operations would cost more than the loop. The same
in C: native/features.c.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

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
        *look_for_terms(block, stretch, nucleus, fills),
    )


def gather(block: Block, stretch: Stretch) -> list[Member]:
    """Return the words of a stretch."""
    at = slice(stretch.start, stretch.end)
    embedded = block.scores[at, stretch.column].tolist()
    votes = [e - m for e, m in zip(embedded, block.scores[at, block.matrix].tolist(), strict=True)]
    letters = map(len, block.tokens.words[at])
    return list(map(Member, letters, embedded, votes, block.traits[at].tolist(), block.name[at].tolist()))


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


def look_for_terms(block: Block, stretch: Stretch, nucleus: Sequence[Member], fills: bool) -> tuple[float, ...]:
    """Return what tells terms, identifiers, titles and organisations from speech: `english_inline` to `acronym`."""
    start, end = stretch.start, stretch.end
    before, after = line_rest(block, stretch)
    line = block.traits[start - before : end + after].tolist()
    return (
        *term_likeness(block, stretch, 0 if fills else LONGEST_TERM - (end - start)),
        len(_HYPHEN.findall(text_of(block, stretch))) / (end - start),
        not nucleus and any(trait & Trait.CREDIT for trait in line),
        runs_on(block, start, end),
        is_abbreviated(block, start, end),
    )


def text_of(block: Block, stretch: Stretch) -> str:
    """Return the text of a stretch from its first word to its last."""
    return block.text[block.tokens.starts[stretch.start] : block.tokens.ends[stretch.end - 1]]


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


def names_institution(member: Member) -> bool:
    """Tell whether a word is the head of an organisation's name, or the legal form of a company."""
    head = member.trait & Trait.CAPITAL and member.trait & Trait.INSTITUTION
    return bool(head or member.trait & Trait.LEGAL and member.trait & SEVERAL_CAPITALS)


def is_abbreviated(block: Block, start: int, end: int) -> bool:
    """Tell whether a stretch ends with its abbreviation in brackets, or one follows, as behind organisations."""
    return any(
        block.traits[i] & Trait.UPPER
        and block.text[block.tokens.starts[i] - 1] in BRACKETS
        and block.text[block.tokens.ends[i] : block.tokens.ends[i] + 1] in CLOSING_BRACKETS
        for i in (end - 1, end)
        if start < i < len(block.tokens.words)
    )
