"""The pre-commit hooks, run by pre-commit itself on a content repository.

Installing a hook fetches packages, as it does for users; running it must not need the network.
"""

from __future__ import annotations

import os
import pwd
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import CAPTION, MARKED, MIXED, PLAIN
from triage import readers

DATA_FORMATS = frozenset({"json", "jsonl", "yaml", "csv"})


def hooks(project: Path) -> dict[str, dict[str, object]]:
    """Return the hooks of the manifest by id."""
    manifest = yaml.safe_load((project / ".pre-commit-hooks.yaml").read_text())
    return {hook["id"]: hook for hook in manifest}


def test_the_manifest_offers_two_hooks(project: Path) -> None:
    offered = hooks(project)

    assert list(offered) == ["triage", "triage-clean"]
    assert offered["triage"]["entry"] == "triage scan --force-exclude"
    assert offered["triage-clean"]["entry"] == "triage clean --in-place --force-exclude"
    assert all(hook["require_serial"] is True and hook["language"] == "python" for hook in offered.values())


@pytest.mark.parametrize("name", ["triage", "triage-clean"])
def test_a_hook_takes_the_prose_that_a_reader_knows(project: Path, name: str) -> None:
    pattern = re.compile(str(hooks(project)[name]["files"]))
    known = {suffix for suffix in readers.suffixes() if readers.format_of(f"a{suffix}") not in DATA_FORMATS}
    taken = {suffix for suffix in readers.suffixes() if pattern.search(f"content/a{suffix}")}

    assert taken <= known
    assert {".txt", ".md", ".mdx", ".html", ".srt", ".vtt", ".po", ".adoc", ".rst"} <= taken
    assert pattern.search("README.MD")
    assert not pattern.search("setup.py")


# Runs in every Python that starts below; in that of a hook it writes down each attempt to reach the network.
WATCHER = """\
import os, sys
if any(os.path.basename(arg) == "triage" for arg in sys.orig_argv):
    def note(event, args):
        if event in ("socket.connect", "socket.getaddrinfo"):
            with open({log!r}, "a") as log:
                log.write(event + "\\n")
    with open({log!r}, "a") as log:
        log.write("watched\\n")
    sys.addaudithook(note)
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Make a content repository with one document that has a finding, and others that have none."""
    files = {
        "content/mixed.txt": MIXED,
        "content/plain.md": PLAIN,
        "content/old.txt": MIXED,
        "code.py": f"# {CAPTION}\n",
        ".triage.toml": 'action = "mark"\nexclude = ["content/old.txt"]\n',
    }
    for name, text in files.items():
        path = tmp_path / "repository" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text)
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "content"]):
        git(tmp_path / "repository", *command)
    return tmp_path / "repository"


@pytest.mark.slow
def test_both_hooks_run_as_pre_commit_runs_them(project: Path, content: Path, tmp_path: Path) -> None:
    """`triage` reports and fails; `triage-clean` rewrites, and pre-commit lets it fail for that; no network is used."""
    log = tmp_path / "network.log"
    (tmp_path / "watcher").mkdir()
    (tmp_path / "watcher" / "sitecustomize.py").write_text(WATCHER.format(log=str(log)))
    tried = try_repo(project, content, tmp_path)

    assert tried.returncode == 1, tried.stdout + tried.stderr
    report, cleaning = tried.stdout.split("hook id: triage-clean\n")
    assert re.findall(r"(\S+): TR001 es", report) == ["content/mixed.txt:3:1"]
    assert "- exit code: 1\n" in report
    assert "- files were modified by this hook\n" in cleaning
    assert "cleaned content/mixed.txt\n" in cleaning
    assert (content / "content" / "mixed.txt").read_text() == MARKED
    assert changed(content) == ["content/mixed.txt"]
    # Each hook was watched, and whatever else its installation ran in the hook's environment; nothing was noted.
    assert log.read_text().split().count("watched") >= 2
    assert set(log.read_text().split()) == {"watched"}


def try_repo(project: Path, content: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Run `pre-commit try-repo` with both hooks, in an environment of its own."""
    environment = {
        **os.environ,
        "PRE_COMMIT_HOME": str(tmp_path / "store"),
        "PIP_CACHE_DIR": os.environ.get("PIP_CACHE_DIR", f"{pwd.getpwuid(os.getuid()).pw_dir}/.cache/pip"),
        "PYTHONPATH": str(tmp_path / "watcher"),
    }
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(project), "--all-files", "--verbose"]
    return subprocess.run(command, cwd=content, env=environment, capture_output=True, text=True, check=False)


def changed(repository: Path) -> list[str]:
    """Return the tracked files that differ from the last commit."""
    command = ["git", "diff", "--name-only"]
    return subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True).stdout.split()


def git(directory: Path, *args: str) -> None:
    """Run git as somebody, without the settings of the machine."""
    identity = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main"]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *identity, *args], cwd=directory, env=environment, check=True, capture_output=True)
