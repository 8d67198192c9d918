"""Markdown: what is read, with which role and language, where it stands, and what is never read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.check import read_checked, read_rows
from triage.model import Document
from triage.readers import read
from triage.readers.runs import OBJECT

_CASES = [
    ("", []),
    ("Plain *em* and **strong**.", [("paragraph", "Plain em and strong.")]),
    ("# Title #\n\nSetext\n---", [("heading", "Title"), ("heading", "Setext")]),
    ("one\ntwo  \nthree\\\nfour", [("paragraph", "one\ntwo  \nthree\nfour")]),
    ("one\r\ntwo", [("paragraph", "one\r\ntwo")]),
    ("caf&eacute; \\*no\\*", [("paragraph", "café *no*")]),
    ("- one\n- two\n  - three", [("item", "one"), ("item", "two"), ("item", "three")]),
    ("1. one\n\n   two", [("item", "one"), ("item", "two")]),
    ("- [x] done", [("item", "done")]),
    ("> said\n> again\nlazy", [("quote", "said\nagain\nlazy")]),
    ("| a | b |\n|---|---|\n| c *d* | `no` |", [("cell", "a"), ("cell", "b"), ("cell", "c d")]),
    ("text[^1]\n\n[^1]: note", [("paragraph", "text"), ("paragraph", "note")]),
    ("term\n: definition", [("item", "term"), ("item", "definition")]),
    ("a `no` b", [("paragraph", f"a {OBJECT} b")]),
    ("```\nno\n```\n\n    no\n\n~~~ no\nno\n~~~", []),
    ("see <https://no.example> and [text](https://no.example/no)", [("paragraph", f"see {OBJECT} and text")]),
    ('[text](u "Title")', [("title", "Title"), ("paragraph", "text")]),
    ("![alt *em* `no`](u 'Ti\\'t')", [("alt", f"alt em {OBJECT}".rstrip(f" {OBJECT}")), ("title", "Ti't")]),
    ('![alt][r]\n\n[r]: u "Title &amp; more"', [("alt", "alt"), ("title", "Title & more")]),
    ("![alt](u)\n*caption*", [("alt", "alt"), ("caption", "caption")]),
    ("![alt](u)\n\n*caption*\n\n*no caption*", [("alt", "alt"), ("caption", "caption"), ("paragraph", "no caption")]),
    ("![alt](u)\nplain text", [("alt", "alt"), ("paragraph", "plain text")]),
    ("<figure>\n<figcaption>Cap</figcaption>\n</figure>", [("caption", "Cap")]),
    ("a <b>c</b><br>d <!-- no --> e", [("paragraph", "a c\nd  e")]),
    ("a <kbd>no</kbd> b", [("paragraph", f"a {OBJECT} b")]),
    ("<script>\nno\n\nno\n</script>\n\nyes", [("paragraph", "yes")]),
    ("<div>\n<script>\nno\n\nno</script>\n\nyes\n</div>", [("paragraph", "yes")]),
    ("<!-- no\n\nno -->\n\nyes", [("paragraph", "yes")]),
    ('{{< figure src="no.jpg" alt="Alt" caption="Cap" >}}', [("alt", "Alt"), ("caption", "Cap")]),
    ('{{% notice note %}}\nyes\n{{% /notice %}}', [("paragraph", "yes")]),
    ('{% include image.html url="no" caption="Cap" %}', [("caption", "Cap")]),
    ('{{< figure caption="Un \\"pie\\"" >}}', [("caption", 'Un "pie"')]),
    ('`{{< figure caption="no" >}}`\n\n```\n{{< figure caption="no" >}}\n```', []),
    ('{{< highlight go >}}\nno\n\nno\n{{< /highlight >}}\n\nyes', [("paragraph", "yes")]),
    ("{% raw %}no{% endraw %} yes {{ no }}", [("paragraph", "yes")]),
    (
        '[caption id="no"]<img src="no" alt="Alt"> Cap[/caption] after',
        [("alt", "Alt"), ("caption", "Cap"), ("paragraph", "after")],
    ),
    (":::note Title\ntext\n:::\nmore", [("heading", "Title"), ("paragraph", "text"), ("paragraph", "more")]),
    (":::tip[Title]{.no}\n\ntext\n\n:::", [("heading", "Title"), ("paragraph", "text")]),
    ('!!! note "Title"\n    text', [("heading", "Title"), ("paragraph", "text")]),
    ("text\n{: .caption}", [("caption", "text")]),
    ("> [!NOTE]\n> text", [("quote", "text")]),
    (
        "---\ntitle: Title\ntags: [no, no]\nimage:\n  alt: 'Alt''s'\n---\nBody",
        [("heading", "Title"), ("alt", "Alt's"), ("paragraph", "Body")],
    ),
    (
        "+++\ntitle = \"Title\"\n[cover]\ncaption = 'Cap' # no\n+++\nBody",
        [("heading", "Title"), ("caption", "Cap"), ("paragraph", "Body")],
    ),
    ("---\n{{ no }}: no: no\n---\nBody", [("paragraph", "Body")]),
]


@pytest.mark.parametrize(("text", "expected"), _CASES)
def test_what_is_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(read_rows(text, "markdown")) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), [case for case in _CASES if "\n" in case[0] and "\r" not in case[0]])
def test_crlf_changes_nothing_but_newlines(text: str, expected: list[tuple[str, str]]) -> None:
    rows = [(role, value.replace("\r\n", "\n")) for role, value in read_rows(text.replace("\n", "\r\n"), "markdown")]

    assert sorted(rows) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<div lang="es">\n\nHola\n\n</div>\n\nHi', [("Hola", "es"), ("Hi", None)]),
        ('Say <span lang="es">hola *amigo*</span> twice', [(f"Say {OBJECT} twice", None), ("hola amigo", "es")]),
        ('Hola\n{: lang="es"}\n\nHi', [("Hola", "es"), ("Hi", None)]),
        ('> Hola\n{lang="es" .x}', [("Hola", "es")]),
        ("# Hola {lang=es}", [("Hola", "es")]),
        ("a [hola amigo]{lang=es} b", [(f"a {OBJECT} b", None), ("hola amigo", "es")]),
        ('a *hola*{: lang="es"} b', [(f"a {OBJECT} b", None), ("hola", "es")]),
        ("::: {lang=es}\nHola\n\nAdiós\n:::\n\nHi", [("Hola", "es"), ("Adiós", "es"), ("Hi", None)]),
        ('<p lang="es">Hola</p>', [("Hola", "es")]),
        ("---\ncaption: Uno\ncaption_lang: es\ntitle_fr: Deux\n---", [("Uno", "es"), ("Deux", "fr")]),
        ('one <span lang="es">hola\n\ntwo', [("one", None), ("hola", "es"), ("two", None)]),
        ("`a`{: lang=es} b", [("{: lang=es} b", None)]),
    ],
)
def test_declared_languages(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(segment.text, segment.lang) for segment in read_checked(text, "markdown")] == expected


@pytest.mark.parametrize("key", ["lang: es", 'language: "es"', "locale: es # why", "x:\n  - y: z\nlang: es"])
def test_front_matter_declares_the_matrix_language(key: str) -> None:
    assert read(Document(f"---\n{key}\n---\nHola", format="markdown")).lang == "es"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import X from 'no'\n\nexport const no = {\n  a: 'no',\n}\n\n# Yes", ["Yes"]),
        ('<Figure src="no" caption="Cap" />', ["Cap"]),
        ('<Figure\n  src="no"\n  caption="Cap"\n/>', ["Cap"]),
        ("<Tabs>\n\n**text** {no ? 'no' : `no`}\n\n</Tabs>", ["text"]),
        ("{/* no */}\n\nyes", ["yes"]),
    ],
)
def test_mdx_code_is_not_read(text: str, expected: list[str]) -> None:
    assert [segment.text for segment in read_checked(text, "mdx")] == expected


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("text", ""),
        ("> text", "> "),
        ("- text", "  "),
        ("> 1. text", ">    "),
        ("- a\n\n  text", "  "),
        ("- a <td>\n  - b <td>\n- text", "  "),  # the second cell closes the list around it
    ],
)
def test_a_block_knows_what_begins_its_further_lines(text: str, prefix: str) -> None:
    assert read_checked(text, "markdown")[-1].site.prefix == prefix


_PIECES = [
    "# ", "*", "**", "_", "`", "```\n", "[", "](u)", '](u "t")', "![", "]: u\n", "> ", "- ", "1. ",
    "| a | b |\n|---|---|\n",
    "word ", "ñandú ", "\n", "\n\n", "\r\n", "    ", "\t", "&amp;", "&ntilde;", "\\", "<b>", "</b>", '<span lang="es">',
    "</span>", "<div>\n", "</div>\n", "<!--", "-->", ":::\n", ":::note x\n", "{: lang=es}", "]{lang=es}", "{{< figure ",
    'caption="é" ', ">}}", "---\n", "title: x\n", "$", "~~", "[^1]", "[^1]: ", "<https://a.b>", "😀",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=40), st.sampled_from(["markdown", "mdx"]))
def test_any_soup_is_read_at_exact_places(pieces: list[str], format: str) -> None:
    read_checked("".join(pieces), format)
