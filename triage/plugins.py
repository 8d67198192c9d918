"""Find readers, translators and reports by name.

Built-ins are one table of "module:attribute", imported when asked for, so nothing is scanned at start. Third-party
plug-ins register entry points in the groups `triage.readers`, `triage.translators`, `triage.reports`; they are looked
up only when a name is not built in, because importing importlib.metadata costs more than half of `import click`.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any

from triage.errors import ConfigError

BUILTIN: dict[str, dict[str, str]] = {
    "readers": {
        "text": "triage.readers.text:READER",
        "markdown": "triage.readers.markdown:READER",
        "mdx": "triage.readers.markdown:MDX",
        "html": "triage.readers.html:READER",
        "srt": "triage.readers.subtitles:SRT",
        "vtt": "triage.readers.subtitles:VTT",
        "json": "triage.readers.json:READER",
        "jsonl": "triage.readers.json:LINES",
        "yaml": "triage.readers.yaml:READER",
        "csv": "triage.readers.csv:READER",
        "po": "triage.readers.po:READER",
        "asciidoc": "triage.readers.asciidoc:READER",
        "rst": "triage.readers.rst:READER",
    },
    "translators": {
        "argos": "triage.translators.argos:Argos",
        "apertium": "triage.translators.apertium:Apertium",
        "libretranslate": "triage.translators.libretranslate:LibreTranslate",
        "command": "triage.translators.command:Command",
    },
    "reports": {
        "text": "triage.reports.text:TextReport",
        "json": "triage.reports.json:JsonReport",
        "sarif": "triage.reports.sarif:SarifReport",
        "github": "triage.reports.github:GithubReport",
        "gitlab": "triage.reports.gitlab:GitlabReport",
        "tmx": "triage.reports.tmx:TmxReport",
        "tsv": "triage.reports.pairs:TsvReport",
        "jsonl": "triage.reports.pairs:JsonLinesReport",
        "statistics": "triage.reports.statistics:StatisticsReport",
    },
}


def names(group: str) -> tuple[str, ...]:
    """Return the built-in names of a group, in order of preference."""
    return tuple(BUILTIN[group])


def load(group: str, name: str) -> Any:
    """Return the object registered under a name.

    Args:
        group: "readers", "translators" or "reports".
        name: a built-in name, or that of an installed plug-in.

    Raises:
        ConfigError: nothing has that name; the message lists the names there are.
    """
    target = BUILTIN[group].get(name)
    if target is None:
        return _load_entry_point(group, name)
    return _load_target(target)


@lru_cache(maxsize=64)
def _load_target(target: str) -> Any:
    module, _, attribute = target.partition(":")
    return getattr(import_module(module), attribute)


def _load_entry_point(group: str, name: str) -> Any:
    from importlib.metadata import entry_points  # 45-60 ms: only for names that are not built in

    for entry_point in entry_points(group=f"triage.{group}", name=name):
        return entry_point.load()
    known = ", ".join(sorted({*BUILTIN[group], *(e.name for e in entry_points(group=f"triage.{group}"))}))
    raise ConfigError(f"no {group.removesuffix('s')} is named {name!r}", hint=f"use one of: {known}")
