"""The measurement of languages: what is counted, and what is written."""

from __future__ import annotations

import json

import pytest

from tools.measure_languages import (
    SENTENCES,
    Caption,
    Figures,
    Sample,
    accuracy_json,
    embed,
    judge,
    letters,
    measure,
    measure_all,
    others,
    place,
    read_sentences,
    render,
    share,
    surround,
)
from triage.lid.inventory import Accuracy, LanguageFacts
from triage.model import Fragment, Segment, Span

TABLE = """lang	kind	text
es	caption	Barcas varadas
es	prose	Llueve mucho.
en	prose	It rains.
en	caption	Boats
"""
ENGLISH = Sample(
    "en",
    ("Fishermen mend their nets on the beach", "Old men waiting for the evening bus"),
    (
        "The council wants to plant a thousand trees along the roads of the town before the summer.",
        "Many people have asked for more shade, because the streets get very hot in July.",
        "The first trees will stand near the school, where the children can look after them.",
        "Nobody knows yet who is going to water them when the holidays begin.",
        "A gardener says that young trees need a lot of water in their first two years.",
        "The fire service has offered to help on the hottest days of the year.",
        "Some drivers are angry, since parking places will have to go for the trees.",
        "The mayor replies that there is enough room if people walk for a few minutes.",
    ),
)
SPANISH = Sample(
    "es",
    ("Mujeres lavando la ropa en el río", "Los niños juegan en la calle mojada"),
    (
        "La panadería de la esquina abrió sus puertas hace más de ochenta años.",
        "Ahora la lleva una nieta del fundador, que se levanta todos los días a las tres.",
        "Dice que el trabajo es duro, pero que no lo cambiaría por ningún otro.",
        "Los vecinos hacen cola desde muy temprano para comprar el pan todavía caliente.",
        "En invierno vende también caldo y café a los que esperan el autobús.",
        "El horno es el mismo de siempre, aunque la leña ya no viene del monte.",
        "Muchos jóvenes se han ido del barrio y por eso hay menos clientes que antes.",
        "Ella cree que volverán cuando los alquileres del centro sean demasiado caros.",
    ),
)
ALL_RIGHT = Figures(1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0, ())


def fragment(text: str, start: int, end: int, lang: str = "es") -> Fragment:
    return Fragment(Segment(Span(0, len(text)), text), Span(start, end), lang, "en", 0.9)


def test_sentences_are_read_by_language_and_kind() -> None:
    expected = [Sample("en", ("Boats",), ("It rains.",)), Sample("es", ("Barcas varadas",), ("Llueve mucho.",))]

    assert list(read_sentences(TABLE).values()) == expected


def test_captions_stand_after_their_paragraphs() -> None:
    segments = place(["One.", "Two.", "Three."], {1: "Uno", 3: "Tres"})

    assert [segment.text for segment in segments] == ["One.", "Uno", "Two.", "Three.", "Tres"]
    assert [segment.span for segment in segments[:3]] == [Span(0, 4), Span(6, 9), Span(11, 15)]


CAPTION = "La ciudad vieja"


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([], Caption(None, False), id="nothing"),
        pytest.param([(0, 15, "es")], Caption("es", True), id="all"),
        pytest.param([(3, 15, "es")], Caption("es", False), id="most"),
        pytest.param([(0, 2, "es")], Caption(None, False), id="less-than-half"),
        pytest.param([(0, 9, "pt"), (10, 15, "es")], Caption("pt", False), id="the-longest-names-it"),
    ],
)
def test_a_caption_is_found_by_half_its_letters(spans: list[tuple[int, int, str]], expected: Caption) -> None:
    assert judge(CAPTION, [fragment(CAPTION, *span) for span in spans]) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("Año 2020, ¡ya!", 5), ("", 0), ("東京の", 3)], ids=["signs", "empty", "characters"]
)
def test_letters_are_those_of_words(text: str, expected: int) -> None:
    assert letters(text) == expected


