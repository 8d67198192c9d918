"""What all reports have in common."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from tests.reports.samples import CAPTION, FOUND, NOTHING, PIPED, render
from triage import plugins
from triage.errors import ConfigError
from triage.model import Result
from triage.reports import excerpt, locate, make, printable, shown_path

PARSERS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "sarif": json.loads,
    "gitlab": json.loads,
    "jsonl": lambda text: [json.loads(line) for line in text.splitlines()],
    "tmx": ET.fromstring,
}


@pytest.mark.parametrize("name", PARSERS)
@pytest.mark.parametrize(
    "results", [(), (NOTHING,), (FOUND,), (FOUND, NOTHING, PIPED), (NOTHING, FOUND, FOUND)], ids=len
)
def test_is_valid_with_any_number_of_documents(name: str, results: tuple[Result, ...]) -> None:
    PARSERS[name](render(name, *results))


@pytest.mark.parametrize("name", plugins.names("reports"))
def test_ends_with_a_newline_or_says_nothing(name: str) -> None:
    assert render(name, FOUND).endswith("\n")
    assert render(name)[-1:] in ("", "\n")


def test_lines_and_columns_are_those_of_the_document() -> None:
    caption, quote = locate(FOUND)

    assert (caption.start, caption.end) == ((3, 3), (4, 16))
    assert (quote.start, quote.end) == ((5, 11), (5, 21))


def test_standard_input_has_a_name() -> None:
    assert (shown_path(PIPED), shown_path(FOUND)) == ("<stdin>", "news/a, b: 100%.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain ñ 🚢", "plain ñ 🚢"),
        ("\x1b[31mred\x07", " [31mred "),
        ("a\u202eb", "a b"),
        ("a\r\nb", "a b"),
        ("زبان\u200cها", "زبان\u200cها"),
    ],
)
def test_nothing_steers_the_terminal(text: str, expected: str) -> None:
    assert printable(text) == expected


def test_an_excerpt_is_one_short_line() -> None:
    assert excerpt(CAPTION) == "Vista del puerto, al alba"


def test_an_unknown_report_names_those_there_are() -> None:
    with pytest.raises(ConfigError, match="no report is named 'pdf'; use one of: .*json.*sarif"):
        make("pdf")
