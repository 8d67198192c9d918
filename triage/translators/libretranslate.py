"""Translate with a LibreTranslate server, as a rule one's own: the only engine that sends text anywhere.

The source language is always named, for a server guesses one language for a whole batch. Texts travel in lists, and a
server that is asked too often (429) is given time, but not without end.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from triage.errors import EngineError
from triage.langtag import primary
from triage.translators import DEFAULTS, Pair, Settings
from triage.translators.http import Answer, Request, check_url, fetch, is_loopback

# A server of the default configuration takes lists of any length; public ones allow some thousand characters.
_TEXTS_PER_REQUEST = 50
_CHARACTERS_PER_REQUEST = 4000
_MAX_ANSWER_BYTES = 16 * 1024**2
_HELLO_TIMEOUT_SECONDS = 5.0  # whether a server is there must not hold up a run
_RETRIES = 3
_FIRST_WAIT_SECONDS = 2.0
_LONGEST_WAIT_SECONDS = 20.0

_OK, _BAD_REQUEST, _TOO_MANY = 200, 400, 429
_WAYS_OUT = {
    400: "check the pair and the server's limits",
    403: "put a valid key into TRIAGE_LIBRETRANSLATE_KEY, or into the file TRIAGE_LIBRETRANSLATE_KEY_FILE names",
    404: "check the address: it is that of the server, without /translate",
    429: "wait, or raise the server's limit",
}


class LibreTranslate:
    """The LibreTranslate server of the settings."""

    name = "libretranslate"

    def __init__(self, settings: Settings = DEFAULTS, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._url = settings.libretranslate_url.rstrip("/")
        self._api_key = settings.api_key
        self._timeout_seconds = settings.timeout_seconds
        self._sleep = sleep
        if self._url:
            check_url(self._url, insecure=settings.insecure)
        if settings.offline and self._url and not is_loopback(urlsplit(self._url).hostname or ""):
            self._url = ""

    def pairs(self) -> frozenset[Pair]:
        """Return the pairs the server offers; none where no server is configured, or the network is off.

        Raises:
            EngineError: the server does not answer.
        """
        if not self._url:
            return frozenset()
        return frozenset(
            (source, primary(target))
            for source, language in self._languages.items()
            for target in language["targets"]
            if primary(target) != source
        )

    def revision(self, source: str, target: str) -> str:
        """Return the server's address; it does not say which models it has."""
        return self._url

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """Return the translations, one per text.

        Raises:
            EngineError: the server does not answer, refuses, or answers something else.
        """
        if not self._url:
            raise EngineError("no LibreTranslate server is configured", hint="set libretranslate-url")
        translated: list[str] = []
        for chunk in _chunks(texts):
            translated.extend(self._translate_chunk(chunk, self._code(source), self._code(target)))
        return tuple(translated)

    @cached_property
    def _languages(self) -> Mapping[str, Mapping[str, Any]]:
        """What the server says about each primary language; a plain code goes before one with a region or script."""
        answer = fetch(
            Request(f"{self._url}/languages", timeout_seconds=_HELLO_TIMEOUT_SECONDS), max_bytes=_MAX_ANSWER_BYTES
        )
        entries = _parse(answer) if answer.status == _OK else None
        if not isinstance(entries, list) or not all(_is_language(entry) for entry in entries):
            raise EngineError(f"{self._url} is no LibreTranslate server (status {answer.status})", hint=_WAYS_OUT[404])
        # The last one of a language stays: the shortest code, then the first, zh-Hans and not zh-Hant.
        ordered = sorted(sorted(entries, key=_code_of, reverse=True), key=lambda e: len(e["code"]), reverse=True)
        return {primary(_code_of(entry)): entry for entry in ordered}

    def _code(self, tag: str) -> str:
        """Return the server's code of a language."""
        language = self._languages.get(primary(tag))
        if language is None:
            raise EngineError(f"{self._url} does not know the language {tag}", hint="install its model on the server")
        return str(language["code"])

    def _translate_chunk(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Translate some texts; where the server finds them too many, the halves."""
        answer = self._ask(texts, source, target)
        if answer.status == _BAD_REQUEST and "limit" in _message(answer).lower() and len(texts) > 1:
            half = len(texts) // 2
            parts = (texts[:half], texts[half:])
            return [text for part in parts for text in self._translate_chunk(part, source, target)]
        if answer.status != _OK:
            raise EngineError(
                f"{self._url} answers with status {answer.status}: {_message(answer)}",
                hint=_WAYS_OUT.get(answer.status, "look into the server's log"),
            )
        body = _parse(answer)
        translated = body.get("translatedText") if isinstance(body, dict) else None
        if not isinstance(translated, list) or len(translated) != len(texts) or not _all_strings(translated):
            raise EngineError(f"{self._url} gave no list of {len(texts)} translations", hint="check the address")
        return translated

    def _ask(self, texts: Sequence[str], source: str, target: str) -> Answer:
        body: dict[str, object] = {"q": list(texts), "source": source, "target": target, "format": "text"}
        if self._api_key:
            body["api_key"] = self._api_key
        request = Request(
            f"{self._url}/translate",
            json.dumps(body).encode(),
            {"Content-Type": "application/json", "Accept": "application/json"},
            self._timeout_seconds,
        )
        wait_seconds = _FIRST_WAIT_SECONDS
        for _ in range(_RETRIES):
            answer = fetch(request, max_bytes=_MAX_ANSWER_BYTES)
            if answer.status != _TOO_MANY:
                return answer
            told = float(answer.retry_after) if answer.retry_after.isdecimal() else wait_seconds
            self._sleep(min(told, _LONGEST_WAIT_SECONDS))
            wait_seconds *= 2
        return fetch(request, max_bytes=_MAX_ANSWER_BYTES)


def _chunks(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the texts in lists that a server takes at once, in order."""
    chunk: list[str] = []
    for text in texts:
        full = len(chunk) == _TEXTS_PER_REQUEST or sum(map(len, chunk)) + len(text) > _CHARACTERS_PER_REQUEST
        if chunk and full:
            yield chunk
            chunk = []
        chunk.append(text)
    if chunk:
        yield chunk


def _parse(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return None


def _message(answer: Answer) -> str:
    """Return the error in the server's words, as far as it has any."""
    body = _parse(answer)
    error = body.get("error") if isinstance(body, dict) else None
    return str(error) if error else f"no message ({answer.media_type})"


def _is_language(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("code"), str) and _all_strings(entry.get("targets"))


def _code_of(entry: Mapping[str, Any]) -> str:
    return str(entry["code"])


def _all_strings(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)
