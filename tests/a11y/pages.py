"""The pages whose language a browser must be able to tell: small ones and samples; Markdown as the page it becomes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pyromark import Options, html

import triage
from triage.model import Action, Result
from triage.readers.markdown import extensions

_HERE = Path(__file__).parent
_SAMPLES = _HERE.parent.parent / "samples"
PAGES = tuple(sorted((_HERE / "pages").iterdir())) + (_SAMPLES / "page.html", _SAMPLES / "post.md")
NAMES = tuple(path.name for path in PAGES)

# Around what Markdown becomes; the page says its language, as a site's template does.
_TEMPLATE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Page</title></head>
<body>
{}</body></html>
"""


def source(name: str) -> str:
    """Return a page as it is written."""
    return next(path for path in PAGES if path.name == name).read_text(encoding="utf-8")


@lru_cache
def marked(name: str) -> Result:
    """Return what marking makes of a page; nothing is told of its language."""
    return triage.clean(source(name), format=_format(name), action=Action.MARK.value)


def shown(name: str, text: str) -> str:
    """Return the HTML that a browser gets."""
    if _format(name) == "html":
        return text
    return _TEMPLATE.format(html(text, options=extensions() | Options.ENABLE_YAML_STYLE_METADATA_BLOCKS))


def before(name: str) -> str:
    """Return the HTML of a page as it is written."""
    return shown(name, source(name))


def after(name: str) -> str:
    """Return the HTML of a marked page."""
    text = marked(name).text
    assert text is not None
    return shown(name, text)


def _format(name: str) -> str:
    return "html" if name.endswith(".html") else "markdown"
