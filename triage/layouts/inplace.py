"""The writer of formats that have none: a translation instead of the original, escaped by the format's reader."""

from __future__ import annotations

from collections.abc import Sequence

from triage import readers
from triage.layouts import Order, Style
from triage.model import Action, Document, Edit, Layout


class InPlaceWriter:
    """Replaces; it cannot mark, and cannot drop without knowing what a hole means to the format."""

    def refuse(self, document: Document, order: Order, style: Style) -> str:
        """Return why not, for everything but a translation that replaces its original."""
        if order.finding.action is not Action.TRANSLATE:
            return f"{document.format} has no place for it"
        return "" if order.layout is Layout.REPLACE else f"{document.format} can only hold the translation alone"

    def write(self, document: Document, orders: Sequence[Order], style: Style) -> tuple[Edit, ...]:
        """Return one edit per order."""
        return tuple(_replace(document, order) for order in orders)

    def declare(self, document: Document, matrix: str) -> tuple[Edit, ...]:
        """Return nothing: where a declaration would go is not known."""
        return ()


def _replace(document: Document, order: Order) -> Edit:
    finding = order.finding
    assert finding.translation is not None
    return Edit(finding.span, readers.escape(document, finding.translation.text, finding.fragment.segment))


WRITER = InPlaceWriter()
