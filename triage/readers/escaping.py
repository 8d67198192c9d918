"""How logical text must be written in the place where a segment stands: entities, backslashes, doubled quotes."""

from __future__ import annotations

import re

from triage.model import Segment, Syntax

# Source: YAML 1.1, section 5.1: what may not stand in a stream, and what would end a line.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
# What begins markup within a line: a backslash before punctuation, code, emphasis, links, tags, entities.
_MARKUP = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|\Z)|[`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~|:::|\{(?=[:{%<])"
)
_BLOCK_START = re.compile(r"(?m)^([ \t]*)([-+#>]|\d{1,9}(?=[.)]))(?=\s|[.)])")


def escape_text(text: str) -> str:
    """Return text as it must be written between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str, quote: str) -> str:
    """Return text as it must be written within a quoted attribute; an unquoted one has no blank or quote left."""
    text = escape_text(text)
    if quote == "'":
        return text.replace("'", "&#39;")
    text = text.replace('"', "&quot;")
    return text if quote else re.sub(r"[\s'=`]", lambda found: f"&#{ord(found[0])};", text)


def escape_scalar(text: str, segment: Segment) -> str:
    """Return text as it must be written in place of a scalar's text.

    A plain scalar that would not stay a string is left as it is: the layout quotes it, or the proof refuses it.
    """
    quote = segment.site.quote
    if quote == '"':
        text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    if quote == "'":
        return text.replace("'", "''")
    return text


def escape_toml(text: str, segment: Segment) -> str:
    """Return text as it must be written between the quotes of a TOML string."""
    if segment.site.quote == "'":
        return text.replace("'", "\u2019")  # a literal string has no escapes
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def escape_metadata(text: str, segment: Segment) -> str:
    """Return text as it must be written in a value of front matter."""
    return escape_toml(text, segment) if segment.site.element == "toml" else escape_scalar(text, segment)


def escape_html(text: str, segment: Segment) -> str:
    """Return text as it must be written where a segment of HTML stands."""
    site = segment.site
    if site.syntax is Syntax.SCALAR:
        return escape_metadata(text, segment)
    if site.element == "shortcode":
        return text.replace("\\", "\\\\").replace(site.quote, "\\" + site.quote) if site.quote else text
    if site.syntax is Syntax.ATTRIBUTE:
        return escape_attribute(text, site.quote)
    return escape_text(text)


def escape_markdown(text: str, segment: Segment) -> str:
    """Return text as it must be written where a segment of Markdown stands."""
    site = segment.site
    if site.syntax is Syntax.SCALAR:
        return escape_metadata(text, segment)
    if site.syntax is Syntax.ATTRIBUTE and site.element not in ("image", "link", "reference"):
        return escape_html(text, segment)
    if site.key == "title":
        closing = {"(": "()"}.get(site.quote, site.quote)
        return re.sub(rf"[\\{re.escape(closing)}]", r"\\\g<0>", text).replace("&", "&amp;")
    text = _BLOCK_START.sub(_escape_block_start, _MARKUP.sub(r"\\\g<0>", text))
    return text.replace("|", "\\|") if site.element == "cell" else text


def _escape_block_start(match: re.Match[str]) -> str:
    mark = match[2]
    return match[1] + (mark + "\\" if mark[0].isdigit() else "\\" + mark)
