"""The assembler joins runs of text into segments: the part that every format with blocks and inline markup shares.

A reader opens and closes elements and hands over the runs of text between the tags. A block ends the segment
before it; an inline element does not, unless it declares another language: then it is cut out and leaves an object
character in its place. The assembler knows no syntax.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from operator import attrgetter

from triage.model import Role, Segment, Site, Syntax
from triage.readers.runs import OBJECT, Run, exact_segment
from triage.readers.values import make_site


_START = attrgetter("span.start")


@lru_cache(maxsize=256)
def _block_site(element: str, prefix: str) -> Site:
    """Return the site of a block without a start tag of its own; there are few kinds of them."""
    return Site(Syntax.BLOCK, element, prefix=prefix)


class Frame:
    """An open element.

    Attributes:
        name: as the format names it.
        around: for a block, the block around it; None for an inline element.
        role: of the text in it, its own or inherited.
        lang: declared for it or around it.
        skip: whether its text is never read.
        start_tag: where `lang=` could be written; None if nowhere.
        prefix: what begins a continuation line in it.
        shared: whether it holds more than one segment, so that its start tag speaks for none alone.
        run: its own run, where it is cut out of the text around it.
    """

    __slots__ = ("name", "around", "role", "lang", "skip", "start_tag", "prefix", "shared", "run")

    def __init__(
        self,
        name: str,
        around: Frame | None,
        role: Role,
        lang: str | None,
        skip: bool,
        start_tag: tuple[int, int] | None,
        prefix: str,
    ) -> None:
        self.name = name
        self.around = around
        self.role = role
        self.lang = lang
        self.skip = skip
        self.start_tag = start_tag
        self.prefix = prefix
        self.shared = False
        self.run: Run | None = None


class Assembler:
    """Collects segments while a reader walks through a document.

    Attributes:
        segments: those that have ended.
        frames: the open elements, outermost first.
        top: the innermost open element.
        block: the innermost open block.
        run: where text goes now.
        opened: how many elements of a name are open.
    """

    __slots__ = ("segments", "frames", "top", "block", "run", "opened", "_base", "_inner", "_in_order")

    def __init__(self, role: Role = Role.PARAGRAPH) -> None:
        root = Frame("", None, role, None, False, None, "")
        root.shared = True
        self.segments: list[Segment] = []
        self.frames = [root]
        self.top = root
        self.block = root
        self.opened: defaultdict[str, int] = defaultdict(int)
        self._base = Run()
        self.run = self._base
        self._inner: list[Frame] = []
        self._in_order = True

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
        start_tag: tuple[int, int] | None = None,
        prefix: str = "",
    ) -> Frame:
        """Open an element that ends the segment before it and begins another; its role is inherited if None."""
        if self._base.parts or self._inner:
            self.flush()
        parent = self.top
        around = self.block
        around.shared = True
        frame = Frame(name, around, role or parent.role, lang or parent.lang, skip or parent.skip, start_tag, prefix)
        self.top = self.block = frame
        self.frames.append(frame)
        self.opened[name] += 1
        return frame

    def add_block(
        self,
        name: str,
        role: Role | None,
        lang: str | None,
        start_tag: tuple[int, int] | None,
        prefix: str,
        text: str,
        start: int,
    ) -> None:
        """Do what opening a block, adding a text that stands at `document[start:]` and closing the block does.

        Most blocks of most documents hold one text and nothing else; without a frame they take half the time.
        """
        if self._base.parts or self._inner:
            self.flush()
        self.block.shared = True
        parent = self.top
        site = make_site(Syntax.BLOCK, name, start_tag, "", "", prefix) if start_tag else _block_site(name, prefix)
        segment = exact_segment(text, start, role or parent.role, lang or parent.lang, site)
        if segment is not None:
            self.segments.append(segment)

    def open_inline(
        self, name: str, *, start_tag: tuple[int, int], lang: str | None = None, skip: bool = False
    ) -> None:
        """Open an element within a segment; one that declares another language becomes a segment of its own."""
        parent = self.top
        frame = Frame(name, None, parent.role, lang or parent.lang, skip or parent.skip, start_tag, parent.prefix)
        if skip and not parent.skip:
            self.add(OBJECT, *start_tag)
        elif lang and lang != parent.lang and not frame.skip:
            frame.run = self.run = Run()
            self._inner.append(frame)
        self.top = frame
        self.frames.append(frame)
        self.opened[name] += 1

    def close(self, name: str, end: int) -> None:
        """Close the innermost element of a name and what is open within it; without one, do nothing.

        Args:
            name: an inline element is closed only within its block, as browsers do.
            end: where its end tag ends.
        """
        if self.top.name == name:
            self._close_top(end)
            return
        if not self.opened.get(name):
            return
        depth = len(self.frames) - 1
        while self.frames[depth].name != name:
            depth -= 1
        inner = self.frames[depth + 1 :]
        if not self.frames[depth].around and any(frame.around for frame in inner):
            return
        while len(self.frames) > depth:
            self._close_top(end)

    def _close_top(self, end: int) -> None:
        frame = self.top
        if frame.around is not None:
            if self._base.parts or self._inner:
                self.flush(owned=True)
            self.block = frame.around
        elif frame.run is not None and self._inner:
            self._cut_out(frame, end)
        self.frames.pop()
        self.top = self.frames[-1]
        self.opened[frame.name] -= 1

    def _cut_out(self, frame: Frame, end: int) -> None:
        """End the run of an inline element in another language: a segment of its own, an object in the one around."""
        assert frame.start_tag is not None and frame.run is not None
        if frame.run.spans:  # without an end tag it ends with its text
            end = max(end, frame.run.spans[-1][1])
        self._inner.pop()
        self._emit_inner(frame, frame.start_tag)
        self.run = (self._inner[-1].run if self._inner else None) or self._base
        self.add(OBJECT, frame.start_tag[0], max(end, frame.start_tag[1]))

    def _emit_inner(self, frame: Frame, start_tag: tuple[int, int] | None) -> None:
        assert frame.run is not None
        site = make_site(Syntax.INLINE, frame.name, start_tag, prefix=frame.prefix)
        self.value(frame.run, frame.role, frame.lang, site)
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
            site = make_site(Syntax.BLOCK, block.name, block.start_tag, "", "", block.prefix)
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
            self._in_order = False  # the text around it may end later

    def finish(self) -> tuple[Segment, ...]:
        """End the document; return its segments in order of their start."""
        self.flush(owned=True)
        if not self._in_order:
            self.segments.sort(key=_START)
        return tuple(self.segments)
