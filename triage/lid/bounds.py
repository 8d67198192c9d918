"""Where a fragment begins and ends: snap a stretch of words to the line, sentence or quotation it all but fills.

The written rule for edges. A fragment that fills its lines covers them from the first to the last character that is not
blank or a list bullet, less a label before a colon (`FOTO:`) and a credit at the end (`… / EFE`, `… / Ana Ruiz`,
`… (Reuters)`). One that ends a sentence takes the sentence's final punctuation and an opening ¿ or ¡; one that begins
or ends a sentence or quotation also takes the numbers there (`de 2018.`). Quotation marks and brackets around a
fragment stay outside; a closing bracket comes in when its opening one is inside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from triage.lid.gaps import QUOTES
from triage.lid.lexicon import CREDIT_WORDS
from triage.lid.limits import NEAR_NUMBERS
from triage.lid.params import PARAMS
from triage.lid.traits import is_shouted
from triage.model import Span

if TYPE_CHECKING:  # they need numpy, and the compiled finder, which reads the classes of characters, does not
    from triage.lid.block import Block
    from triage.lid.decode import Stretch

FINAL = ".!?…。！？؟।%°"
OPENING = "¿¡"
BULLETS = "-–—•*·>|+ \t\u00a0\u3000"
BLANK = " \t\r\n\u00a0\u3000\f\v"
PAIRS = {")": "(", "]": "[", "）": "（", "」": "「", "》": "《"}
# What parts a credit from a caption: one of these, a dash between blanks, a full stop.
CREDIT_BREAKS = "/|–—([©®"
# Numbers and codes beside a fragment: `de 2018`, `4:00`, `A4`.
_NUMBER = r"[$€£]?(?=(?:[A-Za-z]+-)*[A-Za-z]*[0-9])[A-Za-z0-9]+(?:[.,:/-][A-Za-z0-9]+)*[%°]?"
_BLANKS = r"[ \t\u00a0]+"
_NUMBERS_BEHIND = re.compile(rf"(?:{_BLANKS}{_NUMBER})+")
_NUMBERS_BEFORE = re.compile(rf"(?<!\S)(?:{_NUMBER}{_BLANKS})+\Z")
_SLASH = re.compile(r"\s/\s")
_CREDIT_BREAK = re.compile(rf"[{re.escape(CREDIT_BREAKS)}]|\s-\s|\.\s")


class Bounds(NamedTuple):
    """Words `start` to `end` of a block, and how they sit in it."""

    start: int
    end: int
    fills_lines: bool
    quoted: bool


def snap(block: Block, stretch: Stretch) -> Bounds:
    """Extend a stretch over the names that finish the quotation, sentence or lines it lies in."""
    start, end = _keep_quotation(block, *_drop_name_lines(block, stretch), stretch.column)
    most = PARAMS.most_names_per_word * (end - start)
    for levels in _LEVELS:
        low, high = unit(block, start, end, levels)
        rest = (*range(low, start), *range(end, high))
        if len(rest) <= most and all(_is_neutral(block, i, stretch.column) for i in rest):
            start, end = low, high
    start, end = _drop_label(block, start, end), _drop_credit(block, start, end)
    start = min(start, end - 1)  # a label and a credit leave nothing between them
    lines, quoted = (is_edged(block, start, end, price) for price in (PARAMS.price_line, PARAMS.price_quote))
    return Bounds(start, end, lines, quoted)


_LEVELS = (
    (PARAMS.price_line, PARAMS.price_quote),
    (PARAMS.price_line, PARAMS.price_quote, PARAMS.price_sentence),
    (PARAMS.price_line,),
)


def unit(block: Block, start: int, end: int, levels: tuple[float, ...]) -> tuple[int, int]:
    """Return the nearest boundaries of some prices around a range of words."""
    low, high, last = start, end, len(block.tokens.words)
    while low > 0 and block.levels[low] not in levels:
        low -= 1
    while high < last and block.levels[high] not in levels:
        high += 1
    return low, high


def text_of(block: Block, stretch: Stretch) -> str:
    """Return the text of a stretch from its first word to its last."""
    return block.text[block.tokens.starts[stretch.start] : block.tokens.ends[stretch.end - 1]]


def line_rest(block: Block, stretch: Stretch) -> tuple[int, int]:
    """Return how many words stand on the stretch's lines before and after it."""
    low, high = unit(block, stretch.start, stretch.end, (PARAMS.price_line,))
    return stretch.start - low, high - stretch.end


def is_edged(block: Block, start: int, end: int, price: float) -> bool:
    """Tell whether a switch costs one price at both ends of a range of words: between lines, in quotation marks."""
    return block.levels[start] == price == block.levels[end]


def _is_neutral(block: Block, index: int, column: int) -> bool:
    """Tell whether a word may belong to either language: a name, or one that the matrix explains hardly better."""
    if block.capital[index] and not is_shouted(int(block.traits[index]), bool(block.name[index])):
        return True  # a word of a line all in capitals is no name for that
    vote = float(block.scores[index, column] - block.scores[index, block.matrix])
    return vote > -PARAMS.neutral_vote


