"""Fit the guard of `triage.lid` and report how it does.

    python tools/tune_lid.py --documents ../shared/bench/dev.jsonl [--report docs/detection.md] [--write]

Candidates are the stretches that the decoder proposes, from labelled documents (JSON Lines in the format of `bench/`)
and from `tools/data/guard_lines.tsv`, which was written for this project. The guard is a logistic model over the
features of `triage.lid.features`, fitted with a ridge penalty by Newton's method; the report's figures are those of
five-fold cross-validation, split by document, so no figure is of a document the model has seen. The same input gives
the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from triage import readers
from triage.lid.block import prepare_block, weigh_votes
from triage.lid.decode import decode_stretches
from triage.lid.detector import allowed_priors
from triage.lid.features import NAMES, describe
from triage.lid.params import PARAMS
from triage.lid.reference import shared_evidence
from triage.lid.store import DATA, inventory
from triage.model import Document, Segment, Span

FOLDS = 5
# Ridge penalty on standardised weights: flat between 1 and 5 on the cross-validated log loss.
PENALTY = 2.0
NEWTON_STEPS = 30
# The guard lines are nearly all hard cases, so they count less: a confidence must be right of documents as they are.
LINE_SHARE = 0.13
# A heading or label all in capitals is told by the other blocks of its document (triage/lid/company.py), not alone: to
# the guard it is hardly more than a name. With their full share 8 of the 151 stretches in documents that are no
# fragments were let through when none of them had been seen, with a fifth of it 1.
COMPANY_SHARE = 0.2
COMPANY = ("pos_heading", "pos_label")
FORMATS = {"txt": "text", "md": "markdown", "html": "html"}
LINES = Path(__file__).parent / "data" / "guard_lines.tsv"
_GOLD = re.compile(r"⟦(\w+):(.*?)⟧")

Array = npt.NDArray[np.float64]


class Gold(NamedTuple):
    """A labelled document: where its fragments stand, in code points of the document."""

    name: str
    matrix: str
    text: str
    segments: Sequence[Segment]
    spans: Sequence[Span]


class Candidate(NamedTuple):
    """A stretch the decoder proposed; `label` is whether most of its letters lie in a fragment."""

    name: str
    features: Sequence[float]
    label: bool
    text: str


def read_documents(path: Path) -> Iterator[Gold]:
    """Yield the labelled documents of a JSON Lines file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        document = readers.read(Document(text=record["text"], format=FORMATS[record["format"]]))
        spans = [Span(span["start"], span["end"]) for span in record["spans"]]
        yield Gold(record["id"], record["host"], document.text, document.segments, spans)


def read_lines(path: Path) -> Iterator[Gold]:
    """Yield the labelled lines of a table `matrix, category, text`, with fragments written ⟦es:…⟧."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        matrix, category, marked = line.split("\t")
        text, spans, at = "", [], 0
        for match in _GOLD.finditer(marked):
            text += marked[at : match.start()]
            spans.append(Span(len(text), len(text) + len(match[2])))
            text += match[2]
            at = match.end()
        text += marked[at:]
        yield Gold(f"line-{number}-{category}", matrix, text, [Segment(Span(0, len(text)), text)], spans)


def propose(gold: Gold) -> Iterator[Candidate]:
    """Yield the candidates of a document, labelled."""
    evidence = shared_evidence()
    column = inventory().column(gold.matrix)
    if column is None:
        return
    allowed = np.array(allowed_priors(), dtype=np.float32)
    for segment in gold.segments:
        if segment.lang is not None:
            continue
        block = prepare_block(evidence, segment.text, column)
        if not block.tokens.words:
            continue
        for stretch in decode_stretches(weigh_votes(block), block.prices, allowed, PARAMS.least_gain):
            inside = range(block.tokens.starts[stretch.start], block.tokens.ends[stretch.end - 1])
            letters = [segment.locate(Span(i, i + 1)).start for i in inside if segment.text[i].isalpha()]
            hits = sum(any(span.start <= i < span.end for span in gold.spans) for i in letters)
            text = segment.text[inside.start : inside.stop]
            yield Candidate(gold.name, describe(block, stretch), hits > len(letters) / 2, text)


def share_of(candidate: Candidate) -> float:
    """Return how much a candidate counts in the fit."""
    if not candidate.name.startswith("line-"):
        return 1.0
    in_company = candidate.label and candidate.features[NAMES.index("bare")] and candidate.name.endswith(COMPANY)
    return LINE_SHARE * (COMPANY_SHARE if in_company else 1.0)


def fit(features: Array, labels: Array, shares: Array) -> Array:
    """Return bias and weights of the logistic model.

    Args:
        features: [candidates, features + 1], with a leading column of ones.
        labels: [candidates] 1 for a fragment, else 0.
        shares: [candidates] how much each counts.
    """
    weights = np.zeros(features.shape[1])
    ridge = np.eye(features.shape[1]) * PENALTY
    ridge[0, 0] = 0.0
    for _ in range(NEWTON_STEPS):
        p = logistic(features @ weights)
        hessian = (features.T * (shares * p * (1 - p))) @ features + ridge + np.eye(features.shape[1]) * 1e-9
        weights -= np.linalg.solve(hessian, features.T @ (shares * (p - labels)) + ridge @ weights)
    return weights


def logistic(x: Array) -> Array:
    """Return 1 / (1 + exp(-x))."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -30, 30))))


