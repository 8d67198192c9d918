from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.translators.server import Asked, Reply, serving
from triage import translators
from triage.errors import ConfigError, EngineError
from triage.translators import Settings
from triage.translators.libretranslate import LibreTranslate

LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["en", "es", "zh-Hans"]},
    {"code": "es", "name": "Spanish", "targets": ["en", "es"]},
    {"code": "zh-Hant", "name": "Chinese (traditional)", "targets": ["en"]},
    {"code": "zh-Hans", "name": "Chinese", "targets": ["en"]},
    {"code": "pt-BR", "name": "Portuguese (Brazil)", "targets": ["en"]},
    {"code": "pt", "name": "Portuguese", "targets": ["en"]},
]
WORDS = {"hola": "hello", "adiós": "goodbye", "": ""}


@pytest.fixture(autouse=True)
def _loopback(socket_enabled: None) -> None:
    """Let these tests, and only these, open connections: to the server in this process."""


class Stub:
    """A LibreTranslate server that answers as the real one was seen to; `instead` holds replies to give first."""

    def __init__(self, *instead: Reply, batch_limit: int = 1000, key: str = "") -> None:
        self.instead = list(instead)
        self.batch_limit = batch_limit
        self.key = key
        self.bodies: list[dict[str, Any]] = []

    def __call__(self, asked: Asked) -> Reply:
        if asked.path == "/languages":
            return _json(LANGUAGES)
        body = json.loads(asked.body)
        self.bodies.append(body)
        if self.instead:
            return self.instead.pop(0)
        if self.key and body.get("api_key") != self.key:
            return _json({"error": "Invalid API key"}, 403)
        if len(body["q"]) > self.batch_limit:
            return _json({"error": f"Invalid request: request ({len(body['q'])}) exceeds text limit (2)"}, 400)
        return _json({"translatedText": [WORDS.get(text, text.upper()) for text in body["q"]]})


def _json(value: object, status: int = 200, **headers: str) -> Reply:
    return Reply(status, json.dumps(value).encode(), {"Content-Type": "application/json", **headers})


def engine(address: str, *, sleep: Callable[[float], None] = lambda seconds: None, **more: Any) -> LibreTranslate:
    return LibreTranslate(Settings(libretranslate_url=address, timeout_seconds=5, **more), sleep=sleep)


def test_texts_travel_in_a_list_with_their_source_language() -> None:
    stub = Stub()
    with serving(stub) as address:
        assert ("hello", "", "goodbye") == engine(address).translate(["hola", "", "adiós"], "es-MX", "en")

    assert [{"q": ["hola", "", "adiós"], "source": "es", "target": "en", "format": "text"}] == stub.bodies


def test_pairs_are_those_of_the_server_and_codes_are_its_own() -> None:
    stub = Stub()
    with serving(stub) as address:
        libretranslate = engine(address)
        assert {("en", "es"), ("en", "zh"), ("es", "en"), ("zh", "en"), ("pt", "en")} == libretranslate.pairs()
        libretranslate.translate(["x"], "en", "zh")
        libretranslate.translate(["x"], "pt", "en")

    assert [("en", "zh-Hans"), ("pt", "en")] == [(body["source"], body["target"]) for body in stub.bodies]


def test_long_lists_are_cut_into_requests() -> None:
    stub = Stub()
    texts = [f"texto {number} " + "x" * (number % 7 * 200) for number in range(120)]
    with serving(stub) as address:
        assert tuple(text.upper() for text in texts) == engine(address).translate(texts, "es", "en")

    assert texts == [text for body in stub.bodies for text in body["q"]]
    assert all(len(body["q"]) <= 50 and sum(map(len, body["q"])) <= 4000 for body in stub.bodies)


def test_a_server_that_takes_fewer_texts_gets_fewer() -> None:
    stub = Stub(batch_limit=2)
    with serving(stub) as address:
        assert tuple("ABCDE") == engine(address).translate(list("abcde"), "es", "en")


def test_a_busy_server_is_given_time_and_asked_again() -> None:
    busy = _json({"error": "Slowdown: 6 per 1 minute"}, 429)
    waits: list[float] = []
    with serving(Stub(busy, _json({}, 429, **{"Retry-After": "7"}), busy)) as address:
        assert ("hello",) == engine(address, sleep=waits.append).translate(["hola"], "es", "en")

    assert [2.0, 7.0, 8.0] == waits


