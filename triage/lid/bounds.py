"""Where a fragment begins and ends: snap a stretch of words to the line, sentence or quotation it all but fills.

The written rule for edges: a fragment that fills its lines covers them from the first to the last character that is not
blank or a list bullet; one that ends a sentence takes the sentence's final punctuation and an opening ¿ or ¡; quotation
marks and brackets around a fragment stay outside; a closing bracket comes in when its opening one is inside.
"""

from __future__ import annotations

from typing import NamedTuple

from triage.lid.block import Block
from triage.lid.decode import Stretch
from triage.lid.params import PARAMS
from triage.model import Span

_FINAL = ".!?…。！？؟।%°"
_OPENING = "¿¡"
_BULLETS = "-–—•*·>|+ \t\u00a0\u3000"
_BLANK = " \t\r\n\u00a0\u3000\f\v"
_PAIRS = {")": "(", "]": "[", "）": "（", "」": "「", "》": "《"}


class Bounds(NamedTuple):
    """Words `start` to `end` of a block, and how they sit in it."""

    start: int
    end: int
    fills_lines: bool
    quoted: bool


def snap(block: Block, stretch: Stretch) -> Bounds:
    """Extend a stretch over the names that finish the quotation, sentence or lines it lies in."""
    start, end = stretch.start, stretch.end
    for levels in _LEVELS:
        low, high = unit(block, start, end, levels)
        if (low, high) != (start, end) and all(_is_neutral(block, i, stretch.column) for i in (*range(low, start), *range(end, high))):
            if (start - low) + (high - end) <= PARAMS.most_names_per_word * (stretch.end - stretch.start):
                start, end = low, high
    prices = block.prices
    return Bounds(
        start,
        end,
        prices[start] == PARAMS.price_line and prices[end] == PARAMS.price_line,
        prices[start] == PARAMS.price_quote and prices[end] == PARAMS.price_quote,
    )


_LEVELS = (
    (PARAMS.price_line, PARAMS.price_quote),
    (PARAMS.price_line, PARAMS.price_quote, PARAMS.price_sentence),
    (PARAMS.price_line,),
)


def unit(block: Block, start: int, end: int, levels: tuple[float, ...]) -> tuple[int, int]:
    """Return the nearest boundaries of some prices around a range of words."""
    low, high, last = start, end, len(block.tokens.words)
    while low > 0 and block.prices[low] not in levels:
        low -= 1
    while high < last and block.prices[high] not in levels:
        high += 1
    return low, high


def _is_neutral(block: Block, index: int, column: int) -> bool:
    """Tell whether a word may belong to either language: a name, or one that the matrix explains hardly better."""
    if block.capital[index]:
        return True
    vote = float(block.scores[index, column] - block.scores[index, block.matrix])
    return vote > -PARAMS.neutral_vote


def place(block: Block, bounds: Bounds) -> Span:
    """Return the span of a range of words in the block's text, by the written rule for edges."""
    text = block.text
    first, last = block.tokens.starts[bounds.start], block.tokens.ends[bounds.end - 1]
    before = block.tokens.ends[bounds.start - 1] if bounds.start else 0
    after = block.tokens.starts[bounds.end] if bounds.end < len(block.tokens.starts) else len(text)
    if bounds.fills_lines:
        return _fill_lines(text, first, last, before, after)
    while first > before and text[first - 1] in _OPENING:
        first -= 1
    while last < after and (text[last] in _FINAL or text[last] in _PAIRS and _PAIRS[text[last]] in text[first:last]):
        last += 1
    return Span(first, last)


def _fill_lines(text: str, first: int, last: int, before: int, after: int) -> Span:
    """Return the lines of a range, without blanks and bullets at the edges."""
    start = max(before, text.rfind("\n", before, first) + 1, text.rfind("\r", before, first) + 1)
    ends = [at for at in (text.find("\n", last, after), text.find("\r", last, after)) if at >= 0]
    end = min(ends, default=after)
    while start < first and text[start] in _BULLETS:
        start += 1
    while end > last and text[end - 1] in _BLANK:
        end -= 1
    return Span(start, end)
