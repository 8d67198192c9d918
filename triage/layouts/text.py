r"""How plain text is written: marks that a person reads at once and `readers.text` reads back.

    a line of its own      [es] Vista del puerto          and below it    [en] View of the harbour
    several lines          [es: Vista del puerto⏎y de la bahía]    below  [en] View of the harbour and the bay
    within a line          … [es: No pasarán] [en: They shall not pass] …

The bracket of the long form shows where a mark over several lines ends: no blank line need follow, so a heading glued
to a caption stays outside. Newlines are those around the fragment. What is dropped leaves no hole behind.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from triage.langtag import MARKED, primary
from triage.layouts import Order, Style, join
from triage.layouts.holes import close_holes, own_lines
from triage.model import Action, Document, Edit, Layout, Span

# What may stand between a fragment and the ends of its lines and still be part of it: quotation marks, brackets, the
# full stop that the bounds of a fragment leave out. A dash or a bullet is a list's, and stays before the mark.
_OPENING = "\"'“‘„‚«‹(¿¡"
_CLOSING = "\"'”’“‘»›).,;:!?…"

_NEWLINE = re.compile(r"\r\n|\r|\n")


class TextWriter:
    """Plain text."""

    def refuse(self, document: Document, order: Order, style: Style) -> str:
        """Return why not: the text is marked already, the language has no mark, a bracket would be ambiguous."""
        finding = order.finding
        if finding.fragment.segment.lang is not None:
            return f"it stands in text already marked [{finding.fragment.segment.lang}]"
        if not _writes_marks(order):
            return ""
        tags = (finding.lang, *([finding.translation.target] if finding.translation else []))
        unknown = [tag for tag in tags if primary(tag) not in MARKED]
        if unknown:
            return f"plain text has no mark for {unknown[0]}"
        return _refuse_brackets(document, order)

    def write(self, document: Document, orders: Sequence[Order], style: Style) -> tuple[Edit, ...]:
        """Return the edits; what is dropped is taken together, so that neighbours leave one hole, closed."""
        removed = [_core(document.text, order.finding.span) for order in orders if _removes(order)]
        edits = [edit for order in orders if not _removes(order) for edit in _write(document, order)]
        return join([*edits, *close_holes(document.text, removed)])

    def declare(self, document: Document, matrix: str) -> tuple[Edit, ...]:
        """Return nothing: plain text has no place for a language of its own."""
        return ()


def _removes(order: Order) -> bool:
    """Tell whether nothing of the fragment stays; `split` puts the pair into a side file."""
    return order.finding.action is Action.DROP or (
        order.finding.action is Action.TRANSLATE and order.layout is Layout.SPLIT
    )


def _writes_marks(order: Order) -> bool:
    if order.finding.action is Action.TRANSLATE:
        return order.layout in (Layout.PARALLEL, Layout.APPEND)
    return order.finding.action is Action.MARK


def _refuse_brackets(document: Document, order: Order) -> str:
    """A bracket that opens nothing or closes nothing would end the mark early, or never."""
    core = _core(document.text, order.finding.span)
    texts = [document.text[core.start : core.end]] if _is_long(document.text, core, order) else []
    if order.finding.translation and _appends(document.text, core, order):
        texts.append(order.finding.translation.text)
    return "" if all(map(_is_balanced, texts)) else "a bracket in it has no partner"


def _is_balanced(text: str) -> bool:
    depth = 0
    for bracket in re.findall(r"[\[\]]", text):
        depth += 1 if bracket == "[" else -1
        if depth < 0:
            return False
    return depth == 0


def _core(text: str, span: Span) -> Span:
    """Return the fragment with the punctuation that belongs to it, where it owns its lines; else the fragment."""
    lines = own_lines(text, span, opening=_OPENING, closing=_CLOSING)
    if lines is None:
        return span
    row = text[lines.start : lines.end]
    return Span(lines.end - len(row.lstrip()), lines.start + len(row.rstrip()))


def _appends(text: str, core: Span, order: Order) -> bool:
    """Tell whether a translation goes on the same line: it was asked for, or the fragment has no line to go below."""
    return order.layout is Layout.APPEND or own_lines(text, core) is None


def _is_long(text: str, core: Span, order: Order) -> bool:
    """Tell whether the original needs the mark with an end, `[es: …]`."""
    translated = order.finding.action is Action.TRANSLATE
    return (
        (translated and order.layout is Layout.APPEND)
        or own_lines(text, core) is None
        or _NEWLINE.search(text, core.start, core.end) is not None
    )


def _write(document: Document, order: Order) -> list[Edit]:
    finding = order.finding
    if finding.action is Action.MARK:
        return _mark(document.text, order, "")
    assert finding.translation is not None
    if order.layout is Layout.REPLACE:
        return [Edit(finding.span, _rewrap(document, finding.span, _on_one_line(finding.translation.text)))]
    return _mark(document.text, order, _beside(document, order))


def _mark(text: str, order: Order, beside: str) -> list[Edit]:
    """Return the insertions that mark an original, and what comes after it."""
    lang = order.finding.lang
    core = _core(text, order.finding.span)
    if _is_long(text, core, order):
        return [Edit(Span(core.start, core.start), f"[{lang}: "), Edit(Span(core.end, core.end), f"]{beside}")]
    edits = [Edit(Span(core.start, core.start), f"[{lang}] ")]
    return [*edits, Edit(Span(core.end, core.end), beside)] if beside else edits


def _beside(document: Document, order: Order) -> str:
    """Return the marked translation as it follows its original: on the same line, or on the next."""
    finding, text = order.finding, document.text
    assert finding.translation is not None
    core = _core(text, finding.span)
    target = finding.translation.target
    words = _on_one_line(finding.translation.text)
    if _appends(text, core, order):
        return f" [{target}: {words}]"
    lines = own_lines(text, core)
    assert lines is not None, "else it is appended"
    indent = text[lines.start : core.start]
    lead, tail = text[core.start : finding.span.start], text[finding.span.end : core.end]
    return f"{_newline_after(document, core)}{indent}[{target}] {lead}{words}{tail}"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _newline_after(document: Document, core: Span) -> str:
    """Return the newline in use where a line is added: in a document with mixed ones, that of the place."""
    match = _NEWLINE.search(document.text, core.start)
    return match[0] if match else document.newline


def _rewrap(document: Document, span: Span, words: str) -> str:
    """Wrap a translation like the hard-wrapped original it replaces: as wide, with its newline and its indent."""
    text = document.text
    rows = _NEWLINE.split(text[span.start : span.end])
    if len(rows) == 1:
        return words
    width = max(len(row.strip()) for row in rows)
    indent = rows[1][: len(rows[1]) - len(rows[1].lstrip())]
    wrapped = textwrap.wrap(words, width, break_long_words=False, break_on_hyphens=False)
    return f"{_newline_after(document, span)}{indent}".join(wrapped)


WRITER = TextWriter()