def _keep_quotation(block: Block, start: int, end: int, column: int) -> tuple[int, int]:
    """Leave out what leads to a quotation that ends the range, or follows one that begins it, if it is in the matrix
    language: to switch at the edge of a line costs less than at the mark."""
    quotes = [at for at in range(start + 1, end) if block.levels[at] == PARAMS.price_quote]
    if quotes and _closes_quotation(block, end) and _opens_quotation(block, quotes[-1]):
        if _sum_votes(block, start, quotes[-1], column) <= 0.0:
            return quotes[-1], end
    if quotes and _opens_quotation(block, start) and _closes_quotation(block, quotes[0]):
        if _sum_votes(block, quotes[0], end, column) <= 0.0:
            return start, quotes[0]
    return start, end


def _opens_quotation(block: Block, at: int) -> bool:
    """Tell whether a quotation mark stands right before a word."""
    start = block.tokens.starts[at]
    return start > 0 and block.text[start - 1] in QUOTES


def _closes_quotation(block: Block, at: int) -> bool:
    """Tell whether a quotation mark stands right behind the word before a place."""
    end = block.tokens.ends[at - 1]
    return end < len(block.text) and block.text[end] in QUOTES


def _sum_votes(block: Block, start: int, end: int, column: int) -> float:
    """Return what some words say for a language against the matrix, names aside (nats)."""
    votes: list[float] = (block.scores[start:end, column] - block.scores[start:end, block.matrix]).tolist()
    return sum(0.0 if name else vote for vote, name in zip(votes, block.capital[start:end].tolist(), strict=True))


def _drop_name_lines(block: Block, stretch: Stretch) -> tuple[int, int]:
    """Leave out whole lines of names at the end: they are a list of names of their own, unless the line before runs
    on."""
    start, end = stretch.start, stretch.end
    for at in range(end - 1, start, -1):
        if block.levels[at] == PARAMS.price_line:
            line = block.text.rfind("\n", 0, block.tokens.ends[at - 1])
            if not block.capital[at:end].all() or block.tokens.ends[at - 1] - line > PARAMS.wrapped_line:
                break
            end = at
    return start, end


def _drop_label(block: Block, start: int, end: int) -> int:
    """Return where the range starts without a label such as `FOTO:`."""
    words, tokens = block.tokens.words, block.tokens
    if end - start > 1 and words[start].lower() in CREDIT_WORDS:
        if block.text[tokens.ends[start] : tokens.starts[start + 1]].lstrip()[:1] in {":", "："}:
            return start + 1
    return start


def _drop_credit(block: Block, start: int, end: int) -> int:
    """Return where the range ends without a credit: names behind a break, an agency or a credit word among them.

    Behind a slash between blanks they need none.
    """
    tokens = block.tokens
    cut, credited = end, False
    for at in range(end - 1, start, -1):
        word = tokens.words[at]
        credited |= word.lower() in CREDIT_WORDS
        if not (word[0].isupper() or word.lower() in CREDIT_WORDS):
            break
        gap = block.text[tokens.ends[at - 1] : tokens.starts[at]]
        if (credited and _CREDIT_BREAK.search(gap)) or _SLASH.search(gap):
            cut = at
    return cut


def place(block: Block, bounds: Bounds) -> Span:
    """Return the span of a range of words in the block's text, by the written rule for edges."""
    text = block.text
    first, last = block.tokens.starts[bounds.start], block.tokens.ends[bounds.end - 1]
    before = block.tokens.ends[bounds.start - 1] if bounds.start else 0
    after = block.tokens.starts[bounds.end] if bounds.end < len(block.tokens.starts) else len(text)
    if bounds.fills_lines:
        return _fill_lines(text, first, last, before, after)
    if block.levels[bounds.start] <= PARAMS.price_sentence:
        first = _before_numbers(text, before, first)
    if block.levels[bounds.end] <= PARAMS.price_sentence:
        last = _behind_numbers(text, last, after)
    while first > before and text[first - 1] in OPENING:
        first -= 1
    while last < after and (text[last] in FINAL or text[last] in PAIRS and PAIRS[text[last]] in text[first:last]):
        last += 1
    return Span(first, last)


def _before_numbers(text: str, before: int, first: int) -> int:
    """Return where the numbers begin that lead to a place, the place itself if there are none."""
    numbers = _NUMBERS_BEFORE.search(text, max(before, first - NEAR_NUMBERS), first)
    return numbers.start() if numbers else first


def _behind_numbers(text: str, last: int, after: int) -> int:
    """Return where the numbers end that follow a place, the place itself if there are none."""
    numbers = _NUMBERS_BEHIND.match(text, last, after)
    return numbers.end() if numbers else last


def _fill_lines(text: str, first: int, last: int, before: int, after: int) -> Span:
    """Return the lines of a range, without blanks and bullets at the edges."""
    start = max(before, text.rfind("\n", before, first) + 1, text.rfind("\r", before, first) + 1)
    ends = [at for at in (text.find("\n", last, after), text.find("\r", last, after)) if at >= 0]
    end = min(ends, default=after)
    while start < first and text[start] in BULLETS:
        start += 1
    while end > last and text[end - 1] in BLANK:
        end -= 1
    return Span(start, end)
