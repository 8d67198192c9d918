from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.translators.server import Answerer, Asked, Reply, serving
from triage.errors import ConfigError, EngineError
from triage.translators.argos_index import Offer, choose, download, parse_index, read_index
from triage.translators.argos_store import Package

LONG_AGO = (0, 0)
DATA = bytes(range(256)) * 4000


def entry(source: str, target: str, *links: str, **more: object) -> dict[str, object]:
    return {"from_code": source, "to_code": target, "package_version": "1.9", "links": links, **more}


INDEX = [entry("es", "en", "https://example.org/es.argosmodel"), entry("en", "fr", "https://example.org/fr.argosmodel")]


@pytest.fixture(autouse=True)
def _loopback(socket_enabled: None) -> None:
    """Let these tests, and only these, open connections: to the server in this process."""


def offer(*links: str) -> Offer:
    return Offer(Package(Path(), "es", "en", "1.9"), links)


def quiet(done_bytes: int, total_bytes: int) -> None:
    assert 0 < done_bytes


def answering(reply: Reply, seen: list[Asked] | None = None) -> Answerer:
    def answer(asked: Asked) -> Reply:
        if seen is not None:
            seen.append(asked)
        return reply

    return answer


def ranged(asked: Asked) -> Reply:
    """Serve DATA, or the rest of it where only that is asked for."""
    start = int(asked.headers.get("range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))
    return Reply(206 if start else 200, DATA[start:])


def cut(asked: Asked) -> Reply:
    """Serve the first half of DATA and hang up."""
    return Reply(200, DATA[: len(DATA) // 2], cut_bytes=len(DATA) // 2)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"{}",
        b"[1, null, {}]",
        b"[" * 100_000,
        json.dumps([entry("es", "en")]).encode(),
        json.dumps([entry("es", "en", "ipfs://x")]).encode(),
        json.dumps([entry("es", "en", "https://x", type="sbd")]).encode(),
        json.dumps([{**entry("es", "en"), "links": "https://x"}]).encode(),
    ],
    ids=lambda data: data[:20].decode(),
)
def test_what_is_no_model_with_a_link_is_passed_over(data: bytes) -> None:
    assert () == parse_index(data)


def test_a_pair_is_served_directly_or_through_english() -> None:
    offers = parse_index(json.dumps(INDEX).encode())

    assert ["es-en 1.9"] == [o.package.label for o in choose(offers, "es", "en")]
    assert ["es-en 1.9", "en-fr 1.9"] == [o.package.label for o in choose(offers, "es", "fr")]
    with pytest.raises(EngineError, match="no models from fr to es"):
        choose(offers, "fr", "es")


def test_the_index_is_fetched_once_a_day_and_an_old_copy_serves_without_a_network(tmp_path: Path) -> None:
    seen: list[Asked] = []
    with serving(answering(Reply(body=json.dumps(INDEX).encode()), seen)) as address:
        first = read_index(address, tmp_path, offline=False)
        assert first == read_index(address, tmp_path, offline=False)
        assert ["/index.json"] == [asked.path for asked in seen]

        os.utime(tmp_path / "argos-index.json", LONG_AGO)
        assert first == read_index(address, tmp_path, offline=True)
        assert 1 == len(seen)
        assert first == read_index(address, tmp_path, offline=False)
        assert 2 == len(seen)
    os.utime(tmp_path / "argos-index.json", LONG_AGO)

    assert first == read_index(address, tmp_path, offline=False)


@pytest.mark.parametrize(
    "reply", [Reply(404, b"<html>"), Reply(200, b"<html>"), Reply(200, b"[]", cut_bytes=9)], ids=repr
)
def test_what_is_no_index_is_an_error_and_not_kept(reply: Reply, tmp_path: Path) -> None:
    with serving(answering(reply)) as address, pytest.raises(EngineError, match="index.json"):
        read_index(address, tmp_path, offline=False)
    assert [] == os.listdir(tmp_path)


def test_without_network_and_copy_there_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no index of models here, and the network is off"):
        read_index("", tmp_path, offline=True)


def test_an_index_at_an_unencrypted_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="unencrypted"):
        read_index("http://example.org/", tmp_path, offline=False)


def test_a_download_gets_its_name_when_it_is_whole(tmp_path: Path) -> None:
    with serving(ranged) as address:
        file = download(offer(f"{address}/a"), tmp_path, progress=quiet)

    assert (["es-en_1.9.argosmodel"], DATA) == (os.listdir(tmp_path), file.read_bytes())


def test_a_broken_off_download_is_continued(tmp_path: Path) -> None:
    with serving(cut) as address, pytest.raises(EngineError, match=r"broke off.*run it again to continue"):
        download(offer(f"{address}/a"), tmp_path, progress=quiet)
    assert ["es-en_1.9.argosmodel.part"] == os.listdir(tmp_path)
    seen: list[int] = []
    with serving(ranged) as address:
        file = download(offer(f"{address}/a"), tmp_path, progress=lambda done, total: seen.append(done))

    assert DATA == file.read_bytes()
    assert min(seen) > len(DATA) // 2


def test_a_server_that_cannot_continue_starts_anew(tmp_path: Path) -> None:
    (tmp_path / "es-en_1.9.argosmodel.part").write_bytes(b"x" * 100)
    with serving(answering(Reply(200, DATA))) as address:
        assert DATA == download(offer(f"{address}/a"), tmp_path, progress=quiet).read_bytes()


def test_a_part_that_is_longer_than_the_file_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "es-en_1.9.argosmodel.part").write_bytes(DATA + DATA)
    with serving(answering(Reply(416))) as address, pytest.raises(EngineError, match="cannot be continued; try again"):
        download(offer(f"{address}/a"), tmp_path, progress=quiet)

    assert [] == os.listdir(tmp_path)


@pytest.mark.parametrize("status", [404, 500])
def test_another_status_is_an_error(status: int, tmp_path: Path) -> None:
    message = f"answers with status {status}"
    with serving(answering(Reply(status))) as address, pytest.raises(EngineError, match=message):
        download(offer(f"{address}/a"), tmp_path, progress=quiet)

    assert [] == os.listdir(tmp_path)


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with serving(answering(Reply(body=json.dumps(INDEX).encode()))) as address:
        assert 2 == len(read_index(address, tmp_path / "file" / "cache", offline=False))


def test_the_next_link_serves_where_one_fails(tmp_path: Path) -> None:
    with serving(answering(Reply(404))) as dead, serving(ranged) as alive:
        assert download(offer(f"{dead}/a", "http://example.org/", f"{alive}/a"), tmp_path, progress=quiet).exists()


@pytest.mark.parametrize("announced", [True, False])
def test_a_download_beyond_the_limit_is_refused(announced: bool, tmp_path: Path) -> None:
    reply = Reply(200, DATA) if announced else Reply(200, DATA, headers={"Transfer-Encoding": "identity"})
    with serving(answering(reply)) as address, pytest.raises(EngineError, match="allowed"):
        download(offer(f"{address}/a"), tmp_path, progress=quiet, max_bytes=1000)


def test_an_offer_without_a_usable_link_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"no link for es-en 1\.9 can be used"):
        download(offer(), tmp_path, progress=quiet)


@pytest.fixture
def dead_address() -> Iterator[str]:
    with serving(ranged) as address:
        pass
    yield address


def test_no_answer_is_an_error(dead_address: str, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no answer from"):
        download(offer(f"{dead_address}/a"), tmp_path, progress=quiet)
