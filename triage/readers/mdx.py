"""MDX: Markdown with the modules' code and the JavaScript expressions in it masked."""

from __future__ import annotations

import re

from triage.readers.effects import blank

_EXPRESSION = re.compile(r"\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}")
_MODULE = re.compile(r"^(?:import|export)[ \t{*][^\n]*(?:\n(?![ \t]*\r?$)[^\n]*)*", re.M)


def mask_mdx(text: str, body: int) -> str:
    """Return MDX with its modules' code and its expressions masked."""

    def masked(match: re.Match[str]) -> str:
        if match.start() < body or "\n\n" in match[0] or "\r\n\r\n" in match[0]:
            return match[0]
        return blank(match[0])

    return _EXPRESSION.sub(masked, _MODULE.sub(masked, text))
