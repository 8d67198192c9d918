"""Run the examples in README.md and docs/ and compare or rewrite what they show: `python -m tests.examples [--update]`.

A fenced block of the language `console` holds commands after `$ ` and what they print, standard error included. They
run in a scratch copy of samples/, with an empty home directory, so nothing shown can go stale or depend on the author's
machine. A block below `<!-- needs: PACKAGE VERSION -->` is run only where that Debian package is installed in that
version, since a translation engine's wording changes with its data.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
PAGES = (PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").glob("*.md")))
PROMPT = "$ "
# Help texts wrap at the width of the terminal.
COLUMNS = "80"

_FIGURE = re.compile(r"[+-]?\d+\.\d+")
_BLOCK = re.compile(r"(?:<!-- needs: (?P<needs>[^>]*) -->\n)?^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """A block of commands with their output; `start` and `end` are offsets of its body in the page."""

    page: Path
    line: int
    start: int
    end: int
    body: str
    needs: str

    @property
    def runnable(self) -> bool:
        """Whether what the example needs is installed here."""
        return not self.needs or self.needs == _installed(self.needs.partition(" ")[0])


def examples(page: Path) -> Iterator[Example]:
    """Find the console blocks of a page."""
    text = page.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        start, end = block.span("body")
        yield Example(page, text.count("\n", 0, start), start, end, block["body"], block["needs"] or "")


def render(example: Example) -> str:
    """Run the commands of an example, one after the other in one scratch directory, and return its body anew."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name, "project")
        shutil.copytree(PROJECT / "samples", scratch / "samples")
        (scratch / ".git").mkdir()  # where the search for a configuration file ends
        environment = _environment(home=Path(name, "home"))
        lines = [line for line in example.body.splitlines() if line.startswith(PROMPT)]
        return "".join(f"{line}\n{_output(line.removeprefix(PROMPT), scratch, environment)}" for line in lines)


def is_current(example: Example) -> bool:
    """Tell whether an example gives what it shows, up to decimal figures: those move with every fit of the detector."""
    return _FIGURE.sub("#", render(example)) == _FIGURE.sub("#", example.body)


def update(page: Path) -> None:
    """Rewrite the examples of a page that can be run here."""
    text = page.read_text(encoding="utf-8")
    for example in reversed(list(examples(page))):
        if example.runnable:
            text = text[: example.start] + render(example) + text[example.end :]
    page.write_text(text, encoding="utf-8")


def _output(command: str, directory: Path, environment: dict[str, str]) -> str:
    answer = subprocess.run(
        ["sh", "-c", command],
        cwd=directory,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    if "Traceback (most recent call last)" in answer.stdout:
        raise SystemExit(f"{command}\n{answer.stdout}")  # a bug, which no page is to show
    return answer.stdout


def _environment(*, home: Path) -> dict[str, str]:
    home.mkdir()
    scripts = Path(sys.executable).parent
    return {
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "COLUMNS": COLUMNS,
        "PYTHONPATH": str(PROJECT),
    }


def _installed(package: str) -> str:
    """Return "PACKAGE VERSION" of a Debian package, the version without its Debian revision; "" if it is not there."""
    if shutil.which("dpkg-query") is None:
        return ""
    command = ["dpkg-query", "-W", "-f", "${Package} ${Version}", package]
    answer = subprocess.run(command, capture_output=True, text=True)
    return answer.stdout.rpartition("-")[0] if answer.returncode == 0 else ""


def main() -> None:
    """Compare all examples with what they give now, or rewrite them."""
    if "--update" in sys.argv[1:]:
        for page in PAGES:
            update(page)
        return
    stale = [each for page in PAGES for each in examples(page) if each.runnable and not is_current(each)]
    for each in stale:
        print(f"{each.page.relative_to(PROJECT)}:{each.line}: the example gives something else now", file=sys.stderr)
    if stale:
        raise SystemExit("run: python -m tests.examples --update")


if __name__ == "__main__":
    main()
