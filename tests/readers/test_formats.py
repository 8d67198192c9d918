"""The format of a document: by suffix, and by its first lines where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from triage.model import Document, Segment, Span
from triage.readers import format_of, read, suffixes


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.txt", "text"),
        ("content/en/a.MD", "markdown"),
        ("a.mdx", "mdx"),
        ("index.es.html", "html"),
        ("a.srt", "srt"),
        ("a.vtt", "vtt"),
        ("a.json", "json"),
        ("a.jsonl", "jsonl"),
        ("a.yml", "yaml"),
        ("a.tsv", "csv"),
        ("es.po", "po"),
        ("a.adoc", "asciidoc"),
        ("a.rst", "rst"),
        ("README", "text"),
        ("a.unknown", "text"),
    ],
)
def test_the_suffix_decides(path: str, expected: str) -> None:
    assert format_of(path, "no sign of anything") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "text"),
        ("Plain words, and (brackets) [too].\n\nMore.", "text"),
        ("[es] El puente viejo\n[en] The old bridge\n", "text"),
        ("3 < 4 and 5 > 2", "text"),
        ("# A heading\n\nWords.", "markdown"),
        ("Words.\n\n![alt](a.png)\n", "markdown"),
        ("See [the page](https://example.org).", "markdown"),
        ("---\r\ntitle: A\r\n---\r\nWords.", "markdown"),
        ("+++\ntitle = 'A'\n+++\nWords.", "markdown"),
        ("Words.\n\n```sh\nls\n```\n", "markdown"),
        ("<!DOCTYPE html>\n<title>A</title>", "html"),
        ("<!-- note -->\n<html lang=es>", "html"),
        ("<p class='a'>Words.</p>", "html"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nWords", "vtt"),
        ("1\r\n00:00:01,000 --> 00:00:02,000\r\nWords", "srt"),
        ('# comment\nmsgid ""\nmsgstr ""\n', "po"),
        ('{"a": 1}\n{"a": 2}\n', "jsonl"),
        ('{\n  "a": 1\n}', "json"),
        ('["a", "b"]', "json"),
    ],
)
def test_a_pipe_is_sniffed(text: str, expected: str) -> None:
    assert format_of(None, text) == expected


def test_suffixes_are_lower_case_with_a_dot() -> None:
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes())


@pytest.mark.parametrize("lang", ["ca", None])
def test_reading_keeps_what_is_known_of_a_document(lang: str | None) -> None:
    document = Document('<html lang="es">Agua', "a.html", "html", "utf-16-le", True, "\r\n", lang)

    result = read(document)

    assert replace(document, lang=lang or "es", segments=result.segments) == result
    assert [Segment(Span(16, 20), "Agua", site=result.segments[0].site)] == list(result.segments)
