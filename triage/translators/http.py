"""Speak HTTP the few times triage does: to a server the user runs, and to fetch a model the user asked for.

Every request has a time limit, no answer is read without a size limit, and nothing travels unencrypted to another
machine unless the user allows it.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from triage.errors import ConfigError, EngineError

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from urllib.request import HTTPRedirectHandler, OpenerDirector

_SCHEMES = ("https", "http")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a server."""

    url: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    timeout_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: status, media type and body."""

    status: int
    media_type: str
    body: bytes
    retry_after: str = ""


def check_url(url: str, *, insecure: bool) -> None:
    """Refuse a URL that is none, or that would send text unencrypted to another machine.

    Raises:
        ConfigError: with the way out.
    """
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise ConfigError(f"{url!r} is no web address", hint="write it as https://host")
    if parts.scheme == "http" and not insecure and not is_loopback(parts.hostname):
        raise ConfigError(f"{url} would send text unencrypted", hint="use https, or allow it with --insecure")


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine, without asking the network for its name."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def open_url(request: Request) -> Iterator[HTTPResponse]:
    """Send a request and give the response, whatever its status; redirections must stay encrypted.

    Raises:
        EngineError: there is no answer.
    """
    import urllib.error  # 40 ms with urllib.request
    import urllib.request

    prepared = urllib.request.Request(request.url, data=request.body, headers=dict(request.headers))
    try:
        response = _opener(request.url).open(prepared, timeout=request.timeout_seconds)
    except urllib.error.HTTPError as error:
        response = error  # it is a response as well
    except (OSError, ValueError) as error:  # URLError, time-outs, refused connections, odd headers
        reason = getattr(error, "reason", error)
        what = f"no answer from {request.url} ({reason})"
        raise EngineError(what, hint="check the address and the network") from error
    with response:
        yield response


def fetch(request: Request, *, max_bytes: int) -> Answer:
    """Return a server's whole answer.

    Raises:
        EngineError: there is none, it is cut off, or it is too large.
    """
    from http.client import HTTPException

    with open_url(request) as response:
        try:
            body = response.read(max_bytes + 1)
        except (OSError, HTTPException) as error:
            raise EngineError(f"the answer of {request.url} is cut off ({error})", hint="try again") from error
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and len(body) < min(int(announced), max_bytes):
            raise EngineError(f"the answer of {request.url} is cut off", hint="try again")
        if len(body) > max_bytes:
            raise EngineError(f"the answer of {request.url} is larger than {max_bytes} bytes", hint="check the address")
        return Answer(
            response.status,
            response.headers.get_content_type(),
            body,
            response.headers.get("Retry-After", ""),
        )


def _opener(url: str) -> OpenerDirector:
    """Return what opens a URL; a proxy is never asked for this machine, whatever the environment says."""
    import urllib.request

    local = is_loopback(urlsplit(url).hostname or "")
    return urllib.request.build_opener(_redirections(), *([urllib.request.ProxyHandler({})] if local else []))


def _redirections() -> type[HTTPRedirectHandler]:
    """Return a handler that follows redirections, but never from https to http."""
    import urllib.error
    import urllib.request

    class Encrypted(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]  # as urllib
            if req.full_url.startswith("https:") and not newurl.startswith("https:"):
                raise urllib.error.URLError("it redirects to an unencrypted address")
            return super().redirect_request(req, fp, code, msg, headers, newurl)

    return Encrypted
