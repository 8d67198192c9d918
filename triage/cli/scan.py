"""`triage scan`: report, change nothing."""

from __future__ import annotations

import click

from triage import reports
from triage.cli import work
from triage.cli.group import COMMANDS, is_piped
from triage.cli.options import PATHS, READING, REPORTING, RUNNING
from triage.cli.output import Output, colours_stdout
from triage.cli.run import FAILED, FINDINGS, Run
from triage.discovery import STDIN
from triage.model import Result
from triage.reports import ReportOptions

_STATISTICS = "statistics"


@click.command(params=[PATHS, *READING, *REPORTING, *RUNNING], short_help=COMMANDS["scan"].help)
@click.pass_context
def scan(ctx: click.Context, /, **_: object) -> int:
    """Report text in another language than its document.

    Reads files, directories and - for standard input; without a PATH what is piped in, else the working directory.

    Ends with status 0 when nothing is found, 1 when something is, 2 when the command line or the configuration is
    wrong, 3 when a document could not be read (the others are still done).
    """
    run = Run(ctx, default=[STDIN if is_piped() else "."])
    course = run.course
    colour = course.output is None and colours_stdout()
    report = reports.make(_STATISTICS if course.statistics else course.format, ReportOptions(colour))
    found = False
    with Output(course.output, run.progress) as output:
        output.write(report.begin())
        for result in run.results(work.scan):
            found = found or bool(result.findings)
            output.write(report.result(result))
            _warn_of_nothing(run, result)
        output.write(report.end())
    if run.failed:
        return FAILED
    return FINDINGS if found and not course.exit_zero else 0


def _warn_of_nothing(run: Run, result: Result) -> None:
    """Say that an empty pipe was scanned where none was asked for: in a CI job that passes for a clean repository."""
    if not run.course.paths and run.paths == (STDIN,) and not result.document.text:
        run.tell("triage: nothing on standard input; name files or directories to scan them")
