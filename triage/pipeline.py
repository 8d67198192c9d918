"""The one way through the house: scan a document, or clean it.

Pure: receives objects, loads nothing, prints nothing, opens nothing. The command line, the hook, the library and the
corpus filter all come through here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from triage import policy
from triage.errors import EngineError, InputError, TriageError
from triage.langtag import primary
from triage.layouts import Style
from triage.model import Action, Document, Finding, Result, Segment, Span
from triage.policy import Policy
from triage.readers import ReaderOptions
from triage.tools import TOOLS, ChooseEngine, Identify, Tools
from triage.translators import AUTO, Pair, Translator, explain_missing

# Documents are gathered until this much text waits: an engine is then called once per pair and not once per document.
# A batch is held three times over (text, segments, result); this bounds that to some 50 MB.
BATCH_CODE_POINTS = 4_000_000
BATCH_DOCUMENTS = 512


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user wants of one document.

    Attributes:
        policy: what is a finding, and what is done about it.
        lang: the matrix language; None for what the document declares, else what its text shows.
        target: the language to translate into; None for the language around each fragment.
        style: how marks are spelled.
        reader: what the readers are told.
        engine: the name of the engine asked for, for the sentence that says it is missing.
        today: the day for the record of a translation, ISO 8601; the pipeline has no clock.
        verify: whether to say what the proof of a cleaning compared.
    """

    policy: Policy = Policy()
    lang: str | None = None
    target: str | None = None
    style: Style = Style()
    reader: ReaderOptions = ReaderOptions()
    engine: str = AUTO
    today: str = ""
    verify: bool = False


class Job(NamedTuple):
    """A document, not yet read for segments, and what is wanted of it."""

    document: Document
    settings: Settings


class Failed(NamedTuple):
    """A document that could not be done; it is to be left as it is."""

    document: Document
    error: TriageError


class _Draft(NamedTuple):
    """A document on its way through."""

    document: Document
    settings: Settings
    matrix: str
    findings: tuple[Finding, ...]


def scan(document: Document, settings: Settings = Settings(), *, tools: Tools = TOOLS) -> Result:
    """Find the fragments of a document; its text is not touched and no engine is asked.

    Args:
        document: without segments; `format` says how it is read.
        settings: what is a finding.
        tools: the reader and the identification to use.

    Raises:
        TriageError: the document cannot be read.
    """
    draft = _find(document, settings, tools, None)
    return Result(draft.document, draft.matrix, draft.findings)


def clean(document: Document, settings: Settings = Settings(), *, tools: Tools = TOOLS) -> Result:
    """Find the fragments of a document and write what the policy decides.

    Args:
        document: without segments; `format` says how it is read.
        settings: what is wanted.
        tools: the reader, the identification and the choice of engine.

    Returns:
        The result with its edits and its text; equal to the document's where there is nothing to do.

    Raises:
        TriageError: the document cannot be read, or an engine failed as a whole.
    """
    (outcome,) = clean_all([Job(document, settings)], tools=tools)
    if isinstance(outcome, Failed):
        raise outcome.error
    return outcome


def clean_all(jobs: Iterable[Job], *, tools: Tools = TOOLS) -> Iterator[Result | Failed]:
    """Clean many documents with one engine call per language pair and batch.

    Args:
        jobs: taken one by one; what waits for its engine call is bounded by `BATCH_CODE_POINTS`.
        tools: the reader, the identification and the choice of engine.

    Yields:
        One outcome per job, same order. A document that fails does not stop the others.
    """
    engines = _Engines(tools.choose_engine)
    batch: list[_Draft | Failed] = []
    waiting = 0
    for job in jobs:
        batch.append(_try_find(job, tools, engines))
        waiting += len(job.document.text)
        if waiting >= BATCH_CODE_POINTS or len(batch) >= BATCH_DOCUMENTS:
            yield from _finish(batch, tools, engines)
            batch, waiting = [], 0
    yield from _finish(batch, tools, engines)


class _Engines:
    """The engine of each pair, chosen once."""

    def __init__(self, choose: ChooseEngine) -> None:
        self._choose = choose
        self._chosen: dict[Pair, Translator | None] = {}

    def get(self, source: str, target: str) -> Translator | None:
        """Return the engine for a pair, None if none is ready."""
        pair = (primary(source), primary(target))
        if pair not in self._chosen:
            self._chosen[pair] = self._choose(*pair)
        return self._chosen[pair]

    def ready(self, source: str, target: str) -> bool:
        """Tell whether there is an engine for a pair."""
        return self.get(source, target) is not None


