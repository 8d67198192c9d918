"""Find the foreign phrases that other languages have made their own: `ad hoc`, `status quo`."""

from __future__ import annotations

from collections.abc import Iterable

from triage.lid.lexicon import PHRASES


def _phrases_by_start() -> dict[str, dict[str, list[tuple[str, ...]]]]:
    """Return the phrases by first and second word, longest first; the second word is empty where there is none."""
    phrases: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for phrase in sorted(PHRASES, key=len, reverse=True):
        first, second = (*phrase, "")[:2]
        phrases.setdefault(first, {}).setdefault(second, []).append(phrase)
    return phrases


_PHRASES = _phrases_by_start()


def find_phrases(words: list[str], starts: Iterable[int]) -> list[int]:
    """Return the words that belong to an established foreign phrase, longest phrases first.

    Args:
        words: as they stand.
        starts: those with which a phrase may begin.
    """
    found: list[int] = []
    for i in starts:
        phrases = _PHRASES.get(words[i].lower(), {})
        second = words[i + 1].lower() if i + 1 < len(words) else ""
        for phrase in (*phrases.get(second, ()), *phrases.get("", ())):
            if len(phrase) <= 2 or tuple(map(str.lower, words[i : i + len(phrase)])) == phrase:
                found += range(i, i + len(phrase))
                break
    return found
