"""Front matter: the metadata block at the head of a Markdown or HTML file, in YAML or TOML."""

from __future__ import annotations

import re

from triage.readers import ReaderOptions, Reading

YAML = "front-matter"
TOML = "toml"

# With the newline before it, which is quickly found.
_YAML_END = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_TOML_END = r"\n\+\+\+[ \t]*(?:\r?\n|\Z)"
_START = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")


def read_front_matter(text: str, options: ReaderOptions) -> tuple[int, Reading]:
    """Return where the body of a document begins, and the values of the metadata before it.

    Args:
        text: a document; without metadata its body begins at 0.
        options: which keys are text.
    """
    opening = _START.match(text)
    if opening is None:
        return 0, Reading(())
    start = opening.end()
    is_yaml = opening[1] == "---"
    closing = (_YAML_END if is_yaml else re.compile(_TOML_END)).search(text, start - 1)
    if closing is None:
        return 0, Reading(())
    if is_yaml:
        from triage.readers.yaml import read_values  # 3 ms

        return closing.end(), read_values(text, start, closing.start() + 1, options, YAML)
    from triage.readers.toml import read_pairs  # 3 ms

    return closing.end(), read_pairs(text, start, closing.start() + 1, options, TOML)