def _try_find(job: Job, tools: Tools, engines: _Engines) -> _Draft | Failed:
    try:
        return _find(job.document, job.settings, tools, engines.ready)
    except TriageError as error:
        return Failed(job.document, error)
    except MemoryError:
        return _too_large(job.document)


def _too_large(document: Document) -> Failed:
    return Failed(document, InputError("not enough memory for it", path=document.path, hint="split it"))


def _find(document: Document, settings: Settings, tools: Tools, ready: policy.Ready | None) -> _Draft:
    """Read, identify, decide."""
    return _decide(tools.read(document, settings.reader), settings, tools, ready)


def _decide(document: Document, settings: Settings, tools: Tools, ready: policy.Ready | None) -> _Draft:
    identified = tools.identify(
        document.segments,
        matrix=settings.lang or document.lang,
        languages=settings.policy.languages,
        expected=settings.policy.expected,
        min_confidence=settings.policy.min_confidence,
    )
    findings = policy.decide(document, identified.fragments, settings.policy, ready=ready, target=settings.target)
    return _Draft(document, settings, identified.matrix, findings)


def _search(document: Document, *, settings: Settings, tools: Tools, ready: policy.Ready) -> Sequence[Span]:
    """Return the spans of a document, read again, that the next run would change."""
    findings = _decide(document, settings, tools, ready).findings
    return [finding.span for finding in findings if finding.action not in (Action.KEEP, Action.FLAG)]


def _finish(batch: Sequence[_Draft | Failed], tools: Tools, engines: _Engines) -> Iterator[Result | Failed]:
    """Translate what waits in a batch, then write document after document."""
    settle = _translate([draft for draft in batch if isinstance(draft, _Draft)], tools, engines)
    for draft in batch:
        yield draft if isinstance(draft, Failed) else _try_write(draft, settle, tools, engines)


# A draft -> its findings, translated; raises EngineError.
_Settle = Callable[[_Draft], tuple[Finding, ...]]


def _translate(batch: Sequence[_Draft], tools: Tools, engines: _Engines) -> _Settle:
    """Translate all findings that want it; a scan, and a run that only marks, never load the translators."""
    if not any(finding.action is Action.TRANSLATE for draft in batch for finding in draft.findings):
        return lambda draft: draft.findings
    from triage import translating  # 12 ms

    identify = partial(_language_of, identify=tools.identify)
    waiting = [translating.Waiting(draft.document, draft.findings, draft.settings.target) for draft in batch]
    translated = translating.translate_all(waiting, engines.get, identify=identify, today=batch[0].settings.today)
    return lambda draft: translating.settle(
        translating.Waiting(draft.document, draft.findings, draft.settings.target), translated
    )


def _language_of(text: str, *, identify: Identify) -> str:
    """Return the language of a translation, for the check that it is no longer that of the original."""
    segment = Segment(Span(0, len(text)), text)
    return identify([segment], matrix=None, languages=None, expected=frozenset(), min_confidence=0.0).matrix


def _try_write(draft: _Draft, settle: _Settle, tools: Tools, engines: _Engines) -> Result | Failed:
    try:
        return _write(draft, settle(draft), tools, engines)
    except EngineError as error:
        return Failed(draft.document, error)
    except MemoryError:
        return _too_large(draft.document)


def _write(draft: _Draft, findings: tuple[Finding, ...], tools: Tools, engines: _Engines) -> Result:
    from triage.rewriting import rewrite  # 8 ms with the writers and the proof; a scan never writes

    settings = draft.settings
    read = partial(tools.read, options=settings.reader)
    search = partial(_search, settings=settings, tools=tools, ready=engines.ready)
    written = rewrite(
        draft.document,
        findings,
        settings.policy,
        settings.style,
        matrix=draft.matrix,
        read=read,
        search=search,
        verify=settings.verify,
    )
    notes = _notes(settings, findings)  # before what the format refused: a lacking engine is lacking all the same
    if written.proof is not None:
        name = draft.document.path or "<stdin>"
        notes[f"verified:{name}"] = f"{name}: {written.proof.sentence()}"
    return Result(
        draft.document, draft.matrix, written.findings, written.edits, written.text, MappingProxyType(notes)
    )


def _notes(settings: Settings, findings: Sequence[Finding]) -> dict[str, str]:
    """Return what the user should be told once per run: the pairs without an engine."""
    notes: dict[str, str] = {}
    for finding in findings:
        if policy.lacks_engine(finding, settings.policy):
            pair = primary(finding.lang), primary(settings.target or finding.fragment.matrix)
            notes["no-engine:{}:{}".format(*pair)] = explain_missing(settings.engine, *pair)
    return notes
