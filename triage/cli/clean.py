"""`triage clean`: write clean bilingual text, to standard output or in place."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType
from typing import Self

import click

from triage import reports, source
from triage.choices import parse_layouts
from triage.cli import work
from triage.cli.group import COMMANDS, is_piped
from triage.cli.options import ENGINES, PATHS, PLACING, READING, RUNNING, WRITING
from triage.cli.output import Output
from triage.cli.run import FAILED, FINDINGS, Run
from triage.cli.settings import Course
from triage.diff import unified
from triage.discovery import STDIN
from triage.errors import ConfigError, InputError
from triage.model import Layout, Result
from triage.policy import REJECTED

# What the suffix of --report says about its format.
_REPORTS = {".tsv": "tsv", ".jsonl": "jsonl", ".tmx": "tmx", ".json": "json", ".sarif": "sarif"}
_TABLES = (".tsv", ".jsonl")  # those that can be added to


@click.command(params=[PATHS, *READING, *WRITING, *ENGINES, *PLACING, *RUNNING], short_help=COMMANDS["clean"].help)
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
        side = _open_side(run.course)
        if side is not None:
            stack.enter_context(side)
        for result in run.results(work.clean):
            _tell_left(result, run)
            if side is not None:
                side.add(result)
            changed = _place(result, run, output) or changed
    if run.failed:
        return FAILED
    return FINDINGS if changed and (run.course.check or run.course.exit_non_zero_on_fix) else 0


class _SideFile:
    """The report of a cleaning, such as the pairs of a split: its suffix says what is written.

    Each document is in it before its file is rewritten: a text that is taken out is never in neither place.

    Args:
        path: the file.
        append: whether to keep the pairs that earlier runs have put there.

    Raises:
        ConfigError: the suffix says nothing.
        InputError: the file cannot be written.
    """

    def __init__(self, path: str, *, append: bool) -> None:
        self._report = reports.make(_REPORTS[_suffix(path)])
        self._append = append
        self._stream = source.create(path, append=append)

    def __enter__(self) -> Self:
        if not (self._append and self._stream.tell()):  # a table has its heading once
            self._write(self._report.begin())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._write(self._report.end())
        self._stream.close()

    def add(self, result: Result) -> None:
        """Write about a document, at once."""
        self._write(self._report.result(result))

    def _write(self, text: str) -> None:
        self._stream.write(text.encode("utf-8", "surrogateescape"))
        self._stream.flush()


def _open_side(course: Course) -> _SideFile | None:
    """Return the side file of a run, None if none is wanted; pairs taken out of files are added to those of before."""
    if course.report is None:
        return None
    return _SideFile(course.report, append=course.in_place and _suffix(course.report) in _TABLES)


def _suffix(path: str) -> str:
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in _REPORTS:
        hint = f"end its name in one of: {', '.join(_REPORTS)}"
        raise ConfigError("the name does not say what to write", path=path, hint=hint)
    return suffix


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


def _tell_left(result: Result, run: Run) -> None:
    """Tell which fragments were left as they are against the user's wish: a check spoke against writing them."""
    left = tuple(finding for finding in result.findings if finding.rule == REJECTED)
    if left:
        run.tell(reports.make("text").result(replace(result, findings=left)).rstrip("\n"))


def _refuse_contradictions(run: Run, ctx: click.Context) -> None:
    """Refuse what cannot be meant, before anything is read or written."""
    course = run.course
    if not run.paths:
        raise click.UsageError("nothing to clean: name files or directories, or pipe a text in", ctx)
    if course.in_place and STDIN in run.paths:
        raise click.UsageError("standard input cannot be cleaned in place", ctx)
    if course.in_place and course.output:
        raise click.UsageError("--in-place and --output contradict each other", ctx)
    if not _splits(run):
        return
    if course.report is None:
        raise click.UsageError("the layout split needs a place for the pairs: --report pairs.tsv", ctx)
    if course.in_place and _suffix(course.report) not in _TABLES:
        raise click.UsageError("split in place adds to its pairs: name a .tsv or .jsonl file with --report", ctx)


def _splits(run: Run) -> bool:
    for path in run.paths:
        default, by_role = parse_layouts(run.wishes(path).layout)
        if Layout.SPLIT in (default, *by_role.values()):
            return True
    return False
