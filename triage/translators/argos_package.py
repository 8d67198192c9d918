"""Look into a package file before anything is unpacked, and unpack it: nothing in it is believed.

An `.argosmodel` is a zip archive from the network. What it names, how large it says it is and which pair it claims are
checked, and while it is unpacked every byte is counted.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, NoReturn

from triage.errors import InputError
from triage.translators.argos_store import BPE, METADATA, MODEL_DIR, SENTENCEPIECE, Package, parse_metadata

DIGESTS = "triage.sha256"  # as sha256sum writes it, so that `sha256sum -c` understands it

# Packages of the public index are 30 to 250 MB, have some ten files, and models hardly compress.
MAX_UNPACKED_BYTES = 2 * 1024**3
_MAX_FILES = 1000
_MAX_METADATA_BYTES = 1024 * 1024
_MAX_RATIO = 200  # unpacked to packed; deflate reaches 1,032 on zeros, vocabularies about 5
_RATIO_COUNTS_FROM_BYTES = 16 * 1024**2
_CHUNK_BYTES = 1024 * 1024
_ENCRYPTED = 0x1
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\:]")


@dataclass(frozen=True, slots=True)
class Archive:
    """A package file that has passed the checks.

    Attributes:
        path: the file.
        sha256: its digest, hexadecimal.
        top: the one directory in it.
        package: what its metadata say; `package.path` is the directory it is to be unpacked into.
    """

    path: Path
    sha256: str
    top: str
    package: Package


def inspect(path: Path, store: Path, *, max_bytes: int = MAX_UNPACKED_BYTES) -> Archive:
    """Return what a package file holds; nothing is written.

    Args:
        path: the `.argosmodel` file.
        store: where it is to be installed.
        max_bytes: how large it may be unpacked.

    Raises:
        InputError: it is no package, or not one to be unpacked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            top = _check_entries(entries, path, max_bytes)
            names = {entry.filename for entry in entries}
            package = _read_metadata(archive, top, names, path, store)
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        what = error.strerror if isinstance(error, OSError) and error.strerror else f"not an Argos package ({error})"
        raise InputError(what, path=str(path), hint="download it again; a cut-off download looks like this") from error
    return Archive(path, digest(path), top, package)


def unpack(archive: Archive, directory: Path, *, max_bytes: int = MAX_UNPACKED_BYTES) -> None:
    """Write the files of a checked archive into a new directory, and their digests.

    Raises:
        InputError: the archive is damaged, or larger than it says.
    """
    digests = [f"# {archive.sha256}  {archive.path.name}"]
    left_bytes = max_bytes
    directory.mkdir()
    try:
        with zipfile.ZipFile(archive.path) as opened:
            for entry in opened.infolist():
                if entry.is_dir():
                    continue
                name = PurePosixPath(entry.filename).relative_to(archive.top)
                target = directory.joinpath(*name.parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                with opened.open(entry) as source, open(target, "xb") as sink:
                    written = _copy(source, sink, min(left_bytes, entry.file_size), archive.path)
                left_bytes -= entry.file_size
                digests.append(f"{written}  {name}")
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError(f"cannot be unpacked ({error})", path=str(archive.path), hint="download it again") from error
    (directory / DIGESTS).write_text("\n".join(digests) + "\n", encoding="utf-8")


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def recorded_digests(directory: Path) -> dict[str, str] | None:
    """Return file -> SHA-256 as recorded when a package was installed, "" for its archive; None without a record."""
    try:
        lines = (directory / DIGESTS).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    digests = {}
    for line in lines:
        value, _, name = line.removeprefix("# ").partition("  ")
        digests["" if line.startswith("# ") else name] = value
    return digests


def damage(directory: Path) -> Iterator[str]:
    """Yield what is wrong with an installed package, in words; nothing if every file is as it was installed."""
    digests = recorded_digests(directory)
    if digests is None:
        return
    there = {p.relative_to(directory).as_posix(): p for p in sorted(directory.rglob("*")) if not p.is_dir()}
    there.pop(DIGESTS, None)
    for name, expected in digests.items():
        if name and name not in there:
            yield f"{name} is missing"
        elif name and (there[name].is_symlink() or digest(there[name]) != expected):
            yield f"{name} is not what was installed"
    yield from (f"{name} does not belong to it" for name in there if name not in digests)


def _copy(source: IO[bytes], sink: IO[bytes], max_bytes: int, path: Path) -> str:
    """Copy a file out of an archive and return its SHA-256; stop where it grows larger than announced."""
    running = hashlib.sha256()
    while chunk := source.read(min(_CHUNK_BYTES, max_bytes + 1)):
        max_bytes -= len(chunk)
        if max_bytes < 0:
            _refuse("it is larger than it says", path)
        running.update(chunk)
        sink.write(chunk)
    sink.flush()
    os.fsync(sink.fileno())
    return running.hexdigest()


def _check_entries(entries: list[zipfile.ZipInfo], path: Path, max_bytes: int) -> str:
    """Return the one top directory of an archive whose names and sizes are harmless."""
    if not 0 < len(entries) <= _MAX_FILES:
        _refuse(f"it has {len(entries)} files", path)
    seen: set[str] = set()
    for entry in entries:
        _check_name(entry, path)
        folded = entry.filename.rstrip("/").casefold()
        if folded in seen:
            _refuse(f"{entry.filename!r} is in it twice", path)
        seen.add(folded)
    unpacked, packed = (sum(sizes) for sizes in zip(*((e.file_size, e.compress_size) for e in entries), strict=True))
    if unpacked > max_bytes:
        _refuse(f"it would unpack to {unpacked} bytes", path)
    if unpacked > _RATIO_COUNTS_FROM_BYTES and unpacked > packed * _MAX_RATIO:
        _refuse(f"{packed} bytes would unpack to {unpacked}", path)
    tops = {PurePosixPath(entry.filename).parts[0] for entry in entries}
    flat = [e.filename for e in entries if not e.is_dir() and len(PurePosixPath(e.filename).parts) == 1]
    if len(tops) != 1 or flat:
        _refuse("it has not one directory at its top", path)
    return tops.pop()


def _check_name(entry: zipfile.ZipInfo, path: Path) -> None:
    name = entry.orig_filename  # as stored; zipfile repairs some of what is refused here
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or _FORBIDDEN.search(name):
        _refuse(f"the name {name!r} leads out of it", path)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        _refuse(f"{name!r} is no file", path)
    if entry.flag_bits & _ENCRYPTED:
        _refuse("it is encrypted", path)


def _read_metadata(archive: zipfile.ZipFile, top: str, names: set[str], path: Path, store: Path) -> Package:
    for needed in (METADATA, f"{MODEL_DIR}/model.bin"):
        if f"{top}/{needed}" not in names:
            _refuse(f"it has no {needed}", path)
    if not {f"{top}/{SENTENCEPIECE}", f"{top}/{BPE}"} & names:
        _refuse(f"it has neither {SENTENCEPIECE} nor {BPE}", path)
    with archive.open(f"{top}/{METADATA}") as file:
        text = file.read(_MAX_METADATA_BYTES + 1)
    try:
        metadata = json.loads(text) if len(text) <= _MAX_METADATA_BYTES else None
    except (ValueError, RecursionError):
        metadata = None
    described = parse_metadata(metadata, store)
    if described is None:
        _refuse(f"its {METADATA} describe no translation model", path)
    return described


def _refuse(what: str, path: Path) -> NoReturn:
    raise InputError(f"not a package to install: {what}", path=str(path), hint="get it from a source you trust")
