"""How Markdown is written: a span with `lang` around the fragment, or what the dialect has for it.

    html      <span lang="es">Vista del puerto</span>        everywhere; a block's own HTML as in `layouts.html`
    kramdown  a line `{: lang="es"}` below a block           within a line as html
    goldmark  a line `{lang="es"}` below a block             within a line as html
    pandoc    [Vista del puerto]{lang=es}                    a block too

A translation of a fragment that fills its lines goes on the next line of the block, others beside their originals.
Image texts and titles hold one text; nothing can declare its language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from triage import readers
from triage.layouts import Order, Style, data, html, join
from triage.layouts.delimiters import enclose, widen
from triage.layouts.holes import close_holes, find_lines
from triage.layouts.html import provenance
from triage.layouts.stretch import Stretch, stretch_of
from triage.layouts.tags import balance
from triage.model import Action, Document, Edit, Finding, Layout, Segment, Span, Syntax
from triage.policy import DECLARED_WRONG

# The constructs of Markdown itself; whatever else a segment stands in is HTML.
_MARKDOWN = frozenset(
    "paragraph heading quote list item cell footnote term definition captioned container image link reference shortcode"
    " attributed definitions".split()
)
# Blocks that end with their line.
_ONE_LINE = frozenset(("heading", "cell", "term"))
# Blocks that an attribute list on the next line belongs to.
_LISTED = frozenset(("paragraph", "heading"))
_BLOCK_LISTS = {"kramdown": '{{: lang="{}"}}', "goldmark": '{{lang="{}"}}'}
# What else may stand on a line that holds nothing but the fragment.
_LINE_MARKUP = re.compile(r"[\s*_~#>|+-]*(?:\d{1,9}[.)][\s*_]*)?")
# A code span, a link or an image with its text, emphasis with its text.
_CONSTRUCT = re.compile(
    r"`[^`]+`|!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])|(\*{1,2}|_{1,2})(?=\S)(.+?)(?<=\S)\2", re.S
)


class MarkdownWriter:
    """Markdown and MDX."""

    def refuse(self, document: Document, order: Order, style: Style) -> str:
        """Return why not: the place has no room for a language, or markup would be torn."""
        finding = order.finding
        segment = finding.fragment.segment
        if segment.site.syntax is Syntax.SCALAR:
            return data.refuse(document, order)
        if segment.site.element not in _MARKDOWN:
            return html.refuse(document, order)
        if segment.site.syntax is Syntax.ATTRIBUTE:
            return _refuse_attribute(order)
        if finding.rule == DECLARED_WRONG:
            return f"it stands in text declared {segment.lang}"
        return _refuse_flow(document, order)

    def write(self, document: Document, orders: Sequence[Order], style: Style) -> tuple[Edit, ...]:
        """Return the edits."""
        removed = [span for order in orders if (span := _removal(document, order))]
        written = (edit for order in orders if not _removal(document, order) for edit in _write(document, order, style))
        return join([*written, *close_holes(document.text, removed)])

    def declare(self, document: Document, matrix: str) -> tuple[Edit, ...]:
        """Return nothing: whether its metadata are read for a language depends on the site."""
        return ()


def _refuse_attribute(order: Order) -> str:
    site = order.finding.fragment.segment.site
    if order.finding.action is Action.MARK:
        return f"nothing can declare the language of the {site.key} of this {site.element}"
    if order.finding.action is Action.TRANSLATE and order.layout in (Layout.PARALLEL, Layout.APPEND):
        return f"the {site.key} can only hold the translation alone"
    return ""


def _refuse_flow(document: Document, order: Order) -> str:
    finding = order.finding
    if _enclosed(document.text, stretch_of(finding.fragment).span) is None:
        return "its markup begins or ends outside it"
    if finding.action is Action.TRANSLATE and order.layout is Layout.REPLACE:
        if _placed(_source(document, finding), _words(document, finding)) is None:
            return "its markup has no place in the translation"
    return ""


def _enclosed(text: str, span: Span) -> Span | None:
    """Return a stretch extended so that neither emphasis nor links nor tags are torn."""
    inside = enclose(text, span)
    return balance(text, inside) if inside else None


def _write(document: Document, order: Order, style: Style) -> Sequence[Edit]:
    finding = order.finding
    site = finding.fragment.segment.site
    if site.syntax is Syntax.SCALAR:
        return data.write(document, order)
    if site.element not in _MARKDOWN:
        return html.write(document, order, style)
    if finding.action is Action.MARK:
        return _mark(document, finding, style)
    if finding.action is Action.DROP or order.layout is Layout.SPLIT:
        return [Edit(stretch_of(finding.fragment).span, "")]  # an attribute; the rest is removed together
    if site.syntax is Syntax.ATTRIBUTE:
        return [Edit(finding.span, _words(document, finding))]
    if order.layout is Layout.REPLACE:
        span = _enclosed(document.text, finding.span) or finding.span
        return [Edit(span, _placed(_source(document, finding), _words(document, finding)) or "")]
    return _beside(document, order, style)


def _words(document: Document, finding: Finding, stretch: Stretch | None = None) -> str:
    """Return the translation as it must be written, on one line, with the punctuation of its stretch."""
    assert finding.translation is not None
    words = " ".join(finding.translation.text.split())
    if stretch is not None:
        words = f"{stretch.lead}{words}{stretch.tail}"
    return readers.escape(document, words, finding.fragment.segment)


def _mark(document: Document, finding: Finding, style: Style) -> list[Edit]:
    stretch = stretch_of(finding.fragment)
    segment = finding.fragment.segment
    if stretch.whole and style.dialect in _BLOCK_LISTS and _takes_list(document, segment):
        end = find_lines(document.text, stretch.span).end
        listed = _BLOCK_LISTS[style.dialect].format(finding.lang)
        return [Edit(Span(end, end), f"{document.newline}{segment.site.prefix}{listed}")]
    return list(_wrap(_span_of(document, stretch), finding.lang, style))


def _takes_list(document: Document, segment: Segment) -> bool:
    """Tell whether an attribute list may follow the last line of a block: an underline or other text must not."""
    text = document.text
    lines = find_lines(text, segment.span)
    if segment.site.element == "heading" and "#" not in text[lines.start : segment.span.start]:
        return False
    rest = text[segment.span.end : lines.end]
    return segment.site.element in _LISTED and not rest.strip().strip("*_~#.")


def _span_of(document: Document, stretch: Stretch) -> Span:
    return _enclosed(document.text, stretch.span) or stretch.span


def _wrap(span: Span, lang: str, style: Style, made: str = "") -> tuple[Edit, Edit]:
    opening, closing = _brackets(lang, style, made)
    return Edit(Span(span.start, span.start), opening), Edit(Span(span.end, span.end), closing)


def _brackets(lang: str, style: Style, made: str = "") -> tuple[str, str]:
    if style.dialect == "pandoc":
        return "[", f"]{{lang={lang}{made}}}"
    return f'<span lang="{lang}"{made}>', "</span>"


def _beside(document: Document, order: Order, style: Style) -> list[Edit]:
    finding = order.finding
    assert finding.translation is not None
    stretch = stretch_of(finding.fragment)
    span = _span_of(document, stretch)
    opening, closing = _wrap(span, finding.lang, style)
    begin, end = _brackets(
        finding.translation.target, style, provenance(finding.translation) if style.provenance else ""
    )
    between = _between(document, span, finding) if order.layout is Layout.PARALLEL else " "
    beside = f"{between}{begin}{_words(document, finding, stretch)}{end}"
    return [opening, Edit(closing.span, closing.replacement + beside)]


def _between(document: Document, span: Span, finding: Finding) -> str:
    """Return what parts a translation from its original: a new line of the block where the original has its own."""
    site = finding.fragment.segment.site
    lines = find_lines(document.text, span)
    before = document.text[lines.start + len(site.prefix) : span.start]
    alone = not before.strip() and not document.text[span.end : lines.end].strip()
    return f"{document.newline}{site.prefix}" if alone and site.element not in _ONE_LINE else " "


def _removal(document: Document, order: Order) -> Span | None:
    """Return what an order takes out of the flow of text, with the markup that would stand empty; None if nothing."""
    finding = order.finding
    site = finding.fragment.segment.site
    drops = finding.action is Action.DROP or (finding.action is Action.TRANSLATE and order.layout is Layout.SPLIT)
    if site.element not in _MARKDOWN:
        return html.removal(document, order)
    if not drops or site.syntax in (Syntax.SCALAR, Syntax.ATTRIBUTE):
        return None
    stretch, text = stretch_of(finding.fragment), document.text
    span = widen(text, _span_of(document, stretch))
    lines = find_lines(text, span)
    before, after = text[lines.start : span.start], text[span.end : lines.end]
    if site.element == "cell" or not _LINE_MARKUP.fullmatch(before) or after.strip(" \t#"):
        return span
    return lines if stretch.whole else Span(lines.start + len(site.prefix), lines.end)


def _source(document: Document, finding: Finding) -> str:
    """Return a fragment as it is written, with the markup it shares its ends with."""
    span = _enclosed(document.text, finding.span) or finding.span
    return document.text[span.start : span.end]


def _placed(source: str, words: str) -> str | None:
    """Return a translation with the emphasis and the links of its original around the same words.

    Returns:
        None if a link or a code span has no place: its words do not stand in the translation once.
    """
    for match in _CONSTRUCT.finditer(source):
        inner = match[1] if match[1] is not None else match[3]
        if inner and words.count(inner) == 1:
            words = words.replace(inner, match[0])
        elif match[2] is None:
            return None
    return None if "<" in source.replace("\\<", "") else words


WRITER = MarkdownWriter()
