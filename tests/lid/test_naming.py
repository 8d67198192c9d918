"""Naming: close languages are settled by the document, and what no list knows is undetermined."""

from __future__ import annotations

import pytest

from tests.lid.given import segment_of
from triage.lid import identify
from triage.lid.naming import settle
from triage.model import Fragment, Span


def fragment(lang: str, runner_up: str | None = None) -> Fragment:
    """Return a fragment in a language that may be another one."""
    return Fragment(segment_of("x"), Span(0, 1), lang, "en", 0.9, runner_up)


SURE_CZECH, CZECH = fragment("cs"), fragment("cs", "sk")
SURE_SLOVAK, SLOVAK = fragment("sk"), fragment("sk", "cs")


@pytest.mark.parametrize(
    ("fragments", "settled"),
    [
        pytest.param([], [], id="none"),
        pytest.param([SLOVAK], [SLOVAK], id="alone"),
        pytest.param([SLOVAK, CZECH], [SLOVAK, CZECH], id="undecided ones settle nothing"),
        pytest.param([SLOVAK, SURE_CZECH], [CZECH, SURE_CZECH], id="a sure one after it"),
        pytest.param([SURE_CZECH, SLOVAK], [SURE_CZECH, CZECH], id="a sure one before it"),
        pytest.param([SURE_CZECH, SURE_SLOVAK, SLOVAK], [SURE_CZECH, SURE_SLOVAK, SLOVAK], id="sure ones of both"),
        pytest.param([SURE_CZECH, CZECH], [SURE_CZECH, CZECH], id="already so"),
        pytest.param([fragment("cs"), fragment("und", "cs")], [fragment("cs"), fragment("und", "cs")], id="und stays"),
    ],
)
def test_the_document_decides_between_close_languages(fragments: list[Fragment], settled: list[Fragment]) -> None:
    assert settle(fragments) == tuple(settled)


def test_a_longer_text_of_which_no_list_knows_the_words_is_undetermined() -> None:
    text = "xorvath klimpune dvastroke umzinkal pretofar glimnat uvverok stanvilp kromtale yusdint"
    langs = {fragment.lang for fragment in identify([segment_of(text)], matrix="en", min_confidence=0.0).fragments}

    assert langs <= {"und"}


def test_a_runner_up_is_another_language_than_both() -> None:
    texts = ["Dobrý den", "Dobro jutro", "Fotografia do arquivo", "God morgen", "Selamat pagi semua", "Una casa"]
    fragments = identify([segment_of(text) for text in texts], matrix="en", min_confidence=0.0).fragments

    assert any(fragment.runner_up for fragment in fragments)
    assert all(fragment.runner_up not in {fragment.lang, fragment.matrix} for fragment in fragments)
