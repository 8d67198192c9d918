"""Engines made for the tests: they translate by a table, or as badly as a test needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from triage.translators import ANY, Counted, Pair


@dataclass
class TableEngine:
    """An engine that looks texts up and remembers what it was asked; what it does not know comes back as it is."""

    table: Mapping[str, str]
    name: str = "table"
    served: frozenset[Pair] = frozenset({("es", "en")})
    calls: list[tuple[str, ...]] = field(default_factory=list)

    def pairs(self) -> frozenset[Pair]:
        """Return the pairs it was made with."""
        return self.served

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Return what the table has."""
        self.calls.append(tuple(texts))
        return [self.table.get(text, text) for text in texts]


@dataclass
class FunctionEngine:
    """An engine that applies a function to each text."""

    function: Callable[[str], str]
    name: str = "function"
    calls: list[tuple[str, ...]] = field(default_factory=list)

    def pairs(self) -> frozenset[Pair]:
        """Return that it takes any pair."""
        return frozenset({(ANY, ANY)})

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Return the function's results."""
        self.calls.append(tuple(texts))
        return [self.function(text) for text in texts]


@dataclass
class CountingEngine(FunctionEngine):
    """A function engine that also claims a number of unknown words per text."""

    unknown_words: int = 0

    def translate_counted(self, texts: Sequence[str], source: str, target: str) -> Sequence[Counted]:
        """Return the function's results with the claimed number."""
        return [Counted(self.function(text), self.unknown_words) for text in texts]


class MuteEngine(FunctionEngine):
    """An engine that gives one text less than it was given."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Return too little."""
        return super().translate(texts, source, target)[1:]
