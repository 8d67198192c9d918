"""What HTML's elements and attributes are to a reader: blocks, roles, and what is never read.

Source: WHATWG HTML, sections 4 (elements), 13.1.2 (void and raw text elements) and 15.3 (display of elements).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from triage.model import Role


class Element(NamedTuple):
    """An element: whether it ends a segment, the role it gives its text, and whether its text is never read."""

    block: bool = False
    role: Role | None = None
    skip: bool = False


INLINE = Element()
_BLOCK = Element(block=True)
_CODE = Element(skip=True)
_HIDDEN = Element(block=True, skip=True)

_HEADING = Element(True, Role.HEADING)
_CAPTION = Element(True, Role.CAPTION)
_ITEM = Element(True, Role.LIST_ITEM)
_CELL = Element(True, Role.TABLE_CELL)
_QUOTE = Element(True, Role.QUOTE)

ELEMENTS: Mapping[str, Element] = MappingProxyType(
    {
        **dict.fromkeys("h1 h2 h3 h4 h5 h6 legend summary title".split(), _HEADING),
        **dict.fromkeys("figcaption caption".split(), _CAPTION),
        **dict.fromkeys("li dt dd".split(), _ITEM),
        **dict.fromkeys("td th".split(), _CELL),
        "blockquote": _QUOTE,
        **dict.fromkeys(
            "address article aside body button center colgroup details dialog dir div dl fieldset figure footer form"
            " frameset head header hgroup html main menu nav ol optgroup option p search section select table tbody"
            " template tfoot thead tr ul video audio object map picture noscript svg slot".split(),
            _BLOCK,
        ),
        **dict.fromkeys("code kbd samp var tt rt rp math".split(), _CODE),
        **dict.fromkeys("pre listing datalist".split(), _HIDDEN),
    }
)

# Their content is no markup; only `title` among such is text, and is read as an element like any other.
RAW = frozenset("script style textarea xmp iframe noembed noframes plaintext".split())
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
BREAKS = frozenset(("hr",))

# An open element that a start tag closes, where its end tag may be left out: tag -> (what it closes, within what).
# Source: WHATWG HTML 13.1.2.4, optional tags.
_CELLS = ("td", "th")
_P = (("p",), ())
CLOSES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType(
    {
        "li": (("li",), ("ul", "ol", "menu")),
        "dt": (("dt", "dd"), ("dl",)),
        "dd": (("dt", "dd"), ("dl",)),
        "td": (_CELLS, ("table",)),
        "th": (_CELLS, ("table",)),
        "tr": (("tr",), ("table",)),
        "tbody": (("thead", "tbody", "tr"), ("table",)),
        "tfoot": (("thead", "tbody", "tr"), ("table",)),
        "option": (("option",), ("select", "datalist")),
        "optgroup": (("optgroup", "option"), ("select",)),
        "body": (("head",), ()),
    }
)
ENDS_PARAGRAPH = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3"
    " h4 h5 h6 header hgroup hr main menu nav ol p pre section table ul".split()
)

# Attributes a person reads or hears.
ATTRIBUTES: Mapping[str, Role] = MappingProxyType(
    {
        "alt": Role.ALT_TEXT,
        "title": Role.TITLE_ATTR,
        "aria-label": Role.VALUE,
        "aria-description": Role.VALUE,
        "aria-placeholder": Role.VALUE,
        "aria-valuetext": Role.VALUE,
        "placeholder": Role.VALUE,
        "label": Role.VALUE,
        "summary": Role.VALUE,
        "caption": Role.CAPTION,
        "data-caption": Role.CAPTION,
        "data-title": Role.TITLE_ATTR,
    }
)

# `<meta name= property=>` whose content is text.
META = frozenset(
    "description og:title og:description og:image:alt og:site_name twitter:title twitter:description"
    " twitter:image:alt dc.title dc.description dcterms.title dcterms.description".split()
)
BUTTONS = frozenset(("submit", "button", "reset"))
