"""Split a text into what an engine translates one by one, and keep what stands between.

Models of the Argos kind are trained on single sentences and drop the rest of a longer input. Joining the pieces and
their separators gives the text back, character for character.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Short forms that end in a full stop and are followed by a capital; written for this project from general knowledge of
# the languages. A full stop after a single capital letter ("J. R. Jiménez") and between capitals ("EE. UU.") never ends
# a sentence either.
_SHORT_FORMS = frozenset(
    "sr sra srta sres dr dra d dña prof profa lic ing arq gral cnel cap tte sgto pdte mons fr sor sto sta "
    "av avda c ctra pza núm no n nº pág págs art cap vol fig ed aprox tel apdo ej etc vs "
    "mr mrs ms st jr mt gen col lt sgt rev hon gov sen rep pres "
    "m mm mme mlle me hr fr frl bzw z b u a d h vgl nr str abs "
    "sig avv dott on v p pp".split()
)

_BOUNDARY = re.compile(
    r"""(?P<stop>[.!?…]+)(?P<close>["'”’»)\]]*)(?P<gap>\s+)(?=[¿¡"'“‘«(\[—–-]*\s?[^\W\d_a-zß-öø-ÿ]|[¿¡])
      | (?P<wide>[。！？]+[」』”）]*)(?P<none>\s*)(?=\S)
      | (?P<blank>[ \t]*\n[ \t]*\n\s*)
      | (?P<item>[ \t]*\n)(?=\s*(?:[-–—•*]|\d+[.)])\s)""",
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"([^\W\d_]+)\Z")


class Piece(NamedTuple):
    """A sentence and the characters after it, up to the next one."""

    text: str
    gap: str


def split(text: str) -> tuple[Piece, ...]:
    """Return the sentences of a text; `"".join(p.text + p.gap for p in split(text)) == text`."""
    pieces = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match["stop"] == "." and _is_short_form(text[start : match.start()]):
            continue
        gap = match["gap"] or match["none"] or match["blank"] or match["item"] or ""
        end = match.end() - len(gap)
        if text[start:end].strip():
            pieces.append(Piece(text[start:end], gap))
            start = match.end()
    if start < len(text) or not pieces:
        pieces.append(Piece(text[start:], ""))
    return tuple(pieces)


def _is_short_form(before: str) -> bool:
    """Tell whether the word before a full stop is one that usually ends in it."""
    match = _LAST_WORD.search(before)
    if match is None:
        return False
    word = match[1]
    return len(word) == 1 and word.isupper() or len(word) == 2 and word.isupper() or word.lower() in _SHORT_FORMS
