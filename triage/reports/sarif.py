"""SARIF 2.1.0, which code scanning services read; fingerprints let them follow a finding when lines move.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, sections 3.14 (run), 3.27 (result),
3.30 (region; the end column follows the last character).
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

from triage import __version__
from triage.model import Result, Translation
from triage.policy import NO_ENGINE, RULES
from triage.reports import Located, ReportOptions, locate, message

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "triageFinding/v1"

_NAMES = {
    "TR001": "EmbeddedLanguage",
    "TR002": "DeclaredLanguageWrong",
    "TR003": "NoTranslationEngine",
    "TR004": "TranslationRejected",
    "TR005": "StaleTranslation",
}


class SarifReport:
    """One run, its results written as they come."""

    def __init__(self, options: ReportOptions = ReportOptions()) -> None:
        self._separator = "\n"

    def begin(self) -> str:
        """Return the log up to its results."""
        driver = {"name": "triage", "version": __version__, "rules": [_rule(id) for id in RULES]}
        run = f'{{"tool": {{"driver": {json.dumps(driver)}}}, "columnKind": "unicodeCodePoints", "results": ['
        return f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{run}'

    def result(self, result: Result) -> str:
        """Return the results of one document, with the commas that separate them from those before."""
        uri = _uri(result.document.path)
        return "".join(self._next(_result(uri, located)) for located in locate(result))

    def end(self) -> str:
        """Return the end of the log."""
        return "\n]}]}\n"

    def _next(self, result: dict[str, Any]) -> str:
        separator, self._separator = self._separator, ",\n"
        return separator + json.dumps(result)


def _rule(id: str) -> dict[str, Any]:
    text = RULES[id][0].upper() + RULES[id][1:]
    level = _level(id)
    return {
        "id": id,
        "name": _NAMES[id],
        "shortDescription": {"text": f"{text}."},
        "defaultConfiguration": {"level": level},
    }


def _level(rule: str) -> str:
    return "note" if rule == NO_ENGINE else "warning"


def _result(uri: str, located: Located) -> dict[str, Any]:
    finding, start, end = located
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "snippet": {"text": finding.fragment.text},
    }
    return {
        "ruleId": finding.rule,
        "ruleIndex": list(RULES).index(finding.rule),
        "level": _level(finding.rule),
        "message": {"text": message(finding)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {
            "lang": finding.lang,
            "matrix": finding.fragment.matrix,
            "role": finding.role.value,
            "action": finding.action.value,
            "confidence": finding.confidence,
            **_provenance(finding.translation),
        },
    }


def _provenance(translation: Translation | None) -> dict[str, Any]:
    """Return a translation and where it comes from, so that machine translation can be told from reviewed text."""
    return {} if translation is None else {"translation": asdict(translation)}


def _uri(path: str | None) -> str:
    """Return a relative reference with forward slashes, or a file URI for an absolute path."""
    if path is None:
        return "stdin"
    if os.path.isabs(path):
        return Path(path).as_uri()
    relative = path.replace(os.sep, "/").removeprefix("./")
    return quote(relative.encode("utf-8", "surrogateescape"))
