"""Compare triage with other detectors on labelled documents: `python -m bench DATA.jsonl`.

Each tool runs once, one thread, in a process of its own. The tables go to standard output and to bench/results/, with
the commit they were measured on.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import click

from bench import crosscheck, startup, table, turns
from bench.peers import TOKENISER, TOOLS
from bench.records import Record, read_records
from bench.score import judge
from bench.turns import ONE_THREAD, run_apart
from bench.worker import Run

RESULTS = Path(__file__).parent / "results"
DOCS = Path(__file__).parent.parent / "docs" / "benchmarks.md"
DOCS_START, DOCS_END = "<!-- bench: start -->\n", "<!-- bench: end -->"


@click.command()
@click.argument("data", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--tool", "tools", multiple=True, type=click.Choice(list(TOOLS)), help="Run these only (repeatable).")
@click.option("--scorer", type=click.Path(path_type=Path, exists=True), help="Check the scores against this program's.")
@click.option("--update-docs", is_flag=True, help="Write the tables into docs/benchmarks.md, too.")
def main(data: Path, tools: tuple[str, ...], scorer: Path | None, update_docs: bool) -> None:
    """Run the tools on a JSON Lines file of labelled documents and print Markdown tables.

    Without --tool also what the command costs to start, and the memory of a long run.
    """
    records = read_records(data)
    runs = {}
    for name in tools or TOOLS:
        click.echo(f"bench: {name}", err=True)
        runs[name] = run_apart(name, data)
    if scorer is not None:
        check_scorer(scorer, data, records, runs)
    report = render(records, runs, data.name)
    if not tools:
        report += costs(data, records)
    click.echo(report, nl=False)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "comparison.md").write_text(report, encoding="utf-8")
    if update_docs:
        replace_tables(DOCS, report)


def check_scorer(scorer: Path, data: Path, records: tuple[Record, ...], runs: dict[str, Run]) -> None:
    """Exit with an error where another scorer gives other figures."""
    lines = [
        f"{name} {line}"
        for name, run in runs.items()
        for line in crosscheck.differences(scorer, data, records, run.found)
    ]
    if lines:
        raise click.ClickException("the scorers differ:\n" + "\n".join(lines))
    click.echo(f"bench: {scorer.name} gives the same figures for {len(runs)} tools", err=True)


def render(records: tuple[Record, ...], runs: dict[str, Run], source: str) -> str:
    """Return the report: what was measured, the comparison, and the breakdown of triage."""
    judged = {name: [judge(record, run.found[record.id]) for record in records] for name, run in runs.items()}
    fragments = sum(len(record.gold) for record in records)
    lines = [
        f"{len(records)} documents of {source}, {fragments} fragments; commit {commit()}, "
        f"{datetime.now(timezone.utc):%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()}, one thread.",
        "",
        table.comparison(runs, judged, records),
    ]
    if {"triage", TOKENISER} <= runs.keys():
        share = runs[TOKENISER].cpu_s / runs["triage"].cpu_s
        lines += [f"Finding the words alone takes {share:.0%} of the time of triage.", ""]
    if "triage" in judged:
        lines += ["triage in detail:", "", table.breakdown(judged["triage"])]
    return "\n".join(lines)


def costs(data: Path, records: tuple[Record, ...]) -> str:
    """Return the tables of speed in turn with fastText, and of what the command and a long run cost."""
    click.echo("bench: in turn, start-up, long run", err=True)
    command = [sys.executable, "-m", "bench.longrun"]
    long_run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **ONE_THREAD})
    return "\n".join(
        (
            "",
            "Speed, triage and fastText per line in turn:",
            "",
            turns.report(data, [record.text for record in records]),
            "Start-up, CPU time, median of runs in turn:",
            "",
            startup.report(),
            "Memory over a long run, one process:",
            "",
            long_run.stdout,
        )
    )


def commit() -> str:
    """Return the short hash of the commit, with a plus sign where files differ from it."""
    command = ["git", "describe", "--always", "--dirty=+", "--abbrev=10"]
    answer = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent)
    return answer.stdout.strip() or "unknown"


def replace_tables(page: Path, report: str) -> None:
    """Replace what stands between the two markers of a page."""
    before, rest = page.read_text(encoding="utf-8").split(DOCS_START)
    after = rest.split(DOCS_END)[1]
    page.write_text(f"{before}{DOCS_START}\n{report}\n{DOCS_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
