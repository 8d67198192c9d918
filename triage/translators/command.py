"""Translate with any program: JSON Lines in, JSON Lines out, no shell.

For each text the program reads a line `{"id": 0, "text": "...", "source": "es", "target": "en"}` and writes a line
`{"id": 0, "text": "..."}`, in any order. It is started once per run and language pair.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from triage.errors import EngineError
from triage.langtag import primary
from triage.translators import ANY, DEFAULTS, Pair, Settings
from triage.translators.process import run


class Command:
    """The program of the settings."""

    name = "command"

    def __init__(self, settings: Settings = DEFAULTS) -> None:
        self._command = settings.command
        self._timeout_seconds = settings.timeout_seconds

    def pairs(self) -> frozenset[Pair]:
        """Return that it takes any pair, if there is a program at all: only the program knows better."""
        return frozenset({(ANY, ANY)}) if self._command else frozenset()

    def model(self, source: str, target: str) -> str:
        """Return the program's name."""
        return self._command[0] if self._command else ""

    def revision(self, source: str, target: str) -> str:
        """Return the whole command."""
        return "\0".join(self._command)

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """Return the translations, one per text.

        Raises:
            EngineError: the program fails, or does not answer each line once.
        """
        if not self._command:
            raise EngineError("no translation command is configured", hint="set engine-command")
        pair = {"source": primary(source), "target": primary(target)}
        lines = (json.dumps({"id": i, "text": text, **pair}, ensure_ascii=False) for i, text in enumerate(texts))
        answer = run(self._command, "".join(line + "\n" for line in lines), timeout_seconds=self._timeout_seconds)
        return self._collect(answer, len(texts))

    def _collect(self, answer: str, count: int) -> tuple[str, ...]:
        translated: dict[int, str] = {}
        for number, line in enumerate(answer.splitlines(), start=1):
            if not line.strip():
                continue
            index, text = self._parse(line, number)
            if index in translated or not 0 <= index < count:
                raise EngineError(f"{self._command[0]}: line {number} of its output has an unexpected id {index}")
            translated[index] = text
        if len(translated) != count:
            missing = next(index for index in range(count) if index not in translated)
            raise EngineError(f"{self._command[0]} gave no translation for id {missing}")
        return tuple(translated[index] for index in range(count))

    def _parse(self, line: str, number: int) -> tuple[int, str]:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if isinstance(record, dict) and type(record.get("id")) is int and isinstance(record.get("text"), str):
            return record["id"], record["text"]
        raise EngineError(
            f"{self._command[0]}: line {number} of its output is no {{\"id\": number, \"text\": string}}",
            hint="it must write JSON Lines and nothing else to its standard output",
        )
