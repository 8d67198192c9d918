from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.translators.protect import has_letters, mask, opaque_tokens, restore, split_markup

TOKENS = (
    "{x}", "${name}", "%s", "%(n)d", "%1$s", "{{ a | b }}", "{% raw %}", "<b>", "</a>", '<img src="x">', "`f()`",
    "https://a.b/c?d=e", "www.example.org/x", "ana@example.org", "@ana", "#tema", "&nbsp;", "[[Page]]",
)  # fmt: skip


@pytest.mark.parametrize("token", TOKENS)
def test_what_no_translation_changes_is_found_whole(token: str) -> None:
    assert [token] == opaque_tokens(f"uno {token} dos")


@pytest.mark.parametrize("text", ["100 % seguro", "a < b y c > d", "¿Qué?", "5 & 6", "el 50% de", "uno: dos", "(uno)"])
def test_ordinary_punctuation_is_no_token(text: str) -> None:
    assert [] == opaque_tokens(text)


def test_a_sentence_end_is_no_part_of_a_url() -> None:
    assert ["https://a.b/c"] == opaque_tokens("Véase https://a.b/c.")


@pytest.mark.parametrize(("text", "expected"), [("uno", True), ("12:30", False), ("{uno}", False), ("<b>1</b>", False)])
def test_letters_count_only_outside_tokens(text: str, expected: bool) -> None:
    assert expected is has_letters(text)


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Uno dos", "Uno dos"),
        ("**Uno dos**", "Uno dos"),
        ("*“Uno dos”*", "Uno dos"),
        ("- Uno dos", "Uno dos"),
        ("<p>Uno <br/></p>", "Uno"),
        ("[Uno dos](/a.html)", "Uno dos"),
        ("![Uno dos](a.jpg)", "Uno dos"),
        ("“Uno” y “dos”", "“Uno” y “dos”"),
        ("Uno (dos)", "Uno (dos)"),
        ("{n} gatos", "Qxa gatos"),
        ("el Qxa de {n}", "el Qxa de Zqa"),
        ("Qx Zq Xj Vq {n}", "Qx Zq Xj Vq {n}"),
    ],
)
def test_the_engine_gets_the_part_that_is_language(text: str, core: str) -> None:
    masked = mask(text)

    assert core == masked.text
    assert text == restore(masked, masked.text)


def test_names_are_masked_as_whole_words_the_longest_first() -> None:
    names = {name: name for name in ("Iglesias", "Juan Iglesias")}
    masked = mask("Juan Iglesias visita iglesias e Iglesiasville", names)

    assert ("Qxa visita iglesias e Iglesiasville", ("Juan Iglesias",)) == (masked.text, masked.tokens)


@pytest.mark.parametrize(
    ("translated", "expected"),
    [
        ("the Qxa of Qxb", "the {x} of {y}"),
        ("Qxb's QXA", "{y}'s {x}"),
        ("the Qxa", None),
        ("the Qxa of Qxa and Qxb", None),
        ("the Qxa of Qxb and Qxc", None),
        ("the Qxs of Qxa and Qxb", None),
    ],
)
def test_masks_must_come_back_once_each(translated: str, expected: str | None) -> None:
    assert expected == restore(mask("el {x} de {y} y"), translated)


def test_emphasis_must_find_its_words_once() -> None:
    masked = mask("El *perro* duerme")

    assert "El perro duerme" == masked.text
    assert "The *perro* sleeps" == restore(masked, "The perro sleeps")
    assert restore(masked, "The dog sleeps") is None
    assert restore(masked, "perro, perro") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La foto", ["La foto"]),
        ("La foto de {x} es bonita", ["La foto de ", "{x}", " es bonita"]),
        ("*La casa* y **el mar**", ["", "*", "La casa", "*", " y ", "**", "el mar", "**", ""]),
        ("[La casa](/a) de <b>Ana</b>", ["", "[", "La casa", "](/a)", " de ", "<b>", "Ana", "</b>", ""]),
        ("uno_dos _tres_", ["uno_dos ", "_", "tres", "_", ""]),
        ("1. Uno\n2. Dos\n\nTres", ["1. Uno", "\n", "2. Dos", "\n\n", "Tres"]),
        ("{{ site.url }}/es/a.html", ["", "{{ site.url }}/es/a.html", ""]),
    ],
)
def test_a_text_is_cut_at_what_is_not_language(text: str, expected: list[str]) -> None:
    assert expected == list(split_markup(text))
    assert text == "".join(split_markup(text))


WORDS = ("casa", "el", "Juan", "**", "(", "»", ".", "Qx", " ", "\n", "1.5")


@given(st.lists(st.sampled_from([*TOKENS, *WORDS]), max_size=40))
def test_masking_loses_nothing(pieces: list[str]) -> None:
    text = " ".join(pieces)
    masked = mask(text, {"Juan": "Juan"})

    assert restore(masked, masked.text) in (text, None)
    if not masked.marks:
        assert text == restore(masked, masked.text)


@pytest.mark.parametrize(
    "unit", ["[", "{", "{{", "{%", "<%", "<a ", "1.", "a@", "](", "**", "«", "`", "%(", "https://"]
)
def test_thousands_of_unfinished_tokens_are_read_in_linear_time(unit: str) -> None:
    """In the square of their number it would take minutes."""
    text = unit * (50_000 // len(unit))

    assert "".join(split_markup(text)) == text
    assert restore(mask(text), mask(text).text) in (text, None)
