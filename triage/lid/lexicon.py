"""The hand-written word lists of `data/lexicon.txt`: particles of names, street words, roles, established phrases.

Hints for the guard of `triage.lid.confidence`, never decisions. The file names the source of each list.
"""

from __future__ import annotations

from triage.lid.store import DATA


def read_sections(text: str) -> dict[str, str]:
    """Return the text of each section of the lexicon by its name, comments left out."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            lines.append(line)
    return {name: " ".join(lines) for name, lines in sections.items()}


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in text.split("|"))


_SECTIONS = read_sections((DATA / "lexicon.txt").read_text(encoding="utf-8"))

PARTICLES = frozenset(_SECTIONS["particles"].split())
STREET_WORDS = frozenset(_SECTIONS["street words"].split())
AGENCIES = frozenset(_SECTIONS["agencies"].split())
LEGAL_FORMS = frozenset(_SECTIONS["legal forms"].split())
CREDIT_WORDS = AGENCIES | frozenset(_SECTIONS["credit words"].split())
PHRASES = (
    _phrases(_SECTIONS["phrases"]) + _phrases(_SECTIONS["dishes"]) + tuple((agency,) for agency in sorted(AGENCIES))
)
ROLE_STEMS = tuple(_SECTIONS["role stems"].split())
INSTITUTION_STEMS = tuple(_SECTIONS["institution stems"].split())
CAPTION_STEMS = tuple(_SECTIONS["caption stems"].split())
