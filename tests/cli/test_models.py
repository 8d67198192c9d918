"""`triage models`: the store, the engines that are ready, downloads from a server in this process."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import AFTER, BEFORE, Cli
from tests.translators.conftest import FIXTURES, captions
from tests.translators.server import Asked, Reply, serving

SPANISH = FIXTURES / "translate-es_en-0_1.argosmodel"
FRENCH = FIXTURES / "translate-en_fr-0_1.argosmodel"
OFFERED = (("es", "en", SPANISH.name), ("en", "fr", FRENCH.name), ("de", "en", "page"), ("it", "en", FRENCH.name))


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have models of its own, and no Apertium."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", str(tmp_path / "no-programs"))
    return tmp_path / "packages"


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch, socket_enabled: None) -> Iterator[None]:
    """Serve an index and the two fixture packages; that from German gives an error page with status 200."""

    def answer(asked: Asked) -> Reply:
        if asked.path == "/index.json":
            return Reply(body=json.dumps([_entry(address, *offered) for offered in OFFERED]).encode())
        file = FIXTURES / asked.path.strip("/")
        return Reply(body=file.read_bytes() if file.exists() else b"<html>Sorry</html>")

    with serving(answer) as address:
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", f"{address}/")
        yield


def _entry(address: str, source: str, target: str, name: str) -> dict[str, object]:
    links = [f"{address}/{name}"]
    return {"from_code": source, "to_code": target, "package_version": "0.1", "links": links}


def test_path_names_the_store_of_argos_translate(cli: Cli, store: Path) -> None:
    assert cli("models", "path") == (0, f"{store}\n", "")


def test_without_engines_the_list_says_how_to_get_one(cli: Cli) -> None:
    done = cli("models", "list")

    assert (0, "") == (done.status, done.out)
    assert "triage models install es en" in done.err


def test_a_file_is_installed_listed_verified_and_removed(cli: Cli, store: Path) -> None:
    assert cli("models", "install", str(SPANISH)) == (0, "", f"triage: installed es-en 0.1 in {store}\n")
    assert cli("models", "install", str(FRENCH)).status == 0
    expected = "en -> fr  argos  en-fr 0.1\nes -> en  argos  es-en 0.1\nes -> fr  argos  es-en 0.1 + en-fr 0.1\n"
    assert cli("models", "list").out == expected
    assert cli("models", "verify") == (0, "en-fr 0.1: ok\nes-en 0.1: ok\n", "")
    assert cli("models", "remove", "en", "fr") == (0, "", "triage: removed en-fr 0.1\n")
    assert cli("models", "list").out == "es -> en  argos  es-en 0.1\n"
    assert cli("models", "remove", "en", "fr").status == 3


def test_verify_ends_with_1_where_something_is_damaged(cli: Cli, store: Path) -> None:
    cli("models", "install", str(SPANISH))
    (store / "translate-es_en-0_1" / "sentencepiece.model").write_bytes(b"")

    assert cli("models", "verify") == (1, "es-en 0.1: sentencepiece.model is not what was installed\n", "")


def test_verify_says_what_it_cannot_know(cli: Cli, store: Path) -> None:
    shutil.unpack_archive(SPANISH, store, "zip")

    assert cli("models", "verify") == (0, "es-en 0.1: not installed by triage, nothing recorded\n", "")


@pytest.mark.usefixtures("index")
def test_a_pair_is_downloaded_with_what_its_chain_needs(cli: Cli, store: Path, tmp_path: Path) -> None:
    done = cli("models", "install", "es", "fr", "--yes")

    assert (0, "") == (done.status, done.out)
    assert done.err == f"triage: installed es-en 0.1 in {store}\ntriage: installed en-fr 0.1 in {store}\n"
    assert [] == os.listdir(tmp_path / "cache" / "triage" / "models")
    assert cli("models", "install", "es", "en").err == "triage: es-en 0.1: installed already\n"


class Terminal(io.StringIO):
    """A person who types."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(("typed", "status"), [("n\n", 2), ("y\n", 0)])
def test_on_a_terminal_a_download_is_asked_about(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, store: Path, typed: str, status: int
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    done = cli("models", "install", "es", "en")

    assert (status, status == 0) == (done.status, store.exists())
    assert "Download es-en 0.1" in done.err


def test_a_server_that_is_away_is_told_and_the_other_engines_listed(cli: Cli, socket_enabled: None) -> None:
    cli("models", "install", str(SPANISH))
    with serving(lambda asked: Reply()) as address:
        pass
    done = cli("models", "list", "--engines", "libretranslate,argos", "--libretranslate-url", address)

    assert (0, "es -> en  argos  es-en 0.1\n") == done[:2]
    assert "libretranslate: no answer from" in done.err


@pytest.mark.usefixtures("index")
def test_available_lists_the_index_and_what_is_installed(cli: Cli) -> None:
    cli("models", "install", str(SPANISH))

    expected = "de -> en  0.1\nen -> fr  0.1\nes -> en  0.1  installed: 0.1\nit -> en  0.1\n"
    assert cli("models", "list", "--available").out == expected


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param("de", "not an Argos package", id="an error page"),
        pytest.param("it", "it translates en to fr, not it to en", id="another pair"),
        pytest.param("pl", "the index has no models from pl to en", id="not in the index"),
    ],
)
def test_a_download_that_is_not_the_model_is_refused(cli: Cli, source: str, message: str, tmp_path: Path) -> None:
    done = cli("models", "install", source, "en")

    assert (3, "") == (done.status, done.out)
    assert message in done.err
    assert not any((tmp_path / "cache" / "triage").glob("models/*"))
    assert not (tmp_path / "packages").exists()


def test_offline_nothing_is_downloaded(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIAGE_OFFLINE", "1")

    assert (2, "") == cli("models", "install", "es", "en")[:2]
    assert cli("models", "list", "--available").status == 3


@pytest.mark.parametrize("args", [("es",), ("es", "en", "fr"), ("es", "not a tag"), ()])
def test_what_is_neither_pair_nor_file_is_a_usage_error(cli: Cli, args: tuple[str, ...]) -> None:
    assert cli("models", "install", *args).status == 2


@pytest.mark.usefixtures("index")
def test_clean_installs_what_is_missing_only_when_told(cli: Cli, store: Path) -> None:
    caption, translation = captions("es-en")[0]
    page = f"{BEFORE}\n\n{caption}\n\n{AFTER}\n".encode()

    assert f"[es] {caption}\n\n" in cli("clean", "--lang", "en", "-", stdin=page).out
    assert not store.exists()
    done = cli("clean", "--lang", "en", "--install-models", "-", stdin=page)
    assert f"[es] {caption}\n[en] {translation}\n" in done.out
    assert done.err == f"triage: installed es-en 0.1 in {store}\n"
