"""What engines gave before, per user, in SQLite. It may vanish at any time and no run ever fails for it.

Several runs share it: SQLite's locks keep them apart. What cannot be read is set aside under another name and begun
anew; what cannot be written (a full disk, a read-only home) is done without.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

FILE = "translations.sqlite3"
_VERSION = 1  # of the table; another one is set aside
_WAIT_SECONDS = 2.0  # for another run's lock: a few thousand rows are written in 0.1 s
_MAX_ROWS = 200_000  # some 60 MB; the oldest go first
_AT_ONCE = 200  # values per query, below SQLite's limit of 999 in old builds

_TABLE = """
CREATE TABLE IF NOT EXISTS translations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    origin TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, text TEXT NOT NULL,
    translation TEXT NOT NULL, note TEXT NOT NULL, created TEXT NOT NULL,
    UNIQUE (origin, source, target, text)
)
"""


class Place(NamedTuple):
    """What besides the text decides about a translation: engine with model and revision, and the pair."""

    origin: str
    source: str
    target: str


class Cached(NamedTuple):
    """A translation as it was accepted, with its note and day."""

    translation: str
    note: str
    created: str


class Cache:
    """The cache in a directory; nothing is opened or made before it is used.

    Args:
        directory: None for a cache that keeps nothing.
    """

    def __init__(self, directory: Path | None) -> None:
        self._path = None if directory is None else directory / FILE

    def recall(self, place: Place, texts: Sequence[str]) -> dict[str, Cached]:
        """Return what is known of some texts."""
        if self._path is None or not self._path.exists():
            return {}
        try:
            with closing(self._open(self._path)) as connection:
                return _select(connection, place, texts)
        except sqlite3.Error as error:
            self._set_aside(error)
            return {}

    def remember(self, place: Place, made: Mapping[str, Cached]) -> None:
        """Keep translations for the next run, if that can be done."""
        if self._path is None or not made:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600)  # nobody else's business what was translated
            with closing(self._open(self._path)) as connection:
                _insert(connection, place, made.items())
        except sqlite3.Error as error:
            self._set_aside(error)
        except OSError:
            return

    def _open(self, path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=_WAIT_SECONDS)
        try:
            with connection:
                (version,) = connection.execute("PRAGMA user_version").fetchone()
                if version not in (0, _VERSION):
                    raise sqlite3.DatabaseError(f"version {version}")
                if version == 0:
                    connection.execute(_TABLE)
                    connection.execute(f"PRAGMA user_version = {_VERSION}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_aside(self, error: sqlite3.Error) -> None:
        """Rename a file that is no cache of ours; one that is only locked or read-only stays where it is."""
        if self._path is None or isinstance(error, sqlite3.OperationalError) and "no such table" not in str(error):
            return
        try:
            os.replace(self._path, self._path.with_suffix(".corrupt"))
        except OSError:
            return  # another run was quicker, or the directory is read-only


def _select(connection: sqlite3.Connection, place: Place, texts: Sequence[str]) -> dict[str, Cached]:
    found: dict[str, Cached] = {}
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        query = (
            "SELECT text, translation, note, created FROM translations"
            f" WHERE origin = ? AND source = ? AND target = ? AND text IN ({marks})"  # only question marks go in
        )
        for text, *cached in connection.execute(query, (*place, *some)):
            found[text] = Cached(*cached)
    return found


def _insert(connection: sqlite3.Connection, place: Place, made: Iterable[tuple[str, Cached]]) -> None:
    with connection:
        connection.executemany(
            "INSERT OR REPLACE INTO translations (origin, source, target, text, translation, note, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(*place, text, *cached) for text, cached in made],
        )
        connection.execute(
            "DELETE FROM translations WHERE id <= (SELECT max(id) FROM translations) - ?", (_MAX_ROWS,)
        )
