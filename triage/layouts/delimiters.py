"""Markdown's inline delimiters in and around a stretch of text: keep emphasis and links whole."""

from __future__ import annotations

import re

from triage.model import Span

# Longest first; a code span counts as one unit and its content as none.
_TOKEN = re.compile(
    r"\\.|(`+)(?!`).*?(?<!`)\1(?!`)|\*{1,3}|_{1,3}|~~|!?\[|\](?:\([^()\s]*(?:\s+[^()]*)?\)|\[[^\[\]]*\])?", re.S
)
_LINK_END = re.compile(r"\](?:\([^()\s]*(?:\s+[^()]*)?\)|\[[^\[\]]*\])")


def enclose(text: str, span: Span) -> Span | None:
    """Return a stretch extended by the delimiters beside it, so that each in it has its partner.

    Returns:
        None if a partner stands farther away, with text between.
    """
    opened: list[str] = []
    closed: list[str] = []
    for token in _TOKEN.finditer(text, *span):
        mark = token[0]
        if mark[0] in "\\`":
            continue
        if mark[0] == "]":
            _pair(opened, closed, "]", mark)
        elif mark.endswith("["):
            opened.append("]")
        elif mark in opened:
            del opened[opened.index(mark) :]
        elif mark[0] == "_" and _within_word(text, token):
            continue
        else:
            opened.append(mark)
    return _extend(text, span, opened, closed)


def _pair(opened: list[str], closed: list[str], kind: str, mark: str) -> None:
    if kind in opened:
        del opened[opened.index(kind) :]
    elif len(mark) > 1:
        closed.append(mark)


def _within_word(text: str, token: re.Match[str]) -> bool:
    """An underscore within a word delimits nothing."""
    start, end = token.span()
    return start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()


def _extend(text: str, span: Span, opened: list[str], closed: list[str]) -> Span | None:
    start, end = span
    for _ in closed:  # the end of a link or image whose text begins before the stretch
        begin = start - 1
        if begin < 0 or text[begin] != "[":
            return None
        start = begin - (text[begin - 1 : begin] == "!")
    for mark in reversed(opened):
        if mark == "]":
            link = _LINK_END.match(text, end)
            if link is None:
                return None
            end = link.end()
        elif text.startswith(mark, end):
            end += len(mark)
        elif text.endswith(mark, 0, start):
            start -= len(mark)
        else:
            return None
    return Span(start, end)


def widen(text: str, span: Span) -> Span:
    """Return a stretch with the emphasis and the link that enclose it exactly: `*caption*` for `caption`."""
    start, end = span
    while start > 0 and end < len(text):
        if text[start - 1] in "*_~" and text[start - 1] == text[end]:
            start, end = start - 1, end + 1
        elif text[start - 1] == "[" and (link := _LINK_END.match(text, end)):
            start, end = start - 1, link.end()
        else:
            break
    return Span(start, end)
