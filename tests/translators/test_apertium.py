from __future__ import annotations

import stat
from pathlib import Path

import pytest

from triage import translators
from triage.errors import EngineError
from triage.translators import Settings
from triage.translators.apertium import Apertium
from triage.translators.batch import Accepted, Rejected, translate

TEXTS = (
    "Vista del puerto",
    "Un comerciante de Estados",
    "Unidos contra la guerra",
    "¿Quién vive en la casa",
    "El gato duerme.",
    "La ministra visita el laboratorio",
)


@pytest.fixture
def fake(tmp_path: Path) -> Path:
    """An installation prefix with a program to be written and modes that cover every form of a name."""
    modes = tmp_path / "share" / "apertium" / "modes"
    modes.mkdir(parents=True)
    for name in ("spa-eng", "spa-eng_US", "en-eo", "hbs-slv", "oc@aran-es", "spa-eng-tagger", "nno-nob", "broken"):
        (modes / f"{name}.mode").touch()
    (tmp_path / "bin").mkdir()
    return tmp_path / "bin" / "apertium"


def write_program(path: Path, script: str) -> Apertium:
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return Apertium(Settings(timeout_seconds=0.5), program=str(path))


def test_modes_become_pairs_of_primary_tags(fake: Path) -> None:
    engine = write_program(fake, "cat")

    expected = {("es", "en"), ("en", "eo"), ("sr", "sl"), ("hr", "sl"), ("bs", "sl"), ("oc", "es")}
    assert expected == engine.pairs()
    assert "spa-eng" == engine.model("es-MX", "en-US")


def test_without_the_program_there_are_no_pairs(tmp_path: Path) -> None:
    engine = Apertium(program=str(tmp_path / "apertium"))

    assert frozenset() == engine.pairs()
    with pytest.raises(EngineError, match="cannot translate es to en here; install its package"):
        engine.translate(["hola"], "es", "en")


def test_another_number_of_texts_is_an_error(fake: Path) -> None:
    with pytest.raises(EngineError, match="Apertium gave 1 texts for 2"):
        write_program(fake, "echo one").translate(["uno", "dos"], "es", "en")


def test_a_failing_program_is_an_error_with_its_last_words(fake: Path) -> None:
    with pytest.raises(EngineError, match="failed with status 3: no such mode"):
        write_program(fake, "echo no such mode >&2; exit 3").translate(["uno"], "es", "en")


def test_a_hanging_pipeline_is_ended_as_a_whole(fake: Path) -> None:
    """The script's child keeps the pipe open; ending only the script would wait for a minute."""
    with pytest.raises(EngineError, match="did not answer within 0.5 seconds"):
        write_program(fake, "sleep 60 | sleep 60").translate(["uno"], "es", "en")


def test_a_program_that_writes_no_utf8_is_an_error(fake: Path) -> None:
    with pytest.raises(EngineError, match="wrote no UTF-8 at byte 0"):
        write_program(fake, r"printf '\377'").translate(["uno"], "es", "en")


def test_a_program_that_cannot_be_run_is_an_error(fake: Path) -> None:
    engine = write_program(fake, "cat")
    fake.write_bytes(b"\0\0")

    with pytest.raises(EngineError, match="cannot run .*apertium"):
        engine.translate(["uno"], "es", "en")


def test_marks_are_counted_and_taken_away_and_the_text_keeps_its_own(fake: Path) -> None:
    engine = write_program(fake, "sed 's/tema/#subject/; s/Bukamal/*Bukamal/'")

    (counted,) = engine.translate_counted(["*nota: 5 * 3 #tema de Bukamal*"], "es", "en")
    assert ("*nota: 5 * 3 #subject de Bukamal*", 2) == counted


def test_blank_lines_inside_a_text_and_empty_texts_keep_the_count(fake: Path) -> None:
    assert ("uno dos", "", "tres") == write_program(fake, "cat").translate(["uno\n\n dos", " ", "tres"], "es", "en")
    assert ("",) == write_program(fake, "exit 1").translate([""], "es", "en")


@pytest.mark.apertium
def test_real_apertium_translates_each_text_as_if_it_were_alone() -> None:
    engine = Apertium()
    alone = [engine.translate([text], "es", "en")[0] for text in TEXTS]

    assert alone == list(engine.translate(TEXTS, "es", "en"))
    assert alone[::-1] == list(engine.translate(TEXTS[::-1], "es", "en"))
    assert "The minister visits the laboratory" == alone[-1]


@pytest.mark.apertium
@pytest.mark.parametrize("text", ["[a] \\ ^b$ / {c} <d>", "🙂 → €", "العربية", "日本語。", "a\u00a0b", "⟦1⟧ ⟦2⟧"])
def test_real_apertium_keeps_the_count_with_hostile_strings(text: str) -> None:
    before, _, after = Apertium().translate(["La casa", text, "El gato"], "es", "en")

    assert ("The house", "The cat") == (before, after)


@pytest.mark.apertium
def test_real_apertium_through_the_batch_keeps_names_addresses_and_numbers() -> None:
    """By hand Juan Iglesias becomes Juan Churches, a.b becomes to.b and 2.500 stays as it is."""
    texts = [
        "El señor Juan Iglesias visita la casa",
        "La casa de http://a.b/c?d=e es blanca",
        "El puente costó 2.500 euros y {n} días",
    ]
    outcomes = translate(texts, "es", "en", Apertium(), names={"Juan Iglesias"})

    expected = [
        "The gentleman Juan Iglesias visits the house",
        "The house of http://a.b/c?d=e is white",
        "The bridge cost 2,500 euros and {n} days",
    ]
    assert expected == [o.translation.text if isinstance(o, Accepted) else o.reason for o in outcomes]


@pytest.mark.apertium
def test_real_apertium_leaves_what_it_does_not_know_to_the_checks() -> None:
    assert (Rejected("the translation is the original"),) == translate(["Bukamal Xyzq"], "es", "en", Apertium())


@pytest.mark.apertium
def test_auto_takes_apertium_where_no_argos_package_serves_the_pair(tmp_path: Path) -> None:
    engine = translators.select_engine("auto", "es", "en", Settings(packages_dir=tmp_path))

    assert isinstance(engine, Apertium)
