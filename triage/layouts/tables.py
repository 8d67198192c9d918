"""How CSV is written: a translation in place of its cell, or a language and a translation in columns added at the end.

A column `caption_lang` says the language of the cells of `caption`, `caption_en` holds their translations. A column is
added once, to every row; where it is there already, its cell is filled.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from triage.layouts import Order, Style, join
from triage.layouts.data import adds_keys, refuse_quotes, write
from triage.layouts.stretch import stretch_of
from triage.model import Document, Edit, Span
from triage.readers.csv import Cell, cell_value, find_delimiter, find_rows, quote_cell
from triage.readers.keys import LANG_SUFFIX


class _Entry(NamedTuple):
    """What is written into one row: a column's name and its value."""

    row: int
    column: str
    value: str


class TableWriter:
    """CSV and TSV."""

    def refuse(self, document: Document, order: Order, style: Style) -> str:
        """Return why not: only a part of a cell is meant, or its column declares its language."""
        finding = order.finding
        if finding.fragment.segment.lang is not None:
            return f"its column declares it {finding.fragment.segment.lang}"
        if adds_keys(order) and not stretch_of(finding.fragment).whole:
            return "a part of a cell has no place for a language"
        return "" if adds_keys(order) else refuse_quotes(order)

    def write(self, document: Document, orders: Sequence[Order], style: Style) -> tuple[Edit, ...]:
        """Return the edits; columns are added for all orders together."""
        in_place = [edit for order in orders if not adds_keys(order) for edit in write(document, order)]
        beside = [order for order in orders if adds_keys(order)]
        return join([*in_place, *(_add_columns(document, beside) if beside else ())])

    def declare(self, document: Document, matrix: str) -> tuple[Edit, ...]:
        """Return nothing: a table has no place for its language."""
        return ()


def _add_columns(document: Document, orders: Sequence[Order]) -> list[Edit]:
    text = document.text
    rows = list(find_rows(text))
    entries = _entries(rows, orders)
    names = [cell_value(text, cell).strip() for cell in rows[0]]
    added = [name for name in dict.fromkeys(entry.column for entry in entries) if name not in names]
    delimiter = find_delimiter(text)
    values = {(entry.row, entry.column): entry.value for entry in entries}
    edits = [_append(text, rows[0], added, delimiter)] if added else []
    for k, row in enumerate(rows[1:], start=1):
        if added and _is_filled(row):
            missing = [""] * (len(names) - len(row))
            edits.append(_append(text, row, [*missing, *(values.get((k, name), "") for name in added)], delimiter))
        edits += _fill(text, row, {name: values[k, name] for name in names if (k, name) in values}, names)
    return edits


def _entries(rows: Sequence[Sequence[Cell]], orders: Sequence[Order]) -> list[_Entry]:
    """Return what each order writes, by the row its cell stands in."""
    starts = [row[0].start for row in rows]
    entries = []
    for order in orders:
        finding = order.finding
        segment = finding.fragment.segment
        row = bisect_right(starts, segment.span.start) - 1
        entries.append(_Entry(row, segment.site.key + LANG_SUFFIX, finding.lang))
        if finding.translation is not None:
            stretch = stretch_of(finding.fragment)
            words = stretch.lead + finding.translation.text + stretch.tail
            entries.append(_Entry(row, f"{segment.site.key}_{finding.translation.target}", words))
    return entries


def _is_filled(row: Sequence[Cell]) -> bool:
    return len(row) > 1 or row[0].end > row[0].start


def _append(text: str, row: Sequence[Cell], values: Sequence[str], delimiter: str) -> Edit:
    end = row[-1].end + len(row[-1].quote)
    return Edit(Span(end, end), "".join(delimiter + quote_cell(value) for value in values))


def _fill(text: str, row: Sequence[Cell], values: Mapping[str, str], names: Sequence[str]) -> list[Edit]:
    """Return the edits that fill the empty cells of columns that are there; the proof refuses what stays unsaid."""
    edits = []
    for name, cell in zip(names, row, strict=False):
        if name in values and not cell_value(text, cell).strip():
            quotes = len(cell.quote)
            edits.append(Edit(Span(cell.start - quotes, cell.end + quotes), quote_cell(values[name])))
    return edits


WRITER = TableWriter()
