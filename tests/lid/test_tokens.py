"""Tokens: words with exact offsets, and everything that looks like words and is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lid.given import is_letter, texts
from triage.lid.tokens import find_words, tokenize
from triage.model import Kind

INDIC_HANDLE = "a handle ends before the first vowel sign, because \\w leaves those out; its rest is taken for a word"
CALL = "a call without digit, dot or underscore is not seen: `_SIGN` has no bracket"
NUMBERS_ARE_CODES = "digits alone match the pattern of a code before that of a number"


@pytest.mark.parametrize("text", ["", " ", "\n\r\n", "…—!?", "©®™ ½ ²", "\ufeff", "\0\x01", "\ud800", "📷🇪🇸"])
def test_no_words(text: str) -> None:
    tokens = tokenize(text)

    assert (tokens.words, tokens.starts, tokens.ends, tokens.others) == ([], [], [], [])


@pytest.mark.parametrize(
    ("text", "kind", "other"),
    [
        pytest.param("see https://a.example/b?c=d&e=f now", Kind.URL, "https://a.example/b?c=d&e=f", id="url"),
        pytest.param("see ftp://a.example now", Kind.URL, "ftp://a.example", id="another scheme"),
        pytest.param("see www.a.example/b now", Kind.URL, "www.a.example/b", id="url without a scheme"),
        pytest.param("see mailto:joe@a.example now", Kind.URL, "mailto:joe@a.example", id="mailto"),
        pytest.param("see joe.doe+x@mail.a.example now", Kind.EMAIL, "joe.doe+x@mail.a.example", id="e-mail"),
        pytest.param("see @joe_doe now", Kind.HANDLE, "@joe_doe", id="handle"),
        pytest.param("see (@joe) now", Kind.HANDLE, "@joe", id="handle in brackets"),
        pytest.param("see #NoPasarán now", Kind.HANDLE, "#NoPasarán", id="hashtag"),
        pytest.param("see /usr/lib now", Kind.CODE, "/usr/lib", id="absolute path"),
        pytest.param("see ~/notes/todo now", Kind.CODE, "~/notes/todo", id="home path"),
        pytest.param("see ../notes/todo now", Kind.CODE, "../notes/todo", id="parent path"),
        pytest.param("see src/lib/main now", Kind.CODE, "src/lib/main", id="relative path"),
        pytest.param("see C:\\Users\\joe now", Kind.CODE, "C:\\Users\\joe", id="windows path"),
        pytest.param("see notes.txt now", Kind.CODE, "notes.txt", id="file name"),
        pytest.param("see a.example.com now", Kind.CODE, "a.example.com", id="host name"),
        pytest.param("see snake_case now", Kind.CODE, "snake_case", id="identifier"),
        pytest.param("see --dry-run now", Kind.CODE, "--dry-run", id="option"),
        pytest.param("see A320neo now", Kind.CODE, "A320neo", id="letters and digits"),
        pytest.param("see COVID-19 now", Kind.CODE, "COVID-19", id="joined by a hyphen"),
        pytest.param("see 20th now", Kind.CODE, "20th", id="ordinal"),
        pytest.param("--dry-run see now", Kind.CODE, "--dry-run", id="option first"),
        pytest.param("see main() now", Kind.CODE, "main()", id="call", marks=pytest.mark.xfail(reason=CALL)),
        pytest.param("see @हिन्दी now", Kind.HANDLE, "@हिन्दी", id="handle with vowel signs",
                     marks=pytest.mark.xfail(reason=INDIC_HANDLE)),
        pytest.param("see 1984 now", Kind.NUMBER, "1984", id="number",
                     marks=pytest.mark.xfail(reason=NUMBERS_ARE_CODES)),
        pytest.param("see 1,234.5 now", Kind.NUMBER, "1,234.5", id="number with separators",
                     marks=pytest.mark.xfail(reason=NUMBERS_ARE_CODES)),
    ],
)  # fmt: skip
def test_what_is_no_word_is_kept_apart_with_its_kind(text: str, kind: Kind, other: str) -> None:
    tokens = tokenize(text)

    assert tokens.words == ["see", "now"]
    assert [(text[start:end], found) for start, end, found in tokens.others] == [(other, kind)]


@pytest.mark.parametrize("score", ["3-2", "3:2", "6-4, 7-5", "2/3", "-5"])
def test_scores_and_numbers_are_no_words(score: str) -> None:
    assert tokenize(f"won {score} there").words == ["won", "there"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("and/or", ["and", "or"], id="a single slash parts words"),
        pytest.param("well-known", ["well", "known"], id="a hyphen parts words"),
        pytest.param("don't l’homme d'État", ["don", "t", "l", "homme", "d", "État"], id="apostrophes part words"),
        pytest.param("the U.S. too", ["the", "U", "S", "too"], id="abbreviations"),
        pytest.param("ended.Next", ["ended", "Next"], id="no blank after a full stop"),
        pytest.param("one—two…three", ["one", "two", "three"], id="dashes and dots"),
        pytest.param("cafe\u0301", ["cafe\u0301"], id="combining marks belong to their letter"),
        pytest.param("हिन्दी में", ["हिन्दी", "में"], id="vowel signs belong to their word"),
        pytest.param("தமிழ் ไทย", ["தமிழ்", "ไทย"], id="Tamil and Thai"),
        pytest.param("می\u200cخواهم", ["می\u200cخواهم"], id="a zero-width non-joiner parts nothing"),
        pytest.param("中文 かな カナ", ["中", "文", "か", "な", "カ", "ナ"], id="ideographs and kana one by one"),
        pytest.param("日本の bridge", ["日", "本", "の", "bridge"], id="ideographs next to letters"),
        pytest.param("한국어 문장", ["한국어", "문장"], id="Hangul is parted by blanks"),
        pytest.param("Бургас Αθήνα שלום", ["Бургас", "Αθήνα", "שלום"], id="other alphabets"),
        pytest.param("a\0b\x01c", ["a", "b", "c"], id="controls part words"),
        pytest.param("a\ud800b", ["a", "b"], id="lone surrogates part words"),
        pytest.param("ᵃⁿ ªº µm", ["ᵃ", "ªº", "µm"], id="letters above the line"),
    ],
)  # fmt: skip
def test_words(text: str, words: list[str]) -> None:
    assert tokenize(text).words == words


def test_offsets_count_code_points() -> None:
    tokens = tokenize("📷 «e\u0301te\u0301», 3-2: fin")

    assert tokens.starts == [3, 16]
    assert tokens.ends == [8, 19]


def test_a_sign_spoils_only_its_own_chunk() -> None:
    tokens = tokenize("before x/y/z\u00a0after #tag\nlast")

    assert tokens.words == ["before", "after", "last"]


@pytest.mark.parametrize("blank", [" ", "\n", "\r", "\t", "\u00a0"])
def test_a_url_ends_at_a_blank(blank: str) -> None:
    assert tokenize(f"https://a.example{blank}word").words == ["word"]


@pytest.mark.parametrize("closing", ["”", "»", "\"", "<", ">"])
def test_a_url_ends_at_a_quotation_mark(closing: str) -> None:
    assert tokenize(f"https://a.example{closing} word").words == ["word"]


@given(texts())
def test_offsets_are_exact(text: str) -> None:
    tokens = tokenize(text)

    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words


@given(texts())
def test_tokens_never_overlap(text: str) -> None:
    tokens = tokenize(text)
    spans = sorted([*zip(tokens.starts, tokens.ends, strict=True), *((start, end) for start, end, _ in tokens.others)])

    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))


@given(texts())
def test_words_and_others_come_in_order(text: str) -> None:
    tokens = tokenize(text)

    assert tokens.starts == sorted(tokens.starts)
    assert tokens.others == sorted(tokens.others, key=lambda other: other[0])


@given(texts())
def test_words_hold_letters_only(text: str) -> None:
    assert all(is_letter(char) for word in tokenize(text).words for char in word)


@given(st.text(st.characters(categories=["L", "Mn", "Mc", "Zs"], include_characters=",;!?«»\n")))
def test_both_speeds_agree_where_no_sign_is(text: str) -> None:
    assert tokenize(text).words == find_words(text)


@given(texts(), texts())
def test_lines_are_split_on_their_own(first: str, second: str) -> None:
    joined = tokenize(f"{first}\n{second}")

    assert joined.words == tokenize(first).words + tokenize(second).words
