"""Keep out of an engine's hands what it must not touch: URLs, placeholders, code, names, markup at the edges.

`mask` takes a text apart; `restore` puts a translation together again, or says that something was lost. What is masked
inside a sentence is replaced by a made-up name, because that is what engines of every kind pass through: a model copies
an unknown capitalised word more often than any bracketed number, and Apertium leaves it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

# What no translation changes, longest alternatives first. Lengths are limited, or thousands of opening brackets without
# a closing one would take seconds.
_OPAQUE = re.compile(
    r"""
      `[^`\n]+`                                                 # code
    | (?: \{\{(?:(?!\{\{).){0,400}?\}\} | \{%(?:(?!\{%).){0,400}?%\} | <%(?:(?!<%).){0,400}?%> )
      (?:/[\w./-]*\w)?                                          # template expressions, and a path after one
    | \$?\{[^{}\n]*\}                                           # {name}, ${name}
    | %(?:\(\w+\))?[-+#0]*\d*(?:\.\d+)?(?:\d+\$)?[sdifgxXr]\b | %\d+\$[a-z@] | %@
    | </?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>                       # tags
    | &(?:\#\d+|\#x[0-9A-Fa-f]+|[A-Za-z]\w+);                   # entities
    | !?\[\[[^\[\]\n]{0,400}\]\]                                 # wiki links
    | \]\([^()\s]*(?:\s"[^"\n]*")?\)                            # the target of a Markdown link
    | (?:https?://|ftp://|www\.)[^\s<>"'»”)\]]*[^\s<>"'»”)\].,;:!?]
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+             # e-mail
    | (?<![\w@])@\w+(?:\.\w+)* | (?<![\w\#])\#\w+               # handles, hashtags
    """,
    re.VERBOSE,
)
_LETTER = re.compile(r"[^\W\d_]")

# Marks that enclose a whole text, and are then put back around its translation.
_ENCLOSING = (
    ("***", "***"), ("**", "**"), ("__", "__"), ("~~", "~~"), ("*", "*"), ("_", "_"),
    ("«", "»"), ("“", "”"), ("„", "“"), ("‘", "’"), ("「", "」"), ('"', '"'), ("'", "'"), ("(", ")"), ("[", "]"),
)  # fmt: skip
_LINK = re.compile(r"(?P<before>!?\[)(?P<text>[^\[\]\n]+)(?P<after>\]\([^()\n]*\))\Z")
# Tags, entities and addresses stand beside a sentence; a placeholder or a handle is part of it and stays inside.
_APART = re.compile(r"</?[A-Za-z]|&|https?:|ftp:|www\.|[\w.+-]+@")
_LEADING = re.compile(r"(?:[-–—•·*>]\s+|[\s|:])+")
_EMPHASIS = re.compile(r"(?P<mark>\*\*\*|\*\*|__|~~|(?<![\w*])[*_](?=\w))(?P<inner>[^*_~\n]+?)(?P=mark)(?!\w)")

# Marks of emphasis, the opening of a link, and the gaps between paragraphs and items of a list.
_MARKUP = r"""
      \*{1,3} | __ | ~~ | (?<!\w)_(?=\w) | (?<=\w)_(?!\w) | !?\[
    | [ \t]*\n[ \t]*\n\s* | [ \t]*\n(?=\s*(?:[-–—•*]|\d+[.)])\s)
"""

# Beginnings of made-up names: in no language a word starts so, and none of them is the start of another.
_STEMS = ("Qx", "Zq", "Xj", "Vq")
_LETTERS = "abcdefghijkmnopqrtuvwyz"


class Masked(NamedTuple):
    """A text ready for an engine.

    Attributes:
        lead, trail: what stood at the edges.
        text: what the engine gets.
        stem: the beginning of the made-up names in `text`.
        tokens: what they stand for, in order.
        marks: emphasised strings inside, without their marks and with them.
    """

    lead: str
    text: str
    trail: str
    stem: str
    tokens: tuple[str, ...]
    marks: tuple[tuple[str, str], ...] = ()


def has_letters(text: str) -> bool:
    """Tell whether there is anything to translate."""
    return _LETTER.search(_OPAQUE.sub(" ", text)) is not None


def opaque_tokens(text: str) -> list[str]:
    """Return what in a text must come back as it is, in order."""
    return _OPAQUE.findall(text)


def mask(text: str, names: Mapping[str, str] = MappingProxyType({})) -> Masked:
    """Return a text without what an engine must not touch.

    Args:
        text: without blanks at its edges.
        names: words and phrases to mask, too, and what is to stand for them in the translation.
    """
    lead, core, trail = _peel(text)
    core, marks = _take_marks(core)
    stem = next((stem for stem in _STEMS if stem.lower() not in core.lower()), "")
    if not stem:
        return Masked(lead, core, trail, "", (), marks)
    tokens: list[str] = []

    def replace(match: re.Match[str]) -> str:
        tokens.append(names.get(match[0], match[0]))
        return stem + _number_name(len(tokens) - 1)

    return Masked(lead, _kept_pattern(names).sub(replace, core), trail, stem, tuple(tokens), marks)


def restore(masked: Masked, translated: str) -> str | None:
    """Return a translation with everything back in its place; None if a made-up name was lost, doubled or invented."""
    text = translated
    if masked.stem:
        found: list[int] = []

        def put_back(match: re.Match[str]) -> str:
            index = _name_number(match[1].lower())
            found.append(index)
            return masked.tokens[index] if index < len(masked.tokens) else match[0]

        text = re.sub(rf"\b{masked.stem}([a-z]+)", put_back, text, flags=re.IGNORECASE)
        if sorted(found) != list(range(len(masked.tokens))):
            return None
    for plain, marked in masked.marks:
        if text.count(plain) != 1:
            return None
        text = text.replace(plain, marked)
    return masked.lead + text + masked.trail


def split_markup(text: str) -> tuple[str, ...]:
    """Return a text cut at everything that is not language; odd places hold what must stay, markup included.

    For an engine that does not pass masks through, and markup whose words do not reappear: the stretches between are
    translated one by one.
    """
    cut = re.split(f"((?:{_OPAQUE.pattern}|{_MARKUP})+)", text, flags=re.VERBOSE)
    return tuple(piece or "" for piece in cut)


def _kept_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return what matches everything to keep: opaque tokens, then names, the longest first."""
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = _OPAQUE.pattern + (rf"| (?<!\w)(?:{words})(?!\w)" if words else "")
    return re.compile(pattern, re.VERBOSE)


def _peel(text: str) -> tuple[str, str, str]:
    """Return what stands before, in and after the part that is language."""
    lead, trail = "", ""
    changed = True
    while changed:
        changed = False
        for before, core, after in _peelings(text):
            if core and has_letters(core):
                lead, text, trail = lead + before, core, after + trail
                changed = True
                break
    return lead, text, trail


def _peelings(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the ways to take something off the edges of a text."""
    for opening, closing in _ENCLOSING:
        inner = text[len(opening) : -len(closing)]
        if text.startswith(opening) and text.endswith(closing) and not {*opening, *closing} & {*inner}:
            yield opening, inner, closing
    if leading := _LEADING.match(text):
        yield leading[0], text[leading.end() :], ""
    if link := _LINK.match(text):
        yield link["before"], link["text"], link["after"]
    tokens = [match for match in _OPAQUE.finditer(text) if _APART.match(match[0])]
    if tokens and tokens[0].start() == 0:
        yield text[: tokens[0].end()], text[tokens[0].end() :], ""
    if tokens and tokens[-1].end() == len(text):
        yield "", text[: tokens[-1].start()], text[tokens[-1].start() :]
    if text != (bare := text.rstrip()):
        yield "", bare, text[len(bare) :]


def _take_marks(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a text without emphasis inside, and what was emphasised."""
    marks = tuple((match["inner"], match[0]) for match in _EMPHASIS.finditer(text))
    return _EMPHASIS.sub(lambda match: match["inner"], text), marks


def _number_name(number: int) -> str:
    """Return the letters for a number: a, b, ... z, aa."""
    name = _LETTERS[number % len(_LETTERS)]
    while number := number // len(_LETTERS):
        number -= 1
        name = _LETTERS[number % len(_LETTERS)] + name
    return name


def _name_number(name: str) -> int:
    """Return the number for letters, or one that no text reaches if they are none of ours."""
    number = 0
    for letter in name:
        if letter not in _LETTERS:
            return 1 << 30
        number = number * len(_LETTERS) + _LETTERS.index(letter) + 1
    return number - 1
