"""Settings: option before environment before nearest configuration before default, for each document by itself."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import MARKED, MIXED, Cli
from triage.cli.options import KEYS


@pytest.fixture(autouse=True)
def _document(tmp_path: Path) -> None:
    (tmp_path / "mixed.txt").write_text(MIXED)


def test_the_configuration_sets_options(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / ".triage.toml").write_text('format = "json"\nexit-zero = true\n')
    done = cli("scan", "mixed.txt")

    assert done.status == 0
    assert len(json.loads(done.out)["documents"][0]["findings"]) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", '[tool.triage]\nallow-languages = ["es"]\n'),
        ("setup.cfg", "[triage]\nallow-languages = fr, es\n"),
        ("setup.cfg", "[triage]\nallow_languages =\n  fr\n  es\n"),
        (".triage.toml", 'ignore = "tr001"\n'),
        (".triage.toml", "min-confidence = 1\n"),
    ],
)
def test_every_file_and_form(cli: Cli, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)

    assert cli("scan", "mixed.txt") == (0, "", "")
    assert cli("scan", "--isolated", "mixed.txt").status == 1


def test_the_environment_goes_before_the_file_and_the_option_before_both(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".triage.toml").write_text('action = "flag"')
    assert cli("clean", "mixed.txt").out == MIXED

    monkeypatch.setenv("TRIAGE_ACTION", "mark")
    assert cli("clean", "mixed.txt").out == MARKED
    assert cli("clean", "--action", "flag", "mixed.txt").out == MIXED


def test_each_document_has_the_configuration_nearest_to_it(cli: Cli, tmp_path: Path) -> None:
    for name, action in (("a", "mark"), ("b", "flag")):
        (tmp_path / name).mkdir()
        (tmp_path / name / ".triage.toml").write_text(f'action = "{action}"')
        (tmp_path / name / "x.txt").write_text(MIXED)

    assert cli("clean", "a", "b").out == MARKED + MIXED
    assert cli("clean", "--stdin-filename", "b/y.txt", stdin=MIXED.encode()).out == MIXED


def test_a_named_configuration_goes_for_all(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / ".triage.toml").write_text('action = "flag"')
    (tmp_path / "other.toml").write_text('action = "mark"')

    assert cli("clean", "--config", "other.toml", "mixed.txt").out == MARKED


def test_excluded_patterns_count_from_the_file_that_has_them(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "sub" / "drafts").mkdir(parents=True)
    (tmp_path / "sub" / ".triage.toml").write_text('exclude = ["/drafts"]')
    (tmp_path / "sub" / "drafts" / "x.txt").write_text(MIXED)

    assert cli("scan", "sub").status == 0
    assert cli("scan", "--exclude", "/drafts", "sub").status == 1
    assert cli("scan", "--exclude", "/sub/drafts", "sub").status == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("min-confidence = 2", "min-confidence: 2.0 is not in the range 0<=x<=1; correct it"),
        ('lang = "not a tag"', "lang: 'not a tag' is no language tag such as en or pt-BR; correct it"),
        ('lang = ["en"]', "lang: a list, where one value is wanted; correct it"),
        ('exit-zero = "perhaps"', "exit-zero: 'perhaps' is not a valid boolean"),
        ('langs = "en"', "unknown key 'langs'; valid keys: action, allow, "),
        ('config = "x"', "unknown key 'config'; valid keys: "),
    ],
)
def test_a_bad_value_names_its_file_and_key(cli: Cli, tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / ".triage.toml").write_text(text)
    done = cli("scan", "mixed.txt")

    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"triage: {tmp_path / '.triage.toml'}: {message}")


def test_a_bad_value_in_the_environment_names_its_variable(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIAGE_MIN_CONFIDENCE", "high")

    assert cli("scan", "mixed.txt").err.startswith("triage: TRIAGE_MIN_CONFIDENCE: 'high' is not a valid float")


class TestConfigCommand:
    """`triage config`."""

    def test_it_is_a_configuration_file_with_every_key(self, cli: Cli) -> None:
        out = cli("config").out
        lines = [line.removeprefix("# ").split(" = ")[0] for line in out.splitlines()[1:]]

        assert out.startswith("# no configuration file\n")
        assert set(lines) == KEYS
        assert tomllib.loads(out)["min-confidence"] == 0.5

    def test_it_says_where_a_value_comes_from(
        self, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / ".triage.toml").write_text('lang = "en"\naction = ["mark"]\n')
        monkeypatch.setenv("TRIAGE_TO", "de")
        lines = cli("config", "--engine", "argos", "mixed.txt").out.splitlines()
        path = tmp_path / ".triage.toml"

        assert lines[0] == f"# {path}"
        assert f'lang = "en"  # {path}' in lines
        assert f'action = ["mark"]  # {path}' in lines
        assert 'to = "de"  # TRIAGE_TO' in lines
        assert 'engine = "argos"  # command line' in lines
        assert "min-confidence = 0.5  # default" in lines

    def test_what_it_writes_can_be_used(self, cli: Cli, tmp_path: Path) -> None:
        (tmp_path / "dump.toml").write_text(cli("config", "--action", "mark", "--exclude", "old/").out)

        assert cli("clean", "--config", "dump.toml", "mixed.txt").out == MARKED
