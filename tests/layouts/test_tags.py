"""A start tag is given a language whatever else stands in it, and tags stay balanced."""

from __future__ import annotations

import pytest

from triage.edits import apply
from triage.layouts.tags import balance, elements, enclosing, place_markup, set_lang
from triage.model import Span


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<p>", '<p lang="es">'),
        ("<p >", '<p lang="es" >'),
        ("<img alt='a'/>", "<img alt='a' lang=\"es\"/>"),
        ("<img alt='a' />", "<img alt='a' lang=\"es\" />"),
        ("<a href=/x/>", '<a href=/x/ lang="es">'),
        ('<p lang="fr" class=a>', '<p lang="es" class=a>'),
        ("<p lang=fr>", '<p lang="es">'),
        ('<p xml:lang="fr">', '<p xml:lang="es" lang="es">'),
        ('<p lang="fr" xml:lang="fr">', '<p lang="es" xml:lang="es">'),
        ("<p data-lang=fr hreflang=de>", '<p data-lang=fr hreflang=de lang="es">'),
    ],
)
def test_a_tag_gets_a_language(tag: str, expected: str) -> None:
    assert apply(tag, [set_lang(tag, Span(0, len(tag)), "es")]) == expected


@pytest.mark.parametrize(
    ("text", "core", "expected"),
    [
        ("a uno b", "uno", "uno"),
        ("<b>uno</b> dos", "uno</b> dos", "<b>uno</b> dos"),
        ("uno <b>dos</b>", "uno <b>dos", "uno <b>dos</b>"),
        ("<i><b>uno</b> dos</i> tres", "uno</b> dos</i> tres", "<i><b>uno</b> dos</i> tres"),
        ("<b>a uno</b> dos", "uno</b> dos", None),
        ("uno <b>dos a</b>", "uno <b>dos", None),
        ("uno<br>dos <img src=a>tres", "uno<br>dos <img src=a>tres", "uno<br>dos <img src=a>tres"),
    ],
)
def test_tags_stay_balanced(text: str, core: str, expected: str | None) -> None:
    start = text.index(core)
    span = balance(text, Span(start, start + len(core)))

    assert (text[slice(*span)] if span else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("<i>uno</i>", "<i>"), ("<p>uno</p>", None), ("<i>a uno</i>", None), ("uno", None)]
)
def test_the_inline_element_around_a_stretch(text: str, expected: str | None) -> None:
    start = text.index("uno")
    tags = enclosing(text, Span(start, start + 3))

    assert (text[slice(*tags[0])] if tags else None) == expected


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("El <b>puente</b> de <b>Quito</b>", "The bridge of Quito", "The bridge of <b>Quito</b>"),
        ('Ver <a href="/x">Quito</a>', "See Quito", 'See <a href="/x">Quito</a>'),
        ('Ver <a href="/x">la plaza</a>', "See the square", None),
        ("3 &lt; <i>4</i>", "3 < 4", "3 &lt; <i>4</i>"),
        ("<b>a <i>b</i></b>", "a b", None),
    ],
)
def test_markup_finds_its_words_in_the_translation(source: str, translation: str, expected: str | None) -> None:
    inside = elements(source, Span(0, len(source)))

    assert (place_markup(translation, inside) if inside is not None else None) == expected
