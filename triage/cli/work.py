"""What is done with one document after the other, here or in worker processes: read it, then scan or clean it.

Everything that goes in or comes out can be pickled.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from triage import lid, pipeline, readers, source, translators
from triage.cli.engines import ShelfFiles
from triage.discovery import STDIN
from triage.errors import ConfigError, InputError, TriageError
from triage.model import Result
from triage.pipeline import Failed, Job, Settings
from triage.tools import Identify, Tools

# Documents go to a worker by the dozen: fewer and the pipe between processes shows, more and the last worker is late.
_CHUNK = 16

PLAIN = "langdetect"  # the detector that is there for comparison


class Task(NamedTuple):
    """A document that is yet to be read, and what is wanted of it.

    Attributes:
        path: as found; `-` for standard input.
        name: what it goes by; None for standard input without a name.
        format: as told; None to find out.
        max_bytes: more is refused.
        settings: for the pipeline.
    """

    path: str
    name: str | None
    format: str | None
    max_bytes: int
    settings: Settings


class Failure(NamedTuple):
    """A document that could not be done; the error names it."""

    error: TriageError


@dataclass(frozen=True, slots=True)
class Means:
    """What documents are done with.

    Attributes:
        detector: the name of the identification.
        engine: the name of the translation engine, or `auto`.
        engines: what engines are made from.
        shelf: the files of what need not be translated again.
        install: whether missing models may be downloaded.
    """

    detector: str
    engine: str
    engines: translators.Settings
    shelf: ShelfFiles = ShelfFiles()
    install: bool = False

    def tools(self) -> Tools:
        """Return them as the pipeline wants them."""
        return Tools(identify=self._identify(), choose_engine=self._choose)

    def _choose(self, source: str, target: str) -> translators.Translator | None:
        from triage.translators.desk import open_shelf, select_desk  # 10 ms, most of them for SQLite

        shelf = open_shelf(*self.shelf)
        desk = select_desk(self.engine, source, target, self.engines, shelf)
        if desk is not None or not self.install:
            return desk
        from triage.cli.models import install_pair  # 40 ms

        install_pair(source, target, yes=True)
        return select_desk(self.engine, source, target, self.engines, shelf)

    def _identify(self) -> Identify:
        if self.detector == PLAIN:
            from triage.lid import plain  # langdetect itself: 45 ms, and a second when all its profiles are needed

            return plain.identify
        return lid.identify


Outcome = Result | Failure
Work = Callable[[Sequence[Task], Means], Iterator[Outcome]]


def scan(tasks: Sequence[Task], means: Means) -> Iterator[Outcome]:
    """Yield the outcome of each document, same order."""
    tools = means.tools()
    for task in tasks:
        try:
            job = load(task)
            yield pipeline.scan(job.document, job.settings, tools=tools)
        except InputError as error:
            yield Failure(error)
        except MemoryError:
            yield _too_large(task)


def clean(tasks: Sequence[Task], means: Means) -> Iterator[Outcome]:
    """Yield the outcome of each document, same order; an engine is called once for many of them."""
    waiting: list[Failure | None] = []  # the places of the documents read so far that have no outcome yet

    def jobs() -> Iterator[Job]:
        for task in tasks:
            try:
                job = load(task)
            except InputError as error:
                waiting.append(Failure(error))
                continue
            except MemoryError:
                waiting.append(_too_large(task))
                continue
            waiting.append(None)
            yield job

    for outcome in pipeline.clean_all(jobs(), tools=means.tools()):
        while (failure := waiting.pop(0)) is not None:
            yield failure
        yield _failure(outcome) if isinstance(outcome, Failed) else outcome
    yield from (failure for failure in waiting if failure is not None)


def load(task: Task) -> Job:
    """Read a document.

    Raises:
        InputError: it cannot be read, or is no text.
    """
    if task.path == STDIN:
        if sys.stdin is None:
            raise InputError("standard input is closed", hint="pipe a text in, or name files")
        document = source.read_stream(sys.stdin.buffer, path=task.name, max_bytes=task.max_bytes)
    else:
        document = source.read(task.path, max_bytes=task.max_bytes)
    format = task.format or readers.format_of(task.name, document.text)
    return Job(replace(document, format=format), task.settings)


def run(work: Work, tasks: Sequence[Task], means: Means, *, processes: int) -> Iterator[Outcome]:
    """Yield the outcome of each document, same order, from this process or from several others."""
    if processes <= 1 or len(tasks) <= _CHUNK or any(task.path == STDIN for task in tasks):
        yield from work(tasks, means)
        return
    from concurrent.futures import ProcessPoolExecutor  # 30 ms; only for -j

    chunks = [tasks[at : at + _CHUNK] for at in range(0, len(tasks), _CHUNK)]
    pool = ProcessPoolExecutor(min(processes, len(chunks)), initializer=_ignore_interrupt)
    try:
        for outcomes in pool.map(_collect, (work for _ in chunks), chunks, (means for _ in chunks)):
            yield from outcomes
    finally:
        pool.shutdown(cancel_futures=True)


def default_processes() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _collect(work: Work, tasks: Sequence[Task], means: Means) -> list[Outcome]:
    """Do a chunk in a worker process; what goes back is only what a report needs."""
    return [_slim(outcome) for outcome in work(tasks, means)]


def _slim(outcome: Outcome) -> Outcome:
    if isinstance(outcome, Failure):
        return outcome
    document = replace(outcome.document, segments=())
    return replace(outcome, document=document, notes=dict(outcome.notes))


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the parent, which ends the workers; otherwise each of them prints a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _too_large(task: Task) -> Failure:
    return Failure(InputError("not enough memory for it", path=task.name or "<stdin>", hint="split it"))


def _failure(failed: Failed) -> Failure:
    """Return a failure with an error that names the document; a wrong command line ends the run."""
    error = failed.error
    if isinstance(error, ConfigError):
        raise error
    if error.path is None:
        error = type(error)(error.what, path=failed.document.path or "<stdin>", hint=error.hint)
    return Failure(error)
