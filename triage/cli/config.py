"""`triage config`: the value of every option for a document, and where it comes from."""

from __future__ import annotations

import json
from typing import Any

import click

from triage.cli.group import COMMANDS
from triage.cli.options import ALL, LINE_ONLY, key_of
from triage.cli.output import Output
from triage.cli.settings import Resolver


@click.command(params=[click.Argument(["path"], required=False), *ALL], short_help=COMMANDS["config"].help)
@click.pass_context
def config(ctx: click.Context, /, path: str | None, **_: object) -> int:
    """Show the configuration in force, and where it comes from.

    Written as a configuration file, for the document at PATH or else for the working directory. Options that are given
    count as they would for scan and clean.
    """
    resolver = Resolver(ctx)
    found = resolver.config_for(path)
    values = resolver.values(found)
    with Output() as output:
        output.write(f"# {found.path or 'no configuration file'}\n")
        for option in ALL:
            if key_of(option) not in LINE_ONLY:
                name = option.name or ""
                output.write(_line(key_of(option), values[name], resolver.source(name, found)))
    return 0


def _line(key: str, value: Any, source: str) -> str:
    """Return a key and its value as TOML; what is not set is a comment."""
    if value is None:
        return f"# {key} =  # {source}\n"
    # JSON and TOML write strings, booleans, numbers and lists of strings alike.
    shown = json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
    return f"{key} = {shown}  # {source}\n"
