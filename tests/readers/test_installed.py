"""The Markdown and HTML files of installed packages: real documents that nobody wrote for a test.

A seeded sample of each kind that the machine has is read, cleaned without findings, and edited at random. What was
found is reported: `pytest -rP tests/readers/test_installed.py`.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyromark import events

from tests.fakes import PlantedIdentification
from tests.readers.check import misplaced_runs
from triage import readers, source
from triage.errors import InputError
from triage.layouts import Style
from triage.model import Action, Document, Finding, Fragment, Layout, Segment, Span, Translation
from triage.pipeline import Settings, clean
from triage.policy import Policy
from triage.readers.markdown import extensions
from triage.rewriting import rewrite
from triage.tools import Tools

_SUFFIXES = {"markdown": (".md", ".markdown"), "html": (".html", ".htm")}
_ROOTS = (*sys.path, sys.prefix, sys.base_prefix, "/usr/share/doc", "/usr/share/nodejs", "/usr/lib/node_modules")
_SAMPLE = 40
_MAX_BYTES = 100_000
_EDITS = 4
_WORDS = "Zebra caption text"


@lru_cache
def _found() -> dict[str, list[Path]]:
    """Return all files of each kind, each once."""
    found: dict[str, set[Path]] = {format: set() for format in _SUFFIXES}
    for root in {os.path.realpath(root) for root in _ROOTS if root and Path(root) != Path.cwd()}:
        for directory, directories, names in os.walk(root):
            directories[:] = [name for name in directories if name not in (".git", "tests", "__pycache__")]
            for name in names:
                for format, suffixes in _SUFFIXES.items():
                    if name.lower().endswith(suffixes):
                        found[format].add(Path(directory, name))
    return {format: sorted(paths) for format, paths in found.items()}


def _documents(format: str) -> Iterator[Document]:
    paths = [path for path in _found()[format] if path.stat().st_size <= _MAX_BYTES]
    for path in random.Random(format).sample(paths, min(_SAMPLE, len(paths))):
        try:
            yield source.read(str(path), format=format)
        except InputError:
            continue


@pytest.mark.parametrize("format", sorted(_SUFFIXES))
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_every_segment_is_its_source(format: str, newline: str) -> None:
    documents = segments = 0
    for document in _documents(format):
        text = document.text.replace("\r\n", "\n").replace("\n", newline)
        read = readers.read(Document(text, path=document.path, format=format)).segments
        assert not misplaced_runs(text, read), document.path
        documents, segments = documents + 1, segments + len(read)
    print(f"{format}: {len(_found()[format])} files installed, {documents} read, {segments} segments")

    assert documents > 0 or not _found()[format]


@pytest.mark.parametrize("format", sorted(_SUFFIXES))
def test_nothing_found_means_nothing_changed(format: str) -> None:
    settings = Settings(policy=Policy(action=Action.TRANSLATE), lang="en")
    tools = Tools(identify=PlantedIdentification())

    for document in _documents(format):
        assert clean(document, settings, tools=tools).text == document.text


@pytest.mark.parametrize("format", sorted(_SUFFIXES))
def test_an_edit_leaves_the_structure_or_is_refused(format: str) -> None:
    chance = random.Random(format)
    written = refused = 0
    for raw in _documents(format):
        document = readers.read(raw)
        plain = [segment for segment in document.segments if _is_plain(document, segment)]
        for segment in chance.sample(plain, min(_EDITS, len(plain))):
            text = _edit(document, segment)
            written, refused = written + (text != document.text), refused + (text == document.text)
            assert _skeleton(format, text) == _skeleton(format, document.text), (document.path, segment)
    print(f"{format}: {written} edits written, {refused} refused")

    assert written > refused


def _is_plain(document: Document, segment: Segment) -> bool:
    """Tell whether no markup stands within a segment, which an edit may take away, nor a line break."""
    return document.text[slice(*segment.span)] == segment.text and "\n" not in segment.text


def _edit(document: Document, segment: Segment) -> str:
    """Return the document with a segment replaced by words, or as it is where the proof says no."""
    fragment = Fragment(segment, Span(0, len(segment.text)), "es", "en", 0.9)
    finding = Finding(fragment, "TR001", segment.role, Action.TRANSLATE, translation=Translation(_WORDS, "en", "test"))
    wanted = Policy(layout=Layout.REPLACE)
    read = readers.read
    return rewrite(document, [finding], wanted, Style(), matrix="en", read=read, search=lambda after: ()).text


def _skeleton(format: str, text: str) -> list[str]:
    """Return the structure as a parser of its own sees it: the tags of HTML, the events of Markdown without text."""
    if format == "html":
        tags = _Tags()
        tags.feed(text)
        return tags.seen
    return [_shape(event) for event in events(text, options=extensions()) if "Text" not in str(event)[:8]]


def _shape(event: object) -> str:
    """Return what an event is without its text: of HTML its tags."""
    if isinstance(event, dict) and isinstance(html := event.get("Html"), str):
        return str(_skeleton("html", html))
    return str(event)[:40]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(f"<{tag} {[name for name, _ in attrs]}>")

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(f"</{tag}>")