def test_wrong_languages_are_listed_the_most_frequent_first() -> None:
    assert others(["gl", "pt", None, "es", "pt", "und"], "gl") == ("pt", "es", "und")


def test_a_share_is_rounded() -> None:
    assert share([True, True, False]) == 0.667


def test_captions_are_looked_for_one_by_one() -> None:
    assert embed(SPANISH, ENGLISH) == [Caption("es", True)] * 2


def test_captions_in_the_language_of_the_document_are_not_found() -> None:
    """The measurement can fail."""
    assert embed(ENGLISH, ENGLISH) == [Caption(None, False)] * 2


def test_foreign_captions_are_looked_for_in_pairs() -> None:
    assert list(surround(SPANISH, ENGLISH)) == [("es", [Caption("en", True)] * 2, 0)]


def test_a_fragment_in_the_prose_is_a_false_alarm() -> None:
    mixed = Sample("es", SPANISH.captions, (*SPANISH.prose[:5], ENGLISH.prose[0]))
    words = sum(len(line.split()) for line in mixed.prose)

    assert measure(mixed, ENGLISH).false_alarms == round(10_000 / words, 1)


def test_figures_of_two_languages_that_are_easily_told_apart() -> None:
    assert measure_all({"en": ENGLISH, "es": SPANISH, "de": SPANISH}, ("en", "es"))["es"] == ALL_RIGHT


def test_a_wrong_language_shows_in_every_figure() -> None:
    taken = measure(Sample("gl", SPANISH.captions, SPANISH.prose), ENGLISH)

    assert (taken.found, taken.named, taken.matrix, taken.sentence, taken.taken_for) == (1.0, 0.0, 0.0, 0.0, ("es",))


def test_unknown_languages_are_left_out() -> None:
    assert set(measure_all({"en": ENGLISH, "es": SPANISH, "xx": SPANISH}, ("es",))) == {"es"}


def test_what_the_package_reads_is_sorted() -> None:
    written = accuracy_json({"fr": ALL_RIGHT, "es": ALL_RIGHT._replace(named=0.5)})

    assert list(json.loads(written)["languages"]) == ["es", "fr"]
    assert json.loads(written)["languages"]["es"] == Accuracy(1.0, 0.5, 1.0, 0.0)._asdict()


def test_the_report_has_a_row_for_each_language_and_the_means() -> None:
    facts = [
        LanguageFacts("es", "Spanish", ("Latin",), False, 1200, "a list"),
        LanguageFacts("xx", "Unmeasured", ("Latin",), False, 0, "a profile"),
    ]
    figures = {"es": Figures(0.9, 0.5, 0.8, 1.0, 1.0, 12.4, 0.7, ("pt", "gl"))}
    lines = render(facts, figures, {"es": SPANISH}).splitlines()

    assert lines[-2].startswith("| es | Spanish | 1,200 words, n-grams | a list | 90% | 50% | 80% |")
    assert lines[-2].endswith("| 80% | 100% | 100% | 12 | 70% | pt gl |")
    assert lines[-1] == "| | mean of 1 | | | 90.0% | 50.0% | 80.0% | 100.0% | 100.0% | 12.4 | 70.0% | |"
    assert {line.count("|") for line in lines[-4:]} == {13}


class TestSentences:
    """The sentences themselves."""

    samples = read_sentences(SENTENCES.read_text(encoding="utf-8"))

    def test_every_language_has_ten_of_each_kind(self) -> None:
        assert {(len(sample.captions), len(sample.prose)) for sample in self.samples.values()} == {(10, 10)}
        assert len(self.samples) == 62

    def test_none_is_there_twice(self) -> None:
        lines = [line for sample in self.samples.values() for line in sample.captions + sample.prose]

        assert len(lines) == len(set(lines))

    def test_serbian_is_in_both_scripts(self) -> None:
        sample = self.samples["sr"]

        assert [sum("Ѐ" <= line[0] <= "ӿ" for line in kind) for kind in (sample.captions, sample.prose)] == [5, 5]
