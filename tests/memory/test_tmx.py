from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.samples import FOUND
from triage.errors import InputError
from triage.memory.tmx import Memory, Unit, dump, parse, read, write
from triage.model import Translation
from triage.reports.tmx import TmxReport

HOUSE = Unit("es", "en", "La casa", "The house", created="2026-11-23", engine="argos", model="es-en 1.9")
FOREIGN = """<?xml version="1.0" encoding="UTF-16"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="ES-ES" datatype="xml"><prop type="x">y</prop></header><body>
<tu tuid="1"><note>n</note>
  <tuv xml:lang="EN-US"><seg>The <bpt i="1">&lt;b></bpt>house</seg></tuv>
  <tuv xml:lang="ES-ES"><seg>La casa</seg></tuv>
  <tuv lang="fr"><seg>La maison</seg></tuv>
</tu>
<tu srclang="*all*"><tuv xml:lang="de"><seg>Haus</seg></tuv><tuv xml:lang="en"><seg>house</seg></tuv></tu>
<tu><tuv xml:lang="es"><seg> </seg></tuv></tu><tu/>
</body></tmx>"""

text = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
xml_text = text.filter(lambda t: t.strip() and all(c in "\t\n\r" or " " <= c and c not in "\ufffe\uffff" for c in t))
tags = st.sampled_from(["es", "en-GB", "pt-BR", "zh-Hans"])
units = st.builds(Unit, tags, st.just("fr"), xml_text, xml_text, st.booleans(), xml_text.map(str.strip))


def test_memories_of_other_tools_are_read() -> None:
    expected = [
        ("ES-ES", "EN-US", "La casa", "The <b>house"),
        ("ES-ES", "fr", "La casa", "La maison"),
        ("de", "en", "Haus", "house"),
    ]

    assert expected == [(u.source, u.target, u.text, u.translation) for u in parse(FOREIGN.encode("utf-16"))]
    assert all(unit.reviewed for unit in parse(FOREIGN.encode("utf-16")))


def test_the_tmx_report_of_a_run_is_read_as_not_reviewed() -> None:
    report = TmxReport()
    (unit,) = parse((report.begin() + report.result(FOUND) + report.end()).encode())

    assert ("es", "en", "apertium", "eng-spa 0.8.1", "2026-11-23", False) == (
        unit.source, unit.target, unit.engine, unit.model, unit.created, unit.reviewed
    )  # fmt: skip
    assert Memory([unit]).recall(unit.text, "es", "en") is None


@given(st.lists(units, max_size=5))
def test_what_is_written_is_read_again(some: list[Unit]) -> None:
    distinct = {unit.key: unit for unit in some}

    assert [distinct[key] for key in sorted(distinct)] == list(parse(dump(some).encode()))


def test_the_order_is_that_of_the_texts_whatever_the_order_of_the_units() -> None:
    some = [HOUSE, Unit("es", "en", "El mar", "The sea"), Unit("de", "en", "Haus", "house")]

    assert dump(some) == dump(reversed(some))
    assert dump(some) == dump([*some, *some])


def test_two_additions_touch_different_lines() -> None:
    """What each of two branches adds is one block of whole lines: git merges it."""
    base = dump([HOUSE]).splitlines()
    added = dump([HOUSE, Unit("es", "en", "El mar", "The sea")]).splitlines()

    new = [line for line in added if line not in base]
    assert ['<tuv xml:lang="es"><seg>El mar</seg></tuv>', '<tuv xml:lang="en"><seg>The sea</seg></tuv>'] == new


@pytest.mark.parametrize(
    ("asked", "pair", "expected"),
    [
        ("La casa", ("es", "en"), "The house"),
        ("  La\n casa ", ("es-MX", "en-GB"), "The house"),
        ("la casa", ("es", "en"), None),
        ("La casa", ("en", "es"), None),
        ("La casa", ("es", "fr"), None),
    ],
)
def test_a_text_is_known_whatever_its_line_breaks(asked: str, pair: tuple[str, str], expected: str | None) -> None:
    found = Memory([HOUSE]).recall(asked, *pair)

    assert expected == (found and found.text)


def test_what_is_recalled_says_where_it_comes_from() -> None:
    expected = Translation("The house", "en", "memory", "argos es-en 1.9", reviewed=True, created="2026-11-23")

    assert expected == Memory([HOUSE]).recall("La casa", "es", "en")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no element found"),
        (b"<tmx>", "no element found"),
        (b"<xliff/>", "its root is <xliff>"),
        (b"\xff\xff", "not well-formed"),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx>&a;</tmx>', "it declares entities"),
    ],
)
def test_what_is_no_tmx_is_an_error_that_names_the_file(data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "memory.tmx").write_bytes(data)

    with pytest.raises(InputError, match=rf"memory\.tmx: no TMX file \({message}.*correct or remove it"):
        read(tmp_path / "memory.tmx")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read(tmp_path / "memory.tmx")


def test_writing_replaces_the_file_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / ".triage" / "memory.tmx"
    write(path, [HOUSE])
    write(path, [HOUSE, Unit("es", "en", "El mar", "The sea")])

    assert 2 == len(read(path))
    assert ["memory.tmx"] == os.listdir(path.parent)


def test_a_directory_that_cannot_be_written_is_an_error_and_the_file_stays(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(InputError, match="cannot be written"):
        write(tmp_path / "file" / "memory.tmx", [HOUSE])
