from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.translators.sentences import split


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "La casa",
        "El Sr. Pérez y la Dra. Ruiz",
        "Una reunión en EE. UU. con la O. N. U.",
        "J. R. Jiménez en su casa",
        "El núm. 5 de la calle",
        "Cuesta 3.500 euros",
        "Véase la pág. 12, etc. y más",
        "¿Qué... quién?",
        "www.example.org es la dirección",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert (text,) == tuple(piece.text for piece in split(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uno. Dos.", ["Uno.", "Dos."]),
        ("¡Hola! ¿Qué tal? Bien.", ["¡Hola!", "¿Qué tal?", "Bien."]),
        ("«Uno.» «Dos.»", ["«Uno.»", "«Dos.»"]),
        ("Empezó en 2020. Élite mundial.", ["Empezó en 2020.", "Élite mundial."]),
        ("Espera… Vamos", ["Espera…", "Vamos"]),
        ("Первый. Второй.", ["Первый.", "Второй."]),
        ("第一句。第二句。", ["第一句。", "第二句。"]),
        ("Un párrafo\n\notro párrafo", ["Un párrafo", "otro párrafo"]),
        ("- uno\n- dos", ["- uno", "- dos"]),
    ],
)
def test_sentences_end_where_a_new_one_begins(text: str, expected: list[str]) -> None:
    assert expected == [piece.text for piece in split(text)]


@given(st.text(alphabet="aÁb.!?… \n-。«»", max_size=60))
def test_pieces_and_gaps_give_the_text_back(text: str) -> None:
    assert text == "".join(piece.text + piece.gap for piece in split(text))
