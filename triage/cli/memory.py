"""`triage memory`: the reviewed translations of a repository, which go before any engine."""

from __future__ import annotations

import os
from pathlib import Path

import click

from triage import config
from triage.cli.group import COMMANDS, say
from triage.cli.output import Output
from triage.cli.settings import MEMORY
from triage.errors import InputError
from triage.memory import tmx

FILE = click.option(
    "--memory", metavar="FILE", help="The memory. [default: the nearest .triage/memory.tmx, else one is made here]"
)


@click.group(short_help=COMMANDS["memory"].help)
def memory() -> None:
    """Show and extend the reviewed translation memory.

    It is a TMX file that belongs into the repository: what is in it is translated so by everyone, in a hook too,
    without any engine. To fill it, let `triage clean --report pairs.tmx` write what an engine made, correct that in any
    editor for TMX, and add it.
    """


@memory.command("list")
@FILE
def list_units(memory: str | None) -> int:
    """List the translations, a line each: languages, original, translation, tab-separated."""
    path = _path(memory)
    with Output() as output:
        for unit in tmx.read(path) if path.exists() else ():
            cells = (unit.source, unit.target, tmx.normal(unit.text), tmx.normal(unit.translation))
            output.write("\t".join(cells) + ("" if unit.reviewed else "\tnot reviewed") + "\n")
    return 0


@memory.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@FILE
def add(files: tuple[str, ...], memory: str | None) -> int:
    """Add the translations in TMX files: with this they count as reviewed. Of two for the same text the later stays."""
    path = _path(memory)
    old = tmx.read(path) if path.exists() else ()
    new = [unit for file in files for unit in tmx.read(Path(file))]
    if not new:
        raise InputError("no translations in it", path=files[0], hint="write one with `triage clean --report X.tmx`")
    units = {unit.key: unit for unit in old} | {unit.key: tmx.reviewed(unit) for unit in new}
    tmx.write(path, units.values())
    say(f"{path}: {len(units)} translations, {len(units) - len({unit.key for unit in old})} of them new")
    return 0


def _path(named: str | None) -> Path:
    return Path(named or config.nearest(os.getcwd(), MEMORY) or MEMORY)
