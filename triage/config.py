"""Find and read the configuration nearest to a document; the only reader of the environment.

Knows files, keys and where values come from, not what they mean: the command line gives the keys their types.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any, cast

from triage.errors import ConfigError
from triage.langtag import is_tag, primary

# In one directory the first that has the section wins; files are never merged.
FILES = (".triage.toml", "pyproject.toml", "setup.cfg")

_SECTION = "triage"
_ENVIRONMENT = "TRIAGE_"
_ON = frozenset({"1", "true", "yes", "on"})
_DEFAULT_ROLE = "default"

Value = str | bool | int | float | tuple[str, ...]

# Directories whose children are named after languages, as the generators of sites and the usual repositories have them.
_CONTENT_ROOTS = frozenset(
    "_i18n articles blog content contents doc docs documentation files i18n l10n lang langs languages locale locales "
    "news pages posts site subtitles transcripts translations website".split()
)
_LANGUAGE_DIRECTORY = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?\Z")


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file says.

    Attributes:
        path: the file; None where there is none.
        values: by key, in the spelling of the options (`min-confidence`).
    """

    path: str | None = None
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def directory(self) -> str:
        """The directory that paths and patterns in the file count from."""
        return os.path.dirname(os.path.abspath(self.path)) if self.path else os.getcwd()


def find(directory: str, *, keys: Collection[str]) -> Config:
    """Return the configuration nearest to a directory: upwards, as far as the one with `.git`.

    Args:
        directory: where to begin.
        keys: the keys that may be set.

    Raises:
        ConfigError: the nearest file cannot be read, or sets an unknown key.
    """
    for place in _upwards(os.path.realpath(directory)):
        for name in FILES:
            path = os.path.join(place, name)
            section = _section(path) if os.path.isfile(path) else None
            if section is not None:
                return _checked(path, section, keys)
    return Config()


def load(path: str, *, keys: Collection[str]) -> Config:
    """Return the configuration in a file the user names.

    Raises:
        ConfigError: it cannot be read, has no section for triage, or sets an unknown key.
    """
    section = _section(path)
    if section is None:
        header = f"[{_SECTION}]" if _is_ini(path) else f"[tool.{_SECTION}]"
        raise ConfigError(f"no section {header}", path=path, hint="add it, or name another file with --config")
    return _checked(path, section, keys)


def environment(keys: Collection[str]) -> dict[str, str]:
    """Return what the environment sets: `TRIAGE_MIN_CONFIDENCE` is the key `min-confidence`. Empty means not set."""
    return {key: value for key in keys if (value := os.environ.get(variable(key)))}


def variable(key: str) -> str:
    """Return the name of the environment variable that sets a key."""
    return _ENVIRONMENT + key.upper().replace("-", "_")


def wants_colour() -> bool:
    """Tell whether the environment allows colour on a terminal.

    Source:
        https://no-color.org: NO_COLOR, when present and not empty, forbids it; a dumb terminal cannot.
    """
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def is_offline() -> bool:
    """Tell whether `TRIAGE_OFFLINE` forbids any download."""
    return os.environ.get("TRIAGE_OFFLINE", "").lower() in _ON


def argos_packages_dir() -> Path:
    """Return where Argos Translate and LibreTranslate keep their packages; the directory need not exist.

    Source:
        argostranslate/settings.py: ARGOS_PACKAGES_DIR, else `argos-translate/packages` under XDG_DATA_HOME.
    """
    chosen = os.environ.get("ARGOS_PACKAGES_DIR")
    return Path(chosen) if chosen else _user_dir("XDG_DATA_HOME", ".local/share") / "argos-translate" / "packages"


def argos_index_url() -> str:
    """Return the directory of the index of Argos packages that the environment names; empty = the public one."""
    return os.environ.get("ARGOS_PACKAGE_INDEX", "")


def cache_dir() -> Path:
    """Return where triage keeps what it can do without."""
    return _user_dir("XDG_CACHE_HOME", ".cache") / "triage"


def _user_dir(variable: str, default: str) -> Path:
    """Return one of the user's base directories; a relative one does not count (XDG Base Directory Specification)."""
    chosen = os.environ.get(variable, "")
    return Path(chosen) if os.path.isabs(chosen) else Path.home() / default


def libretranslate_key() -> str:
    """Return the API key of the LibreTranslate server: from the environment, or the file it names; empty for none.

    Raises:
        ConfigError: the file cannot be read.
    """
    path = os.environ.get("TRIAGE_LIBRETRANSLATE_KEY_FILE")
    if not path:
        return os.environ.get("TRIAGE_LIBRETRANSLATE_KEY", "")
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        hint = "correct TRIAGE_LIBRETRANSLATE_KEY_FILE"
        raise ConfigError(f"the API key cannot be read ({error})", path=path, hint=hint) from None


