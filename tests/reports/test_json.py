"""The report for programs: the schema is kept."""

from __future__ import annotations

import json

from tests.reports.samples import FOUND, NOTHING, PIPED, TEXT, render
from triage import __version__


def test_schema() -> None:
    report = json.loads(render("json", FOUND, NOTHING, PIPED))
    found, nothing, piped = report["documents"]

    assert (report["schema"], report["version"]) == ("triage/1", __version__)
    assert nothing == {
        "path": "empty.txt", "format": "text", "matrix": "en", "findings": [], "notes": [], "edits": [],
    }  # fmt: skip
    assert piped["path"] is None
    assert piped["notes"] == ["no engine translates es to en here"]
    assert piped["edits"] == [{"start": 0, "end": 0, "replacement": "[es] "}]
    assert [finding["rule"] for finding in found["findings"]] == ["TR001", "TR001"]


def test_finding() -> None:
    caption, quote = json.loads(render("json", FOUND))["documents"][0]["findings"]

    assert caption == {
        "rule": "TR001",
        "reason": "es in en",
        "start": 22,
        "end": 48,
        "line": 3,
        "column": 3,
        "end_line": 4,
        "end_column": 16,
        "text": "Vista del\r\npuerto, al alba",
        "lang": "es",
        "matrix": "en",
        "declared": None,
        "runner_up": "pt",
        "confidence": 0.9877,
        "role": "caption",
        "action": "flag",
        "fingerprint": "00112233445566Vi",
        "translation": None,
    }
    assert TEXT[caption["start"] : caption["end"]] == caption["text"]
    assert quote["translation"] == {
        "text": "they shall <not> pass",
        "target": "en",
        "engine": "apertium",
        "model": "eng-spa 0.8.1",
        "reviewed": False,
        "created": "2026-11-23",
    }
