"""axe-core, in jsdom, finds no language fault in marked pages that was not there before; for `make a11y`."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.a11y.conftest import AXE
from tests.a11y.dom import parse
from tests.a11y.pages import NAMES, after, before

pytestmark = [pytest.mark.axe, pytest.mark.slow]

RUNNER = Path(__file__).parent / "axe.js"
RULES = ("html-has-lang", "html-lang-valid", "html-xml-lang-mismatch", "valid-lang")
# One page per rule that breaks this rule and no other.
BROKEN = {
    "html-has-lang": '<!DOCTYPE html><html><body><p lang="es">Words</p></body></html>',
    "html-lang-valid": '<!DOCTYPE html><html lang="xx-invalid"><body><p lang="es">Words</p></body></html>',
    "html-xml-lang-mismatch": '<!DOCTYPE html><html lang="en" xml:lang="fr"><body><p>Words</p></body></html>',
    "valid-lang": '<!DOCTYPE html><html lang="en"><body><p lang="xx-invalid">Words</p></body></html>',
}


class Verdict(NamedTuple):
    """What a rule says of a page: the elements that break it, and how many keep it."""

    violations: tuple[str, ...]
    passes: int


Verdicts = Mapping[str, Mapping[str, Verdict]]


def _check(pages: Mapping[str, str]) -> Verdicts:
    """Return the verdict of each rule on each page."""
    command = ["node", str(RUNNER), AXE]
    done = subprocess.run(command, input=json.dumps(pages).encode(), stdout=subprocess.PIPE, check=True)
    return {
        name: {rule: Verdict(tuple(said["violations"]), said["passes"]) for rule, said in rules.items()}
        for name, rules in json.loads(done.stdout).items()
    }


@pytest.fixture(scope="module")
def written() -> Verdicts:
    """The pages as they were written."""
    return _check({name: before(name) for name in NAMES})


@pytest.fixture(scope="module")
def marked() -> Verdicts:
    """The pages after marking."""
    return _check({name: after(name) for name in NAMES})


def test_each_broken_page_is_reported() -> None:
    """The stage cannot pass on nothing: a page that breaks a rule is reported, by this rule and no other."""
    verdicts = _check(BROKEN)

    assert {name: [rule for rule in RULES if verdicts[name][rule].violations] for name in BROKEN} == {
        rule: [rule] for rule in RULES
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_violation_is_new(name: str, written: Verdicts, marked: Verdicts) -> None:
    assert set(marked[name]) == set(RULES)
    new = {rule: Counter(marked[name][rule].violations) - Counter(written[name][rule].violations) for rule in RULES}

    assert new == {rule: Counter() for rule in RULES}


@pytest.mark.parametrize("name", [name for name in NAMES if "<html" in before(name).lower()])
def test_a_marked_page_has_a_valid_language(name: str, marked: Verdicts) -> None:
    assert [marked[name][rule].violations for rule in ("html-has-lang", "html-lang-valid")] == [(), ()]
    assert marked[name]["html-lang-valid"].passes == 1


def test_the_marks_are_looked_at(written: Verdicts, marked: Verdicts) -> None:
    """axe-core's rule for parts has judged the elements that were marked, and not passed over them."""
    judged = {name: marked[name]["valid-lang"].passes - written[name]["valid-lang"].passes for name in NAMES}
    added = {name: after(name).count(" lang=") - before(name).count(" lang=") for name in NAMES}
    mended = {name: parse(after(name)).html_lang != parse(before(name)).html_lang for name in NAMES}
    print(f"{len(NAMES)} pages, {sum(added.values())} languages added, {sum(judged.values())} judged on parts")

    assert judged == {name: added[name] - mended[name] for name in NAMES}
