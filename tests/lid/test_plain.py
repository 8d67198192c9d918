"""Plain langdetect: the comparison, and the second opinion."""

from __future__ import annotations

import pytest

from triage.lid import plain
from triage.model import Segment, Span

ENGLISH = "The council met on Tuesday to talk about the price of housing in the old town."
SPANISH = "Cientos de vecinos protestan en la plaza contra la subida del alquiler"


def segments(*texts: str) -> list[Segment]:
    """Return one segment per text."""
    return [Segment(Span(0, len(text)), text) for text in texts]


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [(ENGLISH, {"en", "es"}, "en"), (SPANISH, {"en", "es"}, "es"), (SPANISH, {"en-GB", "spa"}, "es")],
)
def test_the_likeliest_of_the_profiles_in_question(text: str, languages: set[str], expected: str) -> None:
    assert plain.detect(text, languages)[0].lang == expected


@pytest.mark.parametrize("text", ["", "12 34", "…"])
def test_no_letters_no_opinion(text: str) -> None:
    assert plain.detect(text, {"en", "es"}) == ()


def test_it_says_the_same_every_time() -> None:
    text = "El documental sobre the old town de anoche"

    assert len({plain.detect(text, {"en", "es"}) for _ in range(10)}) == 1


def test_whole_segments_in_another_language_are_fragments() -> None:
    found = plain.identify(segments(ENGLISH, f" {SPANISH}\n"), matrix="en", languages=frozenset({"es"}))
    (fragment,) = found.fragments

    assert found.matrix == "en"
    assert (fragment.text, fragment.lang, fragment.matrix) == (SPANISH, "es", "en")
    assert 0.5 <= fragment.confidence <= 1.0
    assert fragment.runner_up != "en"


def test_the_matrix_language_is_found_among_all_profiles() -> None:
    assert plain.identify(segments(ENGLISH, SPANISH, ENGLISH)).matrix == "en"
    assert plain.identify(segments("12")).matrix == "und"


def test_a_declared_language_goes_before_the_matrix_language() -> None:
    declared = [Segment(Span(0, len(SPANISH)), SPANISH, lang="es")]

    assert plain.identify(declared, matrix="en", languages=frozenset({"es"})).fragments == ()
