"""Config: the nearest file, its section, its keys; the environment; languages in paths."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from triage import config
from triage.errors import ConfigError

KEYS = ("action", "exclude", "lang", "min-confidence", "statistics")
KNOWN = frozenset({"de", "en", "es", "it", "pt", "zh"})


def write(path: Path, text: str) -> Path:
    """Write a file and the directories above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def error(path: Path, text: str) -> str:
    """Return the message with which a file is refused, without its path."""
    write(path, text)
    with pytest.raises(ConfigError) as caught:
        config.load(str(path), keys=KEYS)
    assert caught.value.path == str(path)
    return str(caught.value).removeprefix(f"{path}: ")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".triage.toml", 'lang = "en"\nmin_confidence = 0.8\n'),
        ("pyproject.toml", '[project]\nname = "x"\n[tool.triage]\nlang = "en"\nmin-confidence = 0.8\n'),
        ("setup.cfg", "[metadata]\nname = x\n[triage]\nlang = en\nmin-confidence = 0.8\n"),
    ],
)
def test_each_kind_of_file_is_read(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path / name, text)

    found = config.find(str(tmp_path), keys=KEYS)

    assert found.path == str(tmp_path / name)
    assert found.directory == str(tmp_path)
    assert {key: str(value) for key, value in found.values.items()} == {"lang": "en", "min-confidence": "0.8"}


@pytest.mark.parametrize(
    ("files", "winner"),
    [
        pytest.param({"a/.triage.toml": "", "setup.cfg": "[triage]"}, "a/.triage.toml", id="nearest, even when empty"),
        pytest.param({"a/b/.triage.toml": "", ".triage.toml": ""}, ".triage.toml", id="below does not count"),
        pytest.param({"pyproject.toml": "[tool.triage]", "setup.cfg": "[triage]"}, "pyproject.toml", id="order"),
        pytest.param({"a/pyproject.toml": "[tool.other]", "setup.cfg": "[triage]"}, "setup.cfg", id="no section"),
        pytest.param({"a/setup.cfg": "[x]\ntriage = 1", ".triage.toml": ""}, ".triage.toml", id="word, no section"),
        pytest.param({"a/pyproject.toml": "not toml at all"}, None, id="broken, but not about us"),
        pytest.param({"../.triage.toml": ""}, None, id="above the repository"),
        pytest.param({}, None, id="none"),
    ],
)
def test_the_nearest_file_with_a_section_wins(tmp_path: Path, files: dict[str, str], winner: str | None) -> None:
    root = tmp_path / "repository"
    (root / "a" / "b").mkdir(parents=True)
    (root / ".git").mkdir()
    for name, text in files.items():
        write(root / name, text)

    found = config.find(str(root / "a"), keys=KEYS)

    assert found.path == (str(root / winner) if winner else None)


def test_without_a_file_paths_count_from_the_working_directory(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()

    assert config.find(str(tmp_path), keys=KEYS).directory == os.getcwd()


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (".triage.toml", "statistics = true", {"statistics": True}),
        (".triage.toml", 'action = ["mark", "caption=translate"]', {"action": ("mark", "caption=translate")}),
        (
            ".triage.toml",
            '[action]\ndefault = "mark"\ncaption = "translate"',
            {"action": ("mark", "caption=translate")},
        ),
        ("x.toml", 'lang = "en"', {"lang": "en"}),
        ("setup.cfg", "[triage]\nexclude =\n    *.min.md\n    old/\n", {"exclude": ("*.min.md", "old/")}),
        ("x.ini", "[triage]\nexclude = old/%%\nlang=en", {"exclude": "old/%%", "lang": "en"}),
        (".triage.toml", "\ufefflang = 'en'", {"lang": "en"}),
    ],
)
def test_values_keep_their_form(tmp_path: Path, name: str, text: str, expected: dict[str, object]) -> None:
    path = write(tmp_path / name, text)

    assert dict(config.load(str(path), keys=KEYS).values) == expected


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param(
            ".triage.toml",
            "min-confidance = 1",
            "unknown key 'min-confidance'; valid keys: action, exclude, lang, min-confidence, statistics",
            id="unknown key",
        ),
        pytest.param("setup.cfg", "[metadata]", "no section [triage]; add it, or name another file with --config"),
        pytest.param(
            "pyproject.toml", "[project]", "no section [tool.triage]; add it, or name another file with --config"
        ),
        pytest.param(
            ".triage.toml",
            "lang = ",
            "not valid TOML: Invalid value (at end of document); correct it, or use --isolated",
            id="broken TOML",
        ),
        pytest.param(
            "setup.cfg",
            "triage",
            "not a valid configuration file: File contains no section headers.; correct it, or use --isolated",
            id="broken INI",
        ),
        pytest.param(
            ".triage.toml",
            "lang = [1]",
            "lang: list is no value for it; write a string, a number, true or false, or a list of strings",
            id="list of numbers",
        ),
        pytest.param(
            ".triage.toml",
            "lang = 2026-01-01",
            "lang: date is no value for it; write a string, a number, true or false, or a list of strings",
            id="date",
        ),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, name: str, text: str, message: str) -> None:
    assert error(tmp_path / name, text) == message


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file or directory; name another file"):
        config.load(str(tmp_path / "none.toml"), keys=KEYS)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b'lang = "\xe9"')

    with pytest.raises(ConfigError, match="not valid UTF-8 at byte 8; store it as UTF-8"):
        config.load(str(tmp_path / "x.toml"), keys=KEYS)


def test_the_environment_sets_known_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIAGE_MIN_CONFIDENCE", "0.8")
    monkeypatch.setenv("TRIAGE_LANG", "")
    monkeypatch.setenv("TRIAGE_OTHER", "x")

    assert config.environment(KEYS) == {"min-confidence": "0.8"}


@pytest.mark.parametrize(
    ("no_color", "term", "expected"), [("", "xterm", True), ("1", "xterm", False), ("", "dumb", False)]
)
def test_colour_can_be_forbidden(monkeypatch: pytest.MonkeyPatch, no_color: str, term: str, expected: bool) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", term)

    assert config.wants_colour() is expected


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("Yes", True), ("", False), ("0", False)])
def test_offline_is_a_switch(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("TRIAGE_OFFLINE", value)

    assert config.is_offline() is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("post.md", None),
        ("post.min.html", None),
        ("it.md", None),
        (".es.md", None),
        ("v1.2.md", None),
        ("main.ts.md", None),
        ("src/it/tests/post.md", None),
        ("work/it/notes.md", None),
        ("/home/es/post.md", None),
        ("post.es.md", "es"),
        ("post.pt-br.md", "pt-br"),
        ("content/en/post.md", "en"),
        ("content/en/2026/post.md", "en"),
        ("content/en/post.es.md", "es"),
        ("/srv/site/content/zh-Hant/post.md", "zh-Hant"),
        ("locale/pt_BR/LC_MESSAGES/app.po", "pt-BR"),
        ("files/es/web/de/index.md", "es"),
        ("de/index.html", "de"),
        ("content\\en\\post.md", "en"),
        ("content/", None),
        ("", None),
    ],
)
def test_a_path_may_declare_the_language(path: str, expected: str | None) -> None:
    assert config.declared_language(path, known=KNOWN) == expected
