"""Find text in another language than the document it stands in; mark it, translate it, write clean bilingual text.

    import triage

    result = triage.scan("The harbour at dawn.\\n\\nVista del puerto al amanecer\\n", lang="en")
    for finding in result.findings:
        print(finding.span, finding.lang, finding.role, finding.confidence)

Pure: no printing, no files, no environment. Importing this module costs next to nothing; the first call loads the rest.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from triage.errors import ConfigError, EngineError, InputError, TriageError
    from triage.model import Action, Document, Finding, Fragment, Layout, Result, Role, Span, Translation
    from triage.pipeline import Settings
    from triage.translators import Translator

__version__ = "0.1.0"

__all__ = [
    "Action",
    "ConfigError",
    "Document",
    "EngineError",
    "Finding",
    "Fragment",
    "InputError",
    "Layout",
    "Result",
    "Role",
    "Span",
    "Translation",
    "TriageError",
    "__version__",
    "clean",
    "scan",
]

_HOMES = {
    **dict.fromkeys(("ConfigError", "EngineError", "InputError", "TriageError"), "triage.errors"),
    **dict.fromkeys(("Action", "Document", "Finding", "Fragment", "Layout"), "triage.model"),
    **dict.fromkeys(("Result", "Role", "Span", "Translation"), "triage.model"),
}

_DEFAULT_MIN_CONFIDENCE = 0.5


def scan(
    text: str,
    *,
    format: str = "text",
    lang: str | None = None,
    languages: Collection[str] | None = None,
    expected: Collection[str] = (),
    min_confidence: float = _DEFAULT_MIN_CONFIDENCE,
    allow: Collection[str] = (),
    keys: Collection[str] = (),
) -> Result:
    """Find the fragments of a text that are in another language than the text.

    Args:
        text: the document.
        format: text, markdown, mdx, html, srt, vtt, json, jsonl, yaml, csv, po or what a plug-in reads.
        lang: the matrix language; None for the one it declares, else the one it shows.
        languages: the embedded languages to look for; None for all.
        expected: those that fragments are most likely in; short ones are found more surely.
        min_confidence: posterior in 0..1 below which a fragment is no finding.
        allow: words and phrases that may stand in any language.
        keys: keys or columns of data formats whose values are text, globs; empty for the reader's own choice.

    Returns:
        The result; `text[start:end]` of a finding's span is the fragment as it stands there.

    Raises:
        ConfigError: no format has that name.
    """
    from triage import pipeline  # 60 ms with what it needs; `triage --version` must not pay for it
    from triage.model import Document

    settings = _settings(
        lang, _closed(languages), frozenset(expected), min_confidence, frozenset(allow), tuple(keys)
    )
    return pipeline.scan(Document(text, None, format), settings)


def clean(
    text: str,
    *,
    format: str = "text",
    lang: str | None = None,
    action: str | Sequence[str] = "auto",
    layout: str | Sequence[str] = (),
    engine: str | Translator = "auto",
    target: str | None = None,
    languages: Collection[str] | None = None,
    expected: Collection[str] = (),
    min_confidence: float = _DEFAULT_MIN_CONFIDENCE,
    allow: Collection[str] = (),
    keys: Collection[str] = (),
    dialect: str = "html",
) -> Result:
    """Find the fragments of a text and write what is wanted of them; `result.text` is the outcome.

    Args:
        text: the document.
        format: as for `scan`.
        lang: as for `scan`.
        action: auto, mark, translate, flag, keep or drop; for one role `caption=translate`; several in a sequence.
        layout: parallel, append, replace or split, likewise; empty for the default of each place.
        engine: the name of an engine, "auto" for the first that is ready, or a translator of your own.
        target: the language to translate into; None for the language around each fragment.
        languages: as for `scan`.
        expected: as for `scan`.
        min_confidence: as for `scan`.
        allow: as for `scan`.
        keys: as for `scan`.
        dialect: how Markdown says the language of a part: html, kramdown, pandoc or goldmark.

    Returns:
        The result, with `text` equal to what was given where there is nothing to do.

    Raises:
        ConfigError: a format, action, layout or engine has no such name.
        EngineError: the engine failed.
    """
    from triage import pipeline  # see scan
    from triage.choices import parse_actions, parse_layouts
    from triage.layouts import Style
    from triage.model import Document
    from triage.policy import Policy
    from triage.readers import ReaderOptions
    from triage.tools import Tools

    actions = parse_actions([action] if isinstance(action, str) else action)
    wanted = parse_layouts([layout] if isinstance(layout, str) else layout)
    policy = Policy(
        *actions,
        *wanted,
        min_confidence,
        allow=frozenset(allow),
        languages=_closed(languages),
        expected=frozenset(expected),
    )
    name = engine if isinstance(engine, str) else engine.name
    settings = pipeline.Settings(policy, lang, target, Style(dialect), ReaderOptions(tuple(keys)), name)
    return pipeline.clean(Document(text, format=format), settings, tools=Tools(choose_engine=_chooser(engine)))


@lru_cache(maxsize=8)
def _settings(
    lang: str | None,
    languages: frozenset[str] | None,
    expected: frozenset[str],
    min_confidence: float,
    allow: frozenset[str],
    keys: tuple[str, ...],
) -> Settings:
    """Return the settings of a scan, made once for the documents of a corpus."""
    from triage.pipeline import Settings  # see scan
    from triage.policy import Policy
    from triage.readers import ReaderOptions

    policy = Policy(min_confidence=min_confidence, allow=allow, languages=languages, expected=expected)
    return Settings(policy, lang=lang, reader=ReaderOptions(keys))


def _closed(languages: Collection[str] | None) -> frozenset[str] | None:
    return None if languages is None else frozenset(languages)


def _chooser(engine: str | Translator) -> Callable[[str, str], Translator | None]:
    """Return the choice of an engine for a pair: by name, or the one given where it serves the pair."""
    from triage import translators  # see scan

    if isinstance(engine, str):
        name = engine
        return lambda source, target: translators.select_engine(name, source, target)
    given = engine
    return lambda source, target: given if translators.ready(given, source, target) else None


def __getattr__(name: str) -> Any:
    """Import a type when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return list(__all__)
