"""What kramdown, Pandoc, Goldmark, Docusaurus and MkDocs add to Markdown: attribute lists, spans and containers."""

from __future__ import annotations

import re
from collections.abc import Callable

from triage.langtag import is_tag
from triage.model import Role
from triage.readers.effects import (
    Code,
    Value,
    attribute,
    blank,
    close_container,
    close_span,
    open_container,
    open_span,
)
from triage.readers.runs import OBJECT

# The patterns are compiled when a document holds what they need: 3 ms for all of them.

# `:::note Title {attributes}`, `::: {attributes}`, `:::`
_CONTAINER = r"(?m)^[ \t>]*(?P<code>:{3,}[ \t]*(?P<name>[\w-]*)(?P<rest>[^\r\n]*))"
_TITLE = (
    r"(?m)[ \t]*(?:\[(?P<bracket>[^\]\r\n]*)\]|(?P<bare>[^\s{\[:][^{\r\n]*?))"
    r"[ \t]*(?:\{[^{}\r\n]*\})?[ \t:]*\r?$"
)
# `!!! note "Title"`
_ADMONITION = (
    r"(?m)^[ \t>]*(?P<code>(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+\"(?P<title>[^\"\n]*)\")?)(?=[ \t]*\r?$)"
)
# `{: lang="es" .caption}`, `{lang=es}`, alone on a line
_PAIR = r"(?:[.#][\w-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+))"
_LIST = rf"(?m)^[ \t>]*(?P<code>\{{:[^{{}}\n]*\}}|\{{[ ]*{_PAIR}(?:[ ]+{_PAIR})*[ ]*\}})(?=[ \t]*\r?$)"
# `[…]{lang=es}`, `*…*{: lang="es"}`
_BRACKETED = (
    r"(?P<open>\[)(?:[^\[\]\n]++|\n(?![ \t]*\r?\n)|\[[^\[\]\n]*+\])*+(?P<close>\]\{[^{}\n]*?(?<![\w-])lang=[^{}\n]*\})"
)
_EMPHASIZED = (
    r"(?<![*_\\\w])(?P<open>\*{1,2}|_{1,2})(?=[^\s*_])[^*_\n]*+(?:\n(?![ \t]*\r?\n)[^*_\n]*+)*+"
    r"(?P<close>(?P=open)\{:[^{}\n]*?(?<![\w-])lang=[^{}\n]*\})"
)
_LANG = r"(?<![\w-])(?:xml:)?lang=[\"']?([A-Za-z][\w-]*)"
_CLASS = r"\.[\w-]*caption\b"

# Display math, as far as the paragraph goes.
_MATH = r"(?<![^\n])(?P<before>[ \t>]*)\$\$(?:(?!\n[ \t]*\r?\n)[^$])++\$\$"

# What a text must hold for a pattern to be worth trying.
_NEEDED: tuple[tuple[str, str, str], ...] = (
    ("]{", _BRACKETED, "span"),
    ("{:", _EMPHASIZED, "span"),
    ("}", _LIST, "list"),
    (":::", _CONTAINER, "container"),
    ("!!! ", _ADMONITION, "admonition"),
    ("??? ", _ADMONITION, "admonition"),
    ("$$", _MATH, "math"),
)


def mask_containers(text: str) -> tuple[str, list[Code]]:
    """Return a Markdown text with its containers and attribute lists masked, and what they are."""
    codes: list[Code] = []
    for needed, pattern, kind in _NEEDED:
        if needed in text:
            handle = _HANDLERS[kind]
            text = re.sub(pattern, lambda match: handle(match, codes), text)  # noqa: B023 - used at once
    return text, codes


def _span(match: re.Match[str], codes: list[Code]) -> str:
    lang, _ = _listed(match["close"])
    if lang is None:
        return match[0]
    codes.append(Code(*match.span("open"), effect=open_span, lang=lang))
    codes.append(Code(*match.span("close"), effect=close_span))
    inner = match[0][len(match["open"]) : -len(match["close"])]
    return OBJECT * len(match["open"]) + inner + OBJECT * len(match["close"])


def _list(match: re.Match[str], codes: list[Code]) -> str:
    lang, role = _listed(match["code"])
    codes.append(Code(*match.span("code"), effect=attribute, lang=lang, role=role))
    return _masked(match, "*")


def _container(match: re.Match[str], codes: list[Code]) -> str:
    if not match["name"] and not match["rest"].strip(" \t:"):
        codes.append(Code(*match.span("code"), effect=close_container))
        return _masked(match, "*")
    title = re.compile(_TITLE).match(match.string, match.start("rest"), match.end("rest"))
    values: tuple[Value, ...] = ()
    if title:
        group = "bracket" if title["bracket"] is not None else "bare"
        values = (Value("title", Role.HEADING, *title.span(group), ""),)
    lang, role = _listed(match["rest"])
    codes.append(Code(*match.span("code"), values, open_container, lang, role))
    return _masked(match, "*")


def _admonition(match: re.Match[str], codes: list[Code]) -> str:
    values = (Value("title", Role.HEADING, *match.span("title"), '"'),) if match["title"] else ()
    codes.append(Code(*match.span("code"), values))
    return _masked(match, OBJECT)


def _math(match: re.Match[str], codes: list[Code]) -> str:
    codes.append(Code(match.end("before"), match.end()))
    return match["before"] + blank(match[0][len(match["before"]) :])


_HANDLERS: dict[str, Callable[[re.Match[str], list[Code]], str]] = {
    "span": _span,
    "list": _list,
    "container": _container,
    "admonition": _admonition,
    "math": _math,
}


def _masked(match: re.Match[str], filler: str) -> str:
    """Mask a line of its own: by stars it becomes a thematic break, which ends a paragraph as the container does."""
    before = match.start("code") - match.start()
    return match[0][:before] + filler * len(match["code"]) + match[0][before + len(match["code"]) :]


def _listed(attributes: str) -> tuple[str | None, Role | None]:
    """Return the language and the role an attribute list declares."""
    lang = re.search(_LANG, attributes)
    role = Role.CAPTION if re.search(_CLASS, attributes) else None
    return lang[1] if lang and is_tag(lang[1]) else None, role
