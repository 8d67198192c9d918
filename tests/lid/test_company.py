"""Company: a doubtful block is judged by the other blocks of its document, nothing else is."""

from __future__ import annotations

import pytest

from tests.lid.given import column_of, segment_of
from triage.lid import identify
from triage.lid.company import fills, least_alone, weigh_company
from triage.lid.finder import Found
from triage.lid.params import PARAMS

TEXT = "List of Owners"
MANY = 40


def block(confidence: float, lang: str = "en") -> Found:
    """Return a fragment that is a whole block."""
    return Found(0, 0, len(TEXT), column_of(lang), -1, confidence, 9.0, True, False)


DOUBTFUL, SURE = block(0.2), block(0.99)


def weighed(found: list[Found], min_confidence: float) -> list[Found]:
    """Return what is left of the fragments of a document of equal blocks."""
    return weigh_company(found, [TEXT], min_confidence)


@pytest.mark.parametrize(
    ("others", "kept"),
    [
        pytest.param([], False, id="alone"),
        pytest.param([SURE] * PARAMS.least_company, False, id="among as many as there may be by chance"),
        pytest.param([SURE] * MANY, True, id="among many"),
        pytest.param([block(0.99, "fr")] * MANY, False, id="among many in another language"),
        pytest.param([block(0.7)] * MANY, False, id="among many that are doubtful too"),
        pytest.param([SURE._replace(end=4)] * MANY, False, id="among many inside blocks"),
    ],
)
def test_a_doubtful_block_is_likelier_among_others(others: list[Found], kept: bool) -> None:
    assert len(weighed([*others, DOUBTFUL], 0.5)) == len(others) + kept


def test_company_raises_a_confidence_and_never_to_certainty() -> None:
    raised = weighed([SURE] * MANY + [DOUBTFUL], 0.0)[-1]

    assert DOUBTFUL.posterior < raised.posterior < 1.0


def test_what_is_part_of_a_block_stays_as_it_is() -> None:
    part = DOUBTFUL._replace(end=4)

    assert weighed([SURE] * MANY + [part], 0.0)[-1] == part


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_certainty_is_not_moved(confidence: float) -> None:
    assert weighed([SURE] * MANY + [block(confidence)], 0.0)[-1].posterior == confidence


@pytest.mark.parametrize("threshold", [0.0, 0.3, 0.5, 0.9, 1.0])
def test_what_is_left_out_early_could_not_be_raised_enough(threshold: float) -> None:
    """Fragments are looked at one block after another, before the company is known."""
    low = least_alone(threshold)

    assert 0.0 <= low <= threshold
    assert threshold in {0.0, 1.0} or weighed([SURE] * 10_000 + [block(low * 0.99)], threshold)[10_000:] == []


@pytest.mark.parametrize(
    ("text", "start", "end", "whole"),
    [
        pytest.param("3.1. Owners", 5, 11, True, id="a number is outside"),
        pytest.param("Owners", 0, 6, True, id="nothing is"),
        pytest.param("see Owners", 4, 10, False, id="a word before it"),
        pytest.param("Owners see", 0, 6, False, id="a word after it"),
    ],
)
def test_only_letters_count_as_outside(text: str, start: int, end: int, whole: bool) -> None:
    assert fills(SURE._replace(start=start, end=end), text) is whole


def test_a_heading_in_title_case_is_found_in_a_half_translated_page() -> None:
    heading = segment_of("Owners and Permissions")
    page = [segment_of(f"The package number {i} has to be installed before the others.") for i in range(MANY)]

    assert identify([heading], matrix="es").fragments == ()
    assert [fragment.text for fragment in identify([*page, heading], matrix="es").fragments][-1:] == [heading.text]
