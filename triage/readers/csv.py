"""CSV and TSV: the cells of the columns that hold text, by the names in the first row (RFC 4180, with its habits)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from triage.model import Segment
from triage.readers import ReaderOptions, Reading
from triage.readers.data import Scalar, choose
from triage.readers.keys import KeyFilter
from triage.readers.runs import Run

_DELIMITERS = ",\t;|"
_QUOTED = r"\"((?:[^\"]++|\"\")*+)\""


class Cell(NamedTuple):
    """Where a cell stands without its quotes, and its quote."""

    start: int
    end: int
    quote: str


def find_rows(text: str) -> Iterator[list[Cell]]:
    """Yield the rows of a table: start, end and quote of each cell."""
    delimiter = re.escape(find_delimiter(text))
    cell = re.compile(rf"(?:{_QUOTED}(?={delimiter}|\r|\n|\Z)|([^{delimiter}\r\n]*))(?:({delimiter})|\r\n|\n|\r|\Z)")
    at = 0
    row: list[Cell] = []
    while at < len(text):
        match = cell.match(text, at)
        assert match is not None  # the second alternative matches anything
        row.append(Cell(*match.span(1), '"') if match[1] is not None else Cell(*match.span(2), ""))
        at = match.end()
        if match[3] is None:
            yield row
            row = []
    if row:
        yield row


def find_delimiter(text: str) -> str:
    """Return what separates the names in the first row; a comma where nothing does."""
    newline = re.search(r"[\r\n]", text)
    header = re.sub(r"\"[^\"]*\"", "", text[: newline.start()] if newline else text)
    return max(_DELIMITERS, key=header.count)


def cell_value(text: str, cell: Cell) -> str:
    """Return the value of a cell, doubled quotes undone."""
    start, end, quote = cell
    return text[start:end].replace('""', '"') if quote else text[start:end]


def _place(text: str, scalar: Scalar) -> Run:
    run = Run()
    at = scalar.start
    while scalar.quote and (quote := text.find('""', at, scalar.end)) >= 0:
        run.add(text[at:quote], at, quote)
        run.add('"', quote, quote + 2)
        at = quote + 2
    run.add(text[at : scalar.end], at, scalar.end)
    return run


def quote_cell(value: str) -> str:
    """Return a value as a cell of its own, quoted where it must be whatever the delimiter."""
    return value if not re.search(r"[\",;|\t\r\n]", value) else '"' + value.replace('"', '""') + '"'


class CsvReader:
    """Tables with a row of names."""

    suffixes = (".csv", ".tsv")

    def read(self, text: str, options: ReaderOptions) -> Reading:
        """Return the cells of the columns that hold text."""
        rows = find_rows(text)
        names = [cell_value(text, cell).strip() for cell in next(rows, [])]
        keys = KeyFilter(options.keys)
        columns = [k for k, name in enumerate(names) if keys.may_hold(name)]
        segments: list[Segment] = []
        for row in rows:
            cells = [(names[k], row[k]) for k in columns if k < len(row)]
            scalars = [Scalar((name,), cell_value(text, cell), *cell) for name, cell in cells]
            segments += choose(scalars, options, "csv", lambda scalar: _place(text, scalar)).segments
        return Reading(tuple(segments))

    def escape(self, text: str, segment: Segment) -> str:
        """Return text as it must stand in its cell; what would break an unquoted one is quoted."""
        if segment.site.quote:
            return text.replace('"', '""')
        return quote_cell(text)


READER = CsvReader()
