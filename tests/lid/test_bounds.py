"""Bounds: the written rule for edges, on captions, quotations and wrapped lines."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lid.given import block_of, column_of, stretch_of, texts
from triage.lid.bounds import place, snap
from triage.lid.decode import Stretch

CAPTION = "Vecinos protestan en la plaza"


class Case(NamedTuple):
    """`part` is the stretch as decoded, `fragment` what it covers by the rule."""

    text: str
    part: str
    fragment: str


LINES = [
    pytest.param(Case(f"News.\n{CAPTION}\nMore.", CAPTION, CAPTION), id="its line"),
    pytest.param(Case(f"News.\r\n{CAPTION}\r\nMore.", CAPTION, CAPTION), id="CRLF"),
    pytest.param(Case(f"News.\r{CAPTION}\rMore.", CAPTION, CAPTION), id="CR"),
    pytest.param(Case(f"News.\n  {CAPTION} \t\nMore.", CAPTION, CAPTION), id="blanks stay outside"),
    pytest.param(Case(f"News.\n- {CAPTION}.\nMore.", CAPTION, f"{CAPTION}."), id="bullet outside, full stop inside"),
    pytest.param(Case(f"News.\n> • {CAPTION}\nMore.", CAPTION, CAPTION), id="nested bullets"),
    pytest.param(Case(f"News.\n¿{CAPTION}?\nMore.", CAPTION, f"¿{CAPTION}?"), id="opening mark"),
    pytest.param(
        Case("News.\nJoe Biden en el Pentágono\nMore.", "en el", "Joe Biden en el Pentágono"), id="its names"
    ),
    pytest.param(
        Case(f"News.\n{CAPTION} de la\nciudad antigua\nMore.", f"{CAPTION} de la\nciudad antigua",
             f"{CAPTION} de la\nciudad antigua"),
        id="wrapped",
    ),
    pytest.param(Case(f"News.\n{CAPTION} Norte/Sur\n", CAPTION, f"{CAPTION} Norte/Sur"), id="no credit: no blanks"),
    pytest.param(
        Case(f"News.\n{CAPTION}\nJohn Miller\nJane Doe\nMore.", f"{CAPTION}\nJohn Miller\nJane Doe", CAPTION),
        id="lines of names after it are a list of their own",
    ),
]  # fmt: skip

INLINE = [
    pytest.param(Case(f"News.\nFOTO: {CAPTION}\nMore.", CAPTION, CAPTION), id="label"),
    pytest.param(Case(f"News.\n{CAPTION} / EFE\nMore.", f"{CAPTION} / EFE", CAPTION), id="credit after a slash"),
    pytest.param(Case(f"News.\n{CAPTION} / Ana Ruiz\n", f"{CAPTION} / Ana Ruiz", CAPTION), id="any names after one"),
    pytest.param(Case(f"News.\n{CAPTION} (Reuters)\nMore.", f"{CAPTION} (Reuters)", CAPTION), id="credit in brackets"),
    pytest.param(
        Case(f"News.\n{CAPTION} — Jane Doe / Reuters\nMore.", f"{CAPTION} — Jane Doe / Reuters", CAPTION),
        id="photographer and agency",
    ),
    pytest.param(Case(f"He said: ¿{CAPTION}? And left.", CAPTION, f"¿{CAPTION}?"), id="question"),
    pytest.param(Case(f"He left. {CAPTION}. Then she came.", CAPTION, f"{CAPTION}."), id="sentence"),
    pytest.param(Case(f"He said {CAPTION}, and left.", CAPTION, CAPTION), id="a comma stays outside"),
    pytest.param(Case(f"He left. {CAPTION} de 2018. Then.", f"{CAPTION} de", f"{CAPTION} de 2018."), id="a year"),
    pytest.param(Case(f"He left. {CAPTION} 4:00 A4. Then.", CAPTION, f"{CAPTION} 4:00 A4."), id="several numbers"),
    pytest.param(Case(f"He left. {CAPTION} 2018, he says.", CAPTION, CAPTION), id="not before a comma"),
    pytest.param(Case(f"He left. 220 {CAPTION}. Then.", CAPTION, f"220 {CAPTION}."), id="a number that begins it"),
    pytest.param(Case(f"He left in 2018. {CAPTION}. Then.", CAPTION, f"{CAPTION}."), id="not that of the one before"),
    pytest.param(Case(f"He left. {CAPTION} a@b.es4. No.", CAPTION, CAPTION), id="no number"),
    pytest.param(Case(f'"{CAPTION}" said they.', f'{CAPTION}" said they', CAPTION), id="what follows a quotation"),
]

QUOTED = [
    pytest.param(Case(f'He said "{CAPTION}" and left.', CAPTION, CAPTION), id="straight"),
    pytest.param(Case(f"He said “{CAPTION}”, and left.", CAPTION, CAPTION), id="curly"),
    pytest.param(Case(f"He said «{CAPTION}» and left.", CAPTION, CAPTION), id="guillemets"),
    pytest.param(Case(f"He left ({CAPTION}) and slept.", CAPTION, CAPTION), id="brackets"),
    pytest.param(
        Case(f"He said «{CAPTION} (otra vez)» and left.", f"{CAPTION} (otra vez)", f"{CAPTION} (otra vez)"),
        id="a bracket that opened inside closes inside",
    ),
    pytest.param(Case(f'He sang "{CAPTION} 4:00", he did.', CAPTION, f"{CAPTION} 4:00"), id="with a number"),
    pytest.param(
        Case(f'Ana told us "{CAPTION}" and left.', f'Ana told us "{CAPTION}', CAPTION),
        id="what leads to it in the matrix language stays outside",
    ),
    pytest.param(
        Case("He said «Joe Biden en el Pentágono» and left.", "en el", "Joe Biden en el Pentágono"),
        id="names inside the quotation",
    ),
]


def covered(case: Case) -> str:
    """Return what a stretch covers by the rule."""
    block = block_of(case.text)
    span = place(block, snap(block, stretch_of(block, case.part)))
    return case.text[span.start : span.end]


@pytest.mark.parametrize("case", [*LINES, *INLINE, *QUOTED])
def test_edges(case: Case) -> None:
    assert covered(case) == case.fragment


@pytest.mark.parametrize("case", LINES)
def test_what_fills_its_lines(case: Case) -> None:
    block = block_of(case.text)

    assert snap(block, stretch_of(block, case.part)).fills_lines


@pytest.mark.parametrize("case", [*INLINE, *QUOTED])
def test_what_does_not_fill_its_lines(case: Case) -> None:
    block = block_of(case.text)

    assert not snap(block, stretch_of(block, case.part)).fills_lines


@pytest.mark.parametrize("case", QUOTED)
def test_what_is_quoted(case: Case) -> None:
    block = block_of(case.text)

    assert snap(block, stretch_of(block, case.part)).quoted


@pytest.mark.parametrize("case", [*LINES, *INLINE])
def test_what_is_not_quoted(case: Case) -> None:
    block = block_of(case.text)

    assert not snap(block, stretch_of(block, case.part)).quoted


def test_words_of_the_matrix_do_not_belong_to_it() -> None:
    assert covered(Case(f"She wrote that the {CAPTION} and went home", CAPTION, CAPTION)) == CAPTION


def test_the_facts_are_booleans() -> None:
    block = block_of(f'He said "{CAPTION}" and left.')
    bounds = snap(block, stretch_of(block, CAPTION))

    assert (type(bounds.fills_lines), type(bounds.quoted)) == (bool, bool)


@given(texts(), st.data())
def test_a_place_holds_the_words_that_were_chosen(text: str, data: st.DataObject) -> None:
    block = block_of(text)
    count = len(block.tokens.words)
    if count:
        start = data.draw(st.integers(0, count - 1))
        end = data.draw(st.integers(start + 1, count))
        bounds = snap(block, Stretch(start, end, column_of("es"), 1.0))
        span = place(block, bounds)

        assert bounds.start < bounds.end
        assert span.start <= block.tokens.starts[bounds.start] < block.tokens.ends[bounds.end - 1] <= span.end
        assert bounds.start == 0 or block.tokens.ends[bounds.start - 1] <= span.start
        assert bounds.end == count or span.end <= block.tokens.starts[bounds.end]
