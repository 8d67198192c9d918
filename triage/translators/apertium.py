"""Translate with Apertium, the rule-based system of the Linux distributions: offline, small, quick to start.

All texts of a run go through one process. They are separated by blank lines: Apertium hides a full stop there, so that
no grammar reaches from one text into the next, as it does with one text per line (4 of 60 changed that way).
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from triage.errors import EngineError
from triage.langtag import primary
from triage.translators import DEFAULTS, Counted, Pair, Settings
from triage.translators.process import run

PROGRAM = "apertium"

# Modes are named with two- or three-letter codes, whatever the author of the pair liked. Those which
# `langtag.primary` does not know (ISO 639-3 -> ISO 639-1; hbs is the macrolanguage of bs, hr and sr).
_CODES = {
    "afr": "af", "arg": "an", "ast": "ast", "bel": "be", "bre": "br", "bul": "bg", "crh": "crh", "cym": "cy",
    "ell": "el",
    "epo": "eo", "eus": "eu", "fao": "fo", "gle": "ga", "glg": "gl", "heb": "he", "hin": "hi", "ind": "id", "isl": "is",
    "kaz": "kk", "kir": "ky", "mkd": "mk", "mlt": "mt", "msa": "ms", "nno": "no", "nob": "no", "oci": "oc", "ron": "ro",
    "sme": "se", "slv": "sl", "sqi": "sq", "srd": "sc", "srp": "sr", "hrv": "hr", "bos": "bs", "tat": "tt", "ukr": "uk",
    "urd": "ur", "uzb": "uz",
}  # fmt: skip
_MEMBERS = {"hbs": ("sr", "hr", "bs"), "sh": ("sr", "hr", "bs")}
_MODE = re.compile(r"(?P<source>[a-z]{2,3})(?:[_@]\w+)?-(?P<target>[a-z]{2,3})(?P<variant>[_@]\w+)?\Z")

# Apertium puts `*` before a word it does not know, `@` and `#` before one it cannot transfer or generate.
_MARK = re.compile(r"[*@#]+(?=\w)")
# Those characters in the text itself travel as private-use characters, which Apertium passes through.
_HIDE = str.maketrans({"*": "\ue000", "@": "\ue001", "#": "\ue002"})
_SHOW = str.maketrans({"\ue000": "*", "\ue001": "@", "\ue002": "#"})
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


class Apertium:
    """The Apertium of this machine."""

    name = "apertium"

    def __init__(self, settings: Settings = DEFAULTS, *, program: str = PROGRAM) -> None:
        self._program = shutil.which(program)
        self._timeout_seconds = settings.timeout_seconds

    def pairs(self) -> frozenset[Pair]:
        """Return the pairs of the installed modes."""
        return frozenset(self._modes())

    def model(self, source: str, target: str) -> str:
        """Return the mode of a pair, such as `spa-eng`; Apertium's data carry no version that can be asked for."""
        return self._modes().get((primary(source), primary(target)), "")

    def revision(self, source: str, target: str) -> str:
        """Return when the data of the pair were built."""
        return str((self._directory / f"{self.model(source, target)}.mode").stat().st_mtime_ns)

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """Return the translations, one per text, unknown words as they are.

        Raises:
            EngineError: the pair is not installed, or the answer does not match the texts.
        """
        return tuple(counted.text for counted in self.translate_counted(texts, source, target))

    def translate_counted(self, texts: Sequence[str], source: str, target: str) -> tuple[Counted, ...]:
        """Return the translations and how many words of each are not in Apertium's dictionaries."""
        mode = self.model(source, target)
        if not self._program or not mode:
            raise EngineError(
                f"Apertium cannot translate {source} to {target} here",
                hint="install its package for the pair, such as apertium-eng-spa",
            )
        blocks = [" ".join(text.translate(_HIDE).split()) for text in texts]
        sent = [block for block in blocks if block]
        received = self._ask(mode, sent) if sent else []
        if len(received) != len(sent):
            what = f"Apertium gave {len(received)} texts for {len(sent)}"
            raise EngineError(what, hint="use another engine for them")
        counted = iter([_without_marks(text) for text in received])
        return tuple(next(counted) if block else Counted("", 0) for block in blocks)

    def _ask(self, mode: str, texts: Sequence[str]) -> list[str]:
        assert self._program is not None
        answer = run([self._program, mode], "\n\n".join(texts) + "\n", timeout_seconds=self._timeout_seconds)
        return _BLANK_LINE.split(answer.strip("\n"))

    @property
    def _directory(self) -> Path:
        """Where the modes are: the program and its data share a prefix, /usr/bin and /usr/share."""
        return Path(self._program or PROGRAM).resolve().parent.parent / "share" / "apertium" / "modes"

    def _modes(self) -> dict[Pair, str]:
        """Return the mode of each pair; one without a variant goes before `spa-eng_US`."""
        names = sorted(self._mode_names(), key=lambda name: ("_" in name or "@" in name, name), reverse=True)
        return {pair: name for name in names for pair in _pairs_of(name)}

    def _mode_names(self) -> Iterator[str]:
        if self._program:
            yield from (path.stem for path in self._directory.glob("*.mode"))


def _pairs_of(mode: str) -> Iterator[Pair]:
    """Yield the pairs of primary tags that a mode serves; none for the debugging modes, such as `spa-eng-tagger`."""
    match = _MODE.match(mode)
    if match is None:
        return
    for source in _tags(match["source"]):
        for target in _tags(match["target"]):
            if source != target:
                yield source, target


def _tags(code: str) -> tuple[str, ...]:
    return _MEMBERS.get(code) or (_CODES.get(code) or primary(code),)


def _without_marks(text: str) -> Counted:
    """Return a text without Apertium's marks, and their number; the text's own characters come back."""
    plain, unknown_words = _MARK.subn("", text)
    return Counted(plain.translate(_SHOW).strip(), unknown_words)
