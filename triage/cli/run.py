"""One run over many documents: which they are, what is wanted of each, and what is told about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

import click

from triage import readers
from triage.cli import engines, work
from triage.cli.group import say
from triage.cli.output import Progress
from triage.cli.settings import Course, Resolver, Wishes, language_of
from triage.cli.work import Failure, Means, Task, Work
from triage.discovery import STDIN, Finder
from triage.errors import TriageError
from triage.lid.store import inventory
from triage.model import Result
from triage.pipeline import Settings

FINDINGS = 1
FAILED = 3


class Run:
    """The documents of a command, and what came of the run as a whole.

    Args:
        ctx: the parsed command line.
        default: the paths that stand for none.

    Attributes:
        course: what is wanted of the run.
        failed: whether a document could not be done.
    """

    def __init__(self, ctx: click.Context, default: Sequence[str]) -> None:
        self._resolver = Resolver(ctx)
        self.course: Course = self._resolver.course()
        self.paths = self.course.paths or tuple(default)
        self._settings: dict[tuple[Wishes, str | None], Settings] = {}
        self._told: set[str] = set()
        self.failed = False

    @cached_property
    def _found(self) -> tuple[str | TriageError, ...]:
        finder = Finder(readers.suffixes(), self.course.exclude, self.course.force_exclude)
        return tuple(finder.find(self.paths))

    @cached_property
    def progress(self) -> Progress:
        """The bar over all documents."""
        return Progress(len(self._found), wanted=not self.course.quiet)

    def results(self, do: Work) -> Iterator[Result]:
        """Yield what came of each document that could be done, in order; tell what is wrong with the others."""
        for error in self._found:
            if isinstance(error, TriageError):
                self.fail(error)
        tasks = self.tasks([path for path in self._found if isinstance(path, str)])
        processes = self.course.jobs or work.default_processes()
        for outcome in self.progress.track(work.run(do, tasks, self.means(), processes=processes)):
            if isinstance(outcome, Failure):
                self.fail(outcome.error)
                continue
            self._explain(outcome)
            self._note(outcome.notes)
            yield outcome

    def means(self) -> Means:
        """Return what the documents are done with."""
        course = self.course
        made_from, shelf = engines.settings(course), engines.shelf(course)
        return Means(course.detector, course.engine, made_from, shelf, course.install_models)

    def tasks(self, paths: Sequence[str]) -> list[Task]:
        """Return what is to be done with each path."""
        return [self._task(path) for path in paths]

    def fail(self, error: TriageError) -> None:
        """Tell what failed; the run goes on and ends with status 3."""
        self.failed = True
        self.progress.hide()
        say(str(error))

    def tell(self, message: str) -> None:
        """Say something, unless the user wants it quiet."""
        if not self.course.quiet:
            self.progress.hide()
            click.echo(message, err=True)

    def wishes(self, path: str) -> Wishes:
        """Return what is wanted of the document at a path of this run."""
        return self._resolver.wishes(self._name(path))

    def _task(self, path: str) -> Task:
        name, wishes = self._name(path), self.wishes(path)
        return Task(path, name, wishes.format_in, wishes.max_bytes, self._settings_for(wishes, name))

    def _name(self, path: str) -> str | None:
        return self.course.stdin_filename if path == STDIN else path

    def _settings_for(self, wishes: Wishes, path: str | None) -> Settings:
        key = (wishes, language_of(path, wishes, _known_languages()))
        if key not in self._settings:
            self._settings[key] = wishes.settings(lang=key[1], today=date.today().isoformat())
        return self._settings[key]

    def _note(self, notes: Mapping[str, str]) -> None:
        """Tell each thing once a run."""
        for key, sentence in notes.items():
            if key not in self._told:
                self.tell(f"triage: {sentence}")
            self._told.add(key)

    def _explain(self, result: Result) -> None:
        if self.course.verbose:
            document = result.document
            config = self._resolver.config_for(document.path).path or "no configuration"
            shown = f"{document.path or '<stdin>'}: {document.format}, {document.encoding}, language {result.matrix}"
            self.tell(f"triage: {shown}, {len(result.findings)} findings, {config}")


def _known_languages() -> frozenset[str]:
    return frozenset(inventory().tags)
