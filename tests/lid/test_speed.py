"""The compiled kernel and the one in Python: the same words, prices, marks, scores and stretches, to the last bit."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lid.given import texts
from triage.lid.evidence import Evidence
from triage.lid.gate import least_rise
from triage.lid.kernel import Kernel, Known, PythonKernel, Search
from triage.lid.lexicon import INSTITUTION_STEMS
from triage.lid.matrix import priors
from triage.lid.params import PARAMS
from triage.lid.speed import IS_COMPILED, KERNEL, NativeKernel, classify_characters
from triage.lid.table import load_tables
from triage.lid.tokens import IDEOGRAPH_CLASS, LETTER_CLASS
from triage.lid.traits import LISTED, STEMS

TABLES = load_tables()
PRIORS = np.array(priors(TABLES.languages), dtype=np.float32)
PLAIN = Evidence(TABLES, PythonKernel())
FAST = Evidence(TABLES, KERNEL)
MATRIX = TABLES.languages.index("en")
SEARCH = Search(MATRIX, PRIORS, PARAMS.least_gain)

PROSE = (
    "Thousands marched in the capital.\nCientos de vecinos protestan en la plaza mayor\n",
    "\"Ya,\" said the porter, \"voy ahora mismo.\" Then he left. Mr. Smith, NASA and Ursula von der Leyen stayed.",
    "LA VIE EST BELLE AUJOURD'HUI\nHe wrote 3.5 pages (see https://example.org/x) at --dry-run @joe on 2024-05-01.",
    "An ad hoc group kept the Status Quo, per se; de facto a coup, said Reuters.\nZeitgeist y nada más",
    "Жители вышли на улицы города. 市民は広場に集まった。 Les habitants sont descendus dans la rue.",
)  # fmt: skip
anything = st.one_of(texts(), st.lists(st.sampled_from(PROSE), max_size=3).map(" ".join))


def test_the_compiled_kernel_is_used_where_there_is_one() -> None:
    assert isinstance(KERNEL, NativeKernel if IS_COMPILED else PythonKernel)


def test_characters_are_classified_as_the_patterns_do() -> None:
    letter, ideograph = re.compile(f"[{LETTER_CLASS}]"), re.compile(f"[{IDEOGRAPH_CLASS}]")
    classes = classify_characters()
    expected = bytes(1 if letter.match(c) else 2 * bool(ideograph.match(c)) for c in map(chr, range(len(classes))))

    assert classes == expected


@given(st.lists(anything, max_size=4))
def test_the_same_words_are_found(some: list[str]) -> None:
    one, other = PLAIN.find(some), FAST.find(some)

    assert one.starts.tolist() == other.starts.tolist()
    assert np.array_equal(PLAIN.scores[one.rows], FAST.scores[other.rows])
    assert np.array_equal(PLAIN.traits[one.rows], FAST.traits[other.rows])


@given(st.lists(anything, max_size=4))
def test_new_types_are_numbered_in_the_same_order(some: list[str]) -> None:
    one, other = PythonKernel().types(), KERNEL.types()

    assert one.find(some).fresh == other.find(some).fresh
    assert one.find(some).rows.tolist() == other.find(some).rows.tolist()
    assert len(one) == len(other)


@given(anything)
def test_the_same_tokens_and_prices(text: str) -> None:
    one, other = PLAIN.read(text), FAST.read(text)

    assert one.tokens == other.tokens
    assert one.prices.tolist() == other.prices.tolist()
    assert PLAIN.scores[one.rows].tolist() == FAST.scores[other.rows].tolist()


@given(anything)
def test_the_same_marks(text: str) -> None:
    one, other = PLAIN.read(text).marks, FAST.read(text).marks

    assert [items.tolist() for items in one] == [items.tolist() for items in other]


@given(anything)
def test_the_same_stretches(text: str) -> None:
    one, other = PLAIN.search(text, SEARCH), FAST.search(text, SEARCH)

    assert (one and one.stretches) == (other and other.stretches)


@given(anything)
def test_what_is_searched_is_read_the_same(text: str) -> None:
    read, searched = FAST.read(text), FAST.search(text, SEARCH)

    assert searched is None or searched.tokens == read.tokens
    assert searched is None or [items.tolist() for items in searched.marks] == [items.tolist() for items in read.marks]


@given(st.lists(anything, min_size=1, max_size=4))
def test_the_same_texts_stand_out(some: list[str]) -> None:
    """Sums are rounded differently: the gate may differ for what rises to the limit and not beyond."""
    limits = [least_rise(text) for text in some]

    assert np.allclose(rises(PLAIN, some), rises(FAST, some), atol=1e-3)
    assert len(limits) == len(rises(FAST, some))


@given(st.lists(st.text(st.characters(categories=["L", "Mn", "Mc"]), min_size=1), min_size=1, max_size=6))
def test_the_same_scores(words: list[str]) -> None:
    assert np.array_equal(filled(PythonKernel(), words).scores, filled(KERNEL, words).scores)


@given(
    st.lists(
        st.one_of(
            st.text(st.characters(categories=["L", "Mn", "Mc"]), min_size=1),
            st.builds(
                lambda start, stem, end: start + stem + end,
                st.sampled_from(["", "Vize", "un", "x", "\u0130"]),
                st.sampled_from([*LISTED, *(stem for stems in STEMS.values() for stem in stems), *INSTITUTION_STEMS]),
                st.sampled_from(["", "us", "orum", "en", "X" * 80]),
            ).flatmap(lambda word: st.sampled_from([word, word.title(), word.upper()])),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_the_same_traits(words: list[str]) -> None:
    one, other = filled(PythonKernel(), words), filled(KERNEL, words)

    assert one.traits.tolist() == other.traits.tolist()
    assert one.weights.tolist() == other.weights.tolist()
    assert one.bounds.tolist() == other.bounds.tolist()


@pytest.mark.parametrize("kernel", [PythonKernel(), KERNEL], ids=lambda kernel: kernel.name)
def test_nothing_has_no_words(kernel: Kernel) -> None:
    found = kernel.types().find([])

    assert (found.rows.tolist(), found.starts.tolist(), found.fresh) == ([], [], [])


FILLERS = {kernel.name: kernel.filler(TABLES) for kernel in (PythonKernel(), KERNEL)}


def filled(kernel: Kernel, words: list[str]) -> Known:
    """Return what a kernel fills in for some words behind a row that stays as it is."""
    size = len(words) + 1
    scores = np.zeros((size, len(PRIORS)), dtype=np.float32)
    weights, bounds = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.float32)
    known = Known(scores, np.zeros(size, dtype=np.uint16), weights, bounds)
    FILLERS[kernel.name](words, known, 1)
    return known


def rises(evidence: Evidence, some: list[str]) -> list[float]:
    found = evidence.find(some)
    return list(evidence.kernel.rise(evidence.scores, evidence.bounds, found.rows, found.starts, MATRIX))
