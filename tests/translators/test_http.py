from __future__ import annotations

from http.client import HTTPMessage
from io import BytesIO
from urllib.error import URLError
from urllib.request import Request as UrlRequest

import pytest

from tests.translators.server import Reply, serving
from triage.errors import ConfigError, EngineError
from triage.translators.http import Request, _redirections, check_url, fetch, is_loopback


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "::1"])
def test_this_machine_is_known_by_its_addresses(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["example.org", "10.0.0.1", "localhost.example.org", "127.0.0.1.nip.example", "::2", ""]
)
def test_others_are_not_asked_for_theirs(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize("url", ["https://example.org", "http://localhost:5000", "http://[::1]:5000/x", "HTTPS://a.b"])
def test_encrypted_and_local_addresses_pass(url: str) -> None:
    check_url(url, insecure=False)


@pytest.mark.parametrize("url", ["", "example.org", "file:///etc/passwd", "ftp://example.org", "https://", "http:///x"])
@pytest.mark.parametrize("insecure", [True, False])
def test_what_is_no_web_address_is_refused(url: str, insecure: bool) -> None:
    with pytest.raises(ConfigError, match="is no web address"):
        check_url(url, insecure=insecure)


@pytest.mark.usefixtures("socket_enabled")
@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(body=b"x" * 101), "is larger than 100 bytes"),
        (Reply(body=b"x" * 50, cut_bytes=1), "is cut off"),
        (Reply(body=b"zz\r\nx", headers={"Transfer-Encoding": "chunked"}), "is cut off"),
    ],
    ids=["too large", "too short", "no chunk"],
)
def test_an_answer_that_is_not_whole_or_too_large_is_an_error(reply: Reply, message: str) -> None:
    with serving(lambda asked: reply) as address, pytest.raises(EngineError, match=message):
        fetch(Request(address), max_bytes=100)


@pytest.mark.usefixtures("socket_enabled")
def test_a_proxy_is_not_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)

    with serving(lambda asked: Reply(body=b"direct")) as address:
        assert b"direct" == fetch(Request(address), max_bytes=100).body


@pytest.mark.usefixtures("socket_enabled")
def test_redirections_are_followed() -> None:
    elsewhere = Reply(302, headers={"Location": "/b"})
    with serving(lambda asked: elsewhere if asked.path == "/a" else Reply(body=b"b")) as url:
        assert b"b" == fetch(Request(f"{url}/a"), max_bytes=100).body


def test_a_redirection_from_an_encrypted_address_to_another_is_refused() -> None:
    handler = _redirections()()

    with pytest.raises(URLError, match="unencrypted"):
        handler.redirect_request(UrlRequest("https://a.b"), BytesIO(), 302, "", HTTPMessage(), "http://a.b")
    assert handler.redirect_request(UrlRequest("https://a.b"), BytesIO(), 302, "", HTTPMessage(), "https://c.d")
