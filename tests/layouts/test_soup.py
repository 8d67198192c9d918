"""Whatever markup stands around fragments: cleaning is done after one run, and a mark loses nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import DictionaryEngine, PlantedIdentification
from triage.layouts import Style
from triage.model import Action, Document, Layout
from triage.pipeline import Settings, clean
from triage.policy import Policy
from triage.tools import Tools

_PHRASES = {"Vista del puerto": "View of the harbour", "No pasarán": "They shall not pass"}
_ENGINE = DictionaryEngine(known=_PHRASES)
_TOOLS = Tools(identify=PlantedIdentification(phrases=dict.fromkeys(_PHRASES, "es")), choose_engine=_ENGINE.choose)

_TEXT = ["Vista del puerto", "Vista del", "puerto", "No pasarán", "pasarán", "words ", " ", "\n", "\n\n", "“", "”."]
_SOUP = {
    "html": [
        "<p>", "</p>", "<b>", "</b>", "<i lang=fr>", "</i>", "<br>", "<div lang=es>", "</div>", "<img alt='", "'>",
        '<a href="/x">', "</a>", "<li>", "<td>", "<title>", "</title>", "<!-- ", " -->", "&amp;", "<", "{{ x }}",
        "<html>", "<code>", "</code>", "<figcaption>", "</figcaption>",
    ],
    "markdown": [
        "# ", "*", "**", "_", "`", "[", "](/x)", "![", "](a.png)", "> ", "- ", "1. ", "| a |\n|---|\n| ", " |",
        "<b>", "</b>", '<span lang="es">', "</span>", ":::\n", ":::note ", "{: .caption}", "\\", "[^1]: ", "---\n",
        "title: ", "<p>", "</p>",
    ],
    "srt": ["1\n00:00:01,000 --> 00:00:02,000\n", "<i>", "</i>", "- ", "[es] ", "[es: ", "]", "{\\an8}"],
    "vtt": ["WEBVTT\n\n", "00:01.000 --> 00:02.000\n", "<i>", "</i>", "<v Ana>", "<lang es>", "</lang>", "&amp;"],
    "yaml": ["title: ", "caption: ", "  - alt: ", "'", '"', ">-\n  ", "|\n  ", "# ", "{", "}", "caption_lang: es\n"],
    "csv": ["caption,x\n", ",", '"', '""', "caption_lang,caption\n", ";"],
}  # fmt: skip
_WAYS = [(Action.MARK, None), (Action.DROP, None), *((Action.TRANSLATE, layout) for layout in Layout)]


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    format = draw(st.sampled_from(sorted(_SOUP)))
    pieces = draw(st.lists(st.sampled_from([*_SOUP[format], *_TEXT]), max_size=14))
    return Document("".join(pieces), format=format)


@given(_documents(), st.sampled_from(_WAYS), st.sampled_from(["html", "kramdown", "pandoc", "goldmark"]))
def test_cleaning_is_done_after_one_run(document: Document, way: tuple[Action, Layout | None], dialect: str) -> None:
    settings = Settings(policy=Policy(action=way[0], layout=way[1]), lang="en", style=Style(dialect))

    once = clean(document, settings, tools=_TOOLS)
    assert once.text is not None
    twice = clean(Document(once.text, format=document.format), settings, tools=_TOOLS)
    assert twice.text == once.text


@given(_documents())
def test_a_mark_only_adds(document: Document) -> None:
    settings = Settings(policy=Policy(action=Action.MARK), lang="en")

    text = clean(document, settings, tools=_TOOLS).text
    assert text is not None
    rest = iter(text)
    assert all(character in rest for character in document.text)
