"""The rooms that the pipeline leads through, as functions, so that tests can pass their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from triage import lid, readers
from triage.lid import Identification
from triage.model import Document, Segments
from triage.readers import ReaderOptions
from triage.translators import Translator

ChooseEngine = Callable[[str, str], Translator | None]


class Read(Protocol):
    """A reader of any format, see `triage.readers.read`."""

    def __call__(self, document: Document, options: ReaderOptions) -> Document:
        """Return the document with its segments and the language it declares."""


class Identify(Protocol):
    """Language identification, see `triage.lid.identify`."""

    def __call__(
        self,
        segments: Segments,
        *,
        matrix: str | None,
        languages: frozenset[str] | None,
        expected: frozenset[str],
        min_confidence: float,
    ) -> Identification:
        """Return the matrix language and the fragments."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The rooms the pipeline leads through, as functions, so that tests can pass their own.

    Attributes:
        read: fills in a document's segments.
        identify: finds fragments.
        choose_engine: the engine for a pair of languages, None if none is ready; called once per pair and run.
    """

    read: Read = readers.read
    identify: Identify = lid.identify
    choose_engine: ChooseEngine = lambda source, target: None


TOOLS = Tools()
