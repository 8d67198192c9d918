from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.translators.conftest import captions
from triage import translators
from triage.errors import EngineError
from triage.translators import Settings
from triage.translators.argos import Argos
from triage.translators.batch import Accepted, translate


@pytest.fixture
def argos(store: Path) -> Argos:
    return Argos(Settings(packages_dir=store))


def test_every_caption_of_the_package_is_translated_exactly(argos: Argos) -> None:
    originals, expected = zip(*captions("es-en"), strict=True)

    assert expected == argos.translate(originals, "es", "en")


def test_every_caption_passes_the_checks_of_the_batch(argos: Argos) -> None:
    originals, expected = zip(*captions("es-en"), strict=True)
    outcomes = translate(originals, "es", "en", argos)

    assert list(expected) == [o.translation.text if isinstance(o, Accepted) else o.reason for o in outcomes]


def test_the_captions_of_the_sample_article_are_among_them() -> None:
    article = (Path(__file__).parents[2] / "samples" / "article.txt").read_text("utf-8").splitlines()

    assert 4 == len([line for line in article if line in dict(captions("es-en"))])


def test_a_pair_without_a_package_goes_through_another_language(argos: Argos) -> None:
    english, french = zip(*captions("en-fr"), strict=True)
    spanish = {translation: original for original, translation in captions("es-en")}
    known = [(spanish[e], f) for e, f in zip(english, french, strict=True) if e in spanish]

    assert len(known) >= 10
    assert tuple(f for _, f in known) == argos.translate([s for s, _ in known], "es", "fr")
    assert "es-en 0.1 + en-fr 0.1" == argos.model("es", "fr")


def test_sentences_are_translated_one_by_one_and_their_gaps_kept(argos: Argos) -> None:
    assert ("Keep reading.  Snow covers the vineyards.",) == argos.translate(
        ["Siga leyendo.  La nieve cubre los viñedos."], "es", "en"
    )


def test_regions_and_other_spellings_of_a_tag_name_the_same_package(argos: Argos) -> None:
    assert argos.translate(["Siga leyendo"], "es-MX", "en-GB") == argos.translate(["Siga leyendo"], "spa", "eng")


def test_a_pair_without_a_way_is_an_error_that_says_what_to_run(argos: Argos) -> None:
    with pytest.raises(EngineError, match="translates fr to es; run `triage models install fr es`"):
        argos.translate(["Bonjour"], "fr", "es")


@pytest.mark.parametrize("damaged", ["model/model.bin", "sentencepiece.model"])
def test_a_damaged_package_is_an_error_that_names_it(own_store: Path, damaged: str) -> None:
    file = own_store / "translate-es_en-0_1" / damaged
    file.write_bytes(file.read_bytes()[:1000])

    with pytest.raises(EngineError, match=r"translate-es_en-0_1.*cannot be loaded.*triage models verify"):
        Argos(Settings(packages_dir=own_store)).translate(["Siga leyendo"], "es", "en")


def test_a_replaced_package_is_loaded_anew(own_store: Path, store: Path) -> None:
    """The models of a process are cached; an update in the meantime must not be served from the cache."""
    argos = Argos(Settings(packages_dir=own_store))
    assert ("Keep reading",) == argos.translate(["Siga leyendo"], "es", "en")
    target = own_store / "translate-es_en-0_1"
    shutil.rmtree(target)
    shutil.copytree(store / "translate-es_en-0_1", target, copy_function=shutil.copyfile)
    (target / "model" / "model.bin").write_bytes(b"another model")

    with pytest.raises(EngineError):
        argos.translate(["Siga leyendo"], "es", "en")


def test_a_model_for_many_languages_gets_its_target_token(own_store: Path) -> None:
    """The fixture does not know the token and ignores it; what counts is that it does not show in the text."""
    metadata = own_store / "translate-es_en-0_1" / "metadata.json"
    metadata.write_text(json.dumps({**json.loads(metadata.read_text("utf-8")), "target_prefix": "▁The"}), "utf-8")
    (translated,) = Argos(Settings(packages_dir=own_store)).translate(["La nieve cubre los viñedos"], "es", "en")

    assert translated
    assert "▁" not in translated


def test_auto_prefers_argos_and_an_empty_store_serves_nothing(store: Path, tmp_path: Path) -> None:
    engine = translators.select_engine("auto", "es", "fr", Settings(packages_dir=store))

    assert isinstance(engine, Argos)
    assert frozenset() == Argos(Settings(packages_dir=tmp_path / "none")).pairs()
    assert translators.select_engine("argos", "es", "de", Settings(packages_dir=store)) is None


def test_asking_for_pairs_imports_no_library(store: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from triage.translators import *\n"
        "engine = make('argos', Settings(packages_dir=Path(sys.argv[1])))\n"
        "assert ready(engine, 'es', 'en') and engine.model('es', 'fr')\n"
        "print([m for m in ('ctranslate2', 'sentencepiece', 'argostranslate', 'numpy') if m in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", program, str(store)], capture_output=True, text=True, check=True)

    assert "[]\n" == answer.stdout


def through_the_module(originals: Sequence[str], pair: str, store: Path, home: Path) -> tuple[str, ...]:
    """Translate with the argostranslate module, in a process of its own: it reads the store's place at import."""
    program = (
        "import json, sys; from argostranslate import translate\n"
        "pair = sys.argv[1].split('-')\n"
        "print(json.dumps([translate.translate(text, *pair) for text in json.load(sys.stdin)]))"
    )
    environment = {"ARGOS_PACKAGES_DIR": str(store), "ARGOS_INTRA_THREADS": "1", "HOME": str(home)}
    command = [sys.executable, "-c", program, pair]
    answer = subprocess.run(
        command, input=json.dumps(originals), env=environment, capture_output=True, text=True, check=True
    )
    return tuple(json.loads(answer.stdout))


@pytest.mark.parametrize("pair", ["es-en", "en-fr"])
def test_the_direct_path_equals_the_argostranslate_api(store: Path, tmp_path: Path, pair: str) -> None:
    originals = [original for original, _ in captions(pair)]
    direct = Argos(Settings(packages_dir=store)).translate(originals, *pair.split("-"))

    assert through_the_module(originals, pair, store, tmp_path) == direct


def test_a_package_with_bpe_goes_through_the_modules_tokenizer(own_store: Path, tmp_path: Path) -> None:
    """The weights are those of the fixture, so the text is nonsense, but it must be the same nonsense."""
    package = own_store / "translate-es_en-0_1"
    (package / "sentencepiece.model").unlink()
    (package / "bpe.model").write_text("#version: 0.2\nl a</w>\nc a\ns a</w>\n", "utf-8")
    originals = ["la casa", "¡La nieve cubre los viñedos!"]
    direct = Argos(Settings(packages_dir=own_store)).translate(originals, "es", "en")

    assert through_the_module(originals, "es-en", own_store, tmp_path) == direct


def test_without_the_libraries_no_pair_is_served_and_a_call_says_what_to_install(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    argos = Argos(Settings(packages_dir=own_store))

    assert frozenset() == argos.pairs()
    with pytest.raises(EngineError, match=r"pip install 'caption-triage\[translate\]'"):
        argos.translate(["Siga leyendo"], "es", "en")


def test_a_package_with_bpe_needs_the_module(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "argostranslate.tokenizer", None)
    package = own_store / "translate-es_en-0_1"
    (package / "sentencepiece.model").rename(package / "bpe.model")

    with pytest.raises(EngineError, match="a package with a bpe.model needs the argostranslate module"):
        Argos(Settings(packages_dir=own_store)).translate(["Siga leyendo"], "es", "en")
