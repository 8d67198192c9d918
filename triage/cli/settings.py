"""What is wanted of each document: option, else environment, else the configuration nearest to it, else the default."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click
from click.core import ParameterSource

from triage import config as configuration
from triage.choices import parse_actions, parse_layouts
from triage.cli.options import AUTO, KEYS, LINE_ONLY, key_of
from triage.config import Config, Value
from triage.discovery import STDIN, Rules, exclusion
from triage.errors import ConfigError
from triage.layouts import Style
from triage.pipeline import Settings
from triage.policy import RULES, Policy
from triage.readers import ReaderOptions
from triage.source import MAX_BYTES
from triage.translators import DEFAULT_TIMEOUT_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The options that speak of one document, as given; a command that lacks one has its default."""

    lang: str | None = None
    languages: tuple[str, ...] = ()
    expect: tuple[str, ...] = ()
    min_confidence: float = 0.5
    ignore: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    allow_languages: tuple[str, ...] = ()
    format_in: str | None = None
    key: tuple[str, ...] = ()
    max_bytes: int = MAX_BYTES
    action: tuple[str, ...] = ()
    layout: tuple[str, ...] = ()
    to: str | None = None
    engine: str = AUTO
    dialect: str = "html"
    provenance: bool = False
    verify: bool = False

    def settings(self, *, lang: str | None, today: str) -> Settings:
        """Return them as the pipeline wants them.

        Raises:
            ConfigError: a role, an action, a layout or a rule has no such name.
        """
        action, actions = parse_actions(self.action)
        layout, layouts = parse_layouts(self.layout)
        policy = Policy(
            action=action,
            actions=actions,
            layout=layout,
            layouts=layouts,
            min_confidence=self.min_confidence,
            ignored=_rules(self.ignore),
            allow=frozenset(self.allow),
            allow_languages=frozenset(self.allow_languages),
            languages=frozenset(self.languages) or None,
            expected=frozenset(self.expect),
        )
        return Settings(
            policy=policy,
            lang=lang,
            target=self.to,
            style=Style(self.dialect, self.provenance),
            reader=ReaderOptions(self.key),
            engine=self.engine,
            today=today,
            verify=self.verify,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The options that speak of the whole run, as given; a command that lacks one has its default."""

    paths: tuple[str, ...] = ()
    stdin_filename: str | None = None
    detector: str = "triage"
    engine: str = AUTO
    engines: tuple[str, ...] = ()
    engine_timeout: float = DEFAULT_TIMEOUT_SECONDS
    engine_command: str | None = None
    libretranslate_url: str | None = None
    insecure: bool = False
    memory: str | None = None
    glossary: str | None = None
    no_cache: bool = False
    install_models: bool = False
    jobs: int = 1
    exclude: tuple[Rules, ...] = ()
    force_exclude: bool = False
    verbose: bool = False
    quiet: bool = False
    format: str = "text"
    output: str | None = None
    statistics: bool = False
    exit_zero: bool = False
    in_place: bool = False
    diff: bool = False
    check: bool = False
    report: str | None = None
    exit_non_zero_on_fix: bool = False


MEMORY = os.path.join(".triage", "memory.tmx")
# Options that name files to read; in a configuration file they count from its directory.
_FILES = frozenset({"memory", "glossary"})


class Resolver:
    """Give every document its wishes, and the run its course.

    Args:
        ctx: a parsed command line; its options go before everything else.
    """

    def __init__(self, ctx: click.Context) -> None:
        self._ctx = ctx
        self._environment = configuration.environment(KEYS)
        self._configs: dict[str, Config] = {}
        self._wishes: dict[str | None, Wishes] = {}

    def course(self) -> Course:
        """Return what is wanted of the run: the configuration nearest to all its paths counts."""
        config = self.config_for(self._common())
        values = self.values(config)
        base = config.directory if "exclude" in config.values and self._is_open("exclude") else os.getcwd()
        for name in _FILES & values.keys():
            if name in config.values and self._is_open(name) and values[name]:
                values[name] = os.path.join(config.directory, values[name])
        if "memory" in values and not values["memory"]:
            values["memory"] = configuration.nearest(self._common() or os.getcwd(), MEMORY)
        values["exclude"] = (exclusion(values["exclude"], base),) if values.get("exclude") else ()
        return Course(**{name: values[name] for name in Course.__slots__ if name in values})

    def wishes(self, path: str | None) -> Wishes:
        """Return what is wanted of a document.

        Raises:
            ConfigError: its configuration cannot be used.
        """
        config = self.config_for(path)
        if config.path not in self._wishes:
            values = self.values(config)
            self._wishes[config.path] = Wishes(**{name: values[name] for name in Wishes.__slots__ if name in values})
        return self._wishes[config.path]

    def config_for(self, path: str | None) -> Config:
        """Return the configuration nearest to a document or directory; None stands for the working directory."""
        params = self._ctx.params
        if params["isolated"]:
            return Config()
        named = params["config"] or ""
        directory = named or (path if path and os.path.isdir(path) else os.path.dirname(path or ""))
        if directory not in self._configs:
            load = configuration.load if named else configuration.find
            self._configs[directory] = load(directory, keys=KEYS)
        return self._configs[directory]

    def values(self, config: Config) -> dict[str, Any]:
        """Return the value of every parameter of the command under a configuration."""
        values = dict(self._ctx.params)
        for param in self._ctx.command.params:
            key = key_of(param)
            if key in LINE_ONLY or not self._is_open(param.name or ""):
                continue
            if key in self._environment:
                where = configuration.variable(key)
                values[param.name or ""] = self._convert(param, self._environment[key], where, None)
            elif key in config.values:
                values[param.name or ""] = self._convert(param, config.values[key], key, config.path)
        return values

    def source(self, option: str, config: Config) -> str:
        """Return where the value of an option comes from, for people."""
        key = option.replace("_", "-")
        if not self._is_open(option):
            return "command line"
        if key in self._environment:
            return configuration.variable(key)
        return config.path or "default" if key in config.values else "default"

    def _is_open(self, name: str) -> bool:
        """Tell whether the command line leaves an option open."""
        return self._ctx.get_parameter_source(name) in (None, ParameterSource.DEFAULT)

    def _convert(self, param: click.Parameter, value: Value, where: str, path: str | None) -> Any:
        many = getattr(param, "multiple", False)
        if isinstance(value, tuple) and not many:
            raise ConfigError(f"{where}: a list, where one value is wanted", path=path, hint="correct it")
        given = (value,) if many and not isinstance(value, tuple) else value
        try:
            return param.process_value(self._ctx, given)
        except click.BadParameter as error:
            raise ConfigError(f"{where}: {error.message.rstrip('.')}", path=path, hint="correct it") from None

    def _common(self) -> str | None:
        """Return the deepest directory above all paths of the run."""
        stdin = self._ctx.params.get("stdin_filename")
        named: Sequence[str] = self._ctx.params.get("paths") or ()
        paths = [stdin if path == STDIN else path for path in named] or [stdin]
        places = [os.path.abspath(path) for path in paths if path]
        return os.path.commonpath(places) if places else None


def language_of(path: str | None, wishes: Wishes, known: frozenset[str]) -> str | None:
    """Return the matrix language told for a document: by the user, else by its path."""
    if wishes.lang or path is None:
        return wishes.lang
    return configuration.declared_language(path, known=known)


def _rules(names: Sequence[str]) -> frozenset[str]:
    rules = frozenset(name.upper() for name in names)
    unknown = sorted(rules - RULES.keys())
    if unknown:
        raise ConfigError(f"no rule is named {unknown[0]!r}", hint=f"use one of: {', '.join(RULES)}")
    return rules
