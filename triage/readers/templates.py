"""Template code inside documents (Jinja, Liquid, Handlebars, ERB, PHP) is masked, so that parsers see one neutral word.

A masked text has the length and the lines of the original: offsets stay what they are.
"""

from __future__ import annotations

import re

from triage.readers.assembler import OBJECT

# Each alternative ends at its closing bracket and stops at the next opening one, so that a thousand unclosed ones stay
# linear. `<?xml` and `<?php` up to the end of the file, if unclosed, as PHP has it.
_TEMPLATE = re.compile(
    r"\{\{[^{}]*+(?:(?:\{(?!\{)|\}(?!\}))[^{}]*+)*+\}\}\}?"
    r"|\{%[^{%]*+(?:(?:%(?!\})|\{(?!%))[^{%]*+)*+%\}"
    r"|\{#[ -][^{#]*+(?:(?:#(?!\})|\{(?!#))[^{#]*+)*+#\}"
    r"|<%[^%<]*+(?:(?:%(?!>)|<(?!%))[^%<]*+)*+%>"
    r"|<\?(?:php\b|=|xml\b)[^?<]*+(?:(?:\?(?!>)|<(?!\?))[^?<]*+)*+(?:\?>|\Z)"
)
_OPENING = re.compile(r"\{[{%#]|<[%?]")
_LINES = re.compile(r"[^\r\n]+")


def mask(match: re.Match[str]) -> str:
    """Return as many object characters as a match has characters, its newlines kept."""
    return blank(match[0])


def blank(text: str) -> str:
    """Return as many object characters as a text has, its newlines kept."""
    if "\n" in text or "\r" in text:
        return _LINES.sub(lambda line: OBJECT * len(line[0]), text)
    return OBJECT * len(text)


def mask_templates(text: str) -> str:
    """Return the text with all template code replaced by object characters."""
    if _OPENING.search(text) is None:
        return text
    return _TEMPLATE.sub(mask, text)
