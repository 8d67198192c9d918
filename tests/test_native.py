"""Without the compiled finder the package says the same: nothing but speed depends on a compiler."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCAN = """
import sys
if sys.argv[1] == "Python":
    sys.modules["triage.lid._speed"] = None
import triage
from pathlib import Path
from triage.lid.finder import shared_finder
print(shared_finder().name)
for path in sys.argv[2:]:
    result = triage.scan(Path(path).read_text(encoding="utf-8"), min_confidence=0.0)
    for finding in result.findings:
        print(finding.span, finding.lang, finding.confidence, finding.fragment.runner_up, finding.fragment.gain)
"""


def scan(finder: str, *paths: Path) -> tuple[str, list[str]]:
    """Scan some files in a process of its own; return the finder it used and its findings, every stretch one."""
    command = [sys.executable, "-c", SCAN, finder, *map(str, paths)]
    lines = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout.splitlines()
    return lines[0], lines[1:]


@pytest.mark.slow
def test_the_samples_have_the_same_findings_without_the_compiled_finder(project: Path) -> None:
    samples = sorted(path for path in (project / "samples").iterdir() if path.is_file())
    _, expected = scan("any", *samples)
    name, found = scan("Python", *samples)

    assert name == "Python"
    assert found == expected != []
