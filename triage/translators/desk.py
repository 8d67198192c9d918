"""An engine with what need not be translated again in front of it: reviewed translations, a glossary, a cache."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from triage.errors import EngineError
from triage.memory import glossary, tmx
from triage.memory.cache import Cache, Cached, Place
from triage.memory.glossary import Glossary
from triage.memory.tmx import Memory
from triage.model import Translation
from triage.translators import DEFAULTS, Known, Pair, Revised, Settings, Translator, Versioned, select_engine


@dataclass(frozen=True, slots=True)
class Shelf:
    """What need not be translated again.

    Attributes:
        memory: the reviewed translations of a repository.
        glossary: how terms are translated, and what is not.
        cache: what engines gave before.
    """

    memory: Memory = field(default_factory=Memory)
    glossary: Glossary = field(default_factory=Glossary)
    cache: Cache = field(default_factory=lambda: Cache(None))


@lru_cache(maxsize=4)
def open_shelf(memory: Path | None, glossary_path: Path | None, cache_dir: Path | None) -> Shelf:
    """Return what the files hold; each is read once per process, and the cache opened when it is needed.

    Raises:
        InputError: a file cannot be read.
    """
    return Shelf(
        Memory(tmx.read(memory)) if memory else Memory(),
        glossary.read(glossary_path) if glossary_path else Glossary(),
        Cache(cache_dir),
    )


def select_desk(
    name: str, source: str, target: str, settings: Settings = DEFAULTS, shelf: Shelf = Shelf()
) -> Translator | None:
    """Return what translates a pair: an engine with the shelf in front, or the reviewed memory alone; None if neither.

    Args:
        name: an engine's name, or `auto`.
        source: the embedded language.
        target: the matrix language.
        settings: what engines are made from.
        shelf: what goes before them.

    Raises:
        ConfigError: no engine has that name.
        EngineError: the engine asked for by name cannot be reached.
    """
    engine = select_engine(name, source, target, settings)
    if engine is None and (source, target) not in shelf.memory.pairs:
        return None
    return Desk(engine, shelf)


@dataclass(frozen=True, slots=True)
class Desk:
    """An engine, or none, behind a shelf. `batch.translate` asks the shelf first."""

    engine: Translator | None
    shelf: Shelf

    @property
    def name(self) -> str:
        """The engine's name; the memory's where there is none."""
        return self.engine.name if self.engine else tmx.ENGINE

    def pairs(self) -> frozenset[Pair]:
        """Return the pairs of the engine and those of the memory."""
        return self.shelf.memory.pairs | (self.engine.pairs() if self.engine else frozenset())

    def model(self, source: str, target: str) -> str:
        """Return the engine's model."""
        engine: object = self.engine
        return engine.model(source, target) if isinstance(engine, Versioned) else ""

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Have the engine translate.

        Raises:
            EngineError: there is none, or it fails.
        """
        if self.engine is None:
            raise EngineError(f"no engine translates {source} to {target}")
        return self.engine.translate(texts, source, target)

    def recall(self, texts: Sequence[str], source: str, target: str) -> dict[str, Known]:
        """Return what is known of some texts: the reviewed memory goes before the cache."""
        known = {}
        for text in texts:
            reviewed = self.shelf.memory.recall(text, source, target)
            if reviewed is not None:
                known[text] = Known(reviewed, "")
        rest = [text for text in texts if text not in known]
        if self.engine is not None:
            model = self.model(source, target)
            for text, cached in self.shelf.cache.recall(self._place(source, target), rest).items():
                made = Translation(cached.translation, target, self.name, model, created=cached.created)
                known[text] = Known(made, cached.note)
        return known

    def remember(self, made: Mapping[str, Known], source: str, target: str) -> None:
        """Keep new translations in the cache."""
        cached = {text: Cached(one.translation.text, one.note, one.translation.created) for text, one in made.items()}
        self.shelf.cache.remember(self._place(source, target), cached)

    def required(self, text: str, source: str, target: str) -> dict[str, str]:
        """Return the terms of the glossary in a text, and what must stand for them."""
        return self.shelf.glossary.required(text, source, target)

    def _place(self, source: str, target: str) -> Place:
        engine: object = self.engine
        revision = engine.revision(source, target) if isinstance(engine, Revised) else ""
        return Place("\n".join((self.name, self.model(source, target), revision)), source, target)
