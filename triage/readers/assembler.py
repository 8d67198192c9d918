"""The assembler joins runs of text into segments: the part that every format with blocks and inline markup shares.

A reader opens and closes elements and hands over the runs of text between the tags. A block ends the segment
before it; an inline element does not, unless it declares another language: then it is cut out and leaves an object
character in its place. The assembler knows no syntax.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from triage.model import Origin, Role, Segment, Site, Span, Syntax

# Stands in logical text for what is not text (an image, a code span, a template), so that the words around it are not
# read as neighbours.
OBJECT = "\ufffc"

_EDGE = OBJECT + " \t\n\r\f\v\xa0"


@dataclass(slots=True)
class Run:
    """A logical text under construction.

    Attributes:
        parts: its pieces.
        spans: the document range each piece stands for.
        exact: whether every piece as long as its range is that range; a newline read as a blank is not.
    """

    parts: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    exact: bool = True

    def add(self, piece: str, start: int, end: int) -> None:
        """Append a piece that stands at `document[start:end]`: identical if as long, else one decoded unit."""
        self.parts.append(piece)
        self.spans.append((start, end))

    def clear(self) -> None:
        """Begin anew; what has been built does not change."""
        self.parts.clear()
        self.spans.clear()
        self.exact = True

    def build(self, role: Role, lang: str | None, site: Site) -> Segment | None:
        """Return the pieces as a segment without blanks and objects at its ends; None if nothing is left."""
        parts = self.parts
        whole = parts[0] if len(parts) == 1 else "".join(parts)
        logical = whole.strip(_EDGE)
        if not logical:
            return None
        begin = 0 if len(logical) == len(whole) else len(whole) - len(whole.lstrip(_EDGE))
        if len(parts) == 1 and self.exact:
            start, end = self.spans[0]
            if end - start == len(whole):
                start += begin
                return Segment(Span(start, start + len(logical)), logical, role, lang, None, site)
        origins = self._origins(begin, begin + len(logical))
        return Segment(Span(origins[0].start, origins[-1].end), logical, role, lang, origins, site)

    def _origins(self, begin: int, until: int) -> tuple[Origin, ...]:
        """Return the origins of the logical text between two places in it, neighbouring runs joined."""
        origins: list[Origin] = []
        at = 0
        for piece, (start, end) in zip(self.parts, self.spans, strict=True):
            size = len(piece)
            if at + size > begin and at < until:
                if end - start == size:
                    cut = max(begin - at, 0)
                    origin = Origin(at + cut - begin, start + cut, end - max(at + size - until, 0))
                    if origins and _continues(origins[-1], origin):
                        origin = Origin(origins[-1].at, origins.pop().start, origin.end)
                    origins.append(origin)
                else:
                    origins.append(Origin(max(at - begin, 0), start, end))
            at += size
        return tuple(origins)


@lru_cache(maxsize=256)
def _block_site(element: str, prefix: str) -> Site:
    """Return the site of a block without a start tag of its own; there are few kinds of them."""
    return Site(Syntax.BLOCK, element, prefix=prefix)


def _continues(one: Origin, other: Origin) -> bool:
    """Tell whether an identical run goes on where another ends."""
    return one.end == other.start and other.at - one.at == one.end - one.start


@dataclass(slots=True)
class Frame:
    """An open element.

    Attributes:
        name: as the format names it.
        block: whether it ends the segment around it.
        role: of the text in it, its own or inherited.
        lang: declared for it or around it.
        skip: whether its text is never read.
        start_tag: where `lang=` could be written; None if nowhere.
        prefix: what begins a continuation line in it.
        shared: whether it holds more than one segment, so that its start tag speaks for none alone.
        run: its own run, where it is cut out of the text around it.
    """

    name: str
    block: bool
    role: Role
    lang: str | None
    skip: bool
    start_tag: Span | None = None
    prefix: str = ""
    shared: bool = False
    run: Run | None = None


class Assembler:
    """Collects segments while a reader walks through a document.

    Attributes:
        segments: those that have ended.
        frames: the open elements, outermost first.
        top: the innermost open element.
        block: the innermost open block.
        run: where text goes now.
    """

    __slots__ = ("segments", "frames", "top", "block", "run", "_blocks", "_open", "_base", "_inner")

    def __init__(self, role: Role = Role.PARAGRAPH) -> None:
        root = Frame("", True, role, None, False, shared=True)
        self.segments: list[Segment] = []
        self.frames = [root]
        self.top = root
        self.block = root
        self._blocks = [root]
        self._open: dict[str, int] = {}
        self._base = Run()
        self.run = self._base
        self._inner: list[Frame] = []

    @property
    def empty(self) -> bool:
        """Whether no text has been added since the last block boundary."""
        return not self._base.parts and not self._inner

    def add(self, piece: str, start: int, end: int) -> None:
        """Add text that stands at `document[start:end]`: identical if as long, else one decoded unit."""
        self.run.parts.append(piece)
        self.run.spans.append((start, end))

    def open_block(
        self,
        name: str,
        role: Role | None,
        *,
        lang: str | None = None,
        skip: bool = False,
        start_tag: Span | None = None,
        prefix: str = "",
    ) -> Frame:
        """Open an element that ends the segment before it and begins another; its role is inherited if None."""
        self.flush()
        parent = self.top
        self.block.shared = True
        frame = Frame(name, True, role or parent.role, lang or parent.lang, skip or parent.skip, start_tag, prefix)
        self.top = self.block = frame
        self._blocks.append(frame)
        self.frames.append(frame)
        self._open[name] = self._open.get(name, 0) + 1
        return frame

    def open_inline(self, name: str, *, start_tag: Span, lang: str | None = None, skip: bool = False) -> None:
        """Open an element within a segment; one that declares another language becomes a segment of its own."""
        parent = self.top
        frame = Frame(name, False, parent.role, lang or parent.lang, skip or parent.skip, start_tag, parent.prefix)
        if skip and not parent.skip:
            self.add(OBJECT, *start_tag)
        elif lang and lang != parent.lang and not frame.skip:
            frame.run = self.run = Run()
            self._inner.append(frame)
        self.top = frame
        self.frames.append(frame)
        self._open[name] = self._open.get(name, 0) + 1

    def is_open(self, name: str) -> bool:
        """Tell whether an element of that name is open."""
        return self._open.get(name, 0) > 0

    def close(self, name: str, end: int) -> None:
        """Close the innermost element of a name and what is open within it; without one, do nothing.

        Args:
            name: an inline element is closed only within its block, as browsers do.
            end: where its end tag ends.
        """
        if not self._open.get(name):
            return
        if self.top.name == name:
            self._close_top(end)
            return
        depth = len(self.frames) - 1
        while self.frames[depth].name != name:
            depth -= 1
        if not self.frames[depth].block and any(frame.block for frame in self.frames[depth + 1 :]):
            return
        while len(self.frames) > depth:
            self._close_top(end)

    def _close_top(self, end: int) -> None:
        frame = self.top
        if frame.block:
            self.flush(owned=True)
            self._blocks.pop()
            self.block = self._blocks[-1]
        elif frame.run is not None and self._inner:
            self._cut_out(frame, end)
        self.frames.pop()
        self.top = self.frames[-1]
        self._open[frame.name] -= 1

    def _cut_out(self, frame: Frame, end: int) -> None:
        """End the run of an inline element in another language: a segment of its own, an object in the one around."""
        assert frame.start_tag is not None and frame.run is not None
        if frame.run.spans:  # without an end tag it ends with its text
            end = max(end, frame.run.spans[-1][1])
        self._inner.pop()
        self._emit_inner(frame, frame.start_tag)
        self.run = (self._inner[-1].run if self._inner else None) or self._base
        self.add(OBJECT, frame.start_tag.start, max(end, frame.start_tag.end))

    def _emit_inner(self, frame: Frame, start_tag: Span | None) -> None:
        assert frame.run is not None
        self.value(frame.run, frame.role, frame.lang, Site(Syntax.INLINE, frame.name, start_tag, prefix=frame.prefix))
        frame.run = None

    def flush(self, *, owned: bool = False) -> None:
        """End the current segment.

        Args:
            owned: whether the innermost block ends here too, so that its start tag may speak for the segment.
        """
        if self._inner:
            for frame in self._inner:  # still open at the end of their block
                self._emit_inner(frame, None)
            self._inner.clear()
            self.run = self._base
        base = self._base
        if not base.parts:
            return
        block = self.block
        if owned and block.start_tag is not None and not block.shared:
            site = Site(Syntax.BLOCK, block.name, block.start_tag, prefix=block.prefix)
        else:
            site = _block_site(block.name, block.prefix)
        if segment := base.build(block.role, block.lang, site):
            self.segments.append(segment)
        block.shared = True
        base.clear()

    def value(self, run: Run, role: Role, lang: str | None, site: Site) -> None:
        """Add a segment that stands apart from the flow of text: an attribute, a title, a key's value."""
        if segment := run.build(role, lang, site):
            self.segments.append(segment)

    def finish(self) -> tuple[Segment, ...]:
        """End the document; return its segments in order of their start."""
        self.flush(owned=True)
        keys = [segment.span.start for segment in self.segments]
        if any(map(int.__gt__, keys, keys[1:])):
            self.segments.sort(key=lambda segment: segment.span.start)
        return tuple(self.segments)


def run_of(text: str, start: int, end: int) -> Run:
    """Return `text[start:end]` as one identical run."""
    run = Run()
    run.add(text[start:end], start, end)
    return run
