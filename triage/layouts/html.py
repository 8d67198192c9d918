"""How HTML is written: `lang` on the element that a fragment fills, on a span where it fills none (WCAG technique H58).

A translation stands beside its original in the same element, each in a span with its language. Attributes and titles
hold one text, so there it replaces the original.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from triage import readers
from triage.layouts import Order, Style, data, join
from triage.layouts.holes import close_holes
from triage.layouts.stretch import Stretch, stretch_of
from triage.layouts.tags import (
    balance,
    elements,
    enclosing,
    holds_only,
    pieces,
    place_markup,
    set_lang,
    speaks_alone,
)
from triage.model import Action, Document, Edit, Finding, Layout, Span, Syntax, Translation
from triage.policy import DECLARED_WRONG
from triage.readers.escaping import escape_attribute

# Elements whose content is text without tags.
_PLAIN = frozenset(("title", "option"))
# Elements that go with their text; a cell, a term or a title would leave its structure incomplete.
_REMOVABLE = frozenset("p li figcaption caption div blockquote h1 h2 h3 h4 h5 h6".split())
_HTML_TAG = re.compile(r"<html\b[^<>]*>", re.I)


class HtmlWriter:
    """HTML."""

    def refuse(self, document: Document, order: Order, style: Style) -> str:
        """Return why not: the place has no room for a language, or markup would be torn."""
        return refuse(document, order)

    def write(self, document: Document, orders: Sequence[Order], style: Style) -> tuple[Edit, ...]:
        """Return the edits."""
        removed = [span for order in orders if (span := removal(document, order))]
        written = (edit for order in orders if not removal(document, order) for edit in write(document, order, style))
        return join([*written, *close_holes(document.text, removed)])

    def declare(self, document: Document, matrix: str) -> tuple[Edit, ...]:
        """Return the edit that adds a missing `<html lang>`; a fragment of a page has no such element."""
        tag = _HTML_TAG.search(document.text)
        if tag is None or re.search(r"\slang\s*=", tag[0], re.I):
            return ()
        declared = re.search(r"\sxml:lang\s*=\s*[\"']?([\w-]+)", tag[0], re.I)
        return (set_lang(document.text, Span(*tag.span()), declared[1] if declared else matrix),)


def refuse(document: Document, order: Order) -> str:
    """Return why HTML cannot hold an order; empty if it can."""
    finding = order.finding
    site = finding.fragment.segment.site
    if site.syntax is Syntax.SCALAR:
        return data.refuse(document, order)
    if site.syntax is Syntax.ATTRIBUTE:
        return _refuse_attribute(order)
    if finding.rule == DECLARED_WRONG:
        return _refuse_declared(order)
    return _refuse_flow(document, order)


def _refuse_attribute(order: Order) -> str:
    site = order.finding.fragment.segment.site
    if order.finding.action is Action.MARK:
        if site.start_tag is None:
            return f"nothing can declare the language of this {site.key} alone"
        return "" if stretch_of(order.finding.fragment).whole else f"a part of the {site.key} cannot be marked"
    if order.finding.action is Action.TRANSLATE and order.layout in (Layout.PARALLEL, Layout.APPEND):
        return f"the {site.key} can only hold the translation alone"
    return ""


def _refuse_declared(order: Order) -> str:
    """A declaration that is wrong is mended where it is the element's own; nothing else is done to it."""
    fragment = order.finding.fragment
    if order.finding.action is not Action.MARK:
        return f"it stands in text declared {fragment.segment.lang}"
    if fragment.segment.site.start_tag and stretch_of(fragment).whole:
        return ""
    return f"it stands in an element declared {fragment.segment.lang} that holds more"


def _refuse_flow(document: Document, order: Order) -> str:
    finding = order.finding
    stretch = stretch_of(finding.fragment)
    site = finding.fragment.segment.site
    if finding.action is Action.MARK:
        return f"the {site.element} holds no markup" if site.element in _PLAIN and not _owned(finding, stretch) else ""
    if balance(document.text, stretch.span) is None:
        return "its markup begins or ends outside it"
    if finding.action is Action.TRANSLATE and order.layout is Layout.REPLACE and _written(document, finding) is None:
        return "its markup has no place in the translation"
    return ""


def _owned(finding: Finding, stretch: Stretch) -> bool:
    return stretch.whole and finding.fragment.segment.site.start_tag is not None


