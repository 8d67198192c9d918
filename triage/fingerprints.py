"""Name findings so that they are recognised over edits elsewhere in their file: no line number counts.

Baselines, SARIF's partial fingerprints and the GitLab report use them.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

_BYTES = 8  # no collision to be expected below some 10**9 findings


def number(path: str | None, found: Iterable[tuple[str, str]]) -> list[str]:
    """Return a fingerprint for each (rule, text) of a document, same order; equal ones are told apart by counting.

    Args:
        path: of the document; None for standard input.
        found: in document order.
    """
    seen: dict[str, int] = {}
    shown = _shown(path)
    prints = []
    for rule, text in found:
        key = f"{shown}\0{rule}\0{normalise(text)}"
        seen[key] = occurrence = seen.get(key, -1) + 1
        prints.append(_hash(key, occurrence))
    return prints


def fingerprint(path: str | None, rule: str, text: str, occurrence: int) -> str:
    """Identify a finding over edits elsewhere in its file: no line number counts.

    Args:
        path: of the document; None for standard input.
        rule: a stable id, `TR001` to `TR005`.
        text: of the fragment; blanks and Unicode composition make no difference.
        occurrence: how many equal ones stand before it.
    """
    return _hash(f"{_shown(path)}\0{rule}\0{normalise(text)}", occurrence)


def _shown(path: str | None) -> str:
    return path.replace("\\", "/").removeprefix("./") if path else ""


def _hash(key: str, occurrence: int) -> str:
    data = f"{key}\0{occurrence}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=_BYTES).hexdigest()


def normalise(text: str) -> str:
    """Return a text as it is compared: composed (NFC), with one blank where there is blank space."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return " ".join(composed.split())
