"""Change the store of Argos packages: install, remove, verify.

The store is shared with Argos Translate and LibreTranslate, and argostranslate 1.11 fails altogether when one directory
in it has no metadata. So a package is made ready beside the store and appears in it by one rename; it leaves it
likewise. At no moment is a package half there, and an update is in place before what it replaces is gone.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from triage.errors import InputError
from triage.langtag import primary
from triage.translators.argos_package import (
    MAX_UNPACKED_BYTES,
    Archive,
    damage,
    inspect,
    recorded_digests,
    unpack,
)
from triage.translators.argos_store import METADATA, Package, installed

_WORKSPACE = ".triage-"
_STALE_SECONDS = 24 * 60 * 60  # no unpacking takes a day: what is older was left by a killed run
# What LibreTranslate itself puts into directories that are no package, so that nothing stumbles over them.
_PLACEHOLDER = '{"type": "placeholder", "from_name": "", "to_name": ""}\n'


class Verdict(NamedTuple):
    """What `verify` found: `faults` is empty and `recorded` true for a package that is as it was installed."""

    package: Package
    recorded: bool
    faults: tuple[str, ...]


def install(
    path: Path, store: Path, *, pair: tuple[str, str] | None = None, max_bytes: int = MAX_UNPACKED_BYTES
) -> Package:
    """Install a package file; the store changes as a whole or not at all.

    Args:
        path: the `.argosmodel` file.
        store: the directory of packages; made if need be.
        pair: what it must translate, where the user or an index named it.
        max_bytes: how large it may be unpacked.

    Raises:
        InputError: it is no package, not for the pair, or not what was installed before under the same version.
    """
    archive = inspect(path, store, max_bytes=max_bytes)
    package = archive.package
    if pair is not None and (package.source, package.target) != (primary(pair[0]), primary(pair[1])):
        what = f"it translates {package.source} to {package.target}, not {pair[0]} to {pair[1]}"
        raise InputError(what, path=str(path), hint="look for the right package")
    same = [p for p in installed(store) if (p.source, p.target, p.version) == _identity(package)]
    _refuse_changed(archive, same)
    try:
        store.mkdir(parents=True, exist_ok=True)
        with _workspace(store) as work:
            unpack(archive, work / "package", max_bytes=max_bytes)
            target = _free_name(store, package)
            os.rename(work / "package", target)
            for number, old in enumerate(same):
                os.rename(old.path, work / f"old-{number}")
    except OSError as error:
        raise InputError(f"cannot install ({error.strerror})", path=str(store), hint="check the directory") from error
    return replace(package, path=target)


def remove(store: Path, source: str, target: str) -> tuple[Package, ...]:
    """Remove all packages of a direct pair and return them.

    Raises:
        InputError: there are none, or they cannot be removed.
    """
    pair = primary(source), primary(target)
    found = tuple(package for package in installed(store) if (package.source, package.target) == pair)
    if not found:
        what = f"no package translates {source} to {target}"
        raise InputError(what, path=str(store), hint="see `triage models list`")
    try:
        with _workspace(store) as work:
            for number, package in enumerate(found):
                os.rename(package.path, work / f"old-{number}")
    except OSError as error:
        raise InputError(f"cannot remove it ({error.strerror})", path=str(store), hint="check the directory") from error
    return found


def verify(store: Path) -> Iterator[Verdict]:
    """Yield whether each package is as it was installed; those that Argos Translate installed have no record."""
    for package in installed(store):
        recorded = recorded_digests(package.path) is not None
        yield Verdict(package, recorded, tuple(damage(package.path)))


def _identity(package: Package) -> tuple[str, str, str]:
    return package.source, package.target, package.version


def _refuse_changed(archive: Archive, same: list[Package]) -> None:
    """Refuse another file under the version of one that was installed before: trust on first use."""
    for package in same:
        before = (recorded_digests(package.path) or {}).get("")
        if before is not None and before != archive.sha256:
            raise InputError(
                f"version {package.version} was installed before from another file (sha256 {before})",
                path=str(archive.path),
                hint=f"if that is meant, `triage models remove {package.source} {package.target}` first",
            )


def _free_name(store: Path, package: Package) -> Path:
    """Return a path in the store that nothing has; the name is ours, whatever the archive calls its directory."""
    version = "".join(c if c.isalnum() else "_" for c in package.version)[:20] or "0"
    name = f"translate-{package.source}_{package.target}-{version}"
    number = 1
    while os.path.lexists(store / name):
        number += 1
        name = f"translate-{package.source}_{package.target}-{version}.{number}"
    return store / name


@contextmanager
def _workspace(store: Path) -> Iterator[Path]:
    """Give a directory on the store's file system, out of the sight of other programs, and remove it with its content.

    It lies beside the store. Where that is another file system or forbidden (a mounted volume), it lies in the store
    and carries metadata that make Argos Translate pass over it.
    """
    beside = store.resolve().parent
    outside = beside.stat().st_dev == store.stat().st_dev and os.access(beside, os.W_OK)
    place = beside if outside else store
    _remove_stale(place)
    work = Path(tempfile.mkdtemp(prefix=_WORKSPACE, dir=place))
    try:
        (work / METADATA).write_text(_PLACEHOLDER, encoding="utf-8")
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _remove_stale(place: Path) -> None:
    """Remove what killed runs left behind."""
    limit = time.time() - _STALE_SECONDS
    for left in place.glob(f"{_WORKSPACE}*"):
        try:
            if left.stat().st_mtime < limit:
                shutil.rmtree(left, ignore_errors=True)
        except OSError:
            continue  # another run removes it at this moment
