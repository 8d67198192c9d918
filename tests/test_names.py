"""Names that the matrix text and a fragment share."""

from __future__ import annotations

import pytest

from triage.model import Action, Document, Finding, Fragment, Role, Segment, Span
from triage.names import find_names


def names(matrix: str, fragment: str, *, declared: str | None = None) -> set[str]:
    around = Segment(Span(0, len(matrix)), matrix, lang=declared)
    segment = Segment(Span(len(matrix) + 2, len(matrix) + 2 + len(fragment)), fragment)
    finding = Finding(
        Fragment(segment, Span(0, len(fragment)), "es", "en", 0.9), "TR001", Role.CAPTION, Action.TRANSLATE
    )
    return set(find_names(Document(f"{matrix}\n\n{fragment}", segments=(around, segment)), [finding]))


@pytest.mark.parametrize(
    ("matrix", "fragment", "expected"),
    [
        ("Later, Iglesias said so.", "Juan Iglesias en la plaza", {"Iglesias"}),
        (
            "The mayor, Juan Iglesias, said so.",
            "Juan Iglesias en la plaza",
            {"Juan", "Iglesias", "Juan Iglesias"},
        ),
        pytest.param("Ana de la Cruz said so.", "La joven Ana de la Cruz", {"Cruz", "Ana de la Cruz"}, id="particles"),
        pytest.param(
            "Said Ana de\r\nla Cruz.", "Ana de la\nCruz en casa", {"Ana", "Cruz", "Ana de la Cruz"}, id="line breaks"
        ),
        pytest.param("Doctor Samir al-Haddad came.", "Amina al-Haddad", {"al-Haddad"}, id="a joined article"),
        pytest.param("With Jean-Luc d'Aubigny.", "El coronel d'Aubigny", {"d'Aubigny"}, id="an elided particle"),
        pytest.param("President Inés Valverde came.", "Inés Valverde", {"Inés", "Valverde", "Inés Valverde"}, id="run"),
        ("A poet from Al-Qaim spoke.", "El cruce de Al-Qaim", {"Al-Qaim"}),
        ("Near O'Higgins it rained.", "La avenida O'Higgins", {"O'Higgins"}),
        ("We saw Élodie there.", "La cantante Élodie", {"Élodie"}),
        pytest.param("Iglesias said so.", "Juan Iglesias en la plaza", set(), id="it opens a sentence only"),
        pytest.param("It ended. Iglesias said so.", "Juan Iglesias", set(), id="it opens a later sentence"),
        pytest.param("There is El Salvador.", "El puerto", set(), id="an article is no name"),
        pytest.param("It is in the USA now.", "Bandera de USA", set(), id="nor an abbreviation"),
        pytest.param("No names here at all.", "Juan Iglesias", set(), id="the text does not know it"),
        pytest.param("Later, Iglesias said so.", "las iglesias del pueblo", set(), id="the fragment has no name"),
    ],
)
def test_find_names(matrix: str, fragment: str, expected: set[str]) -> None:
    assert names(matrix, fragment) == expected


def test_marked_text_is_no_matrix_text() -> None:
    assert names("Later, Iglesias said so.", "Juan Iglesias", declared="es") == set()


def test_the_fragment_itself_does_not_prove_its_names() -> None:
    text = "They cried: la casa de Juan Iglesias"
    segment = Segment(Span(0, len(text)), text)
    finding = Finding(Fragment(segment, Span(12, len(text)), "es", "en", 0.9), "TR001", Role.QUOTE, Action.TRANSLATE)

    assert find_names(Document(text, segments=(segment,)), [finding]) == frozenset()


def test_without_findings_nothing_is_searched() -> None:
    assert find_names(Document("Later, Iglesias said so."), []) == frozenset()
