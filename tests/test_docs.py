"""The documentation: its examples give what they show, and it leaves nothing out."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import triage
from tests import examples
from triage import plugins
from triage.cli.group import triage as command
from triage.cli.options import ALL, KEYS
from triage.model import Action, Layout, Role
from triage.policy import RULES

PROJECT = Path(__file__).parent.parent
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


EXAMPLES = [each for page in examples.PAGES for each in examples.examples(page) if each.runnable]
PAGES = [pytest.param(page, id=page.name) for page in examples.PAGES]


def read(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """All commands below a group, each with what is typed for it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        yield f"{path} {name}", found
        if isinstance(found, click.Group):
            yield from commands(found, f"{path} {name}")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.page.name}:{each.line}")
def test_examples_give_what_they_show(example: examples.Example) -> None:
    """Run `python -m tests.examples --update` when they do not."""
    assert examples.is_current(example), examples.render(example)


@pytest.mark.parametrize("page", PAGES)
def test_python_examples_are_doctests(page: Path) -> None:
    """Each page's `pycon` blocks run in one session."""
    results = doctest.testfile(str(page), module_relative=False, encoding="utf-8")

    assert results.failed == 0


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: Path) -> None:
    """Links within the project name files that exist."""
    prose = FENCED.sub("", page.read_text(encoding="utf-8"))
    targets = [target for target in LINK.findall(prose) if "://" not in target]

    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_command_has_its_help_in_the_docs() -> None:
    """The help texts in docs/commands.md are run like all examples, so every option is there."""
    page = read("docs/commands.md")

    assert [path for path, _ in commands(command, "triage") if f"$ {path} --help\n" not in page] == []


def test_every_option_has_help() -> None:
    """An option without help cannot be found."""
    options = [(path, each) for path, one in commands(command, "triage") for each in one.params]

    assert len(options) >= len(ALL)
    assert [(path, each.name) for path, each in options if isinstance(each, click.Option) and not each.help] == []


@pytest.mark.parametrize(
    ("page", "words"),
    [
        pytest.param("docs/rules.md", tuple(RULES), id="rules"),
        pytest.param("docs/configuration.md", tuple(f"`{key}`" for key in sorted(KEYS)), id="configuration-keys"),
        pytest.param("docs/layouts.md", tuple(f"`{each.value}`" for each in (*Action, *Layout, *Role)), id="layouts"),
        pytest.param("docs/library.md", tuple(f"`{name}`" for name in triage.__all__), id="public-names"),
        pytest.param("docs/commands.md", tuple(f"`{name}`" for name in plugins.names("reports")), id="reports"),
        pytest.param("docs/engines.md", tuple(f"## {name}\n" for name in plugins.names("translators")), id="engines"),
        pytest.param("CHANGELOG.md", (triage.__version__,), id="version"),
    ],
)
def test_nothing_is_left_out(page: str, words: tuple[str, ...]) -> None:
    """What the code offers is documented."""
    text = read(page)

    assert [word for word in words if word not in text] == []


def test_dependencies_are_accounted_for() -> None:
    """Each has a row with its cost and licence."""
    page = read("docs/dependencies.md")
    declared = re.search(r"^install_requires =\n((?:    .*\n)+)", read("setup.cfg"), re.MULTILINE)
    assert declared is not None
    names = re.findall(r"^    ([A-Za-z][\w-]*)", declared.group(1), re.MULTILINE)

    assert len(names) > 1
    assert [name for name in names if f"| {name} |" not in page] == []
