"""The public index of Argos models, and the download of one. The network is used only when a user says so.

argostranslate reads the index without a time limit, downloads without checking the length, and trusts a cut-off file
forever; here a cut-off download is continued, and a file gets its name when it is whole.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import IO, Any

from triage.errors import EngineError, TriageError
from triage.langtag import UNDETERMINED
from triage.translators.argos_store import PIVOT, Package, find_route, parse_metadata
from triage.translators.http import Request, check_url, fetch, open_url

PUBLIC_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
_INDEX_FILE = "index.json"
_CACHED = "argos-index.json"
_FRESH_SECONDS = 24 * 60 * 60  # models are published a few times a year
_MAX_INDEX_BYTES = 8 * 1024**2  # it has 60 kB
_INDEX_TIMEOUT_SECONDS = 20.0
_DOWNLOAD_TIMEOUT_SECONDS = 60.0  # without a byte
MAX_DOWNLOAD_BYTES = 1024**3
_CHUNK_BYTES = 256 * 1024
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")

# Called with the bytes so far and the bytes in all, 0 where the server does not say.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be downloaded."""

    package: Package
    links: tuple[str, ...]


def read_index(url: str, cache: Path, *, offline: bool, insecure: bool = False) -> tuple[Offer, ...]:
    """Return what the index offers; a copy of the last day is used instead of the network.

    Args:
        url: the directory of the index; empty = the public one.
        cache: the directory for the copy.
        offline: use only the copy, however old.
        insecure: allow http to another machine.

    Raises:
        EngineError: there is no copy to use, and no index can be had.
    """
    copy = cache / _CACHED
    if offline or _is_fresh(copy):
        offers = _read_copy(copy)
        if offers or offline:
            if not offers:
                raise EngineError("no index of models here, and the network is off", hint="unset TRIAGE_OFFLINE")
            return offers
    address = (url or PUBLIC_INDEX).rstrip("/") + "/" + _INDEX_FILE
    check_url(address, insecure=insecure)
    try:
        answer = fetch(Request(address, timeout_seconds=_INDEX_TIMEOUT_SECONDS), max_bytes=_MAX_INDEX_BYTES)
        offers = parse_index(answer.body) if answer.status == 200 else ()
    except EngineError:
        offers = _read_copy(copy)
        if offers:
            return offers
        raise
    if not offers:
        raise EngineError(f"{address} is no index of models (status {answer.status})", hint="check ARGOS_PACKAGE_INDEX")
    _write_copy(copy, answer.body)
    return offers


def parse_index(data: bytes) -> tuple[Offer, ...]:
    """Return the translation models of an index that have a link; what is no such entry is passed over."""
    try:
        entries: Any = json.loads(data)
    except (ValueError, RecursionError):
        return ()
    offers = (_parse_entry(entry) for entry in entries) if isinstance(entries, list) else ()
    return tuple(offer for offer in offers if offer is not None)


def choose(offers: Sequence[Offer], source: str, target: str) -> tuple[Offer, ...]:
    """Return the models to install for a pair: one, or the chain through English where none is direct.

    Raises:
        EngineError: the index has no way from one language to the other.
    """
    by_package = {offer.package: offer for offer in offers}
    route = find_route(list(by_package), source, target)
    if not route:
        raise EngineError(
            f"the index has no models from {source} to {target}",
            hint=f"see `triage models list --available`; nearly all go through {PIVOT}",
        )
    return tuple(by_package[package] for package in route)


def download(
    offer: Offer,
    directory: Path,
    *,
    progress: Progress,
    insecure: bool = False,
    max_bytes: int = MAX_DOWNLOAD_BYTES,
) -> Path:
    """Return a model's file in a directory, downloaded unless it is there; a broken-off download is continued.

    Raises:
        TriageError: no link of the offer gives the whole file; the last one's reason.
    """
    target = directory / (_UNSAFE.sub("_", f"{offer.package.label}") + ".argosmodel")
    directory.mkdir(parents=True, exist_ok=True)
    failure: TriageError = EngineError(f"no link for {offer.package.label} can be used", hint="install a file instead")
    for link in offer.links:
        try:
            check_url(link, insecure=insecure)
            _download(link, target, progress, max_bytes)
        except TriageError as error:
            failure = error
        else:
            return target
    raise failure


def _download(url: str, target: Path, progress: Progress, max_bytes: int) -> None:
    """Fetch a file beside its place, from where it broke off before, and move it there when it is whole."""
    part = target.with_name(target.name + ".part")
    have = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={have}-", "Accept-Encoding": "identity"} if have else {"Accept-Encoding": "identity"}
    with open_url(Request(url, headers=headers, timeout_seconds=_DOWNLOAD_TIMEOUT_SECONDS)) as response:
        if have and response.status in (200, 416):  # the server starts anew, or what is here is no part of its file
            have = 0
            if response.status == 416:
                part.unlink()
                raise EngineError(f"{url}: the download cannot be continued", hint="try again")
        elif response.status not in (200, 206):
            raise EngineError(f"{url} answers with status {response.status}", hint="try again later")
        total = have + int(response.headers.get("Content-Length") or 0)
        if total > max_bytes:
            raise EngineError(f"{url} has {total} bytes, more than the {max_bytes} allowed")
        with open(part, "ab" if have else "wb") as sink:
            written = _receive(response, sink, have, total, progress, max_bytes)
    if total and written < total:
        raise EngineError(f"{url} broke off after {written} of {total} bytes", hint="run it again to continue")
    os.replace(part, target)


def _receive(
    response: HTTPResponse, sink: IO[bytes], have: int, total: int, progress: Progress, max_bytes: int
) -> int:
    """Write what comes and return how long the file is then."""
    try:
        while chunk := response.read(_CHUNK_BYTES):
            have += len(chunk)
            if have > max_bytes:
                raise EngineError(f"{response.geturl()} sends more than the {max_bytes} bytes allowed")
            sink.write(chunk)
            progress(have, total)
    except (OSError, HTTPException) as error:
        raise EngineError(f"{response.geturl()} broke off ({error})", hint="run it again to continue") from error
    sink.flush()
    os.fsync(sink.fileno())
    return have


def _parse_entry(entry: Any) -> Offer | None:
    package = parse_metadata(entry, Path())
    if package is None or UNDETERMINED in (package.source, package.target):
        return None
    links = entry.get("links")
    usable = [link for link in links if str(link).startswith(("https:", "http:"))] if isinstance(links, list) else []
    return Offer(package, tuple(usable)) if usable else None


def _is_fresh(copy: Path) -> bool:
    try:
        return time.time() - copy.stat().st_mtime < _FRESH_SECONDS
    except OSError:
        return False


def _read_copy(copy: Path) -> tuple[Offer, ...]:
    try:
        return parse_index(copy.read_bytes())
    except OSError:
        return ()


def _write_copy(copy: Path, data: bytes) -> None:
    """Keep the index for a day; a cache that cannot be written is none."""
    temporary = copy.with_name(f"{copy.name}.{os.getpid()}")
    with suppress(OSError):
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_bytes(data)
            os.replace(temporary, copy)
        finally:
            temporary.unlink(missing_ok=True)
