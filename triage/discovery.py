"""Find the documents under the paths a user names.

A file that is named is taken as it is; a directory is walked, and hidden, ignored and foreign files are passed over.
Opens nothing but `.gitignore` files, through `triage.source`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from triage import source
from triage.errors import ConfigError, InputError, TriageError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

STDIN = "-"

# Directories that hold other people's files in a content repository; hidden ones are passed over anyway.
FOREIGN = frozenset({"node_modules", "bower_components", "site-packages", "__pycache__", "venv", "__pypackages__"})


@dataclass(frozen=True)  # not slotted: cached_property needs the dictionary
class Rules:
    """Patterns in the form of `.gitignore`, and the directory they count from.

    Attributes:
        base: an absolute directory.
        lines: one pattern each; the last that matches decides, and `!` takes back.
    """

    base: str
    lines: tuple[str, ...]

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec  # 60 ms; most runs name files and exclude nothing

        return GitIgnoreSpec.from_lines(self.lines)

    def verdict(self, path: str, *, is_directory: bool) -> bool | None:
        """Tell whether an absolute path is out (True), taken back in (False), or not spoken of (None)."""
        if not path.startswith(self.base.rstrip(os.sep) + os.sep):
            return None
        relative = os.path.relpath(path, self.base).replace(os.sep, "/")
        return self._spec.check_file(relative + "/" if is_directory else relative).include

    def covers(self, path: str) -> bool:
        """Tell whether an absolute path to a file, or a directory above it, is out."""
        while len(path) > len(self.base):
            if self.verdict(path, is_directory=False) or self.verdict(path, is_directory=True):
                return True
            path = os.path.dirname(path)
        return False


def exclusion(patterns: Iterable[str], base: str) -> Rules:
    """Return the rules of `--exclude` patterns.

    Raises:
        ConfigError: one of them is no pattern.
    """
    rules = Rules(os.path.realpath(base), tuple(patterns))
    for pattern in rules.lines:
        if not _is_pattern(pattern):
            raise ConfigError(f"not a pattern: {pattern!r}", hint="patterns are written as in .gitignore")
    return rules


@dataclass(frozen=True, slots=True)
class Finder:
    """What to take from directories.

    Attributes:
        suffixes: of the files to take, with their dots, in lower case.
        exclude: what to leave out.
        force_exclude: whether to leave it out also where it is named itself, as a hook does.
    """

    suffixes: tuple[str, ...]
    exclude: tuple[Rules, ...] = ()
    force_exclude: bool = False

    def find(self, paths: Iterable[str]) -> Iterator[str | TriageError]:
        """Yield the documents that paths stand for, each once, in a stable order.

        Args:
            paths: files, directories, and `-` for standard input. A file that is named need not have a known suffix.

        Yields:
            A path; or the error of a directory that cannot be listed, in its place, so that the others are still done.
        """
        seen: set[str] = set()
        for path in paths:
            for found in self._expand(path):
                if isinstance(found, TriageError):
                    yield found
                elif found not in seen:
                    seen.add(found)
                    yield found

    def _expand(self, path: str) -> Iterator[str | TriageError]:
        absolute = os.path.realpath(path)
        if path == STDIN:
            yield path
        elif self.force_exclude and self._excludes(absolute):
            return
        elif os.path.isdir(path):
            yield from self._walk(path, absolute, _rules_above(absolute))
        else:
            yield path

    def _excludes(self, absolute: str) -> bool:
        foreign = not FOREIGN.isdisjoint(absolute.split(os.sep))
        return foreign or any(rules.covers(absolute) for rules in self.exclude)

    def _walk(self, shown: str, absolute: str, rules: tuple[Rules, ...]) -> Iterator[str | TriageError]:
        """Walk a directory in the order of names; symbolic links are not followed, so that no file comes twice."""
        try:
            rules = (*rules, *_rules_of(os.path.join(absolute, ".gitignore"), absolute))
            with os.scandir(shown) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except InputError as error:
            yield error
            return
        except OSError as error:
            yield InputError("cannot list the directory", path=shown, hint=(error.strerror or str(error)).lower())
            return
        for entry in entries:
            inside = os.path.join(absolute, entry.name)
            if self._takes(entry, inside, rules):
                if entry.is_dir(follow_symlinks=False):
                    yield from self._walk(entry.path, inside, rules)
                else:
                    yield os.path.normpath(entry.path)

    def _takes(self, entry: os.DirEntry[str], absolute: str, rules: tuple[Rules, ...]) -> bool:
        """Tell whether to enter a directory, or to take a file; git's rules come last, as nothing takes back ours."""
        if entry.name.startswith("."):
            return False
        is_directory = entry.is_dir(follow_symlinks=False)
        if is_directory:
            wanted = entry.name not in FOREIGN
        else:
            wanted = entry.is_file(follow_symlinks=False) and entry.name.lower().endswith(self.suffixes)
        return wanted and not (
            any(one.verdict(absolute, is_directory=is_directory) for one in self.exclude)
            or _is_ignored(absolute, rules, is_directory=is_directory)
        )


def _is_ignored(path: str, rules: tuple[Rules, ...], *, is_directory: bool) -> bool:
    """Ask the deepest rules first, as git does."""
    verdicts = (one.verdict(path, is_directory=is_directory) for one in reversed(rules))
    return next((verdict for verdict in verdicts if verdict is not None), False)


def _rules_above(directory: str) -> tuple[Rules, ...]:
    """Return the rules of the repository above a directory, outermost first; none outside a repository."""
    above: list[str] = []
    root = directory
    while not os.path.exists(os.path.join(root, ".git")):
        parent = os.path.dirname(root)
        if parent == root:
            return ()
        root = parent
        above.insert(0, root)
    private = _rules_of(os.path.join(root, ".git", "info", "exclude"), root)
    return (*private, *(rules for base in above for rules in _rules_of(os.path.join(base, ".gitignore"), base)))


def _rules_of(file: str, base: str) -> tuple[Rules, ...]:
    if not os.path.isfile(file):
        return ()
    lines = source.read_bytes(file).decode("utf-8", "replace").splitlines()
    return (Rules(base, tuple(line for line in lines if _is_pattern(line))),)


def _is_pattern(line: str) -> bool:
    """Tell whether a line is a pattern, a comment or empty; git passes over the others too."""
    if not line.strip() or line.startswith("#"):
        return True
    from pathspec import GitIgnoreSpec  # 60 ms; only where there are patterns

    try:
        GitIgnoreSpec.from_lines([line])
    except (ValueError, re.error):
        return False
    return True
