"""Choose the text among the strings of a data file: what YAML, JSON, CSV and TOML readers share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from triage.langtag import is_tag
from triage.model import Segment, Syntax
from triage.readers import ReaderOptions, Reading
from triage.readers.keys import LANG_SUFFIX, KeyFilter, declares_language
from triage.readers.runs import Run
from triage.readers.values import make_site


class Scalar(NamedTuple):
    """A string in a data file: the keys that lead to it, its value, where it stands without its quotes, its quote."""

    path: tuple[str, ...]
    value: str
    start: int
    end: int
    quote: str


def choose(
    scalars: Sequence[Scalar], options: ReaderOptions, element: str, place: Callable[[Scalar], Run]
) -> Reading:
    """Return the scalars that are text as segments, and the language a top-level key declares.

    Args:
        scalars: of one record or file, in document order.
        options: which keys are text.
        element: what the format calls such a place.
        place: returns the run of a scalar; one that does not spell its value is left out.
    """
    keys = KeyFilter(options.keys)
    tags = {path: value for path, value, *_ in scalars if " " not in value and is_tag(value)}
    segments: list[Segment] = []
    for scalar in scalars:
        field = keys.field(scalar.path)
        if field is None or not scalar.value.strip():
            continue
        run = place(scalar)
        if "".join(run.parts) == scalar.value:
            own = tags.get((*scalar.path[:-1], scalar.path[-1] + LANG_SUFFIX)) if tags and scalar.path else None
            site = make_site(Syntax.SCALAR, element, None, ".".join(scalar.path), scalar.quote)
            if segment := run.build(field.role, own or field.lang, site):
                segments.append(segment)
    lang = next((tag for path, tag in tags.items() if len(path) == 1 and declares_language(path[0])), None)
    return Reading(tuple(segments), lang)
