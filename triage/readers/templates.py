"""Template code and shortcodes (Jinja, Liquid, Handlebars, ERB, PHP, Hugo, WordPress), and the texts in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from triage.model import Role
from triage.readers.effects import Code, Value, blank, close_caption, open_caption
from triage.readers.runs import OBJECT

# Each alternative ends at its closing bracket and stops at the next opening one, so that a thousand unclosed ones stay
# linear. `<?php` runs up to the end of the file if unclosed, as PHP has it.
_TEMPLATE = re.compile(
    r"\{\{[^{}]*+(?:(?:\{(?!\{)|\}(?!\}))[^{}]*+)*+\}\}\}?"
    r"|\{%[^{%]*+(?:(?:%(?!\})|\{(?!%))[^{%]*+)*+%\}"
    r"|\{#[ -][^{#]*+(?:(?:#(?!\})|\{(?!#))[^{#]*+)*+#\}"
    r"|<%[^%<]*+(?:(?:%(?!>)|<(?!%))[^%<]*+)*+%>"
    r"|<\?(?:php\b|=|xml\b)[^?<]*+(?:(?:\?(?!>)|<(?!\?))[^?<]*+)*+(?:\?>|\Z)"
)
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")

# The name of a shortcode or tag: `{{< figure`, `{{% /notice`, `{% include`, `{{ image(`.
_NAME = re.compile(r"\{\{[<%]-?\s*(/?\s*[\w./-]+)|\{%-?\s*([\w.-]+)|\{\{-?\s*([\w.]+)\s*\(")
_ARGUMENT = re.compile(
    r"(?<![\w.-])([A-Za-z][\w-]*)\s*[=:]\s*(?:\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'|`([^`]*+)`)", re.S
)
_CAPTION = re.compile(r"\[caption\s[^\[\]\n]*=[^\[\]\n]*\](?!\()|\[/caption\]")

# Arguments a person reads.
_ARGUMENTS: Mapping[str, Role] = MappingProxyType(
    {
        "alt": Role.ALT_TEXT,
        "title": Role.TITLE_ATTR,
        "caption": Role.CAPTION,
        "legend": Role.CAPTION,
        **dict.fromkeys("attr description label summary subtitle heading text".split(), Role.VALUE),
    }
)
# Template tags that compute; their strings are no text.
_CONTROL = frozenset(
    "if elsif elif else unless assign set for case when capture block extends import from macro call cycle with"
    " endif endfor link post_url load static url".split()
)
# Shortcodes whose content is code.
_VERBATIM = frozenset("highlight raw comment code verbatim mermaid gist katex math".split())


def mask_templates(text: str) -> tuple[str, list[Code]]:
    """Return the text with templates and shortcodes masked, and what they are."""
    masked, codes = _mask(text)
    if "caption]" in text:
        codes += [_caption(text, match) for match in _CAPTION.finditer(masked)]
        masked = _CAPTION.sub(lambda match: OBJECT * len(match[0]), masked)
    return masked, codes


def _mask(text: str) -> tuple[str, list[Code]]:
    codes: list[Code] = []
    pieces: list[str] = []
    at = 0
    verbatim = ""
    ends = _last_ends(text)
    for match in _TEMPLATE.finditer(text):
        start, end = match.span()
        name = _name(match[0])
        if verbatim and name not in (f"/{verbatim}", f"end{verbatim}"):
            continue
        if not match[0].startswith("<?") and _BLANK_LINE.search(text, start, end):
            continue  # two brackets that have nothing to do with each other
        pieces.append(blank(text[at:start]) if verbatim else text[at:start])
        pieces.append(blank(match[0]))
        verbatim = name if not verbatim and start < ends.get(name, 0) else ""
        codes.append(Code(start, end, _arguments(text, start, end, name)))
        at = end
    pieces.append(text[at:])
    return "".join(pieces), codes


def _last_ends(text: str) -> dict[str, int]:
    """Return where each verbatim shortcode is closed for the last time: `{{< code file="x" >}}` may stand alone."""
    ends = {}
    for match in re.finditer(r"\{\{[<%]-?\s*/\s*(\w+)|\{%-?\s*end(\w+)", text):
        name = match[1] or match[2]
        if name in _VERBATIM:
            ends[name] = match.start()
    return ends


def _name(code: str) -> str:
    match = _NAME.match(code)
    return next(filter(None, match.groups()), "").replace(" ", "") if match else ""


def _arguments(text: str, start: int, end: int, name: str) -> tuple[Value, ...]:
    """Return the arguments of a shortcode that are text."""
    if not name or name in _CONTROL:
        return ()
    found = []
    for match in _ARGUMENT.finditer(text, start, end):
        key, group = match[1].lower(), match.lastindex or 0
        if group > 1 and key in _ARGUMENTS:
            found.append(Value(key, _ARGUMENTS[key], *match.span(group), "\"'`"[group - 2]))
    return tuple(found)


def _caption(text: str, match: re.Match[str]) -> Code:
    if match[0].startswith("[/"):
        return Code(*match.span(), effect=close_caption)
    return Code(*match.span(), _arguments(text, *match.span(), "caption"), open_caption)
