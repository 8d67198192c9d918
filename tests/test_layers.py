"""The house has one way through it: who may import whom, who may open files, and how large a module may grow.

Imports are read with `ast`, those inside functions and under TYPE_CHECKING included.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "triage"
MAX_LINES = 300
EXTRA_LINES = {"model.py": 40}  # the contract of all rooms stands in one place, nearly half of it docstrings

# From left to right; a room may import from those on its left and from itself.
ROOMS = (
    "ground",
    "source",
    "readers",
    "lid",
    "policy",
    "translators",
    "edits",
    "layouts",
    "reports",
    "pipeline",
    "corpus",
    "cli",
)

ROOM_OF = {
    **dict.fromkeys(("__init__", "drafts", "errors", "langtag", "model", "plugins"), "ground"),
    **dict.fromkeys(("source", "config", "discovery"), "source"),
    **dict.fromkeys(("policy", "choices", "directives", "fingerprints", "baseline"), "policy"),
    **dict.fromkeys(("translators", "memory", "names"), "translators"),
    **dict.fromkeys(("edits", "diff"), "edits"),
    **dict.fromkeys(("layouts", "proof"), "layouts"),
    **dict.fromkeys(("pipeline", "tools", "rewriting", "translating"), "pipeline"),
    "__main__": "cli",
}

# The library's two functions import the pipeline when they are called.
LIBRARY = frozenset({"pipeline", "policy", "choices", "layouts", "readers", "tools", "translators", "model", "errors"})

# Besides the rooms that deal with files: the tables of `lid`, and the null device for a closed pipe.
OPENERS = (
    *("source.py", "config.py", "translators/", "memory/", "corpus/"),
    *("lid/store.py", "lid/confidence.py", "lid/inventory.py", "lid/lexicon.py", "lid/plain.py", "cli/__init__.py"),
)
OPENING = frozenset({"open", "read_text", "read_bytes", "write_text", "write_bytes", "fdopen"})
PRINTERS = ("cli/",)
CLICK = ("cli/",)

MODULES = sorted(PACKAGE.rglob("*.py"))
names = [str(path.relative_to(PACKAGE)) for path in MODULES]
every_module = pytest.mark.parametrize("path", MODULES, ids=names)


def test_the_package_is_found() -> None:
    assert {"model.py", "source.py", "cli/__init__.py", "lid/__init__.py"} <= set(names)


@every_module
def test_imports_point_to_the_left(path: Path) -> None:
    here = room(part(path))
    wrong = [
        f"line {line}: {name}"
        for line, name in imports(path)
        if ROOMS.index(room(name)) > ROOMS.index(here) and not (path == PACKAGE / "__init__.py" and name in LIBRARY)
    ]

    assert wrong == [], f"{path.name} is in {here}"


@every_module
def test_imports_are_absolute(path: Path) -> None:
    relative = [node.lineno for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom) and node.level]

    assert relative == []


@every_module
def test_click_is_known_to_the_command_line_only(path: Path) -> None:
    used = [line for line, modules in imported(path) if "click" in {module.partition(".")[0] for module in modules}]

    assert used == [] or within(path, CLICK)


@every_module
def test_files_are_opened_in_few_places(path: Path) -> None:
    opened = [line for line, name in calls(path) if name in OPENING]

    assert opened == [] or within(path, OPENERS)


@every_module
def test_nothing_is_printed_below_the_command_line(path: Path) -> None:
    printed = [line for line, name in calls(path) if name == "print"]

    assert printed == [] or within(path, PRINTERS)


@every_module
def test_the_environment_is_read_in_one_place(path: Path) -> None:
    """`cli` may set what numpy reads; nothing else looks."""
    read = [node.lineno for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute) and node.attr == "environ"]

    assert read == [] or within(path, ("config.py", "cli/__init__.py"))


@every_module
def test_a_module_is_one_idea(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= MAX_LINES + EXTRA_LINES.get(str(path.relative_to(PACKAGE)), 0)
    assert not text or ast.get_docstring(tree(path))
    assert not text or "from __future__ import annotations" in text
    assert path.name != "utils.py"


def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def part(path: Path) -> str:
    """Return the module or package directly below `triage` that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def room(name: str) -> str:
    """Return the room of a module or package directly below `triage`; each must have one."""
    found = ROOM_OF.get(name, name)
    assert found in ROOMS, f"triage.{name} has no room: give it one in this test"
    return found


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and part of each import from the package."""
    for line, modules in imported(path):
        for module in modules:
            root, _, rest = module.partition(".")
            if root == "triage":
                yield line, rest.partition(".")[0] or "__init__"


def imported(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield line and full names of what each statement imports; `from triage import lid` is `triage.lid`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield node.lineno, [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "triage":
            yield node.lineno, [f"triage.{alias.name}" if is_part(alias.name) else "triage" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, [node.module or ""]


def is_part(name: str) -> bool:
    """Tell whether a name is a module or package of ours, not something that `triage/__init__.py` defines."""
    return (PACKAGE / f"{name}.py").exists() or (PACKAGE / name).is_dir()


def calls(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and bare name of what is called; what `source` offers is no opening of files by the caller."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.lineno, node.func.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if not (isinstance(owner, ast.Name) and owner.id == "source"):
                yield node.lineno, node.func.attr


def within(path: Path, places: tuple[str, ...]) -> bool:
    """Tell whether a module is one of these files, or in one of these packages."""
    return str(path.relative_to(PACKAGE)).startswith(places)
