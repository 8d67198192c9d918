"""Readers turn a document into segments: what a person reads, with roles and exact offsets, and nothing else.

A reader knows one format and no languages. It never rewrites: what it cannot parse it leaves out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, Protocol, cast

from triage import plugins
from triage.model import Document, Segment
from triage.readers.values import with_segments

TEXT = "text"

# By suffix, so that no reader is imported to learn that it is not the one.
_SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((".txt", ".text"), TEXT),
        **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".qmd", ".rmd"), "markdown"),
        **dict.fromkeys((".mdx",), "mdx"),
        **dict.fromkeys((".html", ".htm", ".xhtml", ".vue", ".svelte", ".njk", ".liquid", ".hbs"), "html"),
        **dict.fromkeys((".j2", ".jinja", ".jinja2", ".twig", ".erb", ".ejs", ".mustache"), "html"),
        ".srt": "srt",
        ".vtt": "vtt",
        **dict.fromkeys((".json", ".geojson", ".webmanifest", ".arb"), "json"),
        **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
        **dict.fromkeys((".yaml", ".yml"), "yaml"),
        **dict.fromkeys((".csv", ".tsv"), "csv"),
        **dict.fromkeys((".po", ".pot"), "po"),
        **dict.fromkeys((".adoc", ".asciidoc", ".asc"), "asciidoc"),
        **dict.fromkeys((".rst", ".rest"), "rst"),
    }
)

# How much of a piped document is looked at; a format that does not show in its first lines is read as text.
_SNIFFED = 4096

# Compiled when they are needed: 2 ms that a document with a known suffix is spared.
_SNIFFERS = (
    ("vtt", r"WEBVTT(?!\S)"),
    ("srt", r"\s*\d+[ \t]*\r?\n\d+:\d\d:\d\d[,.]\d{1,3}[ \t]*-->"),
    ("html", r"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b"),
    ("html", r"(?i)\s*<(?:p|div|article|section|main|figure|table|ul|ol|h[1-6])\b[^<>]*>"),
    ("po", r"(?:\s*#.*\n)*\s*msgid[ \t]+\""),
    ("jsonl", r"\s*\{.*\}[ \t]*\r?\n\{"),
    ("json", r"\s*(?:\{\s*(?:\"(?:[^\"\\]|\\.)*\"\s*:|\}\s*\Z)|\[\s*(?:[{\"]|\]\s*\Z))"),
    ("markdown", r"---[ \t]*\r?\n(?:[\w-]+[ \t]*:|#).*(?:\r?\n.*)*?\r?\n---[ \t]*(?:\r?\n|\Z)"),
    ("markdown", r"\+\+\+[ \t]*\r?\n(?:.*\r?\n)*?\+\+\+[ \t]*(?:\r?\n|\Z)"),
    ("markdown", r"(?ms)(?:.*?)^(?:#{1,6}[ \t]+\S|```|~~~|\|?[ \t]*:?-{3,}:?[ \t]*\|)"),
    ("markdown", r"(?s).*?\[[^\[\]\n]*\]\(\S"),
)


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """What a reader may be told.

    Attributes:
        keys: globs of the keys, dotted paths or columns whose values are text; empty for the reader's own choice.
    """

    keys: tuple[str, ...] = ()


class Reading(NamedTuple):
    """What a reader found: segments in order of their start, and the language the document declares for itself."""

    segments: tuple[Segment, ...]
    lang: str | None = None


class Reader(Protocol):
    """A format."""

    suffixes: tuple[str, ...]

    def read(self, text: str, options: ReaderOptions) -> Reading:
        """Return the segments of a document."""

    def escape(self, text: str, segment: Segment) -> str:
        """Return logical text as it must be written in the place where the segment stands."""


def suffixes() -> tuple[str, ...]:
    """Return the file name suffixes of all formats, with their dots, in lower case."""
    return tuple(_SUFFIXES)


def format_of(path: str | None, text: str = "") -> str:
    """Return the name of the format of a document.

    Args:
        path: decides by its suffix, where that is known.
        text: the document; its first lines decide where the path does not.
    """
    if path is not None and (found := _SUFFIXES.get(os.path.splitext(path)[1].lower())):
        return found
    head = text[:_SNIFFED]
    return next((name for name, pattern in _SNIFFERS if re.match(pattern, head)), TEXT)


def load(name: str) -> Reader:
    """Return the reader of a format.

    Raises:
        ConfigError: no format has that name.
    """
    return cast(Reader, plugins.load("readers", name))


def read(document: Document, options: ReaderOptions = ReaderOptions()) -> Document:
    """Return the document with its segments and with the matrix language it declares.

    Args:
        document: its `format` chooses the reader; a language it already has stays.
        options: what the reader is told.

    Raises:
        ConfigError: no format has that name.
    """
    segments, lang = load(document.format).read(document.text, options)
    return with_segments(document, segments, document.lang or lang)


def escape(document: Document, text: str, segment: Segment) -> str:
    """Return logical text as it must be written where a segment of the document stands."""
    return load(document.format).escape(text, segment)
