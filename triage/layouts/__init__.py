"""Write decided fragments back: marks, and translations beside, below or instead of their originals.

One writer per format, found by its name and imported when asked for. A writer returns edits; it never applies them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple, Protocol, cast

from triage.errors import ConfigError
from triage.model import Document, Edit, Finding, Layout, Syntax

# A format without a writer of its own, such as that of a third-party reader, gets the one that replaces in place.
_WRITERS: Mapping[str, str] = MappingProxyType(
    {
        "text": "triage.layouts.text:WRITER",
        "markdown": "triage.layouts.markdown:WRITER",
        "mdx": "triage.layouts.markdown:WRITER",
        "html": "triage.layouts.html:WRITER",
        "srt": "triage.layouts.subtitles:WRITER",
        "vtt": "triage.layouts.subtitles:WRITER",
        "csv": "triage.layouts.tables:WRITER",
        "json": "triage.layouts.data:WRITER",
        "jsonl": "triage.layouts.data:WRITER",
        "yaml": "triage.layouts.data:WRITER",
    }
)
_IN_PLACE = "triage.layouts.inplace:WRITER"

DIALECTS = ("html", "kramdown", "pandoc", "goldmark")


@dataclass(frozen=True, slots=True)
class Style:
    """How marks and translations are spelled, for the formats that leave a choice.

    Attributes:
        dialect: of Markdown, one of `DIALECTS`.
        provenance: whether the document says which engine made a translation (ITS 2.0, `data-` attributes).
    """

    dialect: str = "html"
    provenance: bool = False

    def __post_init__(self) -> None:
        if self.dialect not in DIALECTS:
            raise ConfigError(f"no dialect is named {self.dialect!r}", hint=f"use one of: {', '.join(DIALECTS)}")


class Order(NamedTuple):
    """A finding to be written, and how."""

    finding: Finding
    layout: Layout


class Writer(Protocol):
    """How one format writes what was decided."""

    def refuse(self, document: Document, order: Order, style: Style) -> str:
        """Return why the format cannot write an order, in a few words; empty if it can."""

    def write(self, document: Document, orders: Sequence[Order], style: Style) -> tuple[Edit, ...]:
        """Return the edits for orders that are not refused.

        Args:
            document: as read; spans count in its text.
            orders: in document order; their actions are MARK, TRANSLATE (with a translation) or DROP.
            style: how marks are spelled.

        Returns:
            Edits in document order, not overlapping, none empty. After them the reader must give each original that
            still stands its language as the declared one, so that cleaning again finds nothing to do.
        """

    def declare(self, document: Document, matrix: str) -> tuple[Edit, ...]:
        """Return the edits by which a document that should declare its own language, and does not, declares it.

        Args:
            document: as read; its `lang` may be one that its path or the user gives it.
            matrix: its language, never `und`.
        """


def writer(format: str) -> Writer:
    """Return the writer of a format."""
    module, _, attribute = _WRITERS.get(format, _IN_PLACE).partition(":")
    return cast(Writer, getattr(import_module(module), attribute))


def layout_for(finding: Finding, wanted: Layout | None, *, by_role: bool = False) -> Layout:
    """Return the layout of a finding: what is wanted, else what the place can hold.

    Args:
        finding: its segment says what kind of place it is.
        wanted: what the user asked for; None for the default of the place.
        by_role: whether it was asked for this role. What is asked for the whole document is not asked of an attribute,
            which holds one text: there a translation replaces its original.
    """
    syntax = finding.fragment.segment.site.syntax
    beside = wanted in (None, Layout.PARALLEL, Layout.APPEND)
    if syntax is Syntax.ATTRIBUTE and beside and not (wanted and by_role):
        return Layout.REPLACE
    if wanted is None:
        return Layout.REPLACE if syntax is Syntax.SCALAR else Layout.PARALLEL
    return wanted


def join(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return edits in document order, those that insert at one place as one, in the order they are given.

    The end of a mark and the start of the next meet where no blank stands between two fragments.
    """
    joined: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: edit.span):
        if joined and joined[-1].span == edit.span and edit.span.start == edit.span.end:
            joined[-1] = Edit(edit.span, joined[-1].replacement + edit.replacement)
        else:
            joined.append(edit)
    return tuple(joined)
