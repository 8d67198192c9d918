"""Which keys, dotted paths and columns of data hold text, what it is, and which language a key declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from triage.langtag import MARKED, is_tag, primary
from triage.model import Role

# `caption_lang: es` beside `caption`: how a language is written for a value.
LANG_SUFFIX = "_lang"

# What holds text where nobody has said which keys do; compared in lower case, `_` and `-` alike.
_TEXT_KEYS: Mapping[str, Role] = MappingProxyType(
    {
        **dict.fromkeys("title headline heading subtitle subheading".split(), Role.HEADING),
        **dict.fromkeys("caption photo-caption image-caption legend figcaption cutline".split(), Role.CAPTION),
        **dict.fromkeys("alt alt-text image-alt alttext alternativetext".split(), Role.ALT_TEXT),
        **dict.fromkeys(
            "description summary excerpt abstract lead lede deck standfirst teaser intro text body content message"
            " long-description meta-description og-description seo-description bio quote".split(),
            Role.VALUE,
        ),
    }
)
_LANG_KEYS = frozenset(("lang", "language", "locale"))


class Field(NamedTuple):
    """What a key says about its value."""

    role: Role
    lang: str | None = None


class KeyFilter:
    """Decides which values are text.

    Attributes:
        globs: patterns of keys or dotted paths (`caption*`, `items.*.text`); none for the usual names.
    """

    __slots__ = ("globs",)

    def __init__(self, globs: tuple[str, ...] = ()) -> None:
        self.globs = globs

    def field(self, path: Sequence[str]) -> Field | None:
        """Return what a path of keys says about its value; None if that is no text."""
        key = path[-1] if path else ""
        if not self.globs:
            return _usual(key)
        name, lang = split_language(key)
        names = {key, name, ".".join(path), ".".join((*path[:-1], name))}
        if any(fnmatchcase(candidate, glob) for glob in self.globs for candidate in names):
            return Field(_TEXT_KEYS.get(_folded(name)) or Role.VALUE, lang)
        return None

    def may_hold(self, key: str) -> bool:
        """Tell quickly whether a value may be text, or the language of one, by its key alone; False is certain."""
        return bool(self.globs) or _usual(key) is not None or key.endswith(LANG_SUFFIX) or declares_language(key)


@lru_cache(maxsize=4096)
def _usual(key: str) -> Field | None:
    """Return what one of the usual keys says; records repeat theirs a million times."""
    name, lang = split_language(key)
    role = _TEXT_KEYS.get(_folded(name))
    return Field(role, lang) if role else None


def split_language(key: str) -> tuple[str, str | None]:
    """Split a key that ends in a language: `caption_es` -> `caption`, `es`; other keys have no language."""
    for separator in "_.-@":
        name, found, tag = key.rpartition(separator)
        if found and name and is_tag(tag) and tag[:2].islower() and primary(tag) in MARKED:
            return name, tag
    return key, None


def declares_language(key: str) -> bool:
    """Tell whether a key at the top of a document holds its language (`lang`, `language`, `locale`)."""
    return key.lower() in _LANG_KEYS


def _folded(key: str) -> str:
    return key.lower().replace("_", "-")
