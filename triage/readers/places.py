"""Byte offsets of UTF-8 as code points: what the Markdown parser counts in, and what triage counts in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyromark.event import Range


class Places:
    """Turns byte offsets of the UTF-8 body into code points of the document; cheap for offsets that go forward."""

    __slots__ = ("_utf8", "_bytes", "_points")

    def __init__(self, utf8: bytes, base: int) -> None:
        self._utf8 = utf8
        self._bytes = 0
        self._points = base

    def __call__(self, offset: int) -> int:
        last = self._bytes
        if offset == last:  # an event begins where the one before it ends
            return self._points
        if offset > last:
            self._points += len(self._utf8[last:offset].decode())
        else:
            self._points -= len(self._utf8[offset:last].decode())
        self._bytes = offset
        return self._points

    def cut(self, where: Range) -> tuple[str, int, int]:
        """Return the text in a byte range, and where it starts and ends."""
        first = where["start"]
        last = self._bytes
        if first > last:  # written out: a call takes as long as the rest
            start = self._points + len(self._utf8[last:first].decode())
        else:
            start = self(first)
        self._bytes = last = where["end"]
        piece = self._utf8[first:last].decode()
        self._points = end = start + len(piece)
        return piece, start, end


class AsciiPlaces:
    """The same for a body in which a byte is a code point."""

    __slots__ = ("_body", "_base")

    def __init__(self, body: str, base: int) -> None:
        self._body = body
        self._base = base

    def __call__(self, offset: int) -> int:
        return self._base + offset

    def cut(self, where: Range) -> tuple[str, int, int]:
        """Return the text in a range, and where it starts and ends."""
        first, last = where["start"], where["end"]
        return self._body[first:last], self._base + first, self._base + last
