"""The whole way through the house, with planted fragments and a dictionary for an engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import PLANTED, BrokenEngine, DictionaryEngine, PlantedIdentification
from triage.edits import verify
from triage.errors import ConfigError, EngineError
from triage.model import Action, Document, Layout, Result, Role
from triage.pipeline import BATCH_DOCUMENTS, Failed, Job, Settings, clean, clean_all, scan
from triage.policy import Policy
from triage.tools import Tools

ARTICLE = (
    'The strike was over.\n\nVista del puerto\n\nHe cried "No pasarán" and left.\n\n'
    "Mapa que muestra la ciudad vieja\ny el camino hacia la costa\nThe road ahead\n"
)

IDENTIFY = PlantedIdentification()
SCANNING = Tools(identify=IDENTIFY)


def tools(engine: DictionaryEngine | None = None) -> Tools:
    engine = engine or DictionaryEngine()
    return Tools(identify=IDENTIFY, choose_engine=engine.choose)


def summary(result: Result) -> list[tuple[str, Role, Action]]:
    return [(finding.rule, finding.role, finding.action) for finding in result.findings]


def test_scan_finds_and_changes_nothing() -> None:
    result = scan(Document(ARTICLE), tools=SCANNING)

    assert result.matrix == "en"
    assert summary(result) == [
        ("TR001", Role.CAPTION, Action.FLAG),
        ("TR001", Role.QUOTE, Action.FLAG),
        ("TR001", Role.CAPTION, Action.FLAG),
    ]
    assert (result.edits, result.text) == ((), None)


def test_a_span_is_what_stands_there() -> None:
    found = [ARTICLE[slice(*finding.span)] for finding in scan(Document(ARTICLE), tools=SCANNING).findings]

    assert [" ".join(text.split()) for text in found] == list(PLANTED)[:1] + list(PLANTED)[2:0:-1]


def test_clean_translates_what_an_engine_can() -> None:
    result = clean(Document(ARTICLE), tools=tools())

    assert result.text == (
        "The strike was over.\n\n[es] Vista del puerto\n[en] View of the harbour\n\n"
        'He cried "[es: No pasarán] [en: They shall not pass]" and left.\n\n'
        "[es: Mapa que muestra la ciudad vieja\ny el camino hacia la costa]\n"
        "[en] Map showing the old town and the road to the coast\nThe road ahead\n"
    )
    assert {finding.action for finding in result.findings} == {Action.TRANSLATE}
    assert result.notes == {}


def test_clean_marks_without_an_engine_and_says_so_once() -> None:
    result = clean(Document(ARTICLE), tools=SCANNING)

    assert {finding.action for finding in result.findings} == {Action.MARK}
    assert list(result.notes) == ["no-engine:es:en"]
    assert "models install es en" in result.notes["no-engine:es:en"]
    assert result.text is not None and result.text.count("[es") == 3 and "[en" not in result.text


def test_translate_without_an_engine_leaves_the_text_for_a_run_that_has_one() -> None:
    result = clean(Document(ARTICLE), Settings(Policy(Action.TRANSLATE)), tools=SCANNING)

    assert {(finding.rule, finding.action) for finding in result.findings} == {("TR003", Action.FLAG)}
    assert result.text == ARTICLE
    assert list(result.notes) == ["no-engine:es:en"]


def test_a_rejected_translation_is_marked() -> None:
    result = clean(Document("A\n\nVista del puerto\n"), tools=tools(DictionaryEngine(known={})))
    (finding,) = result.findings

    assert (finding.rule, finding.action, finding.translation) == ("TR004", Action.MARK, None)
    assert finding.reason
    assert result.text == "A\n\n[es] Vista del puerto\n"


def test_what_the_format_cannot_hold_is_flagged_and_left() -> None:
    text = "A (Vista del puerto] B"
    result = clean(Document(text), Settings(Policy(Action.MARK)), tools=Tools(identify=_whole_bracket))

    assert summary(result) == [("TR004", Role.PARAGRAPH, Action.FLAG)]
    assert result.findings[0].reason == "a bracket in it has no partner"
    assert result.text == text


def test_an_attribute_that_can_hold_no_mark_keeps_its_rule() -> None:
    text = "![Vista del puerto](a.jpg)\n"
    result = clean(Document(text, format="markdown"), Settings(Policy(Action.MARK)), tools=SCANNING)

    assert summary(result) == [("TR001", Role.ALT_TEXT, Action.FLAG)]
    assert result.findings[0].reason.startswith("es in en; ")
    assert result.text == text


def test_an_engine_is_missed_also_where_no_mark_can_stand_for_it() -> None:
    result = clean(Document("![Vista del puerto](a.jpg)\n", format="markdown"), tools=SCANNING)

    assert list(result.notes) == ["no-engine:es:en"]


def test_a_translation_that_the_format_cannot_hold_is_rejected() -> None:
    text = "A (Vista del puerto] B"
    engine = DictionaryEngine(known={"Vista del puerto]": "View of the harbour]"})
    result = clean(Document(text), tools=Tools(identify=_whole_bracket, choose_engine=engine.choose))

    assert summary(result) == [("TR004", Role.PARAGRAPH, Action.FLAG)]
    assert result.text == text


def _whole_bracket(segments, **wanted):  # type: ignore[no-untyped-def]  # as Identify
    return PlantedIdentification({"Vista del puerto]": "es"})(segments, **wanted)


def test_a_translation_that_would_be_found_again_is_not_written() -> None:
    engine = DictionaryEngine(known={"Vista del puerto": "No pasarán", "No pasarán": "They shall not pass"})
    text = "A\n\nVista del puerto\n\nNo pasarán\n"
    result = clean(Document(text), Settings(Policy(layout=Layout.REPLACE)), tools=tools(engine))

    assert [(finding.rule, finding.action) for finding in result.findings] == [
        ("TR004", Action.FLAG),
        ("TR001", Action.TRANSLATE),
    ]
    assert result.findings[0].reason == "its translation would be found again"
    assert result.text == "A\n\nVista del puerto\n\nThey shall not pass\n"


def test_the_declared_language_comes_before_the_inferred_and_the_wish_before_it() -> None:
    asked: list[str | None] = []

    def identify(segments, *, matrix, **wanted):  # type: ignore[no-untyped-def]  # as Identify
        asked.append(matrix)
        return IDENTIFY(segments, matrix=matrix, **wanted)

    for document, lang in ((Document("A"), None), (Document("A", lang="fr"), None), (Document("A", lang="fr"), "de")):
        scan(document, Settings(lang=lang), tools=Tools(identify=identify))

    assert asked == [None, "fr", "de"]


def test_one_engine_call_for_all_documents_and_equal_texts() -> None:
    engine = DictionaryEngine()
    jobs = [Job(Document(f"{k}\n\nVista del puerto\n\nNo pasarán\n", path=f"{k}.txt"), Settings()) for k in range(5)]
    results = list(clean_all(jobs, tools=tools(engine)))

    assert engine.calls == [("Vista del puerto", "No pasarán")]
    assert [result.document.path for result in results] == [f"{k}.txt" for k in range(5)]


def test_documents_are_taken_in_bounded_batches() -> None:
    taken = 0

    def jobs() -> Iterator[Job]:
        nonlocal taken
        for _ in range(3 * BATCH_DOCUMENTS):
            taken += 1
            yield Job(Document("A"), Settings())

    results = clean_all(jobs(), tools=SCANNING)
    next(results)

    assert taken == BATCH_DOCUMENTS
    assert len(list(results)) == 3 * BATCH_DOCUMENTS - 1


def test_a_document_that_fails_does_not_stop_the_others() -> None:
    jobs = [Job(Document("A", format="klingon"), Settings()), Job(Document("Vista del puerto"), Settings())]
    failed, result = clean_all(jobs, tools=SCANNING)

    assert isinstance(failed, Failed) and isinstance(failed.error, ConfigError)
    assert isinstance(result, Result) and result.text == "[es] Vista del puerto"


def test_an_engine_that_fails_fails_the_documents_that_need_it() -> None:
    jobs = [Job(Document("Vista del puerto"), Settings()), Job(Document("A"), Settings())]
    failed, result = clean_all(jobs, tools=tools(BrokenEngine()))

    assert isinstance(failed, Failed) and str(failed.error) == "the engine is broken; repair it"
    assert isinstance(result, Result) and result.text == "A"


def test_clean_raises_what_failed() -> None:
    with pytest.raises(EngineError, match="broken"):
        clean(Document("Vista del puerto"), tools=tools(BrokenEngine()))


def test_an_engine_is_chosen_once_for_a_pair() -> None:
    asked: list[tuple[str, str]] = []

    def choose(source: str, target: str) -> None:
        asked.append((source, target))

    jobs = [Job(Document("Vista del puerto\n\nNo pasarán"), Settings())] * 3
    list(clean_all(jobs, tools=Tools(identify=IDENTIFY, choose_engine=choose)))

    assert asked == [("es", "en")]


def test_the_target_can_be_another_language_than_the_matrix() -> None:
    engine = DictionaryEngine(("es", "fr"), {"Vista del puerto": "Vue du port"})
    result = clean(Document("Vista del puerto"), Settings(target="fr"), tools=tools(engine))

    assert result.text == "[es] Vista del puerto\n[fr] Vue du port"


LINES = st.sampled_from(
    [
        *PLANTED,
        "Mapa que muestra la ciudad vieja\ny el camino hacia la costa",
        "«Vista del puerto».",
        "  Vista del puerto  ",
        "- No pasarán",
        'She said "No pasarán" twice.',
        "No pasarán No pasarán",
        "Vista del puerto (No pasarán) [sic]",
        "[No pasarán",
        "No pasarán]",
        "[es] Vista del puerto",
        "[en] View of the harbour",
        "[fr] Vista del puerto",
        "an [es: El mar] inside",
        "open [es: El mar",
        "Plain words of the document.",
        "[1] a note",
        "\f",
        "\u00a0",
        "\u2028",
    ]
)
NEWLINES = st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\n \n", " ", ""])


@st.composite
def articles(draw: st.DrawFn) -> str:
    """Documents of planted captions, quotes, marks and plain lines, with every newline there is."""
    return "".join(draw(LINES) + draw(NEWLINES) for _ in range(draw(st.integers(0, 8))))


WISHES = [(None, None), *((action, layout) for action in Action for layout in Layout)]


@pytest.mark.parametrize(("action", "layout"), WISHES)
@pytest.mark.parametrize("engine", [DictionaryEngine(), DictionaryEngine(known={}), DictionaryEngine(("fr", "en"))])
@given(text=articles())
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_cleaning_is_idempotent_and_changes_only_its_edits(
    action: Action | None, layout: Layout | None, engine: DictionaryEngine, text: str
) -> None:
    wanted = Settings(Policy(action, layout=layout))
    with_engine = tools(engine)
    once = clean(Document(text), wanted, tools=with_engine)
    assert once.text is not None
    twice = clean(Document(once.text), wanted, tools=with_engine)

    assert twice.text == once.text
    assert verify(text, once.text, once.edits)


@pytest.mark.parametrize("layout", [Layout.PARALLEL, Layout.APPEND])
@given(text=articles())
@settings(max_examples=30, deadline=None)
def test_marks_and_translations_beside_take_nothing_away(layout: Layout, text: str) -> None:
    result = clean(Document(text), Settings(Policy(layout=layout)), tools=tools())

    assert all(span.start == span.end for span, _ in result.edits)


@given(text=articles())
@settings(max_examples=30, deadline=None)
def test_what_is_written_or_dropped_is_found_no_more(text: str) -> None:
    for action in (Action.MARK, Action.DROP):
        wanted = Settings(Policy(action))
        once = clean(Document(text), wanted, tools=tools())
        again = scan(replace(once.document, text=once.text or "", segments=()), tools=tools())
        left = [finding for finding in once.findings if finding.action is Action.FLAG]

        assert len(again.findings) == len(left)
