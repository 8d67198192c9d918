"""SubRip and WebVTT: one segment per cue, its lines kept, voices, styles and positions left out."""

from __future__ import annotations

import re
from html import unescape

from triage.langtag import is_tag
from triage.model import Role, Segment, Span
from triage.readers import ReaderOptions, Reading
from triage.readers.assembler import Assembler
from triage.readers.marks import Mark, find_marks, may_be_marked

_CLOCK = r"(?:\d+:)?\d\d:\d\d[,.]\d{1,3}"
_TIMING = re.compile(rf"^[ \t]*{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}[^\r\n]*(?:\r\n|\n|\r|\Z)", re.M)
_END = re.compile(r"^[ \t]*(?:\r\n|\n|\r(?!\n))", re.M)
_SRT_CODE = re.compile(r"</?[a-zA-Z][^<>\r\n]*>|\{\\[^{}\r\n]*\}")
_VTT_CODE = re.compile(r"<(?P<lang>lang)[ \t]+(?P<tag>[\w-]+)[ \t]*>|<(?P<end>/lang)>|<[^<>]*>|&(?:#\w+|\w+);")
_HEADER_LANGUAGE = re.compile(r"WEBVTT[^\r\n]*(?:\r?\n(?!\r?\n)[^\r\n]*)*?\r?\nLanguage:[ \t]*([\w-]+)", re.I)


class SubtitleReader:
    """Subtitles.

    Args:
        vtt: whether entities and `<lang>` are known, and triage's own marks are not needed.
    """

    def __init__(self, *, vtt: bool) -> None:
        self.suffixes = (".vtt",) if vtt else (".srt",)
        self._vtt = vtt

    def read(self, text: str, options: ReaderOptions) -> Reading:
        """Return the cues, and the language of the WebVTT header."""
        out = Assembler(Role.CUE)
        marked = not self._vtt and may_be_marked(text)
        timings = list(_TIMING.finditer(text))
        nexts = [*(timing.start() for timing in timings[1:]), len(text)]
        for timing, until in zip(timings, nexts, strict=False):
            start = timing.end()
            blank = _END.search(text, start, until)
            end = blank.start() if blank else until
            out.open_block("cue", Role.CUE)
            if self._vtt:
                _add_vtt(out, text, start, end)
            else:
                _add_srt(out, text, start, end, find_marks(text, start, end) if marked else ())
            out.close("cue", end)
        header = _HEADER_LANGUAGE.match(text) if self._vtt else None
        return Reading(out.finish(), header[1] if header and is_tag(header[1]) else None)

    def escape(self, text: str, segment: Segment) -> str:
        """Return text as it must be written in a cue."""
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") if self._vtt else text


def _add_vtt(out: Assembler, text: str, start: int, end: int) -> None:
    at = start
    for code in _VTT_CODE.finditer(text, start, end):
        if code.start() > at:
            out.add(text[at : code.start()], at, code.start())
        at = code.end()
        if code["lang"]:
            lang = code["tag"] if is_tag(code["tag"]) else None
            out.open_inline("lang", start_tag=Span(*code.span()), lang=lang)
        elif code["end"]:
            out.close("lang", at)
        elif code[0][0] == "&":
            out.add(unescape(code[0]), *code.span())
    if at < end:
        out.add(text[at:end], at, end)


def _add_srt(out: Assembler, text: str, start: int, end: int, marks: tuple[Mark, ...]) -> None:
    for mark in marks:
        _add_plain(out, text, start, mark.span.start)
        out.open_inline("mark", start_tag=Span(mark.span.start, mark.inner.start), lang=mark.lang)
        _add_plain(out, text, *mark.inner)
        out.close("mark", mark.span.end)
        start = mark.span.end
    _add_plain(out, text, start, end)


def _add_plain(out: Assembler, text: str, start: int, end: int) -> None:
    for code in _SRT_CODE.finditer(text, start, end):
        if code.start() > start:
            out.add(text[start : code.start()], start, code.start())
        start = code.end()
    if start < end:
        out.add(text[start:end], start, end)


SRT = SubtitleReader(vtt=False)
VTT = SubtitleReader(vtt=True)
