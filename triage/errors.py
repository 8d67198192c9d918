"""Errors a user can act on.

    TriageError
    ├── ConfigError   exit status 2: the command line or a configuration file is wrong
    ├── InputError    exit status 3: a document cannot be read or written
    └── EngineError   exit status 3: a translation engine failed

The message is the contract: what failed, where, what to do. Only `triage.cli` prints it and turns it into an
exit status; anything else that escapes is a bug and keeps its traceback.
"""

from __future__ import annotations

from typing import ClassVar


class TriageError(Exception):
    """A failure with a message for the user.

    Args:
        what: what failed, in a few words ("not valid UTF-8 at byte 17").
        path: the file or source it happened in, shown first.
        hint: the way out, an imperative ("convert it with iconv").
    """

    exit_status: ClassVar[int] = 3

    def __init__(self, what: str, *, path: str | None = None, hint: str | None = None) -> None:
        self.what = what
        self.path = path
        self.hint = hint
        super().__init__(what)

    def __str__(self) -> str:
        place = f"{self.path}: " if self.path else ""
        way_out = f"; {self.hint}" if self.hint else ""
        return f"{place}{self.what}{way_out}"


class ConfigError(TriageError):
    """The command line or the configuration cannot be used."""

    exit_status: ClassVar[int] = 2


class InputError(TriageError):
    """A document cannot be read, understood or written; it is left as it was."""


class EngineError(TriageError):
    """A translation engine is missing, failed or gave an unusable answer."""
