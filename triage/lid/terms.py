"""What tells terms, identifiers, titles of works and organisations from speech: the last features of a stretch.

The same in C: native/terms.c.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from triage.lid.bounds import line_rest, text_of
from triage.lid.limits import (
    BRACKETS,
    CLOSING_BRACKETS,
    CODE_SIGNS,
    LONGEST_TERM,
    MOST_CODE,
    MOST_CREATORS,
    NEAR_BRACKET,
)
from triage.lid.params import PARAMS
from triage.lid.traits import Trait

if TYPE_CHECKING:  # as in triage.lid.features
    from triage.lid.block import Block
    from triage.lid.decode import Stretch

_CODE = re.compile(rf"[{re.escape(CODE_SIGNS)}]|&&")
_HYPHEN = re.compile(r"[^\W\d_]-(?=[^\W\d_])")


def look_for_terms(block: Block, stretch: Stretch, bare: bool, fills: bool) -> tuple[float, ...]:
    """Return the features `english_inline` to `code`.

    Args:
        block: where the stretch stands.
        stretch: the stretch.
        bare: whether all its words are names or join some.
        fills: whether it fills its lines.
    """
    start, end = stretch.start, stretch.end
    before, after = line_rest(block, stretch)
    line = block.traits[start - before : end + after].tolist()
    return (
        *term_likeness(block, stretch, 0 if fills else LONGEST_TERM - (end - start)),
        len(_HYPHEN.findall(text_of(block, stretch))) / (end - start),
        bare and any(trait & Trait.CREDIT for trait in line),
        runs_on(block, start, end),
        is_abbreviated(block, start, end),
        count_established(block, start, end) / (end - start),
        fills and names_creator(block, start, end),
        count_code(block, start, end),
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


def is_abbreviated(block: Block, start: int, end: int) -> bool:
    """Tell whether a stretch ends with its abbreviation in brackets, or one follows, as behind organisations."""
    return any(
        block.traits[i] & Trait.UPPER
        and block.text[block.tokens.starts[i] - 1] in BRACKETS
        and block.text[block.tokens.ends[i] : block.tokens.ends[i] + 1] in set(CLOSING_BRACKETS)
        for i in (end - 1, end)
        if start < i < len(block.tokens.words)
    )


def count_established(block: Block, start: int, end: int) -> int:
    """Return how many words of a stretch belong to phrases that other languages have made their own, agencies aside."""
    traits = block.traits[start:end].tolist()
    flags = block.phrase[start:end].tolist()
    return sum(1 for flag, trait in zip(flags, traits, strict=True) if flag and not trait & Trait.AGENCY)


def names_creator(block: Block, start: int, end: int) -> bool:
    """Tell whether a stretch ends with names in brackets, as behind the title of a work; agencies sign captions so."""
    text, tokens = block.text, block.tokens
    line_end = text.find("\n", tokens.ends[end - 1])
    after = text[tokens.ends[end - 1] : len(text) if line_end < 0 else line_end]
    if not any(bracket in after for bracket in CLOSING_BRACKETS):
        return False
    for at in range(end - 1, max(start, end - 1 - MOST_CREATORS), -1):
        trait = int(block.traits[at])
        if trait & Trait.CREDIT or not trait & (Trait.CAPITAL | Trait.PARTICLE):
            return False
        if any(bracket in text[tokens.ends[at - 1] : tokens.starts[at]] for bracket in BRACKETS):
            return True
    return False


def count_code(block: Block, start: int, end: int) -> int:
    """Return how many signs of code stand on the lines of a stretch, saturated."""
    text, tokens = block.text, block.tokens
    first = text.rfind("\n", 0, tokens.starts[start]) + 1
    last = text.find("\n", tokens.ends[end - 1])
    return min(MOST_CODE, len(_CODE.findall(text, first, len(text) if last < 0 else last)))
