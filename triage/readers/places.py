"""Byte offsets of UTF-8 as code points: what the Markdown parser counts in, and what triage counts in."""

from __future__ import annotations


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