def nearest(directory: str, name: str) -> str | None:
    """Return the nearest file of a name: in a directory or above it, as far as the one with `.git`; None if none."""
    places = _upwards(os.path.realpath(directory if os.path.isdir(directory) else os.path.dirname(directory)))
    return next((path for place in places if os.path.isfile(path := os.path.join(place, name))), None)


def declared_language(path: str, *, known: Collection[str]) -> str | None:
    """Return the language that a path declares for its document, nearest to the file name first; None if it does not.

    `post.es.md` declares Spanish, and so does `content/es/post.md`: a directory counts when its parent is one that
    usually has languages in it, or when it is the first of a relative path.

    Args:
        path: as the user names it.
        known: the primary languages there are; other words of two letters are no languages.
    """
    parts = PurePath(path.replace("\\", "/")).parts
    stem = PurePath(parts[-1]).stem if parts else ""
    inner = stem.rpartition(".")[2] if "." in stem.strip(".") else ""
    if _names_language(inner, known):
        return _tag(inner)
    directories = list(parts[:-1])
    for i in range(len(directories) - 1, -1, -1):
        is_rooted = directories[i - 1].lower() in _CONTENT_ROOTS if i else True
        if is_rooted and _names_language(directories[i], known):
            return _tag(directories[i])
    return None


def _names_language(word: str, known: Collection[str]) -> bool:
    return bool(_LANGUAGE_DIRECTORY.match(word)) and is_tag(word) and primary(word) in known


def _tag(word: str) -> str:
    return word.replace("_", "-")


def _upwards(directory: str) -> Iterator[str]:
    while True:
        yield directory
        parent = os.path.dirname(directory)
        if parent == directory or os.path.exists(os.path.join(directory, ".git")):
            return
        directory = parent


def _section(path: str) -> Mapping[str, Any] | None:
    """Return the section for triage of a file, None if it has none."""
    try:
        with open(path, "rb") as stream:
            text = stream.read().decode("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(reason, path=path, hint="name another file with --config, or use --isolated") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"not valid UTF-8 at byte {error.start}", path=path, hint="store it as UTF-8") from None
    if os.path.basename(path) in FILES[1:] and _SECTION not in text:
        return None  # most such files do not speak of us: not even parsed
    return _ini_section(path, text) if _is_ini(path) else _toml_section(path, text)


def _is_ini(path: str) -> bool:
    return path.endswith((".cfg", ".ini"))


def _toml_section(path: str, text: str) -> Mapping[str, Any] | None:
    import tomllib  # 10 ms; only where there is such a file

    try:
        everything = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not valid TOML: {error}", path=path, hint="correct it, or use --isolated") from None
    if os.path.basename(path) != "pyproject.toml":
        return everything
    section = everything.get("tool", {}).get(_SECTION)
    return cast("Mapping[str, Any] | None", section)


def _ini_section(path: str, text: str) -> Mapping[str, Any] | None:
    import configparser  # 10 ms; only where there is such a file

    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(text)
    except configparser.Error as error:
        what = f"not a valid configuration file: {error.message.splitlines()[0]}"
        raise ConfigError(what, path=path, hint="correct it, or use --isolated") from None
    if not parser.has_section(_SECTION):
        return None
    return {key: _ini_value(value) for key, value in parser.items(_SECTION)}


def _ini_value(value: str) -> Value:
    """Return a list for a value on lines of its own; a single line stays a string, and its option may split it."""
    lines = tuple(line.strip() for line in value.splitlines() if line.strip())
    return value if len(lines) <= 1 and "\n" not in value else lines


def _checked(path: str, section: Mapping[str, Any], keys: Collection[str]) -> Config:
    values: dict[str, Value] = {}
    for name, value in section.items():
        key = name.replace("_", "-")
        if key not in keys:
            raise ConfigError(f"unknown key {name!r}", path=path, hint=f"valid keys: {', '.join(sorted(keys))}")
        values[key] = _checked_value(path, name, value)
    return Config(path, MappingProxyType(values))


def _checked_value(path: str, name: str, value: Any) -> Value:
    if isinstance(value, Mapping):
        pairs = (str(one) if role == _DEFAULT_ROLE else f"{role}={one}" for role, one in value.items())
        return tuple(pairs)
    if isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if isinstance(value, (str, bool, int, float)):
        return value
    hint = "write a string, a number, true or false, or a list of strings"
    raise ConfigError(f"{name}: {type(value).__name__} is no value for it", path=path, hint=hint)
