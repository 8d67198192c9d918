"""Language tags (BCP 47): parse, normalise, compare. Knows nothing of documents or of evidence."""

from __future__ import annotations

import re
from functools import lru_cache

UNDETERMINED = "und"

# RFC 5646 section 2.1, without the grandfathered tags nobody writes in content.
_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*\Z")

# Codes that mean the same language here: deprecated codes (RFC 5646 section 3.1.5 prefers the new one), ISO 639-2
# three-letter codes of common languages as gettext, Apertium and subtitles write them, and Norwegian Bokmål,
# which every language list at hand calls "no".
_SAME = {
    "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "tl": "fil", "nb": "no", "nn": "no",
    "eng": "en", "spa": "es", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "ita": "it", "por": "pt",
    "nld": "nl", "dut": "nl", "cat": "ca", "rus": "ru", "zho": "zh", "chi": "zh", "jpn": "ja", "ara": "ar",
    "pol": "pl", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "ces": "cs", "cze": "cs", "tur": "tr",
    "scr": "hr", "scc": "sr",
}  # fmt: skip

# The languages a mark such as `[es] …` can name: those that language identification knows. A closed list, because
# `[ok]`, `[to: do]` and `[new]` have the form of a tag too.
MARKED = frozenset(
    "af ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn"
    " ko lo lt lv mk ml mn mr ms mt my nb ne nl nn no pa pl ps pt ro ru sh si sk sl so sq sr sv sw ta te th tl tr uk"
    " ur uz vi zh".split()
)


def is_tag(text: str) -> bool:
    """Tell whether a string has the form of a language tag; `klingon language` and the empty string have not."""
    return _TAG.match(text) is not None


@lru_cache(maxsize=1024)
def primary(tag: str) -> str:
    """Return the primary language of a tag in one spelling: `en-GB` -> `en`, `pt_BR` -> `pt`, `spa` -> `es`.

    Script and region are dropped; an empty or malformed tag gives `und`.
    """
    if not is_tag(tag):
        return UNDETERMINED
    language = re.split("[-_]", tag, maxsplit=1)[0].lower()
    return _SAME.get(language, language)


def same_language(one: str, other: str) -> bool:
    """Tell whether two tags name the same language, whatever their regions; `und` equals nothing."""
    return primary(one) == primary(other) != UNDETERMINED
