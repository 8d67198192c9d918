"""Package files made for the tests: good ones, and hostile ones by name."""

from __future__ import annotations

import json
import stat
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

METADATA = {"package_version": "1.0", "from_code": "es", "to_code": "en", "type": "translate"}
TOP = "translate-es_en-1_0"

Files = Mapping[str, bytes]


def good_files(top: str = TOP, **changes: object) -> dict[str, bytes]:
    """Return the files of a package that can be installed, though not run."""
    return {
        f"{top}/metadata.json": json.dumps({**METADATA, **changes}).encode(),
        f"{top}/model/model.bin": b"weights",
        f"{top}/sentencepiece.model": b"pieces",
    }


def write_zip(path: Path, files: Files) -> Path:
    """Write files into a zip archive under exactly the names given."""
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # zipfile warns of names it writes twice, which is what some tests want
        for name, data in files.items():
            entry = zipfile.ZipInfo("x")
            entry.filename = name
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return path


def contents(directory: Path) -> dict[str, bytes]:
    """Return every file below a directory, for telling whether anything changed."""
    return {p.relative_to(directory).as_posix(): p.read_bytes() for p in sorted(directory.rglob("*")) if p.is_file()}


def _traversal(path: Path) -> None:
    write_zip(path, {**good_files(), f"{TOP}/../../escaped.txt": b"x"})


def _absolute(path: Path) -> None:
    write_zip(path, {**good_files(), "/tmp/triage-escaped.txt": b"x"})


def _backslash(path: Path) -> None:
    write_zip(path, {**good_files(), f"{TOP}\\..\\..\\escaped.txt": b"x"})


def _drive(path: Path) -> None:
    write_zip(path, {**good_files(), "C:/escaped.txt": b"x"})


def _another_pair(path: Path) -> None:
    write_zip(path, {**good_files(), "translate-en_fr-0_1/model/model.bin": b"evil"})


def _flat(path: Path) -> None:
    write_zip(path, {name.partition("/")[2]: data for name, data in good_files().items()})


def _macosx(path: Path) -> None:
    write_zip(path, {**good_files(), "__MACOSX/._model": b"x"})


def _symlink(path: Path) -> None:
    write_zip(path, good_files())
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo(f"{TOP}/link")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")


def _bomb(path: Path) -> None:
    write_zip(path, {**good_files(), f"{TOP}/zeros": bytes(64 * 1024**2)})


def _lying_size(path: Path) -> None:
    """Make the directory of the archive say that a large file is small."""
    write_zip(path, {**good_files(), f"{TOP}/zeros": bytes(3_000_000)})
    data = path.read_bytes()
    path.write_bytes(data.replace((3_000_000).to_bytes(4, "little"), (30).to_bytes(4, "little")))


def _too_many(path: Path) -> None:
    write_zip(path, {**good_files(), **{f"{TOP}/{number}": b"" for number in range(1200)}})


def _twice(path: Path) -> None:
    write_zip(path, {**good_files(), f"{TOP}/Metadata.json": b"{}"})


def _truncated(path: Path) -> None:
    write_zip(path, good_files())
    path.write_bytes(path.read_bytes()[:-40])


def _corrupt(path: Path) -> None:
    write_zip(path, {**good_files(), f"{TOP}/vocabulary": bytes(range(256)) * 40})
    data = bytearray(path.read_bytes())
    at = data.index(b"vocabulary") + len(b"vocabulary") + 5
    data[at : at + 20] = bytes(20)
    path.write_bytes(bytes(data))


def _encrypted(path: Path) -> None:
    write_zip(path, good_files())
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature)
        data[at + offset] |= 1
    path.write_bytes(bytes(data))


def _html(path: Path) -> None:
    path.write_bytes(b"<!doctype html><title>404</title>")


def _empty(path: Path) -> None:
    path.touch()


def _no_entries(path: Path) -> None:
    write_zip(path, {})


def _no_model(path: Path) -> None:
    write_zip(path, {n: d for n, d in good_files().items() if not n.endswith("model.bin")})


def _no_tokenizer(path: Path) -> None:
    write_zip(path, {n: d for n, d in good_files().items() if "sentencepiece" not in n})


def _no_metadata(path: Path) -> None:
    write_zip(path, {n: d for n, d in good_files().items() if "metadata" not in n})


def _bad_json(path: Path) -> None:
    write_zip(path, {**good_files(), f"{TOP}/metadata.json": b"{" * 100_000})


def _huge_metadata(path: Path) -> None:
    write_zip(path, good_files(padding="x" * 2_000_000))


def _path_for_code(path: Path) -> None:
    write_zip(path, good_files(from_code="../../x"))


def _no_translator(path: Path) -> None:
    write_zip(path, good_files(type="sbd"))


HOSTILE: Mapping[str, Callable[[Path], None]] = {
    function.__name__.strip("_"): function
    for function in (
        _traversal, _absolute, _backslash, _drive, _another_pair, _flat, _macosx, _symlink, _bomb, _lying_size,
        _too_many, _twice, _truncated, _corrupt, _encrypted, _html, _empty, _no_entries, _no_model, _no_tokenizer,
        _no_metadata,
        _bad_json,
        _huge_metadata, _path_for_code, _no_translator,
    )
}  # fmt: skip
