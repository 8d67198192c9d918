"""The calls that programs make: `triage.scan` and `triage.clean`, with the real identification."""

from __future__ import annotations

import subprocess
import sys

import pytest

import triage
from tests.fakes import DictionaryEngine

CAPTION = "Vista del puerto viejo desde la torre de la catedral"
ARTICLE = (
    "The harbour was quiet on Monday morning, and the ferries had not yet left for the islands.\n\n"
    f"{CAPTION}\n\n"
    "By noon the quays were full of people who had come to see the ships that had arrived overnight.\n"
)


def test_scan() -> None:
    result = triage.scan(ARTICLE)
    (finding,) = result.findings

    assert (result.matrix, finding.lang, finding.rule) == ("en", "es", "TR001")
    assert (finding.role, finding.action) == (triage.Role.CAPTION, triage.Action.FLAG)
    assert ARTICLE[slice(*finding.span)] == CAPTION
    assert 0.5 < finding.confidence <= 1
    assert result.text is None


def test_scan_with_a_declared_matrix() -> None:
    assert [f.lang for f in triage.scan(CAPTION, lang="en").findings] == ["es"]
    assert triage.scan(CAPTION, lang="es").findings == ()


def test_an_allowed_phrase_is_no_finding() -> None:
    assert triage.scan(ARTICLE, allow=[CAPTION]).findings == ()


def test_a_closed_set_of_languages_names_no_other() -> None:
    assert {finding.lang for finding in triage.scan(ARTICLE, languages=["fr", "it"]).findings} <= {"fr", "it"}


def test_min_confidence() -> None:
    (finding,) = triage.scan(ARTICLE).findings

    assert triage.scan(ARTICLE, min_confidence=min(1.0, finding.confidence + 1e-6)).findings == () or (
        finding.confidence == 1.0
    )


def test_clean_with_an_engine_of_ones_own() -> None:
    engine = DictionaryEngine(known={CAPTION: "View of the old harbour from the cathedral tower"})
    result = triage.clean(ARTICLE, engine=engine)

    assert result.text == ARTICLE.replace(
        CAPTION, f"[es] {CAPTION}\n[en] View of the old harbour from the cathedral tower"
    )
    assert triage.clean(result.text or "", engine=engine).text == result.text


def test_an_engine_that_does_not_serve_the_pair_is_not_asked() -> None:
    engine = DictionaryEngine(("fr", "en"))
    result = triage.clean(ARTICLE, engine=engine)

    assert result.text == ARTICLE.replace(CAPTION, f"[es] {CAPTION}")
    assert (engine.calls, list(result.notes)) == ([], ["no-engine:es:en"])


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("mark", f"[es] {CAPTION}\n\n"),
        ("drop", ""),
        ("flag", f"{CAPTION}\n\n"),
        ("keep", f"{CAPTION}\n\n"),
        (["mark", "caption=drop"], ""),
        (["drop", "heading=keep", "caption=mark"], f"[es] {CAPTION}\n\n"),
    ],
)
def test_clean_by_action(action: str | list[str], expected: str) -> None:
    assert triage.clean(ARTICLE, action=action).text == ARTICLE.replace(f"{CAPTION}\n\n", expected)


def test_clean_by_layout_and_target() -> None:
    engine = DictionaryEngine(("es", "fr"), {CAPTION: "Vue du vieux port depuis la tour de la cathédrale"})
    result = triage.clean(ARTICLE, engine=engine, layout="replace", target="fr")

    assert result.text == ARTICLE.replace(CAPTION, "Vue du vieux port depuis la tour de la cathédrale")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: triage.scan("x", format="klingon"), "no reader is named 'klingon'"),
        (lambda: triage.clean("x", action="shout"), "no action is named 'shout'"),
        (lambda: triage.clean("x", layout="diagonal"), "no layout is named 'diagonal'"),
        (lambda: triage.clean(ARTICLE, engine="babelfish"), "no translator is named 'babelfish'"),
        (lambda: triage.clean("x", dialect="cockney"), "no dialect is named 'cockney'"),
    ],
)
def test_a_wrong_name_is_an_error_that_says_so(call: object, message: str) -> None:
    with pytest.raises(triage.ConfigError, match=message):
        call()  # type: ignore[operator]  # a lambda from the table


def test_keys_say_which_values_are_text() -> None:
    data = f'{{"note": "{CAPTION}", "other": "{CAPTION}"}}'

    assert len(triage.scan(data, format="json", lang="en", keys=["note"]).findings) == 1


def test_a_dialect_says_how_markdown_is_marked() -> None:
    page = f"# Harbour news\n\n{CAPTION}\n"
    marked = triage.clean(page, format="markdown", lang="en", action="mark", dialect="kramdown").text

    assert marked is not None and CAPTION in marked and 'lang="es"' in marked and "<" not in marked


@pytest.mark.parametrize("text", ["", "\n", " \n\t\r\n", "12345", "?!"])
def test_nothing_to_find(text: str) -> None:
    result = triage.clean(text)

    assert (result.findings, result.edits, result.text) == ((), (), text)


def test_everything_that_is_listed_is_there() -> None:
    assert [name for name in triage.__all__ if not hasattr(triage, name)] == []
    assert dir(triage) == sorted(triage.__all__)


def test_nothing_else_is_there() -> None:
    with pytest.raises(AttributeError, match="module 'triage' has no attribute 'translate_all'"):
        triage.translate_all


def test_importing_it_loads_next_to_nothing() -> None:
    code = "import sys; before = set(sys.modules); import triage; print(*sorted(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert {"numpy", "dataclasses", "triage.model", "triage.pipeline"}.isdisjoint(run.stdout.split())
