"""HTML: what is read, with which role and language, where it stands, and what is never read."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.check import read_checked, read_rows
from triage.model import Document, Span, Syntax
from triage.readers import read
from triage.readers.runs import OBJECT

_CASES = [
    ("", []),
    ("no markup at all", [("paragraph", "no markup at all")]),
    ("<p>El <b>presidente</b> Biden</p>", [("paragraph", "El presidente Biden")]),
    ("<p>One</p><p>Two</p>", [("paragraph", "One"), ("paragraph", "Two")]),
    ("<p>One<p>Two", [("paragraph", "One"), ("paragraph", "Two")]),
    ("<p>caf&eacute; &#233; &#xE9; AT&T</p>", [("paragraph", "café é é AT&T")]),
    ("<p>One<br>Two</p>", [("paragraph", "One\nTwo")]),
    ("<p>wrapped\nline</p>", [("paragraph", "wrapped line")]),
    ("<p>wrapped\r\nline &amp; more</p>", [("paragraph", "wrapped  line & more")]),
    ("<h2>Title</h2>", [("heading", "Title")]),
    ("<ul><li>One<li>Two<ul><li>Three</ul></ul>", [("item", "One"), ("item", "Two"), ("item", "Three")]),
    ("<table><tr><td>A<td>B<tr><th>C</table>", [("cell", "A"), ("cell", "B"), ("cell", "C")]),
    ("<dl><dt>A<dd>B<dt>C</dl>", [("item", "A"), ("item", "B"), ("item", "C")]),
    ("<blockquote><p>Said</p></blockquote>", [("quote", "Said")]),
    ("<figure><img src=a><figcaption>Cap</figcaption></figure>", [("caption", "Cap")]),
    ('<p class="wp-caption-text">Cap</p>', [("caption", "Cap")]),
    ("<img alt='A &quot;b&quot;' title=c>", [("alt", 'A "b"'), ("title", "c")]),
    ('<p>See <img alt="it"> here</p>', [("paragraph", f"See {OBJECT} here"), ("alt", "it")]),
    ('<input placeholder="Name" value="x"><input type=submit value="Send">', [("value", "Name"), ("value", "Send")]),
    ('<meta name="description" content="About"><meta name="viewport" content="no">', [("value", "About")]),
    ('<meta property="og:title" content="About">', [("value", "About")]),
    ("<title>A &lt; B</title>", [("heading", "A < B")]),
    ('<a aria-label="Menu" href="no">Go</a>', [("value", "Menu"), ("paragraph", "Go")]),
    ("<p>a <code>no</code> b <kbd>no</kbd></p>", [("paragraph", f"a {OBJECT} b")]),
    ("<pre>no <b>no</b></pre>yes", [("paragraph", "yes")]),
    ("<script>no('<p>no</p>')</script><style>no</style>yes", [("paragraph", "yes")]),
    ("<script>never closed <p>no", []),
    ("<p>a<!-- no -->b</p><!-- open", [("paragraph", "ab")]),
    ("<p translate=no>no</p><p class='x notranslate'>no</p>yes", [("paragraph", "yes")]),
    ("<p>Hello {{ name }} and {% if no %}you{% endif %}</p>", [("paragraph", f"Hello {OBJECT} and {OBJECT}you")]),
    ("<p><?php echo 'no' ?>yes <% no %></p>", [("paragraph", "yes")]),
    ('<a href="{{ no > no }}" title="{{ no }}">yes</a>', [("paragraph", "yes")]),
    ('<img {{ no }} alt="yes">', [("alt", "yes")]),
    ("{% include figure.html caption=\"Cap\" %}", [("caption", "Cap")]),
    ("3 < 4 and <3, <> & </>x", [("paragraph", "3 < 4 and <3, <> & x")]),
    ('<p title="open>text</p>', [("paragraph", "text")]),
    ("<p>stray </b> end</p>", [("paragraph", "stray  end")]),
    ("<![CDATA[no]]><!DOCTYPE no><?no?>yes", [("paragraph", "yes")]),
    ("---\ntitle: Front\n---\n<p>Body</p>", [("heading", "Front"), ("paragraph", "Body")]),
    ("<noscript><p>yes</p></noscript><textarea>no</textarea>", [("paragraph", "yes")]),
]


@pytest.mark.parametrize(("text", "expected"), _CASES)
def test_what_is_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert read_rows(text, "html") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p lang=es>Hola</p>", [("Hola", "es")]),
        ("<p xml:lang='pt-BR'>Olá</p>", [("Olá", "pt-BR")]),
        ("<div lang=es><p>Hola</p></div><p>Hi</p>", [("Hola", "es"), ("Hi", None)]),
        ("<div lang=es><p lang=fr>Salut</p><p>Hola</p>", [("Salut", "fr"), ("Hola", "es")]),
        ("<p>Say <i lang=es>hola <b>amigo</b></i> twice", [(f"Say {OBJECT} twice", None), ("hola amigo", "es")]),
        ("<p>a <i lang=es>b <b lang=fr>c</b> d</i> e", [(f"a {OBJECT} e", None), (f"b {OBJECT} d", "es"), ("c", "fr")]),
        ("<p><i lang=es>never closed</p><p>next", [("never closed", "es"), ("next", None)]),
        ("<img lang=es alt=Puente>", [("Puente", "es")]),
        ("<p lang='not a tag!'>x</p>", [("x", None)]),
        ("<p>a <span lang=es>b</span>", [("a", None), ("b", "es")]),
    ],
)
def test_declared_languages_are_inherited(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(segment.text, segment.lang) for segment in read_checked(text, "html")] == expected


def test_the_page_declares_the_matrix_language() -> None:
    document = read(Document('<!doctype html><html lang="en-GB"><p>Hi<p lang="en-GB">Ho', format="html"))

    assert document.lang == "en-GB"
    assert [segment.lang for segment in document.segments] == [None, "en-GB"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One</p>", "<p>"),
        ("<li class=a>One<li>Two", "<li class=a>"),
        ("<p><em>One</em></p>", "<p>"),
        ("<div>One<p>Two</p></div>", None),
        ("<p title='own'>One</p>", None),
        ("<p>One <img alt='other'></p>", None),
        ("<p>He said <i lang=es>hola</i></p>", "<p>"),
    ],
)
def test_a_start_tag_is_given_where_it_speaks_for_the_segment_alone(text: str, expected: str | None) -> None:
    blocks = [segment for segment in read_checked(text, "html") if segment.site.syntax is Syntax.BLOCK]

    start_tag = blocks[0].site.start_tag
    assert (text[slice(*start_tag)] if start_tag else None) == expected


def test_places_lead_back_inside_references() -> None:
    text = "<p>El a&ntilde;o <b>pr&oacute;ximo</b></p>"
    (segment,) = read_checked(text, "html")

    at = segment.text.index("año")
    assert text[slice(*segment.locate(Span(at, at + 3)))] == "a&ntilde;o"


_PIECES = [
    "<p>", "</p>", "<b>", "</b>", "<div lang=es>", "</div>", "<i lang=fr>", "</i>", "<br>", "<img alt='á &amp;'>",
    "<li>",
    "<ul>", "</ul>", "&eacute;", "&", "<", ">", '"', "'", "word ", "\n", "\r\n", " ", "ñ", "<!--", "-->", "<script>",
    "</script>", "{{", "}}", "{% x %}", "<code>", "</code>", "<td>", "<table>", "<span lang=es", " title='a b'>", "=",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_any_tag_soup_is_read_at_exact_places(pieces: list[str]) -> None:
    read_checked("".join(pieces), "html")


class _Reference(HTMLParser):
    """The text that the standard library's parser sees outside scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._raw = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._raw = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._raw = False

    def handle_data(self, data: str) -> None:
        if not self._raw:
            self.words += data.split()


_WELL_FORMED = st.recursive(
    st.sampled_from(["uno ", "dos &amp; ", "tr&eacute;s ", "a < b ", "<br>", "<!-- no -->", "<script>x<1</script>"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(["p", "b", 'div class="x > y"', "li", "i title='<b>'"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@given(_WELL_FORMED)
def test_the_text_is_that_of_the_standard_library(text: str) -> None:
    reference = _Reference()
    reference.feed(text)
    reference.close()

    blocks = [segment.text for segment in read_checked(text, "html") if segment.site.syntax is not Syntax.ATTRIBUTE]
    assert "".join("".join(blocks).split()) == "".join(reference.words)


def test_deep_nesting_needs_no_recursion() -> None:
    text = "<div>" * 10_000 + "deep" + "</div>" * 10_000

    assert read_rows(text, "html") == [("paragraph", "deep")]
