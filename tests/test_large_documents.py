"""Large documents: every caption found, every other byte kept, memory in proportion; or a clear error.

How time grows is measured by `python -m bench.large`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.large import CAPTIONS, KINDS, MEGABYTE, Kind, generate, marked, measure, most_mb
from tests.process import run
from triage.errors import InputError
from triage.model import Document
from triage.pipeline import Failed, Job, Settings, clean_all
from triage.policy import Policy
from triage.readers import ReaderOptions
from triage.tools import Tools

# Less than three times a text of 50 MB, which is what reading it takes; more than the interpreter and the command take.
LITTLE_BYTES = 150 * MEGABYTE


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.suffix != "jsonl"], ids=lambda kind: str(kind.suffix))
def test_only_captions_change(kind: Kind, tmp_path: Path) -> None:
    text = generate(kind, kind.size_bytes)
    (tmp_path / f"large.{kind.suffix}").write_bytes(text.encode())
    cost = measure("clean", "--action", "mark", source=tmp_path / f"large.{kind.suffix}", out=tmp_path / "out")

    assert cost.status == 0
    assert (tmp_path / "out").read_bytes() == marked(kind, text).encode()
    assert cost.peak_mb <= most_mb(text)


@pytest.mark.slow
def test_a_stream_of_records(tmp_path: Path) -> None:
    kind = next(kind for kind in KINDS if kind.suffix == "jsonl")
    text = generate(kind, kind.size_bytes)
    (tmp_path / "large.jsonl").write_bytes(text.encode())
    cost = measure("scan", "--format", "json", source=tmp_path / "large.jsonl", out=tmp_path / "out")
    findings = json.loads((tmp_path / "out").read_bytes())["documents"][0]["findings"]

    assert cost.status == 1
    assert [finding["text"] for finding in findings] == [
        caption for line in text.splitlines() if (caption := json.loads(line)["caption"]) in CAPTIONS
    ]
    assert cost.peak_mb <= most_mb(text)


@pytest.mark.parametrize("command", [("scan",), ("clean", "--action", "mark"), ("clean", "--check")], ids=" ".join)
def test_too_little_memory_is_told(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "large.jsonl").write_bytes(b'{"text": "words"}\n' * (50 * MEGABYTE // 18))
    done = run(*command, "large.jsonl", cwd=tmp_path, memory_bytes=LITTLE_BYTES)

    assert (done.status, done.out) == (3, b"")
    assert done.err == b"triage: large.jsonl: not enough memory for it; split it\n"


def test_too_little_memory_for_one_leaves_the_others() -> None:
    jobs = [Job(Document(text, path=text), Settings(Policy())) for text in ("a", "large", "b")]
    first, failed, last = clean_all(jobs, tools=Tools(read=_read))

    assert isinstance(failed, Failed)
    assert isinstance(failed.error, InputError)
    assert str(failed.error) == "large: not enough memory for it; split it"
    assert [getattr(outcome, "text", None) for outcome in (first, last)] == ["a", "b"]


def _read(document: Document, options: ReaderOptions) -> Document:
    if document.text == "large":
        raise MemoryError
    return document
