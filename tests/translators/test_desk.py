from __future__ import annotations

from pathlib import Path

import pytest

from tests.translators.engines import CountingEngine, TableEngine
from triage.errors import EngineError, InputError
from triage.memory import tmx
from triage.memory.cache import Cache, Cached
from triage.memory.glossary import Glossary, Term
from triage.memory.tmx import Memory, Unit
from triage.translators import Settings
from triage.translators.batch import Accepted, Rejected, translate
from triage.translators.desk import Desk, Shelf, open_shelf, select_desk

REVIEWED = Memory([Unit("es", "en", "La casa", "The reviewed house")])
WORDS = {"La casa": "The house", "El mar": "The sea", "El ministro": "The minister", "El Qxa": "The Qxa"}


def texts_of(desk: Desk, *texts: str) -> list[str]:
    """Return the translations, and for what was rejected its reason in angle brackets."""
    outcomes = translate(texts, "es", "en", desk, today="2026-11-23")
    return [o.translation.text if isinstance(o, Accepted) else f"<{o.reason}>" for o in outcomes]


def test_a_reviewed_translation_goes_before_the_engine() -> None:
    engine = TableEngine(WORDS)

    assert ["The reviewed house", "The sea"] == texts_of(Desk(engine, Shelf(REVIEWED)), "La\ncasa", "El mar")
    assert [("El mar",)] == engine.calls


def test_a_reviewed_translation_is_not_judged_and_says_that_it_is_reviewed() -> None:
    memory = Memory([Unit("es", "en", "Joe Biden en 2021", "Joe Biden")])
    (outcome,) = translate(["Joe Biden en 2021"], "es", "en", Desk(None, Shelf(memory)))

    assert isinstance(outcome, Accepted)
    made = outcome.translation
    assert ("Joe Biden", "memory", True) == (made.text, made.engine, made.reviewed)


def test_without_an_engine_the_memory_serves_what_it_has() -> None:
    expected = ["The reviewed house", "<it is not in the translation memory, and no engine serves the pair>"]

    assert expected == texts_of(Desk(None, Shelf(REVIEWED)), "La casa", "El mar")


def test_what_an_engine_gave_before_is_not_asked_again(tmp_path: Path) -> None:
    engine = TableEngine(WORDS)
    for _ in range(2):
        assert ["The house", "The sea"] == texts_of(Desk(engine, Shelf(cache=Cache(tmp_path))), "La casa", "El mar")

    assert [("La casa", "El mar")] == engine.calls


def test_the_cache_keeps_notes_and_days_and_no_rejections(tmp_path: Path) -> None:
    engine = CountingEngine(lambda text: "" if text == "El mar" else "The little house", unknown_words=1)
    desk = Desk(engine, Shelf(cache=Cache(tmp_path)))
    first = translate(["La casa pequeña", "El mar"], "es", "en", desk, today="2026-11-23")

    assert first == translate(["La casa pequeña", "El mar"], "es", "en", desk, today="2027-01-01")
    assert isinstance(first[1], Rejected)
    assert {"La casa pequeña"} == set(Cache(tmp_path).recall(desk._place("es", "en"), ["La casa pequeña", "El mar"]))


def test_a_cached_translation_that_fails_a_check_here_is_made_anew(tmp_path: Path) -> None:
    """The name counts in this document and did not where the translation was made."""
    desk = Desk(TableEngine({"El señor Iglesias": "Mr Iglesias"}), Shelf(cache=Cache(tmp_path)))
    desk.shelf.cache.remember(desk._place("es", "en"), {"El señor Iglesias": Cached("Mr Churches", "", "")})

    assert ["Mr Churches"] == texts_of(desk, "El señor Iglesias")
    (outcome,) = translate(["El señor Iglesias"], "es", "en", desk, names=["Iglesias"])
    assert isinstance(outcome, Accepted)
    assert "Mr Iglesias" == outcome.translation.text


def test_terms_of_the_glossary_are_masked_where_the_engine_translates_otherwise() -> None:
    engine = TableEngine({**WORDS, "La mar": "The sea", "La Qxa": "The sea"})
    glossary = Glossary([Term("es", "en", "ministro", "secretary"), Term("es", "", "mar", "mar")])

    assert ["The secretary", "<the name mar is lost>"] == texts_of(
        Desk(engine, Shelf(glossary=glossary)), "El ministro", "La mar"
    )


def test_a_term_that_the_engine_cannot_be_given_rejects_the_text() -> None:
    glossary = Glossary([Term("es", "en", "casa", "home")])

    expected = ["<casa is not translated as home>"]
    assert expected == texts_of(Desk(TableEngine({"La casa": "The house"}), Shelf(glossary=glossary)), "La casa")


def test_counts_of_unknown_words_come_through() -> None:
    (outcome,) = translate(["El mar azul"], "es", "en", Desk(CountingEngine(str.swapcase, unknown_words=1), Shelf()))
    assert Rejected("the translation is the original") == outcome
    (outcome,) = translate(["El mar"], "es", "en", Desk(CountingEngine(lambda t: "Sea", unknown_words=1), Shelf()))

    assert isinstance(outcome, Accepted)
    assert "1 word is unknown to the engine" == outcome.note


def test_a_desk_is_found_where_an_engine_or_the_memory_serves_the_pair(tmp_path: Path) -> None:
    nothing = Settings(order=("argos",), packages_dir=tmp_path)

    assert select_desk("auto", "es", "en", nothing) is None
    assert select_desk("auto", "es", "fr", nothing, Shelf(REVIEWED)) is None
    desk = select_desk("auto", "es", "en", nothing, Shelf(REVIEWED))
    assert desk is not None
    assert ("memory", frozenset({("es", "en")})) == (desk.name, desk.pairs())
    with pytest.raises(EngineError, match="no engine translates es to en"):
        desk.translate(["La casa"], "es", "en")


def test_an_engine_behind_a_desk_can_be_asked_directly(store: Path) -> None:
    desk = select_desk("argos", "es", "en", Settings(packages_dir=store))

    assert desk is not None
    assert ("Keep reading",) == desk.translate(["Siga leyendo"], "es", "en")
    assert ("es", "fr") in desk.pairs()


def test_a_shelf_is_made_of_files(tmp_path: Path) -> None:
    tmx.write(tmp_path / "memory.tmx", [Unit("es", "en", "La casa", "The house")])
    (tmp_path / "glossary.csv").write_text("es,en\nmar,sea\n")
    shelf = open_shelf(tmp_path / "memory.tmx", tmp_path / "glossary.csv", tmp_path)

    assert (frozenset({("es", "en")}), 1) == (shelf.memory.pairs, len(shelf.glossary))
    with pytest.raises(InputError, match="none.tmx"):
        open_shelf(tmp_path / "none.tmx", None, None)
