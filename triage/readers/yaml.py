"""YAML, and the front matter of other formats: the scalars under the keys that hold text, at their exact places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from triage.model import Segment
from triage.readers import ReaderOptions, Reading
from triage.readers.data import Scalar, choose
from triage.readers.runs import Run

# A line of the plain kind that nearly all front matter is made of: `key: value`, a quoted value without escapes, a list
# of words, a comment. PyYAML needs a millisecond for what this reads in ten microseconds; anything else is left to it.
_SIMPLE = re.compile(
    r"(?P<key>[A-Za-z_][\w-]*):(?:[ \t]+(?:\"(?P<double>[^\"\\\r\n]*)\"|'(?P<single>[^'\r\n]*)'"
    r"|(?P<plain>[^\s\"'\[\]{}>|*&!%#`@,?:-](?:[^:#\r\n]|:(?=[^\s,])|(?<=[^\s])#)*)|\[[^\[\]{}\"'#:&*!\r\n]*\]))?"
    r"[ \t]*\r?(?:\n|\Z)"
    r"|[ \t]*(?:#[^\r\n]*)?\r?\n|(?P<item>[ ]*- )[\w. -]+\r?(?:\n|\Z)"
)
# Plain scalars that are no strings, or strings without a word: numbers, dates, truth values.
_NO_TEXT = re.compile(r"[-+.\d][-+.,:\w]*(?:[ T][\d:.]+[ Z\d:+-]*)?|(?i:true|false|yes|no|on|off|null|y|n)")
_QUOTES: Mapping[str, str] = MappingProxyType({"double": '"', "single": "'", "plain": ""})
# Compiled when needed, for scalars that do not stand in the document as they are.
_ESCAPE = (
    r"(?s)\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)|[ \t]*(?:\r?\n[ \t]*)+"
)
_FOLD = r"''|[ \t]*(?:\r?\n[ \t]*)+"
_NAMED = MappingProxyType(
    {
        **{"0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"},
        **{"e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\"},
        **{"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"},
    }
)


def read_values(text: str, start: int, end: int, options: ReaderOptions, element: str) -> Reading:
    """Return the values in `text[start:end]` that are text, and the language it declares at the top.

    What is not YAML holds no values.
    """
    scalars = _simple(text, start, end) or _composed(text, start, end)
    return choose(scalars, options, element, partial(_run, text))


def _simple(text: str, start: int, end: int) -> list[Scalar]:
    """Return the scalars of plain `key: value` lines; nothing if there is any other line."""
    scalars = []
    filled = True
    while start < end:
        line = _SIMPLE.match(text, start, end)
        if line is None:
            return []
        start = line.end()
        group = line.lastgroup
        if group is None:
            continue
        if group == "item":
            if filled:
                return []  # an item below a value would be its second line
        elif group == "key":  # and no value on its line, or a list of words
            filled = "[" in line[0]
        else:
            filled = True
            quote = _QUOTES[group]
            value = line[group] if quote else line[group].rstrip(" \t")
            if quote or not _NO_TEXT.fullmatch(value):
                begin = line.start(group)
                scalars.append(Scalar((line["key"],), value, begin, begin + len(value), quote))
    return scalars


def _composed(text: str, start: int, end: int) -> list[Scalar]:
    import yaml  # 29 ms: only for YAML that is not a list of plain lines

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        documents = list(yaml.compose_all(text[start:end], Loader=loader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return []
    return [scalar for node in documents for scalar in _walk(node, start)]


def _walk(root: Any, base: int) -> Iterator[Scalar]:
    """Yield the string scalars of a node graph in document order, each once, without recursion."""
    stack: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
    seen: set[int] = set()
    while stack:
        node, path = stack.pop()
        if node is None:
            continue  # an empty document
        if node.id == "scalar":
            if node.tag == "tag:yaml.org,2002:str":
                quoted = node.style in ('"', "'")
                yield Scalar(
                    path,
                    node.value,
                    base + node.start_mark.index + quoted,
                    base + node.end_mark.index - quoted,
                    node.style or "",
                )
            continue
        if id(node) in seen:
            continue  # an alias
        seen.add(id(node))
        if node.id == "mapping":
            stack += [(value, (*path, str(key.value))) for key, value in reversed(node.value)]
        else:
            stack += [(value, (*path, str(i))) for i, value in reversed(list(enumerate(node.value)))]


def _run(text: str, scalar: Scalar) -> Run:
    """Return a scalar's value with the places of its characters; a run that is not its value cannot be placed."""
    run = Run()
    start, end = scalar.start, scalar.end
    if text[start:end] == scalar.value:
        run.add(scalar.value, start, end)
    elif scalar.quote == '"':
        _add_units(run, text, start, end, _ESCAPE)
    elif scalar.quote in ("'", ""):
        _add_units(run, text, start, end, _FOLD)
    else:
        _add_block(run, text, scalar)
    return run


def _add_units(run: Run, text: str, start: int, end: int, units: str) -> None:
    for unit in re.compile(units).finditer(text, start, end):
        if unit.start() > start:
            run.add(text[start : unit.start()], start, unit.start())
        start = unit.end()
        if decoded := _decoded(unit[0]):
            run.add(decoded, *unit.span())
    if start < end:
        run.add(text[start:end], start, end)


def _decoded(unit: str) -> str:
    """Return what an escape or a folded line break stands for."""
    if unit == "''":
        return "'"
    if unit[0] != "\\":
        return "\n" * (unit.count("\n") - 1) or " "
    if unit[1] in "xuU":
        return chr(int(unit[2:], 16))
    return _NAMED.get(unit[1], "")


def _add_block(run: Run, text: str, scalar: Scalar) -> None:
    """Add the lines of a literal or folded block scalar: its indentation is left out, a folded newline is a blank."""
    value = scalar.value
    at = text.find("\n", scalar.start, scalar.end) + 1
    taken = 0
    while at and at < scalar.end and taken < len(value):
        newline = text.find("\n", at, scalar.end)
        until = len(text[at:newline].rstrip("\r")) + at if newline >= 0 else scalar.end
        line = text[at:until]
        body = line.lstrip(" ")
        begin = at + len(line) - len(body)
        if body and value.startswith(body, taken):
            run.add(body, begin, until)
            taken += len(body)
        elif body:
            return
        breaks = len(value[taken:]) - len(value[taken:].lstrip("\n ")) if not body else 1
        joint = value[taken : taken + min(breaks, 1)]
        if joint and joint in "\n " and newline >= 0:
            run.add(joint, until, newline + 1)
            taken += 1
        at = newline + 1


class YamlReader:
    """YAML files."""

    suffixes = (".yaml", ".yml")

    def read(self, text: str, options: ReaderOptions) -> Reading:
        """Return the values of the keys that hold text."""
        return read_values(text, 0, len(text), options, "yaml")

    def escape(self, text: str, segment: Segment) -> str:
        """Return text as it must stand between the quotes of the scalar, or as a plain or block scalar."""
        from triage.readers.escaping import escape_scalar  # 2 ms, only to write

        return escape_scalar(text, segment)


READER = YamlReader()
