"""`triage selftest`: whether this installation works, with the facts that a bug report needs."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from typing import NamedTuple

import click

import triage
from triage import plugins, translators
from triage.cli import engines
from triage.cli.group import COMMANDS
from triage.cli.output import Output
from triage.lid.store import inventory

_FRAGMENT = "Cientos de vecinos protestan en la plaza contra la subida del alquiler"
_DOCUMENT = f"""\
The council met on Tuesday to talk about the price of housing in the old town, which has doubled in five years.

{_FRAGMENT}

Owners say that they pay more for repairs, and that the new rules would drive them out of the market altogether.
"""
_BROKEN = 1


class _Check(NamedTuple):
    """What was checked, and what came out: `wrong` is empty where all is well."""

    what: str
    wrong: str


@click.command(short_help=COMMANDS["selftest"].help)
def selftest() -> int:
    """Check this installation on a built-in document.

    Ends with status 0 when all is well, 1 when something is broken.
    """
    status = 0
    with Output() as output:
        output.write(f"triage {triage.__version__}, Python {platform.python_version()}, {platform.platform()}\n")
        for check in _checks():
            verdict = "FAILED" if check.wrong else "ok"
            output.write(f"{verdict:<8}{check.what}{check.wrong and f': {check.wrong}'}\n")
            status = _BROKEN if check.wrong else status
        for name in plugins.names("translators"):
            pairs = translators.make(name, engines.settings()).pairs()
            output.write(f"engine  {name}: {', '.join(f'{a} to {b}' for a, b in sorted(pairs)) or 'no pairs here'}\n")
    return status


def _checks() -> Iterator[_Check]:
    languages = inventory().tags
    yield _Check(f"language tables: {len(languages)} languages", "" if languages else "none")
    found = [finding.fragment.text for finding in triage.scan(_DOCUMENT).findings]
    yield _Check("the Spanish line is found, and nothing else", "" if found == [_FRAGMENT] else f"found {found}")
    once = triage.clean(_DOCUMENT, action="mark").text or ""
    marked = _DOCUMENT.replace(_FRAGMENT, f"[es] {_FRAGMENT}")
    yield _Check("it is marked, and nothing else changes", "" if once == marked else repr(once))
    twice = triage.clean(once, action="mark").text
    yield _Check("cleaning again changes nothing", "" if twice == once else repr(twice))
