"""The options of all commands, in groups. Each is a configuration key of the same name, except `LINE_ONLY`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from triage import plugins
from triage.langtag import is_tag
from triage.source import MAX_BYTES
from triage.translators import DEFAULT_ORDER, DEFAULT_TIMEOUT_SECONDS

AUTO = "auto"

# Where the configuration is looked for cannot be told in it.
LINE_ONLY = frozenset({"config", "isolated", "stdin-filename"})


class Tag(click.ParamType[str]):
    """A language tag."""

    name = "tag"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the tag."""
        if not isinstance(value, str) or not is_tag(value):
            self.fail(f"{value!r} is no language tag such as en or pt-BR", param, ctx)
        return value


class Words(click.ParamType[str]):
    """Strings with commas between them; the option may also be given several times."""

    name = "list"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value; `split_words` takes it apart."""
        if not isinstance(value, str):
            self.fail(f"{value!r} is no string", param, ctx)
        return value


def split_words(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """Return the words of all values, in order, each once."""
    words = (word.strip() for value in values for word in value.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def split_tags(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """Return the language tags of all values."""
    tags = split_words(ctx, param, values)
    for tag in tags:
        TAG.convert(tag, param, ctx)
    return tags


TAG = Tag()
WORDS = Words()
PATHS = click.Argument(["paths"], nargs=-1, metavar="[PATH|-]...")


def _names(group: str) -> str:
    return ", ".join(plugins.names(group))


# What is talked about a document.
READING = (
    click.Option(["--lang"], type=TAG, help="Language of the documents. [default: declared, else found in the text]"),
    click.Option(
        ["--languages"],
        type=WORDS,
        multiple=True,
        callback=split_tags,
        metavar="TAG,...",
        help="Look for these embedded languages only.",
    ),
    click.Option(
        ["--expect"],
        type=WORDS,
        multiple=True,
        callback=split_tags,
        metavar="TAG,...",
        help="Languages that fragments are most likely in; short ones are found more surely.",
    ),
    click.Option(
        ["--min-confidence"],
        type=click.FloatRange(0, 1),
        default=0.5,
        show_default=True,
        help="Leave out what is less certain than this.",
    ),
    click.Option(
        ["--detector"],
        type=click.Choice(["triage", "langdetect"]),
        default="triage",
        show_default=True,
        help="Who identifies languages; langdetect is there for comparison.",
    ),
    click.Option(
        ["--ignore"],
        type=WORDS,
        multiple=True,
        callback=split_words,
        metavar="RULE,...",
        help="Do not report these rules.",
    ),
    click.Option(
        ["--allow"], multiple=True, metavar="PHRASE", help="Words that may stand in any language. Repeatable."
    ),
    click.Option(
        ["--allow-languages"],
        type=WORDS,
        multiple=True,
        callback=split_tags,
        metavar="TAG,...",
        help="Embedded languages that are welcome.",
    ),
    click.Option(
        ["--format-in"],
        metavar="NAME",
        help=f"Format of the documents: {_names('readers')}. [default: by suffix]",
    ),
    click.Option(
        ["--key"],
        type=WORDS,
        multiple=True,
        callback=split_words,
        metavar="GLOB,...",
        help="Keys or columns of data files whose values are text.",
    ),
    click.Option(
        ["--max-bytes"],
        type=click.IntRange(min=1),
        default=MAX_BYTES,
        show_default=True,
        help="Refuse larger documents.",
    ),
)

# Which documents, and how the run goes.
RUNNING = (
    click.Option(
        ["--stdin-filename"],
        metavar="PATH",
        help="Name that standard input goes by; decides its format and its configuration.",
    ),
    click.Option(
        ["--exclude"],
        multiple=True,
        metavar="PATTERN",
        help="Pass over in directories; written as in .gitignore. Repeatable.",
    ),
    click.Option(["--force-exclude"], is_flag=True, help="Exclude also files that are named, as a hook does."),
    click.Option(
        ["-j", "--jobs"],
        type=click.IntRange(min=0),
        default=1,
        show_default=True,
        help="Processes to use; 0 for one per processor.",
    ),
    click.Option(["-v", "--verbose"], is_flag=True, help="Say on standard error what is read and with which settings."),
    click.Option(["-q", "--quiet"], is_flag=True, help="Say on standard error only what failed."),
    click.Option(["-o", "--output"], metavar="FILE", help="Write to a file instead of standard output."),
    click.Option(["--config"], metavar="FILE", help="Configuration file to use instead of the nearest."),
    click.Option(["--isolated"], is_flag=True, help="Use no configuration file."),
)

# What `scan` writes.
REPORTING = (
    click.Option(
        ["--format"], default="text", show_default=True, metavar="NAME", help=f"Report: {_names('reports')}."
    ),
    click.Option(
        ["--statistics"], is_flag=True, help="Count the findings by rule and language instead of listing them."
    ),
    click.Option(["--exit-zero"], is_flag=True, help="End with status 0 even when there are findings."),
)

# What `clean` writes into a document.
WRITING = (
    click.Option(
        ["--action"],
        multiple=True,
        metavar="[ROLE=]ACTION",
        help="auto, translate, mark, flag, keep or drop; for one role: caption=translate. Repeatable. [default: auto]",
    ),
    click.Option(
        ["--layout"],
        multiple=True,
        metavar="[ROLE=]LAYOUT",
        help="How translations are written: parallel, append, replace or split. Repeatable. [default: by format]",
    ),
    click.Option(["--to"], type=TAG, help="Language to translate into. [default: that of the document]"),
    click.Option(
        ["--engine"],
        default=AUTO,
        show_default=True,
        metavar="NAME",
        help=f"Translation engine: {_names('translators')}, or the first that is ready.",
    ),
    click.Option(
        ["--dialect"],
        type=click.Choice(["html", "kramdown", "pandoc", "goldmark"]),
        default="html",
        show_default=True,
        help="How Markdown says the language of a part.",
    ),
    click.Option(["--provenance"], is_flag=True, help="Write into the document which engine made a translation."),
)

# What translates, and what need not be translated again.
ENGINES = (
    click.Option(
        ["--engines"],
        multiple=True,
        callback=split_words,
        type=WORDS,
        metavar="NAME,...",
        help=f"Engines that auto tries, in this order. [default: {', '.join(DEFAULT_ORDER)}]",
    ),
    click.Option(
        ["--engine-timeout"],
        type=click.FloatRange(min=0, min_open=True),
        default=DEFAULT_TIMEOUT_SECONDS,
        show_default=True,
        metavar="SECONDS",
        help="How long one call of an engine may take.",
    ),
    click.Option(["--engine-command"], metavar="COMMAND", help="Program and arguments of the command engine."),
    click.Option(["--libretranslate-url"], metavar="URL", help="Address of a LibreTranslate server."),
    click.Option(["--insecure"], is_flag=True, help="Allow a server on another machine to be asked unencrypted."),
    click.Option(
        ["--memory"],
        metavar="FILE",
        help="Reviewed translations (TMX), which go before any engine. [default: the nearest .triage/memory.tmx]",
    ),
    click.Option(["--glossary"], metavar="FILE", help="Terms and their translations: CSV or TBX."),
    click.Option(["--install-models"], is_flag=True, help="Download the Argos models that are missing, and use them."),
    click.Option(["--no-cache"], is_flag=True, help="Keep no translations for the next run, and use none of the last."),
)

# Where `clean` writes.
PLACING = (
    click.Option(["-i", "--in-place"], is_flag=True, help="Rewrite the files."),
    click.Option(["--diff"], is_flag=True, help="Show what would change, as a unified diff; write no file."),
    click.Option(["--check"], is_flag=True, help="Write nothing; end with status 1 if a document would change."),
    click.Option(
        ["--report"],
        metavar="FILE",
        help="Write what was found to a file: .tsv, .jsonl or .tmx of pairs, .json or .sarif.",
    ),
    click.Option(["--verify"], is_flag=True, help="Say on standard error what the proof of each document compared."),
    click.Option(["--exit-non-zero-on-fix"], is_flag=True, help="End with status 1 if a file was rewritten."),
)

ALL = (*READING, *RUNNING, *REPORTING, *WRITING, *ENGINES, *PLACING)


def key_of(option: click.Parameter) -> str:
    """Return the configuration key of an option: its long name."""
    return (option.name or "").replace("_", "-")


KEYS = frozenset(map(key_of, ALL)) - LINE_ONLY
