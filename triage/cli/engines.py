"""From options and environment to what translates: the settings of the engines, and the files of the shelf."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import NamedTuple

from triage import config
from triage.cli.settings import Course
from triage.errors import ConfigError
from triage.translators import DEFAULT_ORDER, Settings


class ShelfFiles(NamedTuple):
    """Where that is which need not be translated again; None for what there is not."""

    memory: Path | None = None
    glossary: Path | None = None
    cache_dir: Path | None = None


def settings(course: Course = Course()) -> Settings:
    """Return what engines are made from.

    Raises:
        ConfigError: a command or a key cannot be read.
    """
    try:
        command = tuple(shlex.split(course.engine_command or ""))
    except ValueError as error:
        raise ConfigError(f"engine-command: {error}", hint="quote its arguments as a shell would want it") from None
    return Settings(
        order=course.engines or DEFAULT_ORDER,
        packages_dir=config.argos_packages_dir(),
        command=command,
        libretranslate_url=course.libretranslate_url or "",
        api_key=config.libretranslate_key(),
        insecure=course.insecure,
        offline=config.is_offline(),
        timeout_seconds=course.engine_timeout,
    )


def shelf(course: Course) -> ShelfFiles:
    """Return the files of the reviewed memory, the glossary and the cache."""
    return ShelfFiles(
        Path(course.memory) if course.memory else None,
        Path(course.glossary) if course.glossary else None,
        None if course.no_cache else config.cache_dir(),
    )
