"""Inline directives: comments by which an author tells triage, in the document itself, to leave something alone.

    <!-- triage: ignore -->             the line it stands on; alone on its line, the block that follows
    <!-- triage: ignore TR001 es -->    the same, for these rules and languages only
    <!-- triage: ignore-start --> … <!-- triage: ignore-end -->
    <!-- triage: ignore-file -->

The comment is that of the format; plain text and JSON have none. Part of the policy; never changes a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from triage.langtag import is_tag, same_language
from triage.model import Document, Finding, Span

_WORDS = r"triage:[ \t]*(?P<verb>ignore(?:-start|-end|-file)?)\b(?P<codes>(?:[ \t,]+\w[\w-]*?)*)[ \t]*"

# Compiled when a document has a directive: 2 ms that the others are spared.
_MARKUP = rf"<!--[ \t]*{_WORDS}-->"
_MDX = rf"(?:<!--|\{{/\*)[ \t]*{_WORDS}(?:-->|\*/\}})"
_HASH = rf"(?m)#[ \t]*{_WORDS}$"
_NOTE = rf"(?m)^NOTE[ \t]+{_WORDS}$"
_SLASHES = rf"(?m)^//[ \t]*{_WORDS}$"
_DOTS = rf"(?m)^[ \t]*\.\.[ \t]+{_WORDS}$"

_COMMENTS = {
    "html": _MARKUP,
    "markdown": _MARKUP,
    "mdx": _MDX,
    "yaml": _HASH,
    "po": _HASH,
    "vtt": _NOTE,
    "asciidoc": _SLASHES,
    "rst": _DOTS,
}

_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n|\Z)")
_RULE = re.compile(r"TR\d{3}\Z")


class _Silence(NamedTuple):
    """A stretch of the document and the codes that do not count in it; no codes means all."""

    span: Span
    codes: frozenset[str]


class Directives:
    """The directives of one document.

    Args:
        document: read once, at construction.
    """

    def __init__(self, document: Document) -> None:
        self._silences = tuple(_silences(document))

    def silence(self, finding: Finding) -> bool:
        """Tell whether a directive covers a finding's first character, for its rule or its language."""
        if not self._silences:
            return False
        start = finding.span.start
        return any(span.start <= start < span.end and _names(codes, finding) for span, codes in self._silences)


def _names(codes: frozenset[str], finding: Finding) -> bool:
    """Tell whether codes name a finding; rules and languages each restrict, when there are any."""
    rules = {code for code in codes if _RULE.match(code)}
    languages = {code for code in codes - rules if is_tag(code)}
    rule_fits = not rules or finding.rule in rules
    return rule_fits and (not languages or any(same_language(finding.lang, tag) for tag in languages))


def _silences(document: Document) -> Iterator[_Silence]:
    text = document.text
    pattern = _COMMENTS.get(document.format)
    if pattern is None or "triage:" not in text:
        return
    started: list[tuple[int, frozenset[str]]] = []
    for match in re.finditer(pattern, text):
        codes = frozenset(re.split(r"[ \t,]+", match["codes"].strip())) - {""}
        verb = match["verb"]
        if verb == "ignore":
            yield _Silence(_reach(text, Span(*match.span())), codes)
        elif verb == "ignore-file":
            yield _Silence(Span(0, len(text)), codes)
        elif verb == "ignore-start":
            started.append((match.end(), codes))
        elif started:
            start, codes = started.pop()
            yield _Silence(Span(start, match.start()), codes)
    for start, codes in started:  # never ended: to the end, as an author who forgot it would expect
        yield _Silence(Span(start, len(text)), codes)


def _reach(text: str, comment: Span) -> Span:
    """Return what a plain `ignore` covers: its line, or the block after it when it is alone on its line."""
    line_start = max(text.rfind("\n", 0, comment.start), text.rfind("\r", 0, comment.start)) + 1
    newline = re.compile(r"\r\n|\r|\n").search(text, comment.end)
    line_end = newline.start() if newline else len(text)
    if text[line_start : comment.start].strip() or text[comment.end : line_end].strip():
        return Span(line_start, line_end)
    start = line_end + len(text[line_end:]) - len(text[line_end:].lstrip())
    blank = _BLANK_LINE.search(text, start)
    return Span(line_start, blank.start() if blank else len(text))
