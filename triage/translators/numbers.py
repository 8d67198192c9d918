"""Numbers in a text, read and written by the conventions of its language.

2.500 in Spanish is 2,500 in English, and 2.500 in English is two and a half: an engine that copies digits has changed
the number. `localize` corrects that, `same_numbers` finds what was lost.
"""

from __future__ import annotations

import re
from decimal import Decimal

from triage.langtag import primary

# Languages that write the decimal point and group with commas; all others here write the decimal comma and group with
# points or blanks. Source: Unicode CLDR, numbers/symbols of each locale (Latin digits).
_POINT = frozenset(
    "en ga cy mt he ja ko zh th hi bn ta te ml kn mr gu pa ur ne si my km fil ms sw ha yo ig zu am".split()
)

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,\u00a0\u202f ’']\d{3})*(?:[.,]\d+)*(?!\w*[.,]?\d)")
_GROUPED = re.compile(r"\d{1,3}(?:(?P<mark>[.,\u00a0\u202f ’'])\d{3})(?:(?P=mark)\d{3})*(?P<rest>[.,]\d+)?\Z")
_SMALL = Decimal(100)  # up to here languages write numbers as words, so that a digit may appear where none was


def numbers(text: str, language: str) -> tuple[Decimal | str, ...]:
    """Return the numbers of a text in order; what is no plain number (1.9.6, 10.2.2021) stays a string.

    Args:
        text: any text.
        language: whose conventions decide what `.` and `,` mean.
    """
    return tuple(_value(match[0], language) for match in _NUMBER.finditer(text))


def localize(translated: str, original: str, source: str, target: str) -> str:
    """Return a translation in which numbers copied from the original are written as its language writes them.

    Only where both languages differ, and only numbers that appear digit for digit in both texts.
    """
    if _points(source) == _points(target):
        return translated
    copied = {match[0] for match in _NUMBER.finditer(original)}

    def rewrite(match: re.Match[str]) -> str:
        literal = match[0]
        return _swap(literal) if literal in copied and _is_native(literal, source) else literal

    return _NUMBER.sub(rewrite, translated)


def lost_number(original: str, translated: str, source: str, target: str) -> str | None:
    """Return a number of the original that the translation lacks, or one it adds; None if they agree.

    A number up to a hundred may be added (siete -> 7), and may be lost where the translation has letters for it only if
    it is a single digit (1 -> one).
    """
    wanted, found = list(numbers(original, source)), list(numbers(translated, target))
    for number in wanted:
        reading = next((n for n in found if n == number or _digits(n) == _digits(number)), None)
        if reading is not None:
            found.remove(reading)
        elif not (isinstance(number, Decimal) and number < 10 and number == number.to_integral_value()):
            return f"the number {number} is lost"
    added = next((n for n in found if not isinstance(n, Decimal) or n > _SMALL), None)
    return None if added is None else f"the number {added} is not in the original"


def _points(language: str) -> bool:
    return primary(language) in _POINT


def _value(literal: str, language: str) -> Decimal | str:
    """Return the value of a literal: grouped, decimal or plain, by the conventions of a language."""
    point, group = (".", ",") if _points(language) else (",", ".")
    if grouped := _GROUPED.match(literal):
        mark, rest = grouped["mark"], grouped["rest"] or ""
        if mark == group or mark not in ".,":
            return Decimal(re.sub(r"\D", "", literal[: len(literal) - len(rest)]) + rest.replace(point, "."))
    if re.fullmatch(rf"\d+[{point}]\d+", literal):
        return Decimal(literal.replace(point, "."))
    if re.fullmatch(rf"\d+[{group}]\d+", literal):
        return Decimal(literal.replace(group, "."))
    return Decimal(literal) if literal.isdecimal() else literal


def _digits(number: Decimal | str) -> str:
    return re.sub(r"\D", "", str(number))


def _is_native(literal: str, language: str) -> bool:
    """Tell whether a literal uses the separators of a language in the way of that language."""
    point, group = (r"\.", ",") if _points(language) else (",", r"\.")
    return re.fullmatch(rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{point}\d+)?|\d+{point}\d{{1,2}}", literal) is not None


def _swap(literal: str) -> str:
    return literal.translate(str.maketrans(".,", ",."))
