"""The reports that code hosts read: GitHub, GitLab, SARIF."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.reports.samples import FOUND, NOTHING, PIPED, render
from triage.model import Result
from triage.policy import RULES


def test_github_escapes_and_gives_columns_only_on_one_line() -> None:
    assert render("github", FOUND, NOTHING) == (
        "::error title=triage (TR001),file=news/a%2C b%3A 100%25.txt,line=3,endLine=4"
        "::news/a, b: 100%25.txt:3:3: TR001 es in en: Vista del puerto, al alba\n"
        "::error title=triage (TR001),file=news/a%2C b%3A 100%25.txt,line=5,col=11,endLine=5,endColumn=20"
        "::news/a, b: 100%25.txt:5:11: TR001 es in en: no pasarán\n"
    )


def test_gitlab() -> None:
    caption, quote, rejected = json.loads(render("gitlab", FOUND, PIPED))

    assert caption == {
        "check_name": "TR001",
        "description": "TR001 es in en: Vista del puerto, al alba",
        "severity": "minor",
        "fingerprint": "00112233445566Vi",
        "location": {
            "path": "news/a, b: 100%.txt",
            "positions": {"begin": {"line": 3, "column": 3}, "end": {"line": 4, "column": 16}},
        },
    }
    assert caption["fingerprint"] != quote["fingerprint"]
    assert rejected["location"]["path"] == "<stdin>"


def sarif(*results: Result) -> dict[str, Any]:
    (run,) = json.loads(render("sarif", *results))["runs"]
    return run  # type: ignore[no-any-return]  # parsed JSON


def test_sarif_run_names_its_rules_and_counts_code_points() -> None:
    run = sarif()

    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(RULES)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"] == []


def test_sarif_result() -> None:
    _, quote = sarif(FOUND)["results"]

    assert quote == {
        "ruleId": "TR001",
        "ruleIndex": 0,
        "level": "warning",
        "message": {"text": "TR001 es in en: no pasarán"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "news/a%2C%20b%3A%20100%25.txt"},
                    "region": {
                        "startLine": 5,
                        "startColumn": 11,
                        "endLine": 5,
                        "endColumn": 21,
                        "snippet": {"text": "no pasarán"},
                    },
                }
            }
        ],
        "partialFingerprints": {"triageFinding/v1": "00112233445566no"},
        "properties": {
            "lang": "es",
            "matrix": "en",
            "role": "quote",
            "action": "translate",
            "confidence": 0.98765,
            "translation": {
                "text": "they shall <not> pass",
                "target": "en",
                "engine": "apertium",
                "model": "eng-spa 0.8.1",
                "reviewed": False,
                "created": "2026-11-23",
            },
        },
    }


def test_sarif_rule_index_fits() -> None:
    run = sarif(FOUND, PIPED)

    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (None, "stdin"),
        ("./a.txt", "a.txt"),
        ("caf\udce9.txt", "caf%E9.txt"),
        (str(Path("/x y.txt")), "file:///x%20y.txt"),
    ],
)
def test_sarif_uri(path: str | None, expected: str) -> None:
    result = replace(FOUND, document=replace(FOUND.document, path=path))
    place = sarif(result)["results"][0]["locations"][0]["physicalLocation"]

    assert place["artifactLocation"]["uri"] == expected
