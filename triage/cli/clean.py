"""`triage clean`: write clean bilingual text, to standard output or in place."""

from __future__ import annotations

import os
from contextlib import ExitStack
from types import TracebackType
from typing import Self

import click

from triage import reports, source
from triage.cli import work
from triage.cli.group import COMMANDS, is_piped
from triage.cli.options import PATHS, PLACING, READING, RUNNING, WRITING
from triage.cli.output import Output
from triage.cli.run import FAILED, FINDINGS, Run
from triage.diff import unified
from triage.discovery import STDIN
from triage.errors import ConfigError, InputError
from triage.model import Layout, Result
from triage.policy import parse_layouts

# What the suffix of --report says about its format.
_REPORTS = {".tsv": "tsv", ".jsonl": "jsonl", ".tmx": "tmx", ".json": "json", ".sarif": "sarif"}


@click.command(params=[PATHS, *READING, *WRITING, *PLACING, *RUNNING], short_help=COMMANDS["clean"].help)
@click.pass_context
def clean(ctx: click.Context, /, **_: object) -> int:
    """Write clean bilingual text.

    Reads files, directories and - for standard input; without a PATH what is piped in. The text goes to standard
    output, or with --in-place back into the files.

    Ends with status 0, also when the text changed; 1 with --check when it would; 2 when the command line or the
    configuration is wrong; 3 when a document could not be done (the others still are, and it is left as it was).
    """
    run = Run(ctx, default=[STDIN] if is_piped() else [])
    _refuse_contradictions(run, ctx)
    changed = False
    with ExitStack() as stack:
        output = stack.enter_context(Output(run.course.output, run.progress))
        side = stack.enter_context(_SideFile(run.course.report)) if run.course.report else None
        for result in run.results(work.clean):
            changed = _place(result, run, output) or changed
            if side is not None:
                side.add(result)
    if run.failed:
        return FAILED
    return FINDINGS if changed and (run.course.check or run.course.exit_non_zero_on_fix) else 0


class _SideFile:
    """The report of a cleaning, such as the pairs of a split: its suffix says what is written.

    Args:
        path: the file.

    Raises:
        ConfigError: the suffix says nothing.
    """

    def __init__(self, path: str) -> None:
        suffix = os.path.splitext(path)[1].lower()
        if suffix not in _REPORTS:
            hint = f"end its name in one of: {', '.join(_REPORTS)}"
            raise ConfigError("the name does not say what to write", path=path, hint=hint)
        self._report = reports.make(_REPORTS[suffix])
        self._output = Output(path)

    def __enter__(self) -> Self:
        self._output.write(self._report.begin())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._output.write(self._report.end())
        self._output.__exit__(kind, error, trace)

    def add(self, result: Result) -> None:
        """Write about a document."""
        self._output.write(self._report.result(result))


def _place(result: Result, run: Run, output: Output) -> bool:
    """Put the text of a document where it is wanted; tell whether it differs from what was read."""
    document, text, course = result.document, result.text, run.course
    assert text is not None, "a cleaned document has a text"
    shown = document.path or "<stdin>"
    changed = text != document.text
    if course.diff:
        for piece in unified(document.text, result.edits, name=shown):
            output.write(piece)
    elif course.check:
        if changed:
            run.tell(f"would clean {shown}")
    elif not course.in_place:
        output.send(source.encode(document, text))
    elif changed:
        try:
            source.replace(document, text)
        except InputError as error:
            run.fail(error)
            return False
        run.tell(f"cleaned {shown}")
    return changed


def _refuse_contradictions(run: Run, ctx: click.Context) -> None:
    """Refuse what cannot be meant, before anything is read or written."""
    course = run.course
    if not run.paths:
        raise click.UsageError("nothing to clean: name files or directories, or pipe a text in", ctx)
    if course.in_place and STDIN in run.paths:
        raise click.UsageError("standard input cannot be cleaned in place", ctx)
    if course.in_place and course.output:
        raise click.UsageError("--in-place and --output contradict each other", ctx)
    if course.report is None and _splits(run):
        raise click.UsageError("the layout split needs a place for the pairs: --report pairs.tsv", ctx)


def _splits(run: Run) -> bool:
    for path in run.paths:
        default, by_role = parse_layouts(run.wishes(path).layout)
        if Layout.SPLIT in (default, *by_role.values()):
            return True
    return False
