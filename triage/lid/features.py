"""What tells a fragment from a name, an address, a loanword: the features of a candidate stretch."""

from __future__ import annotations

import re

import numpy as np

from triage.lid.block import Block
from triage.lid.decode import Stretch
from triage.lid.lexicon import CAPTION_STEMS, CREDIT_WORDS, INSTITUTION_STEMS, PARTICLES, ROLE_STEMS, STREET_WORDS
from triage.lid.params import PARAMS
from triage.lid.table import Floats
from triage.model import Kind

NAMES = (
    "gain",
    "nucleus",
    "strong",
    "contrary",
    "strong_capitals",
    "capital_share",
    "name_share",
    "fills",
    "quoted",
    "commas",
    "numbers",
    "street",
    "phrase",
    "familiar",
    "function",
    "particles",
    "foreign_script",
    "credit",
    "length",
    "mean_vote",
    "common_capitals",
    "name_items",
    "rest_of_line",
    "unlisted",
    "bare",
    "list",
    "role",
    "caption",
    "bare_common",
    "inline_nucleus",
    "long_nucleus",
    "role_bare",
    "institution",
    "latin_endings",
    "letters",
    "unlisted_short",
    "attested",
    "unattested",
)
# Endings of Latin names of species and of legal Latin.
_LATIN = re.compile(r"(?:us|um|is|ae|ii|orum|arum|ensis|iens|oides|ibus)\Z")
_COMMA = re.compile(r"[,;:•|]| [·/] ")
# Log-frequencies (nats): a function word is among the 100 or so most frequent, a common word among the 10,000.
FUNCTION_LOG = -6.5
COMMON_LOG = -9.5
LISTED_LOG = -14.6
STRONG_VOTE = 3.0
MARKED_VOTE = 2.0
SHORT_STEM = 4
SHORT_STRETCH = 3


def describe(block: Block, stretch: Stretch) -> Floats:
    """Return the features of a stretch, in the order of NAMES."""
    at = slice(stretch.start, stretch.end)
    words = block.tokens.words[at]
    folded = [word.lower() for word in words]
    n = len(words)
    embedded = block.scores[at, stretch.column]
    matrix = block.scores[at, block.matrix]
    votes = embedded - matrix
    capital = block.capital[at]
    name = block.name[at]
    particle = np.array([word in PARTICLES for word in folded])
    nucleus = ~capital & ~particle & ~name
    count = max(1, int(nucleus.sum()))
    first, last = block.tokens.starts[stretch.start], block.tokens.ends[stretch.end - 1]
    inside = block.text[first:last]
    before, after = line_rest(block, stretch)
    strong = votes > STRONG_VOTE
    fills = block.prices[stretch.start] == PARAMS.price_line and block.prices[stretch.end] == PARAMS.price_line
    quoted = block.prices[stretch.start] == PARAMS.price_quote and block.prices[stretch.end] == PARAMS.price_quote
    numbers = sum(1 for a, b, kind in block.tokens.others if first - 8 <= a < last + 14 and kind in (Kind.NUMBER, Kind.CODE))
    role = float(says(folded, votes, ROLE_STEMS))
    bare = float(not nucleus.any())
    common = min(4, int((capital & (embedded > COMMON_LOG) & (votes > 4.0)).sum()))
    attested = int(((embedded > LISTED_LOG) & (votes > 1.0) & ~name & (np.array([len(word) for word in words]) > 1)).sum())
    values = (
        np.log1p(max(stretch.gain, 0.0)),
        np.log1p(max(0.0, float(votes[nucleus].sum()))),
        min(6, int((strong & nucleus).sum())),
        float((votes[nucleus] < 0).sum()) / count,
        min(6, int((strong & capital).sum())),
        float(capital.mean()),
        float(name.mean()),
        float(fills),
        float(quoted),
        max(0, len(_COMMA.findall(inside)) - 1) / n,
        min(2, numbers),
        float(any(word in STREET_WORDS for word in folded)) * (numbers > 0),
        float(block.phrase[at].all()),
        float((matrix[nucleus] > LISTED_LOG).sum()) / count,
        min(4, int(((embedded > FUNCTION_LOG) & (votes > 1.0) & ~capital & ~name).sum())),
        min(4, int((particle & ~name).sum())),
        float(foreign_script(words)),
        float(any(word in CREDIT_WORDS for word in folded)),
        np.log(n),
        float(votes.mean()),
        common,
        name_items(inside),
        (before + after) / (before + after + n),
        float((embedded[nucleus] < LISTED_LOG).sum()) / count,
        bare,
        short_list(inside),
        role,
        float(says(folded, votes, CAPTION_STEMS)),
        bare * common,
        (not fills) * np.log1p(max(0.0, float(votes[nucleus].sum()))),
        float(min(12, count) if nucleus.any() else 0) / 4,
        role * bare,
        float(opens_institution(words, capital.tolist())) * (1 - role),
        sum(1 for word in folded if _LATIN.search(word)) / n,
        np.log1p(sum(len(word) for word, is_nucleus in zip(words, nucleus.tolist(), strict=True) if is_nucleus)),
        float((embedded < LISTED_LOG).mean()) * (n <= SHORT_STRETCH),
        min(4, attested),
        float(attested == 0),
    )
    return np.array(values, dtype=np.float32)


def line_rest(block: Block, stretch: Stretch) -> tuple[int, int]:
    """Return how many words stand on the stretch's lines before and after it."""
    start, end = stretch.start, stretch.end
    while start > 0 and block.prices[start] != PARAMS.price_line:
        start -= 1
    while end < len(block.tokens.words) and block.prices[end] != PARAMS.price_line:
        end += 1
    return stretch.start - start, end - stretch.end


def says(folded: list[str], votes: Floats, stems: tuple[str, ...]) -> bool:
    """Tell whether an embedded word is one of some words: equal to a short one, or with a longer one in it."""
    for word, vote in zip(folded, votes.tolist(), strict=True):
        if vote > MARKED_VOTE:
            for stem in stems:
                if word == stem or len(stem) > SHORT_STEM and stem in word:
                    return True
    return False


def name_items(inside: str) -> float:
    """Return the share of comma-separated items that begin with a capital; 0 where there is one item only."""
    items = [item.strip() for item in _COMMA.split(inside)]
    if len(items) < 2:
        return 0.0
    return sum(1 for item in items if item[:1].isupper() or not item[:1].isalpha()) / len(items)


def opens_institution(words: list[str], capital: list[bool]) -> bool:
    """Tell whether the first capitalised word, an article left aside, is the head of an organisation's name."""
    for word, is_capital in zip(words[:3], capital, strict=False):
        if is_capital and len(word) > SHORT_STEM - 1:
            return word.lower().startswith(INSTITUTION_STEMS)
    return False


def short_list(inside: str) -> float:
    """Tell whether a stretch is a list of three or more items of three words at most."""
    items = [item.split() for item in _COMMA.split(inside)]
    return float(len(items) > 2 and max(map(len, items)) <= 3)


def foreign_script(words: list[str]) -> bool:
    """Tell whether most words are in a script without capital letters or not Latin."""
    return 2 * sum(1 for word in words if word[0] > "\u0370") > len(words)
