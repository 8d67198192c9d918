"""Carry out what was decided for one document; leave out what its format cannot hold or the proof does not allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from triage import edits as editing
from triage import layouts, policy, proof
from triage.langtag import UNDETERMINED, same_language
from triage.layouts import Order, Style, Writer
from triage.model import Action, Document, Edit, Finding, Segment, Span, Syntax
from triage.policy import Policy
from triage.proof import Tally

Read = Callable[[Document], Document]
Search = Callable[[Document], Sequence[Span]]


class Rewritten(NamedTuple):
    """What came of a document: its findings as they turned out, the edits, the text, and the proof on request."""

    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...]
    text: str
    proof: Tally | None = None


class _Trial(NamedTuple):
    """The edits that carry out some orders, and why they must not be written; empty if nothing speaks against them."""

    edits: tuple[Edit, ...]
    reason: str


_Try = Callable[[Sequence[Order]], _Trial]


def rewrite(
    document: Document,
    findings: Sequence[Finding],
    wanted: Policy,
    style: Style,
    *,
    matrix: str,
    read: Read,
    search: Search = lambda document: (),
    writer: Writer | None = None,
    verify: bool = False,
) -> Rewritten:
    """Write findings into their document, never half.

    Args:
        document: as read.
        findings: decided and, where their action is TRANSLATE, translated; in document order.
        wanted: its layouts; where its general action is MARK, a document without a language gets its declaration.
        style: how marks are spelled.
        matrix: the language of the document.
        read: reads the edited document again, for the proof.
        search: the spans in that document that the next run would change; a translation among them is refused.
        writer: how the format is written; None for its own.
        verify: whether to count what the proof compares.

    Returns:
        What cannot be written is flagged (TR004) with the reason, and its text left alone. An attribute or a value that
        can hold no mark keeps its own rule.
    """
    writer = writer or layouts.writer(document.format)
    orders, refused = _order(document, findings, wanted, style, writer)
    edits, refuted = _prove(orders, _Bench(document, style, writer, read, search).attempt)
    if wanted.action is Action.MARK and matrix != UNDETERMINED:
        edits = _declare(document, matrix, edits, writer, read)
    settled = tuple(_settle(finding, refused.get(k), refuted.get(k)) for k, finding in enumerate(findings))
    text = editing.apply(document.text, edits)
    if not verify:
        return Rewritten(settled, edits, text)
    after = read(replace(document, text=text, segments=(), lang=None))
    return Rewritten(settled, edits, text, proof.tally(document, after, edits, settled))


def _order(
    document: Document, findings: Sequence[Finding], wanted: Policy, style: Style, writer: Writer
) -> tuple[dict[int, Order], dict[int, str]]:
    """Return what is to be written, and why the rest of what should be cannot; by number of the finding."""
    orders: dict[int, Order] = {}
    refused: dict[int, str] = {}
    for k, finding in enumerate(findings):
        if finding.action in (Action.KEEP, Action.FLAG):
            continue
        role = finding.role
        order = Order(finding, layouts.layout_for(finding, wanted.layout_for(role), by_role=role in wanted.layouts))
        if reason := writer.refuse(document, order, style):
            refused[k] = reason
        else:
            orders[k] = order
    return orders, refused


def _settle(finding: Finding, refused: str | None, refuted: str | None) -> Finding:
    """Return a finding as it turned out: an attribute or a value that can hold no mark is no failed check."""
    is_value = finding.fragment.segment.site.syntax in (Syntax.ATTRIBUTE, Syntax.SCALAR)
    if refused is not None and is_value and finding.action is not Action.TRANSLATE:
        return replace(finding, action=Action.FLAG, reason=f"{finding.reason}; {refused}")
    reason = refused or refuted
    return finding if reason is None else policy.reject(finding, reason, action=Action.FLAG)


def _declare(document: Document, matrix: str, edits: tuple[Edit, ...], writer: Writer, read: Read) -> tuple[Edit, ...]:
    """Add the declaration of the matrix language, unless the document would be read otherwise for it."""
    declaring = writer.declare(document, matrix)
    if not declaring:
        return edits
    without = read(replace(document, text=editing.apply(document.text, edits), segments=(), lang=None))
    both = editing.in_order(layouts.join((*declaring, *edits)))
    declared = read(replace(document, text=editing.apply(document.text, both), segments=(), lang=None))
    same = [_logical(segment) for segment in without.segments] == [_logical(segment) for segment in declared.segments]
    return both if same and same_language(declared.lang or "", matrix) else edits


def _logical(segment: Segment) -> tuple[object, ...]:
    return segment.text, segment.role, segment.lang, segment.site.syntax, segment.site.element


@dataclass(frozen=True, slots=True)
class _Bench:
    """A document and what is needed to try edits on it."""

    document: Document
    style: Style
    writer: Writer
    read: Read
    search: Search

    def attempt(self, orders: Sequence[Order]) -> _Trial:
        """Return the edits for some orders, and whether they stand the proof."""
        edits = editing.in_order(self.writer.write(self.document, orders, self.style))
        after = self.read(replace(self.document, text=editing.apply(self.document.text, edits), segments=()))
        reason = proof.refute(self.document, after, edits, orders) or self._refute_translations(after, edits)
        return _Trial(edits, reason)

    def _refute_translations(self, after: Document, edits: Sequence[Edit]) -> str:
        """A translation that stands alone has no mark that settles it: the next run must not find it."""
        written = proof.Shift(edits).spans_after()
        alone = [place for place, edit in zip(written, edits, strict=True) if edit.span[0] < edit.span[1] and edit[1]]
        if not alone:
            return ""
        again = self.search(after)
        meets = any(span.start < place.end and place.start < span.end for span in again for place in alone)
        return "its translation would be found again" if meets else ""


def _prove(orders: Mapping[int, Order], attempt: _Try) -> tuple[tuple[Edit, ...], Mapping[int, str]]:
    """Return the edits that stand the proof, and why the other orders were left out.

    All are tried at once; where that fails they are halved, so that one bad order among n costs about log n readings.
    """
    if not orders:
        return (), {}
    edits, reason = attempt(list(orders.values()))
    if not reason:
        return edits, {}
    if len(orders) == 1:
        return (), dict.fromkeys(orders, reason)
    keys = list(orders)
    middle = len(keys) // 2
    refuted: dict[int, str] = {}
    for half in (keys[:middle], keys[middle:]):
        refuted |= _prove({k: orders[k] for k in half}, attempt)[1]
    kept = {k: order for k, order in orders.items() if k not in refuted}
    if not kept:
        return (), refuted
    if not refuted:  # each half stands alone, both together do not
        return (), dict.fromkeys(orders, reason)
    edits, more = _prove(kept, attempt)
    return edits, {**refuted, **more}
