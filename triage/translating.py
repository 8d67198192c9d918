"""Have the findings of many documents translated: one engine call per language pair, whatever the documents.

Does not choose engines and writes nothing. Apart from the pipeline because a scan must not pay for importing it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from triage import policy
from triage.errors import EngineError
from triage.langtag import primary
from triage.model import Action, Document, Finding
from triage.names import find_names
from triage.translators import Pair, Translator
from triage.translators.batch import Accepted, Outcome, translate
from triage.translators.checks import Identify


class Waiting(NamedTuple):
    """A document, its findings, and the language to translate into: None for the one around each fragment."""

    document: Document
    findings: tuple[Finding, ...]
    target: str | None

    def pair(self, finding: Finding) -> Pair:
        """Return the language pair of a finding."""
        return primary(finding.lang), primary(self.target or finding.fragment.matrix)


# What came of each text of a pair, or the error of an engine that failed as a whole.
Translated = Mapping[Pair, Mapping[str, Outcome] | EngineError]


def translate_all(
    batch: Iterable[Waiting], get_engine: Callable[[str, str], Translator | None], *, identify: Identify, today: str
) -> Translated:
    """Translate each finding whose action is TRANSLATE.

    Args:
        batch: the documents.
        get_engine: the engine of a pair; there is one for every pair that is to be translated.
        identify: the language of a text, for the check that a translation is no longer in that of its original.
        today: the day for the record, ISO 8601.
    """
    texts: dict[Pair, dict[str, None]] = {}
    names: dict[Pair, set[str]] = {}
    for waiting in batch:
        wanted = [finding for finding in waiting.findings if finding.action is Action.TRANSLATE]
        shared = find_names(waiting.document, wanted)
        for finding in wanted:
            pair = waiting.pair(finding)
            texts.setdefault(pair, {})[finding.fragment.text] = None
            names.setdefault(pair, set()).update(shared)
    translated: dict[Pair, Mapping[str, Outcome] | EngineError] = {}
    for pair, distinct in texts.items():
        engine = get_engine(*pair)
        assert engine is not None, "the policy translates only pairs that are ready"
        try:
            outcomes = translate(list(distinct), *pair, engine, names=names[pair], identify=identify, today=today)
        except EngineError as error:
            translated[pair] = error
        else:
            translated[pair] = dict(zip(distinct, outcomes, strict=True))
    return translated


def settle(waiting: Waiting, translated: Translated) -> tuple[Finding, ...]:
    """Return the findings of a document with their translations; marked where a check rejected one (TR004).

    Raises:
        EngineError: the engine of one of its pairs failed as a whole.
    """
    return tuple(_settle(finding, waiting.pair(finding), translated) for finding in waiting.findings)


def _settle(finding: Finding, pair: Pair, translated: Translated) -> Finding:
    if finding.action is not Action.TRANSLATE:
        return finding
    outcomes = translated[pair]
    if isinstance(outcomes, EngineError):
        raise outcomes
    outcome = outcomes[finding.fragment.text]
    if isinstance(outcome, Accepted):
        reason = f"{finding.reason}; {outcome.note}" if outcome.note else finding.reason
        return replace(finding, translation=outcome.translation, reason=reason)
    return policy.reject(finding, outcome.reason, action=Action.MARK)
