"""Name findings so that they are recognised over edits elsewhere in their file: no line number counts.

Baselines, SARIF's partial fingerprints and the GitLab report use them.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

_HEX_DIGITS = 16  # 64 bits: no collision to be expected below some 10**9 findings


def number(path: str | None, found: Iterable[tuple[str, str]]) -> list[str]:
    """Return a fingerprint for each (rule, text) of a document, same order; equal ones are told apart by counting.

    Args:
        path: of the document; None for standard input.
        found: in document order.
    """
    seen: dict[tuple[str, str], int] = {}
    shown = _shown(path)
    prints = []
    for rule, text in found:
        key = (rule, normalise(text))
        occurrence = seen.get(key, 0)
        prints.append(_hash(shown, *key, occurrence))
        seen[key] = occurrence + 1
    return prints


def fingerprint(path: str | None, rule: str, text: str, occurrence: int) -> str:
    """Identify a finding over edits elsewhere in its file: no line number counts.

    Args:
        path: of the document; None for standard input.
        rule: a stable id, `TR001` to `TR005`.
        text: of the fragment; blanks and Unicode composition make no difference.
        occurrence: how many equal ones stand before it.
    """
    return _hash(_shown(path), rule, normalise(text), occurrence)


def _shown(path: str | None) -> str:
    return (path or "").replace("\\", "/").removeprefix("./")


def _hash(path: str, rule: str, text: str, occurrence: int) -> str:
    key = "\0".join((path, rule, text, str(occurrence)))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_HEX_DIGITS]


def normalise(text: str) -> str:
    """Return a text as it is compared: composed (NFC), with one blank where there is blank space."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return " ".join(composed.split())
