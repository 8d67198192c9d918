"""Discovery: which files stand behind the paths a user names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from triage import discovery, source
from triage.discovery import Finder
from triage.errors import ConfigError, InputError

SUFFIXES = (".md", ".txt")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a directory the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plant(*names: str) -> None:
    """Make files; a name with a colon has content after it."""
    for name in names:
        path, _, content = name.partition(":")
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(content.replace(" ", "\n"), encoding="utf-8")


def found(*paths: str, finder: Finder = Finder(SUFFIXES)) -> list[str]:
    """Return what is found, errors as their messages."""
    return [str(one) for one in finder.find(paths or (".",))]


@pytest.mark.usefixtures("tree")
class TestDirectories:
    """What is taken from a directory."""

    def test_known_suffixes_in_the_order_of_names(self) -> None:
        plant("b.md", "a.MD", "c.py", "sub/d.txt", "README")

        assert found() == ["a.MD", "b.md", "sub/d.txt"]

    def test_hidden_and_foreign_directories_are_passed_over(self) -> None:
        plant(".git/a.md", ".venv/a.md", "node_modules/x/a.md", "sub/node_modules/a.md", ".hidden.md", "post.md")

        assert found() == ["post.md"]

    def test_links_are_not_followed(self) -> None:
        plant("a.md", "sub/b.md")
        os.symlink("a.md", "link.md")
        os.symlink("..", "sub/loop")

        assert found() == ["a.md", "sub/b.md"]

    def test_gitignore_counts_in_every_directory_and_the_deepest_wins(self) -> None:
        plant(".gitignore:drafts/ *.txt", "a.md", "a.txt", "drafts/b.md", "sub/.gitignore:!keep.txt", "sub/keep.txt")

        assert found() == ["a.md", "sub/keep.txt"]

    def test_gitignore_above_counts_up_to_the_repository(self) -> None:
        plant(".gitignore:*.txt", "repo/.git/HEAD", "repo/.gitignore:/sub/b.md", "repo/.git/info/exclude:c.md")
        plant("repo/sub/a.txt", "repo/sub/b.md", "repo/sub/c.md", "repo/sub/sub/b.md")

        assert found("repo/sub") == ["repo/sub/a.txt", "repo/sub/sub/b.md"]

    def test_lines_that_git_cannot_read_are_passed_over(self) -> None:
        plant(".gitignore:! [z-a] b.md", "a.md", "b.md")

        assert found() == ["a.md"]

    def test_excluded_files_stay_out_whatever_git_says(self) -> None:
        plant(".gitignore:!old.md", "old.md", "new.md", "archive/a.md")
        finder = Finder(SUFFIXES, (discovery.exclusion(["old.md", "archive/"], "."),))

        assert found(finder=finder) == ["new.md"]

    def test_patterns_count_from_their_base(self) -> None:
        plant("sub/a.md", "other/a.md")
        finder = Finder(SUFFIXES, (discovery.exclusion(["/a.md"], "sub"),))

        assert found(finder=finder) == ["other/a.md"]


@pytest.mark.usefixtures("tree")
class TestFiles:
    """What is done with a file that is named."""

    def test_a_named_file_is_taken_whatever_it_is(self) -> None:
        plant(".gitignore:*", "README", ".hidden.md", "node_modules/a.md")
        os.symlink("README", "link")
        named = ["README", ".hidden.md", "node_modules/a.md", "link", "not-there", "-"]

        assert found(*named, finder=Finder(SUFFIXES, (discovery.exclusion(["README"], "."),))) == named

    def test_every_file_comes_once(self) -> None:
        plant("a.md", "b.md")

        assert found("b.md", ".", "b.md") == ["b.md", "a.md"]

    @pytest.mark.parametrize("path", ["old.md", "archive/deep/a.md", "archive", "node_modules/a.md"])
    def test_force_exclude_holds_for_named_files(self, path: str) -> None:
        plant("old.md", "archive/deep/a.md", "node_modules/a.md", "new.md")
        finder = Finder(SUFFIXES, (discovery.exclusion(["old.md", "archive/"], "."),), force_exclude=True)

        assert found(path, "new.md", "-", finder=finder) == ["new.md", "-"]


def test_a_directory_that_cannot_be_listed_is_an_error_in_its_place(tree: Path) -> None:
    """The directory vanishes between being seen and being listed."""
    plant("a/x.md", "b/x.md", "c/x.md")
    walk = Finder(SUFFIXES).find(["."])
    first = next(walk)
    (tree / "b" / "x.md").unlink()
    (tree / "b").rmdir()

    second, third = list(walk)
    assert (first, third) == ("a/x.md", "c/x.md")
    assert isinstance(second, InputError)
    assert str(second) == "./b: cannot list the directory; no such file or directory"


def test_a_gitignore_that_cannot_be_read_is_an_error_in_its_place(tree: Path) -> None:
    plant("a/.gitignore:" + "#" * 100, "a/x.md", "b/x.md")
    (tree / "a" / ".gitignore").write_bytes(b"#" * (source.MAX_BYTES + 1))

    error, after = Finder(SUFFIXES).find(["."])
    assert isinstance(error, InputError)
    assert error.path == str(tree / "a" / ".gitignore")
    assert after == "b/x.md"


@pytest.mark.parametrize("pattern", ["!", "[z-a]"])
def test_a_pattern_that_is_none_is_refused(pattern: str) -> None:
    with pytest.raises(ConfigError) as caught:
        discovery.exclusion([pattern], ".")
    assert str(caught.value) == f"not a pattern: {pattern!r}; patterns are written as in .gitignore"