def cross_validate(features: Array, labels: Array, shares: Array, names: Sequence[str]) -> Array:
    """Return each candidate's posterior by a model that has not seen its document."""
    folds = np.array([int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS for name in names])
    posteriors = np.zeros(len(labels))
    for fold in range(FOLDS):
        weights = fit(features[folds != fold], labels[folds != fold], shares[folds != fold])
        posteriors[folds == fold] = logistic(features[folds == fold] @ weights)
    return posteriors


def reliability(posteriors: Array, labels: Array) -> str:
    """Return the table that shows how far a stated confidence can be believed."""
    rows = ["| confidence | stretches | mean confidence | share that are fragments |", "| --- | --- | --- | --- |"]
    edges = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 1.000001)
    for low, high in zip(edges, edges[1:], strict=False):
        inside = (posteriors >= low) & (posteriors < high)
        if inside.any():
            mean, share = posteriors[inside].mean(), labels[inside].mean()
            rows.append(f"| {low:.2f} to {min(high, 1):.2f} | {inside.sum()} | {mean:.2f} | {share:.2f} |")
    return "\n".join(rows)


def errors(posteriors: Array, labels: Array) -> str:
    """Return the table of misses and false alarms of the guard by threshold."""
    rows = ["| threshold | fragments missed | others let through |", "| --- | --- | --- |"]
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        missed = int(((posteriors < threshold) & (labels == 1)).sum())
        through = int(((posteriors >= threshold) & (labels == 0)).sum())
        rows.append(f"| {threshold:.1f} | {missed} of {int(labels.sum())} | {through} of {int((1 - labels).sum())} |")
    return "\n".join(rows)


def importance(weights: Array) -> str:
    """Return the table of standardised weights, largest first."""
    rows = ["| feature | weight per standard deviation |", "| --- | --- |"]
    ranked = sorted(zip(NAMES, weights, strict=True), key=lambda pair: (-abs(pair[1]), pair[0]))
    return "\n".join(rows + [f"| {name} | {weight:+.2f} |" for name, weight in ranked])


REPORT = """# Detection: how the guard is fitted, and how it does

Written by `tools/tune_lid.py`; do not edit. {candidates} candidate stretches, {positive} of them fragments:
{documents} from labelled
documents, {lines} from `tools/data/guard_lines.tsv`, which holds mostly hard cases. All figures are of five-fold
cross-validation by document.

## Can a stated confidence be believed?

Labelled documents:

{reliability_documents}

Documents and guard lines together:

{reliability_all}

## Errors by threshold

Labelled documents:

{errors_documents}

Guard lines:

{errors_lines}

## What the guard looks at

{importance}
"""


def main() -> None:
    """Fit, report and, with --write, store the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--report", type=Path)
    parser.add_argument("--write", action="store_true", help="store the model in the package")
    parser.add_argument("--errors", action="store_true", help="print the candidates that the guard gets wrong")
    options = parser.parse_args()
    golds = [*read_documents(options.documents), *read_lines(LINES)]
    candidates = [candidate for gold in golds for candidate in propose(gold)]
    raw = np.array([candidate.features for candidate in candidates], dtype=np.float64)
    mean, deviation = raw.mean(axis=0), raw.std(axis=0) + 1e-6
    features = np.column_stack([np.ones(len(raw)), (raw - mean) / deviation])
    labels = np.array([candidate.label for candidate in candidates], dtype=np.float64)
    of_lines = np.array([candidate.name.startswith("line-") for candidate in candidates])
    shares = np.array([share_of(candidate) for candidate in candidates])
    posteriors = cross_validate(features, labels, shares, [candidate.name for candidate in candidates])
    weights = fit(features, labels, shares)
    if options.errors:
        for posterior, candidate in sorted(zip(posteriors, candidates, strict=True), key=lambda pair: pair[0]):
            if (posterior >= 0.5) != candidate.label:
                kind = "missed" if candidate.label else "let through"
                print(f"{kind} {posterior:.2f} {candidate.name} {candidate.text!r}")
    print(errors(posteriors[~of_lines], labels[~of_lines]), errors(posteriors[of_lines], labels[of_lines]), sep="\n\n")
    if options.write:
        scaled = weights[1:] / deviation
        model = {
            "bias": round(float(weights[0] - (scaled * mean).sum()), 5),
            "weights": {name: round(float(weight), 5) for name, weight in zip(NAMES, scaled, strict=True)},
        }
        (DATA / "guard.json").write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    if options.report:
        options.report.write_text(
            REPORT.format(
                candidates=len(candidates),
                positive=int(labels.sum()),
                documents=int((~of_lines).sum()),
                lines=int(of_lines.sum()),
                reliability_documents=reliability(posteriors[~of_lines], labels[~of_lines]),
                reliability_all=reliability(posteriors, labels),
                errors_documents=errors(posteriors[~of_lines], labels[~of_lines]),
                errors_lines=errors(posteriors[of_lines], labels[of_lines]),
                importance=importance(weights[1:]),
            ),
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
