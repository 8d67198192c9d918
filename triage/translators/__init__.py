"""Translation engines: the protocol they keep, the settings they are made from, and the choice among them.

Nothing here imports an engine's libraries: whether an engine is ready for a pair is read from a directory listing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol, runtime_checkable

from triage import plugins
from triage.errors import EngineError
from triage.langtag import UNDETERMINED, primary
from triage.model import Translation

AUTO = "auto"
ANY = "*"  # in a pair: every language, for an engine that cannot list its own
DEFAULT_ORDER = ("argos", "apertium")
DEFAULT_TIMEOUT_SECONDS = 120.0  # 300 sentences take Apertium 2.6 s; two minutes mean that something hangs

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Settings:
    """What engines need to know; one value for all of them.

    Attributes:
        order: the engines that `auto` tries, best first.
        packages_dir: Argos' package store; None = where Argos Translate keeps it.
        command: program and arguments of the `command` engine.
        libretranslate_url: the address of a LibreTranslate server.
        api_key: its key; never shown.
        insecure: allow http to another machine.
        offline: never open a connection, whatever else is set.
        timeout_seconds: how long one call of a program or server may take.
    """

    order: tuple[str, ...] = DEFAULT_ORDER
    packages_dir: Path | None = None
    command: tuple[str, ...] = ()
    libretranslate_url: str = ""
    api_key: str = field(default="", repr=False)
    insecure: bool = False
    offline: bool = False
    timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS


DEFAULTS = Settings()


class Translator(Protocol):
    """A translation engine. A plug-in is a callable that takes `Settings` and returns one."""

    @property
    def name(self) -> str:
        """The name it is registered under."""

    def pairs(self) -> frozenset[Pair]:
        """Return the pairs it serves here and now, as primary language tags; must be cheap.

        Raises:
            EngineError: it should be there and is not, such as a server that does not answer.
        """

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Return one translation per text, same order.

        Raises:
            EngineError: the engine cannot do it.
        """


@runtime_checkable
class Versioned(Protocol):
    """An engine that can name the model behind a pair, for the record."""

    def model(self, source: str, target: str) -> str:
        """Return name and version of what translates the pair."""


@runtime_checkable
class Revised(Protocol):
    """An engine that knows when its data for a pair change without their version doing so."""

    def revision(self, source: str, target: str) -> str:
        """Return a string that is another one when the same text may be translated otherwise than before."""


class Known(NamedTuple):
    """A translation from a memory, and what a reviewer should look at."""

    translation: Translation
    note: str


@runtime_checkable
class Remembers(Protocol):
    """An engine with a memory in front of it, and terms that it must keep to."""

    @property
    def engine(self) -> Translator | None:
        """What is behind the memory; None if nothing is."""

    def recall(self, texts: Sequence[str], source: str, target: str) -> Mapping[str, Known]:
        """Return what is known of some texts."""

    def remember(self, made: Mapping[str, Known], source: str, target: str) -> None:
        """Keep new translations."""

    def required(self, text: str, source: str, target: str) -> Mapping[str, str]:
        """Return what in a text must be translated in one way, and how; by itself, for what must stay."""


class Counted(NamedTuple):
    """A translation and how many words of it the engine did not know."""

    text: str
    unknown_words: int


@runtime_checkable
class CountsUnknown(Protocol):
    """An engine that says which words it left as they were."""

    def translate_counted(self, texts: Sequence[str], source: str, target: str) -> Sequence[Counted]:
        """Do as `translate`, with the number of unknown words of each text."""


def make(name: str, settings: Settings = DEFAULTS) -> Translator:
    """Return the engine of a name.

    Raises:
        ConfigError: no engine has that name.
    """
    engine: Translator = plugins.load("translators", name)(settings)
    return engine


def ready(engine: Translator, source: str, target: str) -> bool:
    """Tell whether an engine serves a pair here and now, without loading a model."""
    source, target = primary(source), primary(target)
    if source == target or UNDETERMINED in (source, target):
        return False
    pairs = engine.pairs()
    return not pairs.isdisjoint({(source, target), (ANY, target), (source, ANY), (ANY, ANY)})


def select_engine(name: str, source: str, target: str, settings: Settings = DEFAULTS) -> Translator | None:
    """Return the engine for a pair, None if none is ready.

    Args:
        name: an engine's name, or `auto` for the first ready one in the order of the settings.
        source: the embedded language.
        target: the matrix language.
        settings: what the engines are made from.

    Raises:
        ConfigError: no engine has that name.
        EngineError: the engine asked for by name cannot be reached; `auto` goes on to the next one.
    """
    if name != AUTO:
        engine = make(name, settings)
        return engine if ready(engine, source, target) else None
    engines = (make(candidate, settings) for candidate in settings.order)
    return next((engine for engine in engines if _answers(engine, source, target)), None)


def _answers(engine: Translator, source: str, target: str) -> bool:
    try:
        return ready(engine, source, target)
    except EngineError:
        return False


def explain_missing(name: str, source: str, target: str) -> str:
    """Return the sentence that tells the user what to do about a pair without an engine."""
    source, target = primary(source), primary(target)
    who = "no engine translates" if name == AUTO else f"{name} cannot translate"
    return f"{who} {source} to {target} here; `triage models install {source} {target}` installs a model"
