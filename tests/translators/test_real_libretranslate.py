"""A real LibreTranslate server with the fixture packages, on the loopback interface; for `make libretranslate`."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.translators.conftest import LIBRETRANSLATE, captions
from triage import translators
from triage.errors import EngineError
from triage.translators import Settings
from triage.translators.batch import Accepted, translate
from triage.translators.libretranslate import LibreTranslate

START_SECONDS = 120.0

pytestmark = [pytest.mark.libretranslate, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _loopback(socket_enabled: None) -> None:
    """Let these tests open connections."""


@pytest.fixture(scope="module")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a server that has the two fixture packages and nothing else; with fewer it would look for more."""
    home = tmp_path_factory.mktemp("libretranslate")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [LIBRETRANSLATE, "--host", "127.0.0.1", "--port", str(port), "--disable-web-ui", "--batch-limit", "60"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "ARGOS_PACKAGES_DIR": str(store)}
    with open(home / "log", "wb") as log:
        process = subprocess.Popen(command, env=environment, cwd=home, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process, home / "log")
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{address}/health", timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the server did not start: {log.read_text()[-2000:]}")


@pytest.fixture
def engine(server: str) -> LibreTranslate:
    return LibreTranslate(Settings(libretranslate_url=server))


def test_it_serves_the_pairs_of_its_packages(engine: LibreTranslate) -> None:
    assert {("es", "en"), ("en", "fr"), ("es", "fr")} <= engine.pairs()
    assert translators.ready(engine, "es-MX", "en-GB")


def test_every_caption_comes_back_translated(engine: LibreTranslate) -> None:
    originals, expected = zip(*captions("es-en"), strict=True)
    outcomes = translate(originals, "es", "en", engine)

    assert list(expected) == [o.translation.text if isinstance(o, Accepted) else o.reason for o in outcomes]


def test_more_than_the_server_takes_at_once_is_cut(engine: LibreTranslate) -> None:
    originals, expected = zip(*captions("es-en")[10:20], strict=True)

    assert expected * 13 == engine.translate(originals * 13, "es", "en")


def test_a_pair_it_lacks_is_an_error(engine: LibreTranslate) -> None:
    with pytest.raises(EngineError, match="does not know the language de"):
        engine.translate(["Haus"], "de", "en")


def test_another_path_is_an_error(server: str) -> None:
    with pytest.raises(EngineError, match=r"is no LibreTranslate server \(status 404\)"):
        LibreTranslate(Settings(libretranslate_url=f"{server}/api")).pairs()
