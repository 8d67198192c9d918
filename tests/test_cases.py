"""Golden files: one document per construct, and what each action and layout makes of it.

A case is `tests/cases/NAME.md`: its format, the document, then one block per way of writing it. `refused:` lines after
a block name what was left as it is, and why. Every block is tried with LF and CRLF, with and without a byte order mark,
and is cleaned again: nothing may change.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.fakes import DictionaryEngine, PlantedIdentification
from triage import source
from triage.layouts import Style
from triage.model import Action, Layout, Result
from triage.pipeline import Settings, clean
from triage.policy import Policy
from triage.tools import Tools

_CASES = Path(__file__).parent / "cases"
_BLOCK = re.compile(r"^~~~~ (?P<how>[\w ]+)\n(?P<text>.*?)^~~~~\n(?P<refused>(?:^refused: [^\n]*\n)*)", re.M | re.S)
_BOM = b"\xef\xbb\xbf"

_PHRASES = {
    "Vista del puerto al amanecer": "View of the harbour at dawn",
    "La plaza mayor está vacía": "The main square is empty",
    "No pasarán": "They shall not pass",
    "El puente viejo": "The old bridge",
}
_ENGINE = DictionaryEngine(known=_PHRASES)
_TOOLS = Tools(identify=PlantedIdentification(phrases=dict.fromkeys(_PHRASES, "es")), choose_engine=_ENGINE.choose)


class Block(NamedTuple):
    """One way of writing a case: the case's name, its format, the document, how, the outcome, what was refused."""

    name: str
    format: str
    before: str
    how: str
    after: str
    refused: list[str]


def _blocks() -> list[Block]:
    blocks = []
    for path in sorted(_CASES.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        format = text.partition("\n")[0].removeprefix("format: ")
        before, *others = _BLOCK.finditer(text)
        for match in others:
            refused = [line.removeprefix("refused: ") for line in match["refused"].splitlines()]
            blocks.append(Block(path.stem, format, before["text"], match["how"], match["text"], refused))
    return blocks


def _settings(how: str) -> Settings:
    action, _, dialect = how.partition(" ")
    style = Style(dialect or "html")
    if action in ("mark", "drop"):
        return Settings(policy=Policy(action=Action(action)), lang="en", style=style)
    return Settings(policy=Policy(action=Action.TRANSLATE, layout=Layout(action)), lang="en", style=style)


def _clean(data: bytes, block: Block) -> Result:
    return clean(source.decode(data, format=block.format), _settings(block.how), tools=_TOOLS)


def _encoded(result: Result) -> bytes:
    assert result.text is not None
    return source.encode(result.document, result.text)


@pytest.mark.parametrize("block", _blocks(), ids=lambda block: f"{block.name}-{block.how}".replace(" ", "-"))
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", [b"", _BOM], ids=["no-bom", "bom"])
def test_case(block: Block, newline: str, mark: bytes) -> None:
    result = _clean(mark + block.before.replace("\n", newline).encode(), block)

    assert _encoded(result) == mark + block.after.replace("\n", newline).encode()
    assert sorted({finding.reason for finding in result.findings if finding.rule == "TR004"}) == block.refused
    assert _encoded(_clean(_encoded(result), block)) == _encoded(result)


def test_there_are_cases_for_every_format() -> None:
    formats = {block.format for block in _blocks()}

    assert formats == {"html", "markdown", "mdx", "srt", "vtt", "json", "jsonl", "yaml", "csv", "po", "asciidoc", "rst"}
