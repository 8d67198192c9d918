from __future__ import annotations

from pathlib import Path

import pytest

from triage.errors import InputError
from triage.memory.glossary import Glossary, read

CSV = "es,en\nMinisterio de Sanidad,Ministry of Health\nMinisterio,Ministry\nEl Corte Inglés,\nalcalde,mayor\nAve\n"
TBX = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dca" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1">
  <langSec xml:lang="es"><termSec><term>alcalde</term></termSec><termSec><term>regidor</term></termSec></langSec>
  <langSec xml:lang="en"><termSec><term>mayor</term></termSec></langSec>
</conceptEntry>
<conceptEntry id="c2"><note>Do not translate</note>
  <langSec xml:lang="es"><termSec><term>El Corte Inglés</term></termSec></langSec>
</conceptEntry>
</body></text></tbx>"""
MARTIF = """<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX"><text><body><termEntry>
<langSet xml:lang="es"><tig><term>alcalde</term></tig></langSet>
<langSet xml:lang="en-GB"><tig><term>mayor</term></tig></langSet></termEntry></body></text></martif>"""


def load(tmp_path: Path, content: str, encoding: str = "utf-8") -> Glossary:
    path = tmp_path / "glossary"
    path.write_bytes(content.encode(encoding))
    return read(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nada de esto", {}),
        ("El Ministerio de Sanidad", {"Ministerio de Sanidad": "Ministry of Health"}),
        ("El Ministerio", {"Ministerio": "Ministry"}),
        ("El ministerio", {}),
        ("El alcalde", {"alcalde": "mayor"}),
        ("Alcalde y alcaldesa", {"Alcalde": "mayor"}),
        ("Rebajas en El Corte Inglés", {"El Corte Inglés": "El Corte Inglés"}),
        ("El Ave llega", {"Ave": "Ave"}),
    ],
)
def test_terms_are_found_as_whole_words_the_longest_first(tmp_path: Path, text: str, expected: dict[str, str]) -> None:
    assert expected == load(tmp_path, CSV).required(text, "es-MX", "en-GB")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_any_usual_separator_is_taken(tmp_path: Path, separator: str, encoding: str) -> None:
    glossary = load(tmp_path, CSV.replace(",", separator), encoding)

    assert {"alcalde": "mayor"} == glossary.required("El alcalde", "es", "en")


def test_a_term_serves_its_own_pair_and_a_kept_one_every_target(tmp_path: Path) -> None:
    glossary = load(tmp_path, CSV)

    assert {"El Corte Inglés": "El Corte Inglés"} == glossary.required("El Corte Inglés, alcalde", "es", "fr")
    assert {} == glossary.required("El Corte Inglés, alcalde", "ca", "en")


@pytest.mark.parametrize(("content", "count"), [(TBX, 3), (MARTIF, 2)])
def test_tbx_in_its_styles_is_read(tmp_path: Path, content: str, count: int) -> None:
    glossary = load(tmp_path, content)

    assert count == len(glossary)
    assert {"alcalde": "mayor"} == glossary.required("El alcalde", "es", "en")
    assert {"mayor": "alcalde"} == glossary.required("The mayor", "en", "es")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "its first line must be two language tags; such as es,en"),
        ("term,translation\na,b", "its first line must be two language tags"),
        ("es\na", "its first line must be two language tags"),
        ("es,en\na,b,c", "line 2 has not a term and its translation"),
        ("es,en\n\n,b", "line 3 has not a term and its translation"),
        ('es,en\n"a"b,c', "no CSV file"),
        ("<xml>", r"no TBX file \(its root is <xml>\)"),
        ("<tbx>", r"no TBX file \(no element found"),
        ('<!DOCTYPE tbx [<!ENTITY a "b">]><tbx/>', r"no TBX file \(it declares entities\)"),
    ],
)
def test_what_is_no_glossary_is_an_error(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load(tmp_path, content)


def test_another_encoding_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not UTF-8 at byte 6"):
        load(tmp_path, "es,en\nñ,n", "latin-1")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read(tmp_path / "none.csv")
