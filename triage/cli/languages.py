"""`triage languages`: what can be told apart, and by which evidence."""

from __future__ import annotations

import click

from triage.cli.group import COMMANDS
from triage.cli.output import Output
from triage.lid.table import load_tables


@click.command(short_help=COMMANDS["languages"].help)
def languages() -> int:
    """List the languages, with the evidence for each.

    A word list tells more than the sequences of letters alone: short fragments in a language without one are found
    less surely.
    """
    tables = load_tables()
    rows = sorted(zip(tables.languages, tables.listed.tolist(), strict=True))
    width = max(len(tag) for tag, _ in rows)
    with Output() as output:
        for tag, listed in rows:
            output.write(f"{tag:<{width}}  {'word list, letters' if listed else 'letters'}\n")
    return 0
