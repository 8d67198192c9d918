"""The `triage` command: its subcommands, imported when asked for, and what it does when none is named."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NamedTuple

import click

from triage import __version__
from triage.cli import INTERRUPTED
from triage.errors import TriageError

USAGE = 2
_HELP_COLUMNS = 100
_FILTER = "clean"


class _Entry(NamedTuple):
    """Where a command is defined, and its line in the list of commands; a test compares it with the command's own."""

    target: str
    help: str


# In the order of the help. Importing a command costs more than half of `import click`: only the one asked for is.
COMMANDS = {
    "scan": _Entry("triage.cli.scan:scan", "Report text in another language than its document."),
    "clean": _Entry("triage.cli.clean:clean", "Write clean bilingual text."),
    "explain": _Entry("triage.cli.explain:explain", "Show the evidence for a line, word by word."),
    "languages": _Entry("triage.cli.languages:languages", "List the languages, with the evidence for each."),
    "models": _Entry("triage.cli.models:models", "List, install, remove and check translation models."),
    "memory": _Entry("triage.cli.memory:memory", "Show and extend the reviewed translation memory."),
    "config": _Entry("triage.cli.config:config", "Show the configuration in force, and where it comes from."),
    "selftest": _Entry("triage.cli.selftest:selftest", "Check this installation on a built-in document."),
}


class ClosedPipe(Exception):
    """Who read our output has left. Not an OSError: click would end with status 1 for that."""


@contextmanager
def _noticing_closed_pipe() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise ClosedPipe from None


class LazyGroup(click.Group):
    """A group that imports a command when it is run, and reads no command from a pipe as `clean`."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Parse the arguments; some, such as `--help`, already write."""
        with _noticing_closed_pipe():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _noticing_closed_pipe():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, _, attribute = entry.target.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `clean` in front where a filter is meant: text on a pipe, and options or nothing."""
        own = {name for param in self.get_params(ctx) for name in param.opts}
        if is_piped() and (not args or (args[0].startswith("-") and args[0] not in own)):
            args = [_FILTER, *args]
        return super().parse_args(ctx, args)


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"max_content_width": _HELP_COLUMNS})
@click.version_option(__version__, prog_name="triage", message="%(prog)s %(version)s")
@click.help_option("-h", "--help")
@click.pass_context
def triage(ctx: click.Context) -> None:
    """Find text in another language than the document it stands in; mark it, translate it, write clean bilingual text.

    With text on a pipe and no command, `triage` is `triage clean -`:

        cat article.txt | triage > bilingual.txt
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def run(args: Sequence[str]) -> int:
    """Run a command and return its exit status, with a line on standard error for what failed."""
    try:
        status = triage.main(list(args), prog_name="triage", standalone_mode=False)
    except click.ClickException as error:
        say(_usage(error))
        return USAGE
    except click.Abort:
        return INTERRUPTED
    except ClosedPipe:
        raise BrokenPipeError from None
    except TriageError as error:
        say(str(error))
        return error.exit_status
    finally:
        if sys.stdout is not None:
            sys.stdout.flush()
    return status if isinstance(status, int) else 0


def say(message: str) -> None:
    """Tell the user something, on standard error."""
    click.echo(f"triage: {message}", err=True)


def is_piped() -> bool:
    """Tell whether somebody sends text to standard input; a terminal, `/dev/null` or a closed stream sends none."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (AttributeError, OSError, ValueError):  # no standard input, or one that is no file, as in a test
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


def _usage(error: click.ClickException) -> str:
    message = error.format_message().rstrip(".")
    ctx = getattr(error, "ctx", None)
    return f"{message}; see {ctx.command_path} --help" if ctx is not None else message
