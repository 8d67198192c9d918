"""Rooms of the house that answer what a test planted: no tables, no engines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from triage.errors import EngineError
from triage.langtag import same_language
from triage.lid import Identification
from triage.model import Fragment, Segments, Span

PLANTED = {
    "Vista del puerto": "View of the harbour",
    "Mapa que muestra la ciudad vieja y el camino hacia la costa": "Map showing the old town and the road to the coast",
    "No pasarán": "They shall not pass",
    "El fuego [según fuentes] llegó al río": "The fire [sources say] reached the river",
}


@dataclass(frozen=True)
class PlantedIdentification:
    """Finds planted phrases, hard-wrapped or not, where no declaration says that they are what they are."""

    phrases: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(PLANTED, "es"))
    matrix: str = "en"
    confidence: float = 0.9

    def __call__(
        self,
        segments: Segments,
        *,
        matrix: str | None,
        languages: frozenset[str] | None,
        expected: frozenset[str] = frozenset(),
        min_confidence: float,
    ) -> Identification:
        """Return every planted phrase that is not declared."""
        around = matrix or self.matrix
        found = []
        for segment in segments:
            for lang, span in self._search(segment.text):
                if not same_language(segment.lang or around, lang):
                    fills = _fills_lines(segment.text, span)
                    quoted = segment.text[span.start - 1 : span.start] == '"'
                    declared = segment.lang or around
                    found.append(
                        Fragment(segment, span, lang, declared, self.confidence, fills_lines=fills, quoted=quoted)
                    )
        return Identification(around, tuple(found))

    def _search(self, text: str) -> Sequence[tuple[str, Span]]:
        found = []
        for phrase, lang in self.phrases.items():
            pattern = r"\s+".join(map(re.escape, phrase.split()))
            found += [(lang, Span(*match.span())) for match in re.finditer(pattern, text)]
        return sorted(found, key=lambda hit: hit[1])


def _fills_lines(text: str, span: Span) -> bool:
    before = re.split(r"[\r\n]", text[: span.start])[-1]
    after = re.split(r"[\r\n]", text[span.end :])[0]
    return not before.strip() and not after.strip()


@dataclass
class DictionaryEngine:
    """Translates what it knows, and records how it was called."""

    pair: tuple[str, str] = ("es", "en")
    known: Mapping[str, str] = field(default_factory=lambda: PLANTED)
    calls: list[tuple[str, ...]] = field(default_factory=list)
    name: str = "dictionary"

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Return the one pair."""
        return frozenset({self.pair})

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Return what is known, and an empty answer for what is not."""
        assert (source, target) == self.pair
        self.calls.append(tuple(texts))
        return [self.known.get(" ".join(text.split()), "") for text in texts]

    def choose(self, source: str, target: str) -> DictionaryEngine | None:
        """Return itself for its pair."""
        return self if (source, target) == self.pair else None


class BrokenEngine(DictionaryEngine):
    """Fails as a whole."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Raise."""
        raise EngineError("the engine is broken", hint="repair it")
