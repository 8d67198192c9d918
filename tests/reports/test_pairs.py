"""The pairs of originals and translations, as TSV, JSON Lines and TMX."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace

from tests.reports.samples import FOUND, NOTHING, QUOTE, finding_of, render
from triage.model import Document, Result

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_tsv() -> None:
    assert render("tsv", FOUND, NOTHING) == (
        "path\tline\tlang\ttarget\toriginal\ttranslation\tengine\n"
        "news/a, b: 100%.txt\t3\tes\ten\tVista del puerto, al alba\t\t\n"
        "news/a, b: 100%.txt\t5\tes\ten\tno pasarán\tthey shall <not> pass\tapertium\n"
    )


def test_json_lines_keep_blank_space() -> None:
    caption, quote = map(json.loads, render("jsonl", FOUND).splitlines())

    assert caption == {
        "path": "news/a, b: 100%.txt",
        "line": 3,
        "lang": "es",
        "target": "en",
        "original": "Vista del\r\npuerto, al alba",
        "translation": "",
        "engine": "",
    }
    assert (quote["translation"], quote["engine"]) == ("they shall <not> pass", "apertium")


def test_tmx_holds_what_is_translated() -> None:
    tmx = ET.fromstring(render("tmx", FOUND, NOTHING))
    (unit,) = tmx.iter("tu")

    assert (tmx.tag, tmx.get("version")) == ("tmx", "1.4")
    assert [(tuv.get(XML_LANG), tuv.findtext("seg")) for tuv in unit.iter("tuv")] == [
        ("es", "no pasarán"),
        ("en", "they shall <not> pass"),
    ]
    assert {prop.get("type"): prop.text for prop in unit.iter("prop")} == {
        "x-path": "news/a, b: 100%.txt",
        "x-role": "quote",
        "x-engine": "apertium",
        "x-model": "eng-spa 0.8.1",
        "x-created": "2026-11-23",
        "x-reviewed": "no",
    }


def test_tmx_is_valid_whatever_characters_there_are() -> None:
    text = "Hola\x0c\ufffe & <adiós>"
    finding = finding_of(text, text, translation=QUOTE.translation and replace(QUOTE.translation, model=""))
    tmx = ET.fromstring(render("tmx", Result(Document(text, path="a\x01.txt"), "en", (finding,))))

    assert tmx.findtext(".//seg") == "Hola\ufffd\ufffd & <adiós>"
    assert "x-model" not in {prop.get("type") for prop in tmx.iter("prop")}
