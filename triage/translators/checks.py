"""Tell whether a translation may be written: what engines get wrong, as far as it shows in the strings.

A check gives a reason, in the words of the report, or None. It never repairs anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType

from triage.langtag import UNDETERMINED, primary, same_language
from triage.translators.numbers import lost_number
from triage.translators.protect import has_letters, opaque_tokens

Identify = Callable[[str], str]

# Characters of a translation per character of the original. European pairs stay within 0.6 to 1.7 on captions of more
# than twenty characters; the limits leave room for short texts and catch a dropped or an invented sentence.
_SHORTEST, _LONGEST = 0.35, 2.8
_SLACK_CHARACTERS = 20
# Scripts that write a word in one or two characters, so that three times fewer (or more) is normal.
_DENSE = frozenset({"zh", "ja", "ko"})
_DENSITY = 3.0

_LOOP = re.compile(r"(?<!\w)(?P<unit>\w[^\n]{0,60}?)(?:[\s,.;:!?-]+(?P=unit)(?!\w)){2,}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MOSTLY_UNKNOWN = 0.5


def fault(
    original: str,
    translated: str,
    source: str,
    target: str,
    *,
    required: Mapping[str, str] = MappingProxyType({}),
    identify: Identify | None = None,
) -> str | None:
    """Return why a translation must not be written, None if nothing speaks against it.

    Args:
        original: the fragment.
        translated: what the engine gave for it, masked parts back in place.
        source: the embedded language.
        target: the matrix language.
        required: what stands in the original and must stand in the translation in one form, and that form.
        identify: gives the language of a text, `und` where it cannot tell; None = no check.
    """
    return (
        _empty_or_same(original, translated)
        or _lost_token(original, translated)
        or _lost_name(translated, required)
        or lost_number(_without_tokens(original), _without_tokens(translated), source, target)
        or _loops(original, translated)
        or _wrong_length(original, translated, source, target)
        or _wrong_language(translated, source, target, identify)
    )


def mostly_unknown(original: str, unknown_words: int) -> str | None:
    """Return why a translation with so many unknown words is none; names count as known."""
    words = [word for word in _WORD.findall(original) if word[0].islower()]
    if unknown_words and words and unknown_words > _MOSTLY_UNKNOWN * len(_WORD.findall(original)):
        return f"{unknown_words} words are unknown to the engine"
    return None


def _empty_or_same(original: str, translated: str) -> str | None:
    if not translated.strip():
        return "the translation is empty"
    if not has_letters(translated):
        return "the translation has no letters"
    if _folded(original) == _folded(translated):
        return "the translation is the original"
    return None


def _lost_token(original: str, translated: str) -> str | None:
    wanted, found = Counter(opaque_tokens(original)), Counter(opaque_tokens(translated))
    if lost := wanted - found:
        return f"{next(iter(lost))} is lost"
    if added := found - wanted:
        return f"{next(iter(added))} is not in the original"
    return None


def _lost_name(translated: str, required: Mapping[str, str]) -> str | None:
    folded = _folded(translated)
    lost = next((name for name, form in required.items() if not _contains(folded, _folded(form))), None)
    if lost is None:
        return None
    form = required[lost]
    return f"the name {lost} is lost" if form == lost else f"{lost} is not translated as {form}"


def _contains(folded: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?:s\b|(?!\w))", folded) is not None


def _loops(original: str, translated: str) -> str | None:
    loop = _LOOP.search(translated)
    if loop is None or _LOOP.search(original):
        return None
    return f"the translation repeats {loop['unit']!r}"


def _wrong_length(original: str, translated: str, source: str, target: str) -> str | None:
    dense = (primary(source) in _DENSE) - (primary(target) in _DENSE)
    expected = len(original) * _DENSITY**dense
    if len(translated) > expected * _LONGEST + _SLACK_CHARACTERS:
        return f"the translation is too long ({len(translated)} characters for {len(original)})"
    if len(translated) < expected * _SHORTEST - _SLACK_CHARACTERS / 4:
        return f"the translation is too short ({len(translated)} characters for {len(original)})"
    return None


def _wrong_language(translated: str, source: str, target: str, identify: Identify | None) -> str | None:
    if identify is None:
        return None
    language = identify(translated)
    if primary(language) == UNDETERMINED or not same_language(language, source) or same_language(source, target):
        return None
    return f"the translation is still in {primary(source)}"


def _folded(text: str) -> str:
    """Return a text for comparing: no case, no accents, one kind of blank and apostrophe."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def _without_tokens(text: str) -> str:
    for token in set(opaque_tokens(text)):
        text = text.replace(token, " ")
    return text