def write(document: Document, order: Order, style: Style) -> Sequence[Edit]:
    """Return the edits of one order in HTML."""
    finding = order.finding
    site = finding.fragment.segment.site
    if site.syntax is Syntax.SCALAR:
        return data.write(document, order)
    if finding.action is Action.MARK:
        return _mark(document, finding)
    if finding.action is Action.DROP or order.layout is Layout.SPLIT:
        return [Edit(stretch_of(finding.fragment).span, "")]  # an attribute; the rest is removed together
    assert finding.translation is not None
    if site.syntax is Syntax.ATTRIBUTE or site.element in _PLAIN:
        return [Edit(finding.span, readers.escape(document, finding.translation.text, finding.fragment.segment))]
    if order.layout is Layout.REPLACE:
        span = balance(document.text, finding.span) or finding.span
        return [Edit(span, _written(document, finding) or "")]
    return _beside(document, finding, finding.translation, style)


def _mark(document: Document, finding: Finding) -> list[Edit]:
    stretch = stretch_of(finding.fragment)
    start_tag = finding.fragment.segment.site.start_tag
    if start_tag is not None and stretch.whole:
        return [set_lang(document.text, start_tag, finding.lang)]
    span = balance(document.text, stretch.span)
    tags = enclosing(document.text, span) if span else None
    if tags and speaks_alone(document.text, tags[0]):
        return [set_lang(document.text, tags[0], finding.lang)]
    spans = [span] if span else pieces(document.text, stretch.span)
    return [edit for piece in spans for edit in _wrap(piece, finding.lang)]


def _wrap(span: Span, lang: str) -> tuple[Edit, Edit]:
    return Edit(Span(span.start, span.start), f'<span lang="{lang}">'), Edit(Span(span.end, span.end), "</span>")


def removal(document: Document, order: Order) -> Span | None:
    """Return what an order takes out of the flow of text, with the elements that would stand empty; None if nothing."""
    finding = order.finding
    site = finding.fragment.segment.site
    drops = finding.action is Action.DROP or (finding.action is Action.TRANSLATE and order.layout is Layout.SPLIT)
    if not drops or site.syntax in (Syntax.SCALAR, Syntax.ATTRIBUTE):
        return None
    stretch = stretch_of(finding.fragment)
    span = balance(document.text, stretch.span) or stretch.span
    owned = stretch.whole and site.start_tag is not None and site.element in _REMOVABLE
    if owned and site.start_tag is not None and holds_only(document.text, site.start_tag, span):
        closing = rf"(?:\s*</[a-z]+\s*>)*?\s*</{re.escape(site.element)}\s*>"
        end_tag = re.compile(closing, re.I).match(document.text, span.end)
        span = Span(site.start_tag.start, end_tag.end()) if end_tag else span
    while tags := enclosing(document.text, span):
        span = Span(tags[0].start, tags[1].end)
    return span


def _written(document: Document, finding: Finding) -> str | None:
    """Return the translation as HTML, with the inline elements of its original where they belong."""
    assert finding.translation is not None
    inside = elements(document.text, balance(document.text, finding.span) or finding.span)
    return None if inside is None else place_markup(finding.translation.text, inside)


def _beside(document: Document, finding: Finding, translation: Translation, style: Style) -> list[Edit]:
    """Wrap the original and put the translation after it."""
    stretch = stretch_of(finding.fragment)
    span = balance(document.text, stretch.span) or stretch.span
    opening, closing = _wrap(span, finding.lang)
    words = readers.escape(document, stretch.lead + translation.text + stretch.tail, finding.fragment.segment)
    made = provenance(translation) if style.provenance else ""
    beside = f'</span> <span lang="{translation.target}"{made}>{words}</span>'
    return [opening, Edit(closing.span, beside)]


def provenance(translation: Translation) -> str:
    """Return the attributes that say who made a translation (ITS 2.0, section 8.11, provenance)."""
    tool = f"{translation.engine} {translation.model}".strip()
    quoted = escape_attribute(tool, '"')
    made = f' its-tool="{quoted}"'
    if translation.created:
        made += f' data-translated="{translation.created}"'
    return made + f' data-reviewed="{str(translation.reviewed).lower()}"'


WRITER = HtmlWriter()
