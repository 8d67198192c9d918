"""`triage explain PATH:LINE`: why something was found there, or why not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from triage import pipeline
from triage.cli import work
from triage.cli.group import COMMANDS, is_piped
from triage.cli.options import READING, RUNNING
from triage.cli.output import Output
from triage.cli.run import Run
from triage.discovery import STDIN
from triage.edits import Lines
from triage.errors import ConfigError
from triage.lid import plain
from triage.lid.explanation import Clue, Explanation, explain as explain_words
from triage.model import Finding, Result, Segment, Span

_PLACE = re.compile(r"(?:(?P<path>.+?):)?(?P<line>\d+)(?::\d+)?:?\Z", re.DOTALL)
_WORD_COLUMN = 24
_REASONS = 8
# Confidences are shown with two digits.
_VISIBLE = 0.005


@click.command(
    params=[click.Argument(["place"], metavar="PATH:LINE"), *READING, *RUNNING], short_help=COMMANDS["explain"].help
)
@click.pass_context
def explain(ctx: click.Context, /, place: str, **_: object) -> int:
    """Show the evidence for a line, word by word.

    The place is written as scan reports it, PATH:LINE or PATH:LINE:COLUMN; LINE alone is one of the piped text.

    For each word: its log-likelihood (nats) in the embedded and in the matrix language, the weight its vote has (names
    have little), the weighted vote, and the price of switching language before it. Then what the guard saw: the
    features that speak for a fragment (+) or for a name, an address, a loanword (-), in log-odds.
    """
    match = _PLACE.match(place)
    if match is None:
        raise click.UsageError(f"{place!r} names no line: write PATH:LINE", ctx)
    path = match["path"] or STDIN
    if path == STDIN and not is_piped():
        raise click.UsageError(f"{place!r} names no document: write PATH:LINE, or pipe a text in", ctx)
    run = Run(ctx, default=[path])
    (task,) = run.tasks([path])
    job = work.load(task)
    result = pipeline.scan(job.document, job.settings, tools=run.means().tools())
    lines = Lines(result.document.text)
    try:
        line = lines.span(int(match["line"]))
    except IndexError:
        what = f"no line {match['line']}"
        raise ConfigError(what, path=task.name or "<stdin>", hint=f"the document has {len(lines)} lines") from None
    with Output() as output:
        output.write(f"{place}: matrix language {result.matrix}\n")
        for paragraph in _paragraphs(result, line):
            output.write(f"\n{paragraph}")
    return 0


def _paragraphs(result: Result, line: Span) -> Iterator[str]:
    """Yield what is said about each segment on a line."""
    for segment in result.document.segments:
        within = _inside(segment, line)
        if within is None:
            continue
        findings = [one for one in result.findings if one.fragment.segment == segment and _touch(one.span, line)]
        for finding in findings:
            yield _about(segment, finding.fragment.inner, finding, result.matrix)
        if not findings:
            yield _about(segment, within, None, result.matrix)


def _about(segment: Segment, within: Span, finding: Finding | None, matrix: str) -> str:
    around = finding.fragment.matrix if finding else segment.lang or matrix
    explained = explain_words(segment, within, matrix=around, embedded=finding.lang if finding else None)
    head = _verdict(segment, finding)
    if explained is None:
        return f"{head}\nno evidence: no words, or the language around them is not known\n"
    opinions = plain.detect(segment.text[within.start : within.end], {explained.matrix, explained.embedded})
    second = ", ".join(f"{opinion.lang} {opinion.probability:.2f}" for opinion in opinions) or "no opinion"
    guard = _guard(explained) + _company(explained, finding)
    return f"{head}\n{_table(explained)}{guard}langdetect, asked for these two: {second}\n"


def _verdict(segment: Segment, finding: Finding | None) -> str:
    if finding is None:
        declared = f", declared {segment.lang}" if segment.lang else ""
        return f"{segment.role.value}{declared}: nothing found here"
    fragment = finding.fragment
    runner_up = f", runner-up {fragment.runner_up}" if fragment.runner_up else ""
    what = f"{finding.role.value}: {finding.rule} {finding.reason}, confidence {finding.confidence:.2f}{runner_up}"
    return f"{what}, gain {fragment.gain:.1f} after the price of the switches"


def _table(explained: Explanation) -> str:
    heading = f"{'word':<{_WORD_COLUMN}} {explained.embedded:>7} {explained.matrix:>7}  weight    vote  switch\n"
    rows = "".join(_row(clue) for clue in explained.clues)
    total = sum(_vote(clue) for clue in explained.clues)
    return f"{heading}{rows}{'sum':<{_WORD_COLUMN}} {'':>7} {'':>7}  {'':>6} {total:>+7.1f}\n"


def _guard(explained: Explanation) -> str:
    """Say what the guard saw, weightiest first: what speaks for a fragment has a plus."""
    if not explained.reasons:
        return "guard: no stretch here gains enough to be looked at\n"
    return f"guard: {', '.join(f'{reason.name} {reason.adds:+.1f}' for reason in explained.reasons[:_REASONS])}\n"


def _company(explained: Explanation, finding: Finding | None) -> str:
    """Say what the rest of the document, or the settings, made of the guard's posterior."""
    if finding is None or explained.alone is None or abs(finding.confidence - explained.alone) < _VISIBLE:
        return ""
    return (
        f"alone {explained.alone:.2f}; that it is expected, or other blocks in {finding.lang}, make it "
        f"{finding.confidence:.2f}\n"
    )


def _row(clue: Clue) -> str:
    word = clue.evidence
    numbers = f"{word.embedded:>7.1f} {word.matrix:>7.1f}  {word.weight:>6.2f} {_vote(clue):>+7.1f} {clue.price:>7.1f}"
    return f"{word.text:<{_WORD_COLUMN}} {numbers}{'  ' if word.note else ''}{word.note}\n"


def _vote(clue: Clue) -> float:
    return (clue.evidence.embedded - clue.evidence.matrix) * clue.evidence.weight


def _inside(segment: Segment, line: Span) -> Span | None:
    """Return the stretch of a segment's logical text that stands on a line, None if nothing does."""
    if not _touch(segment.span, line):
        return None
    inside = [i for i in range(len(segment.text)) if _touch(segment.locate(Span(i, i + 1)), line)]
    return Span(inside[0], inside[-1] + 1) if inside else None


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
