"""Split text into words. Knows scripts and characters, nothing of languages or formats.

Two speeds: `find_words` returns the words alone, for the pass over everything; `tokenize` returns words with offsets
and kinds and keeps URLs, addresses, handles, codes and numbers apart, for the few blocks that are decoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from triage.model import Kind

# Letters and the marks that combine with them, without the scripts written without blanks word by word (Han, kana):
# ranges of Unicode 15 categories L, Mn and Mc, unassigned gaps closed. An explicit class is twice as fast as [^\W\d_],
# and \w leaves out the vowel signs of Indic scripts.
LETTER_CLASS = (
    "A-Za-zªµºÀ-ÖØ-öø-\u02c1\u02c6-\u02d1\u02e0-\u02e4\u02ec\u02ee\u0300-\u0374\u0376-\u037d\u037f\u0386"
    "\u0388-\u03f5\u03f7-\u0481\u0483-\u0487\u048a-\u0559\u0560-\u0588\u0591-\u05bd\u05bf\u05c1-\u05c2"
    "\u05c4-\u05c5\u05c7-\u05f2\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef"
    "\u06fa-\u06fc\u06ff\u0710-\u07b1\u07ca-\u07f5\u07fa-\u07fd\u0800-\u082d\u0840-\u085b\u0860-\u0887"
    "\u0889-\u088e\u0898-\u08e1\u08e3-\u0963\u0971-\u09e3\u09f0-\u09f1\u09fc\u09fe-\u0a5e\u0a70-\u0a75"
    "\u0a81-\u0ae3\u0af9-\u0b63\u0b71\u0b82-\u0bd7\u0c00-\u0c63\u0c80-\u0c83\u0c85-\u0ce3\u0cf1-\u0d4e"
    "\u0d54-\u0d57\u0d5f-\u0d63\u0d7a-\u0ddf\u0df2-\u0df3\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u0edc-\u0f00"
    "\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u0fc6\u1000-\u103f\u1050-\u108f\u109a-\u109d"
    "\u10a0-\u10fa\u10fc-\u135f\u1380-\u138f\u13a0-\u13fd\u1401-\u166c\u166f-\u167f\u1681-\u169a\u16a0-\u16ea"
    "\u16f1-\u1734\u1740-\u17d3\u17d7\u17dc-\u17dd\u180b-\u180d\u180f\u1820-\u193b\u1950-\u19c9\u1a00-\u1a1b"
    "\u1a20-\u1a7f\u1aa7\u1ab0-\u1abd\u1abf-\u1b4c\u1b6b-\u1b73\u1b80-\u1baf\u1bba-\u1bf3\u1c00-\u1c37"
    "\u1c4d-\u1c4f\u1c5a-\u1c7d\u1c80-\u1cbf\u1cd0-\u1cd2\u1cd4-\u1fbc\u1fbe\u1fc2-\u1fcc\u1fd0-\u1fdb"
    "\u1fe0-\u1fec\u1ff2-\u1ffc\u200c\u200d\u2c00-\u2ce4\u2ceb-\u2cf3\u2d00-\u2d6f\u2d7f-\u2dff\ua000-\ua48c"
    "\ua4d0-\ua4fd\ua500-\ua60c\ua610-\ua61f\ua62a-\ua66f\ua674-\ua67d\ua67f-\ua6e5\ua6f0-\ua6f1\ua717-\ua71f"
    "\ua722-\ua788\ua78b-\ua827\ua82c\ua840-\ua873\ua880-\ua8c5\ua8e0-\ua8f7\ua8fb\ua8fd-\ua8ff\ua90a-\ua92d"
    "\ua930-\ua953\ua960-\ua9c0\ua9cf\ua9e0-\ua9ef\ua9fa-\uaa4d\uaa60-\uaa76\uaa7a-\uaadd\uaae0-\uaaef"
    "\uaaf2-\uab5a\uab5c-\uab69\uab70-\uabea\uabec-\uabed\uac00-\ud7a3\ufb00-\ufb28\ufb2a-\ufbb1\ufbd3-\ufd3d"
    "\ufd50-\ufdc7\ufdf0-\ufdfb\ufe70-\ufefc\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc"
)
# Han and kana: one character, one word.
IDEOGRAPH_CLASS = "\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

WORD_PATTERN = f"[{LETTER_CLASS}]+|[{IDEOGRAPH_CLASS}]"


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    return re.compile(WORD_PATTERN)  # 5 ms, and the extension does without


def find_words(text: str) -> list[str]:
    """Return the words of a text, and what only looks like them."""
    return _word().findall(text)


# What looks like words but is none; longest kinds first. Paths need a slash at the start or two of them, so that
# `and/or` stays words; a code mixes letters and digits or joins capitals and digits with hyphens.
_SPECIAL = (
    r"(?P<url>(?<!\w)(?:[a-z][a-z0-9+.-]*://|www\.|mailto:)[^\s<>\"“”«»]+)"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<handle>(?<![\w@#])[@#][\w.-]*\w)"
    r"|(?P<code>(?<![\w/])(?:~|\.{1,2})?/[\w.-]+(?:/[\w.*-]*)+|(?<!\w)[\w-]+(?:/[\w.-]+){2,}"
    r"|(?<!\w)[A-Za-z]:\\[\w\\.-]+"
    r"|(?<![\w.])\w+(?:[._]\w+)*[._](?:[a-z]{2,5}\d?|com|org)(?!\w)(?<=[a-z\d])"
    r"|(?<![\w.])\w+(?:\.[a-z_]\w+)+|(?<!\w)\w+_\w+(?:\.\w+)*|(?<!\w)--?[a-z][\w-]*"
    r"|(?<!\w)(?=[A-Za-z-]*\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?!\w)|(?<!\w)[A-Za-z_]\w*\(\))"
    r"|(?P<number>\d+(?:[.,:/-]\d+)*)"
)
_KINDS = {kind.value: kind for kind in Kind}


# What every token that is no word holds, at its start or inside; the same in C: native/chunks.c, `is_sign`.
_SIGN = re.compile(r"[\d@#/\\_]|\.(?=\w)|(?<!\S)-(?=-?[a-z])")
_BLANK = re.compile(r"\s")
_BLANKS = " \n\t\r\u00a0"


@lru_cache(maxsize=1)
def _special() -> re.Pattern[str]:
    return re.compile(_SPECIAL)  # 2 ms, and only a chunk with a sign asks for it; the class of letters took 4 more


class Tokens(NamedTuple):
    """The tokens of a stretch of text, words apart from the rest.

    Attributes:
        words: the linguistic tokens, in order.
        starts: where each word starts, in code points.
        ends: where each word ends.
        others: the tokens that are no words, with their kinds.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    others: list[tuple[int, int, Kind]]


def tokenize(text: str) -> Tokens:
    """Split a text into words and what is no word.

    Only a chunk between blanks that holds a digit or another sign of a URL, a path or a code goes through the slow
    pattern.
    """
    others = [other for start, end in _odd_chunks(text) for other in find_others(text, start, end)]
    spans: list[tuple[int, int]] = []
    at = 0
    for start, end, _ in others:
        spans += [match.span() for match in _word().finditer(text, at, start)]
        at = end
    spans += [match.span() for match in _word().finditer(text, at)]
    return Tokens([text[a:b] for a, b in spans], [a for a, _ in spans], [b for _, b in spans], others)


def find_others(text: str, start: int, end: int) -> list[tuple[int, int, Kind]]:
    """Find what is no word in a chunk of a text, by the slow pattern."""
    return [(*match.span(), _KINDS[match.lastgroup or ""]) for match in _special().finditer(text, start, end)]


def _odd_chunks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs between blanks that may hold tokens that are no words."""
    end = 0
    for match in _SIGN.finditer(text):
        if match.end() > end:
            start = max(end, *(text.rfind(blank, end, match.end() - 1) + 1 for blank in _BLANKS))
            blank = _BLANK.search(text, match.end())
            end = blank.start() if blank else len(text)
            yield start, end
