"""The findings of many documents go to the engine together and come back to their places."""

from __future__ import annotations

import pytest

from tests.fakes import BrokenEngine, DictionaryEngine
from triage.errors import EngineError
from triage.model import Action, Document, Finding, Fragment, Role, Segment, Span
from triage.translating import Waiting, settle, translate_all


def waiting(*texts: str, action: Action = Action.TRANSLATE, lang: str = "es", target: str | None = None) -> Waiting:
    findings = []
    for text in texts:
        segment = Segment(Span(0, len(text)), text)
        findings.append(
            Finding(Fragment(segment, Span(0, len(text)), lang, "en", 0.9), "TR001", Role.CAPTION, action, "why")
        )
    return Waiting(Document("\n\n".join(texts)), tuple(findings), target)


def run(batch: list[Waiting], engine: DictionaryEngine) -> list[tuple[Finding, ...]]:
    translated = translate_all(batch, lambda *pair: engine, identify=lambda text: "und", today="2026-11-23")
    return [settle(one, translated) for one in batch]


def test_translations_carry_engine_and_day() -> None:
    ((finding,),) = run([waiting("Vista del puerto")], DictionaryEngine())
    assert finding.translation is not None

    assert finding.translation.text == "View of the harbour"
    assert (finding.translation.engine, finding.translation.created) == ("dictionary", "2026-11-23")
    assert (finding.rule, finding.reason, finding.action) == ("TR001", "why", Action.TRANSLATE)


def test_one_call_over_documents() -> None:
    engine = DictionaryEngine()
    run([waiting("Vista del puerto"), waiting("No pasarán", "Vista del puerto")], engine)

    assert engine.calls == [("Vista del puerto", "No pasarán")]


def test_what_is_not_to_be_translated_is_not_sent() -> None:
    engine = DictionaryEngine()
    one = waiting("Vista del puerto", action=Action.MARK)

    assert run([one], engine) == [one.findings]
    assert engine.calls == []


def test_a_rejection_gives_its_reason() -> None:
    ((finding,),) = run([waiting("Algo que nadie conoce")], DictionaryEngine())

    assert (finding.rule, finding.action, finding.translation) == ("TR004", Action.MARK, None)
    assert finding.reason not in ("", "why")


def test_a_broken_engine_fails_who_needs_it() -> None:
    other = waiting("Vista del puerto", action=Action.FLAG)
    translated = translate_all(
        [waiting("Vista del puerto"), other], lambda *pair: BrokenEngine(), identify=lambda text: "und", today=""
    )

    assert settle(other, translated) == other.findings
    with pytest.raises(EngineError):
        settle(waiting("Vista del puerto"), translated)


@pytest.mark.parametrize(
    ("lang", "target", "expected"),
    [("es", None, ("es", "en")), ("es-MX", None, ("es", "en")), ("es", "fr-CA", ("es", "fr"))],
)
def test_pair(lang: str, target: str | None, expected: tuple[str, str]) -> None:
    one = waiting("Vista", lang=lang, target=target)

    assert one.pair(one.findings[0]) == expected
