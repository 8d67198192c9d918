"""How data is written: a translation in place of a value, or a language and a translation in sibling keys.

    caption: Vista del puerto         caption: Vista del puerto
                                      caption_lang: es
                                      caption_en: View of the harbour

The sibling `_lang` is what makes a value's language known, to the next run and to whoever uses the data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from triage import readers
from triage.layouts import Order, Style, join
from triage.layouts.stretch import stretch_of
from triage.model import Action, Document, Edit, Finding, Layout, Segment, Span
from triage.readers.csv import quote_cell
from triage.readers.keys import LANG_SUFFIX

_YAML = frozenset(("yaml", "front-matter"))
_JSON = frozenset(("json", "jsonl"))

# A plain YAML scalar that stays the string it is: no indicator, no comment, no number, no word for true or nothing.
_PLAIN = re.compile(r"[^\W\d_](?:[^:#\r\n]*[^:#\s])?")
_RESERVED = frozenset("true false yes no on off null y n".split())

# What stands on a line before a value: indentation, list dash, key.
_YAML_KEY = re.compile(r"(?P<indent>[ ]*(?:-[ ]+)*)(?P<key>[\w.-]+):[ \t]+[|>]?[-+\d]*[\"']?")
_TOML_KEY = re.compile(r"(?P<indent>[ \t]*)(?P<key>[\w-]+)[ \t]*=[ \t]*[\"']")
_JSON_KEY = re.compile(r"\"(?P<key>(?:[^\"\\]|\\.)*)\"\s*:\s*\"\Z")
_REST = re.compile(r"[\"']?[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")
# How far before a JSON value its key may begin.
_KEY_REACH = 400


class DataWriter:
    """JSON, JSON Lines, YAML and PO."""

    def refuse(self, document: Document, order: Order, style: Style) -> str:
        """Return why not: no key stands before the value, or only a part of it is meant."""
        return refuse(document, order)

    def write(self, document: Document, orders: Sequence[Order], style: Style) -> tuple[Edit, ...]:
        """Return the edits."""
        return join(edit for order in orders for edit in write(document, order))

    def declare(self, document: Document, matrix: str) -> tuple[Edit, ...]:
        """Return nothing: data has no place for its language that all its users know."""
        return ()


def refuse(document: Document, order: Order) -> str:
    """Return why data cannot hold an order; empty if it can."""
    finding = order.finding
    if finding.fragment.segment.lang is not None:
        return f"its key declares it {finding.fragment.segment.lang}"
    if not adds_keys(order):
        return refuse_quotes(order)
    if not stretch_of(finding.fragment).whole:
        return "a part of a value has no place for a language"
    return "" if _siblings(document, finding, ()) is not None else "no key stands on a line of its own before the value"


def refuse_quotes(order: Order) -> str:
    """A part of a value is replaced alone; the quotes it would need are those of another part too."""
    finding = order.finding
    words = finding.translation.text if finding.translation and order.layout is Layout.REPLACE else ""
    segment = finding.fragment.segment
    if stretch_of(finding.fragment).whole or not needs_quotes(segment, _value_with(finding, words)):
        return ""
    return "the value would need quotes"


def write(document: Document, order: Order) -> Sequence[Edit]:
    """Return the edits of one order in data."""
    finding = order.finding
    if adds_keys(order):
        return _add_keys(document, finding)
    if finding.action is Action.TRANSLATE and order.layout is Layout.REPLACE:
        assert finding.translation is not None
        return [_replace(document, finding, finding.translation.text)]
    if stretch_of(finding.fragment).whole:
        return [_replace(document, finding, "")]
    return [Edit(finding.span, "")]


def adds_keys(order: Order) -> bool:
    """Tell whether an order is written beside its value, in sibling keys or columns."""
    if order.finding.action is Action.TRANSLATE:
        return order.layout in (Layout.PARALLEL, Layout.APPEND)
    return order.finding.action is Action.MARK


def _replace(document: Document, finding: Finding, words: str) -> Edit:
    """Replace a fragment in its value; a value without quotes gets them where it needs them."""
    segment = finding.fragment.segment
    if segment.site.quote or not needs_quotes(segment, _value_with(finding, words)):
        span = finding.span if words else stretch_of(finding.fragment).span
        return Edit(span, readers.escape(document, words, segment) if segment.site.quote else words)
    whole = segment.locate(Span(0, len(segment.text)))
    value = _value_with(finding, words)
    if segment.site.element in _YAML:
        return Edit(whole, quote_yaml(value))
    return Edit(whole, readers.escape(document, value, segment))


def _value_with(finding: Finding, words: str) -> str:
    text, inner = finding.fragment.segment.text, finding.fragment.inner
    return text[: inner.start] + words + text[inner.end :]


def needs_quotes(segment: Segment, value: str) -> bool:
    """Tell whether a value must be quoted in the place of one that has no quotes."""
    if segment.site.quote:
        return False
    if segment.site.element in _YAML:
        return not _is_plain(value)
    return quote_cell(value) != value


def _is_plain(value: str) -> bool:
    return _PLAIN.fullmatch(value) is not None and value.lower() not in _RESERVED


def quote_yaml(value: str) -> str:
    """Return a value as YAML on one line: plain where that stays a string, else in double quotes."""
    if _is_plain(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _add_keys(document: Document, finding: Finding) -> list[Edit]:
    pairs = [(LANG_SUFFIX, finding.lang)]
    if finding.translation is not None and finding.action is Action.TRANSLATE:
        stretch = stretch_of(finding.fragment)
        pairs.append((f"_{finding.translation.target}", stretch.lead + finding.translation.text + stretch.tail))
    edit = _siblings(document, finding, pairs)
    assert edit is not None  # or it would have been refused
    return [edit]


def _siblings(document: Document, finding: Finding, pairs: Sequence[tuple[str, str]]) -> Edit | None:
    """Return the insertion of keys after a value: key suffix and value of each. None if there is no place."""
    segment = finding.fragment.segment
    span = segment.locate(Span(0, len(segment.text)))
    if segment.site.element in _JSON:
        return _json_siblings(document, span, pairs)
    line = document.text.rfind("\n", 0, span.start) + 1
    pattern = _TOML_KEY if segment.site.element == "toml" else _YAML_KEY
    if segment.site.quote in ("|", ">"):
        line = document.text.rfind("\n", 0, line - 1) + 1
    key = pattern.match(document.text, line, span.start)
    rest = _REST.match(document.text, span.end)
    if segment.site.element not in (*_YAML, "toml") or key is None or rest is None:
        return None
    if document.text[key.end() : span.start].strip():
        return None
    indent = key["indent"].replace("-", " ")
    lines = [
        f'{indent}{key["key"]}{suffix} = {json.dumps(value, ensure_ascii=False)}'
        if segment.site.element == "toml"
        else f'{indent}{key["key"]}{suffix}: {quote_yaml(value)}'
        for suffix, value in pairs
    ]
    return Edit(Span(rest.end(), rest.end()), "".join(document.newline + line for line in lines))


def _json_siblings(document: Document, span: Span, pairs: Sequence[tuple[str, str]]) -> Edit | None:
    text = document.text
    base = max(0, span.start - _KEY_REACH)
    key = _JSON_KEY.search(text[base : span.start])
    if key is None:
        return None
    begin = base + key.start()
    line = text.rfind("\n", 0, begin) + 1
    lead = text[line:begin]
    separator = f"{document.newline}{lead}" if line and not lead.strip() else " "
    written = "".join(
        f',{separator}"{key["key"]}{suffix}": {json.dumps(value, ensure_ascii=False)}' for suffix, value in pairs
    )
    return Edit(Span(span.end + 1, span.end + 1), written)


WRITER = DataWriter()
