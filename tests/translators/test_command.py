from __future__ import annotations

import sys

import pytest

from triage import translators
from triage.errors import EngineError
from triage.translators import Settings
from triage.translators.command import Command

UPPER_AND_BACKWARDS = """
import json, sys
lines = [json.loads(line) for line in sys.stdin]
for line in reversed(lines):
    print(json.dumps({"id": line["id"], "text": f"{line['source']}>{line['target']} {line['text'].upper()}"}))
"""


def command(program: str) -> Command:
    return Command(Settings(command=(sys.executable, "-c", program), timeout_seconds=20))


def test_a_program_may_answer_in_any_order() -> None:
    expected = ("es>en UNO\nDOS", "es>en ¿TRES?")

    assert expected == command(UPPER_AND_BACKWARDS).translate(["uno\ndos", "¿tres?"], "es-MX", "en")


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("print('[1]')", "line 1 of its output is no"),
        ("print('[' * 100000)", "line 1 of its output is no"),
        ("print('{\"id\": \"0\", \"text\": \"a\"}')", "line 1 of its output is no"),
        ("print('{\"id\": true, \"text\": \"a\"}')", "line 1 of its output is no"),
        ("print('{\"id\": 0, \"text\": null}')", "line 1 of its output is no"),
        ("print('\\n{\"id\": 7, \"text\": \"a\"}')", "line 2 of its output has an unexpected id 7"),
        ("print('{\"id\": 0, \"text\": \"a\"}\\n' * 2)", "line 2 of its output has an unexpected id 0"),
        ("pass", "gave no translation for id 0"),
        ("import sys; sys.exit('out of memory')", "failed with status 1: out of memory"),
    ],
)
def test_what_is_no_answer_to_each_line_is_an_error(program: str, message: str) -> None:
    with pytest.raises(EngineError, match=message):
        command(program).translate(["hola"], "es", "en")


def test_a_program_that_does_not_end_is_ended() -> None:
    slow = Command(Settings(command=(sys.executable, "-c", "import time; time.sleep(60)"), timeout_seconds=0.3))

    with pytest.raises(EngineError, match=r"did not answer within 0\.3 seconds"):
        slow.translate(["hola"], "es", "en")


def test_a_program_that_does_not_read_is_no_hang() -> None:
    with pytest.raises(EngineError, match="gave no translation for id 0"):
        command("pass").translate(["x" * 1_000_000], "es", "en")


def test_nothing_goes_through_a_shell() -> None:
    with pytest.raises(EngineError, match=r"cannot run echo; rm"):
        Command(Settings(command=("echo; rm",))).translate(["hola"], "es", "en")


def test_it_serves_any_pair_if_there_is_a_program() -> None:
    assert translators.ready(command("pass"), "es", "en")
    assert not translators.ready(command("pass"), "und", "en")
    assert not translators.ready(Command(), "es", "en")
    with pytest.raises(EngineError, match="no translation command is configured"):
        Command().translate(["hola"], "es", "en")


def test_the_record_names_the_program() -> None:
    assert (sys.executable, "") == (command("pass").model("es", "en"), Command().model("es", "en"))