def test_patience_has_an_end() -> None:
    waits: list[float] = []
    forever = [_json({"error": "Slowdown"}, 429, **{"Retry-After": "3600"})] * 9
    with serving(Stub(*forever)) as address, pytest.raises(EngineError, match="status 429: Slowdown; wait"):
        engine(address, sleep=waits.append).translate(["hola"], "es", "en")

    assert [20.0] * 3 == waits


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (_json({"error": "es-xx is not supported"}, 400), "status 400: es-xx is not supported; check the pair"),
        (_json({"error": "Invalid API key"}, 403), "status 403: Invalid API key; put a valid key into TRIAGE_LIBRE"),
        (Reply(404, b"<html>", {"Content-Type": "text/html"}), r"404: no message \(text/html\); check the address"),
        (_json({"error": "Internal"}, 500), "status 500: Internal; look into the server's log"),
        (Reply(200, b"<html>"), "gave no list of 1 translations"),
        (_json({"translatedText": "hello"}), "gave no list of 1 translations"),
        (_json({"translatedText": ["a", "b"]}), "gave no list of 1 translations"),
        (_json({"translatedText": [None]}), "gave no list of 1 translations"),
        (_json(["hello"]), "gave no list of 1 translations"),
        (Reply(200, b'{"translatedText": ["hel', cut_bytes=9), "is cut off; try again"),
    ],
)
def test_every_other_answer_is_an_error_with_a_way_out(reply: Reply, message: str) -> None:
    with serving(Stub(reply)) as address, pytest.raises(EngineError, match=message):
        engine(address).translate(["hola"], "es", "en")


def test_a_server_that_keeps_silent_is_an_error() -> None:
    hold = threading.Event()
    stub = Stub(Reply(hold=hold))
    with serving(stub) as address:
        silent = LibreTranslate(Settings(libretranslate_url=address, timeout_seconds=0.2))
        with pytest.raises(EngineError, match=r"no answer from .*timed out"):
            silent.translate(["hola"], "es", "en")
        hold.set()


def test_the_key_goes_into_the_body_and_nowhere_else() -> None:
    with serving(Stub(key="secret")) as address:
        assert ("hello",) == engine(address, api_key="secret").translate(["hola"], "es", "en")

    assert "secret" not in repr(Settings(api_key="secret"))


def test_another_server_at_the_address_is_named() -> None:
    with serving(lambda asked: Reply(200, b"<html>")) as address, pytest.raises(EngineError, match="is no LibreTransl"):
        engine(address).pairs()


def test_a_language_the_server_lacks_is_an_error() -> None:
    with serving(Stub()) as address, pytest.raises(EngineError, match="does not know the language fr"):
        engine(address).translate(["bonjour"], "fr", "en")


@pytest.mark.parametrize(
    "url", ["http://example.org", "ftp://localhost", "localhost:5000", "http://127.0.0.1.example.org"]
)
def test_only_an_encrypted_or_local_address_is_taken(url: str) -> None:
    with pytest.raises(ConfigError):
        engine(url)


def test_the_user_may_allow_http_to_another_machine() -> None:
    assert engine("http://example.org", insecure=True, offline=True).pairs() == frozenset()


def test_without_a_server_there_are_no_pairs() -> None:
    assert frozenset() == LibreTranslate().pairs()
    with pytest.raises(EngineError, match="no LibreTranslate server is configured"):
        LibreTranslate().translate(["hola"], "es", "en")


def test_offline_only_a_server_on_this_machine_is_asked() -> None:
    assert frozenset() == engine("https://example.org", offline=True).pairs()
    with serving(Stub()) as address:
        assert engine(address, offline=True).pairs()


def test_auto_goes_on_where_the_server_is_away_and_a_name_does_not() -> None:
    with serving(Stub()) as address:
        pass
    settings = Settings(order=("libretranslate", "command"), libretranslate_url=address, command=("cat",))
    chosen = translators.select_engine("auto", "es", "en", settings)

    assert chosen is not None
    assert "command" == chosen.name
    with pytest.raises(EngineError, match="no answer from"):
        translators.select_engine("libretranslate", "es", "en", settings)
