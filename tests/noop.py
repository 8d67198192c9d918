"""The no-op corpus: prose of one language that every machine has, gathered anew at each run and never stored.

English comes from the docstrings of the standard library and of the packages triage needs; German, Spanish and French
from the manual pages, where a machine has translated ones.
"""

from __future__ import annotations

import ast
import gzip
import inspect
import re
import sysconfig
import unicodedata
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

MANUALS = Path("/usr/share/man")
PACKAGES = ("click", "numpy", "pathspec", "yaml")
# Modules that are about other languages, or whose docstrings are data: what is found there may be right.
_LEFT_OUT = frozenset({"encodings", "idlelib", "lib2to3", "site-packages", "test", "tests", "turtledemo", "this.py"})
# A page's own text begins behind its title; before it are definitions and comments.
_TITLE = re.compile(r"^\.(?:TH|Dt).*", re.MULTILINE)
# Requests that only set their arguments in another face keep them; all others end a paragraph and lose theirs.
_FACE_REQUEST = re.compile(r"^\.\s*(?:B|I|R|SM|SB|BI|BR|IB|IR|RB|RI)\s+", re.MULTILINE)
_PARAGRAPH_END = re.compile(r"^[.'].*$|^\s*$", re.MULTILINE)
_ACCENT = re.compile(r"\\(?:\((['`^:~,])([A-Za-z])|\[([A-Za-z])(['`^:~,])\])")
_COMBINING = {"'": "\u0301", "`": "\u0300", "^": "\u0302", ":": "\u0308", "~": "\u0303", ",": "\u0327"}
_ESCAPE = re.compile(r"\\(?:f(?:\[\w*\]|\(\w\w|\w)|\*(?:\[\w*\]|\(\S\S|\S)|s[+-]?\d+|\(\S\S|\[\w+\]|[-~ ]|\S)")
_PRINTED = {r"\-": "-", r"\~": " ", "\\ ": " "}
# Shorter paragraphs of manual pages are names, options and what they take.
_LEAST_WORDS = 8


def docstrings(step: int = 1) -> Iterator[str]:
    """Yield one document for every `step`-th module, where it has docstrings, in a fixed order."""
    roots = [Path(sysconfig.get_path("stdlib"))]
    for name in PACKAGES:
        spec = find_spec(name)
        if spec and spec.origin:
            roots.append(Path(spec.origin).parent)
    for root in roots:
        for path in sorted(root.rglob("*.py"))[::step]:
            if _LEFT_OUT.isdisjoint(path.relative_to(root).parts):
                found = list(_docstrings_of(path))
                if found:
                    yield "\n\n".join(found)


def _docstrings_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node, clean=False)
            if text:
                yield inspect.cleandoc(text)


def manuals(language: str, step: int = 1) -> Iterator[str]:
    """Yield the prose of every `step`-th manual page of a language, one document a page, in a fixed order."""
    for path in sorted((MANUALS / language).glob("man*/*.gz"))[::step]:
        page = gzip.decompress(path.read_bytes()).decode(errors="replace")
        title = _TITLE.search(page)
        body = _FACE_REQUEST.sub("", page[title.end() if title else 0 :])
        paragraphs = [" ".join(decode_troff(paragraph).split()) for paragraph in _PARAGRAPH_END.split(body)]
        prose = [paragraph for paragraph in paragraphs if len(paragraph.split()) >= _LEAST_WORDS]
        if prose:
            yield "\n\n".join(prose)


def decode_troff(paragraph: str) -> str:
    """Return the text that a formatter would print."""
    accented = _ACCENT.sub(lambda match: (match[2] or match[3]) + _COMBINING[match[1] or match[4]], paragraph)
    return unicodedata.normalize("NFC", _ESCAPE.sub(lambda match: _PRINTED.get(match[0], ""), accented))
