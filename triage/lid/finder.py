"""What a finder of fragments does, and the choice between the two: the compiled one, else the one in Python.

Both give the same fragments. The one in Python is the definition (`triage.lid.reference`, with numpy); the compiled one
(`triage.lid.compiled`) does the same some thirty times as fast and needs no numpy.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, Protocol


class Found(NamedTuple):
    """A fragment in one of some texts.

    Attributes:
        text: the index of the text.
        start: where it starts there, in code points.
        end: where it ends.
        column: its language; -1 where that cannot be told.
        runner_up: the language that explains it nearly as well, or does best where none can be told; -1 for none.
        posterior: how sure the guard is of it, 0..1.
        gain: by how much its language explains it better, after the prices (nats).
        fills_lines: whether nothing else stands on its lines.
        quoted: whether it fills quotation marks or brackets.
    """

    text: int
    start: int
    end: int
    column: int
    runner_up: int
    posterior: float
    gain: float
    fills_lines: bool
    quoted: bool


class Weighing(NamedTuple):
    """What the words of some texts say of the language they are all in.

    Attributes:
        votes: for each language the sum of its losses against the best language of each word (nats).
        words: how many words there are.
        foreign: how many of them are in other scripts than Latin.
    """

    votes: list[float]
    words: int
    foreign: int


class Finder(Protocol):
    """Finds fragments. Not for one thread to use while another does, but where both hold the interpreter lock."""

    name: str

    def find(
        self, texts: list[str], columns: list[int], priors: tuple[float, ...], min_confidence: float
    ) -> list[Found]:
        """Find the fragments of some texts.

        Args:
            texts: each is looked at by itself.
            columns: the matrix language of each text; -1 for a text to pass over.
            priors: the log-prior of each embedded language (nats).
            min_confidence: the posterior, 0..1, below which a fragment is not wanted.

        Returns:
            The fragments in order of text and start; those of one text do not overlap.
        """

    def weigh(self, texts: list[str]) -> Weighing:
        """Weigh the words of some texts."""


@lru_cache(maxsize=1)
def shared_finder() -> Finder:
    """Return the finder of this process, which remembers the words it has seen."""
    try:
        from triage.lid.compiled import NativeFinder
    except ImportError:  # no compiler where this was installed
        from triage.lid.reference import PythonFinder  # numpy takes 50 ms to import

        return PythonFinder()
    return NativeFinder()
