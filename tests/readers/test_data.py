"""YAML, JSON, JSON Lines, CSV and PO: which values are text, where they stand, and in which language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.check import read_checked
from triage.errors import InputError
from triage.model import Document
from triage.readers import escape, read


def _texts(text: str, format: str, *keys: str) -> list[tuple[str, str, str | None]]:
    return [(segment.site.key, segment.text, segment.lang) for segment in read_checked(text, format, keys=keys)]


@pytest.mark.parametrize(
    ("format", "text", "expected"),
    [
        ("yaml", "title: One\nslug: no\n", [("title", "One", None)]),
        ("yaml", "title: 'It''s'\n", [("title", "It's", None)]),
        ("yaml", 'title: "caf\\u00e9 \\"x\\""\n', [("title", 'café "x"', None)]),
        ("yaml", "title: >-\n  One\n  two\n\n  three\n", [("title", "One two\nthree", None)]),
        ("yaml", "title: |\n  One\n  two\n", [("title", "One\ntwo", None)]),
        ("yaml", "title: One\n  two\n", [("title", "One two", None)]),
        ("yaml", "a:\n  - caption: One\n", [("a.0.caption", "One", None)]),
        ("yaml", "caption: Uno\ncaption_lang: es\n", [("caption", "Uno", "es")]),
        ("yaml", "caption_es: Uno\nalt-fr: Un\nalt_to: no\n", [("caption_es", "Uno", "es"), ("alt-fr", "Un", "fr")]),
        ("yaml", "a: &x {title: One}\nb: *x\n", [("a.title", "One", None)]),
        ("yaml", "title: 2026-01-01\ndescription: 5\nsummary: true\n", []),
        ("yaml", "title: [unclosed\n", []),
        ("yaml", "title: One\n---\ntitle: Two\n", [("title", "One", None), ("title", "Two", None)]),
        ("yaml", "", []),
        ("json", "", []),
        ("json", '{"title": "a\\u00e9\\n\\ud83d\\ude00b", "x": "no"}', [("title", "aé\n😀b", None)]),
        ("json", '[{"alt": "One"}, {"alt": ["Two"]}]', [("0.alt", "One", None)]),
        ("json", '{"caption": "Uno", "caption_lang": "es"}', [("caption", "Uno", "es")]),
        ("json", '{"title": {"es": "no key of its own"}}', []),
        ("json", '// no\n{"title": "One // two", /* "alt": "no" */ "alt": "Three",\n}', [
            ("title", "One // two", None), ("alt", "Three", None),
        ]),
        ("jsonl", '{"text": "A"}\n\n{"text": "B", "text_lang": "es"}\n', [("text", "A", None), ("text", "B", "es")]),
        ("csv", 'id,caption\n1,"a ""b"", c"\n2,d\n', [("caption", 'a "b", c', None), ("caption", "d", None)]),
        ("csv", 'caption\n"two\nlines"\n', [("caption", "two\nlines", None)]),
        ("csv", "caption;caption_lang\nUno;es\nOne;\n", [("caption", "Uno", "es"), ("caption", "One", None)]),
        ("csv", "caption\tx\nUno, dos\tno\n", [("caption", "Uno, dos", None)]),
        ("csv", "\n", []),
        ("po", 'msgid "a"\nmsgstr "One \\"two\\"\\n"\n"three"\n', [("msgstr", 'One "two"\nthree', None)]),
        ("po", 'msgstr[0] "One"\nmsgstr[1] "Two"\n', [("msgstr", "One", None), ("msgstr", "Two", None)]),
        ("po", '#~ msgid "a"\n#~ msgstr "no"\n# msgstr "no"\n', []),
    ],
)  # fmt: skip
def test_values_that_are_text(format: str, text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert _texts(text, format) == expected


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
@pytest.mark.parametrize(
    ("format", "text", "keys", "expected"),
    [
        ("yaml", "a:\n  b: One\nc: Two\n", ("a.*",), ["One"]),
        ("yaml", "a: [One, Two]\n", ("a.*",), ["One", "Two"]),
        ("json", '{"a": "One", "b": {"c": "Two"}}', ("c",), ["Two"]),
        ("csv", "id,note\n1,One\n", ("n*",), ["One"]),
        ("json", '{"title": "no"}', ("other",), []),
    ],
)
def test_chosen_keys_replace_the_usual_ones(
    format: str, text: str, keys: tuple[str, ...], expected: list[str], newline: str
) -> None:
    assert [value for _, value, _ in _texts(text.replace("\n", newline), format, *keys)] == expected


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("yaml", "lang: es\ntitle: Uno\n"),
        ("json", '{"language": "es", "title": "Uno"}'),
        ("po", 'msgid ""\nmsgstr ""\n"Language: es\\n"\n'),
        ("vtt", "WEBVTT\nLanguage: es\n\n00:01.000 --> 00:02.000\nUno\n"),
        ("asciidoc", ":lang: es\n\nUno\n"),
    ],
)
def test_a_file_declares_its_language(format: str, text: str) -> None:
    assert read(Document(text, format=format)).lang == "es"


@pytest.mark.parametrize(
    ("format", "text", "place"),
    [
        ("json", '{"title": "One"\n "x": 1}', "line 2, column 2"),
        ("jsonl", '{"title": "One"}\n\n{"title" "Two"}\n', "line 3, column 10"),
        ("json", "[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_not_json_is_an_error_that_names_the_place(format: str, text: str, place: str) -> None:
    with pytest.raises(InputError, match=place):
        read(Document(text, format=format))


_BEFORE = {
    "json": '{{"title": "{}"}}',
    "yaml": 'title: "{}"\n',
    "po": 'msgid "a"\nmsgstr "{}"\n',
    "csv": 'title\n"{}"\n',
}
_BLANKS = " \t\n\r\f\v\xa0"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufffc"), min_size=1), st.sampled_from(sorted(_BEFORE)))
def test_what_is_escaped_is_read_back(value: str, format: str) -> None:
    document = read(Document(_BEFORE[format].format("x"), format=format))
    escaped = escape(document, value, document.segments[0])

    expected = value.strip(_BLANKS)
    texts = [text for _, text, _ in _texts(_BEFORE[format].format(escaped), format)]
    assert texts == ([expected] if expected.strip() else [])


_LINES = [
    "title: One\n", "title: 'One'\n", 'title: "One"\n', "title: One # two\n", "title: One#two\n", "title: One: two\n",
    "title: a-b, c\n", "title:\n", "tags: [a, b]\n", "  - One\n", "- One\n", "# no\n", "\n", "  two\n",
    "title: 5 apples\n", "title: 5\n", "title: Yes\n", "title: !x One\n", "title: -One\n", "title: One:two\n",
    "title: |\n", "a: {title: One}\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(_LINES), max_size=5))
def test_simple_lines_are_read_as_the_library_reads_them(lines: list[str]) -> None:
    text = "".join(lines)
    forced = f"{text}x: {{y: z}}\n"  # a line that only the library reads

    assert _texts(text, "yaml") == _texts(forced, "yaml") or _texts(forced, "yaml") == []
