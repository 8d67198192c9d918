"""Values made quickly are the values that their types make."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from triage.model import Document, Origin, Role, Segment, Site, Span, Syntax
from triage.readers.values import make_segment, make_site, with_segments

SITE = Site(Syntax.BLOCK, "p", Span(0, 3), "alt", '"', "> ")
ORIGINS = (Origin(0, 3, 5), Origin(2, 5, 13))
SEGMENT = Segment(Span(3, 13), "año", Role.HEADING, "es", ORIGINS, SITE)
DOCUMENT = Document("<p>a&ntilde;o</p>", "a.html", "html", "utf-16-le", True, "\r\n", "de", (SEGMENT,))

made_segment = make_segment(3, 13, "año", Role.HEADING, "es", ORIGINS, SITE)
made_site = make_site(Syntax.BLOCK, "p", (0, 3), "alt", '"', "> ")
made_document = with_segments(replace(DOCUMENT, segments=(), lang=None), (SEGMENT,), "de")

MADE = ((made_segment, SEGMENT), (made_site, SITE), (made_document, DOCUMENT))
every_value = pytest.mark.parametrize(("made", "expected"), MADE, ids=["segment", "site", "document"])


@every_value
def test_a_made_value_is_what_its_type_makes(made: object, expected: object) -> None:
    assert made == expected
    assert type(made) is type(expected)
    assert repr(made) == repr(expected)
    assert hash(made) == hash(expected)


@every_value
def test_a_made_value_can_be_copied(made: object, expected: object) -> None:
    assert pickle.loads(pickle.dumps(made)) == expected


def test_a_made_value_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        made_segment.text = "ano"  # type: ignore[misc]  # what is tested


def test_a_made_value_can_be_replaced() -> None:
    assert replace(made_segment, lang=None) == replace(SEGMENT, lang=None)


def test_a_site_has_a_start_tag_only_if_given_one() -> None:
    assert make_site(Syntax.INLINE, "b") == Site(Syntax.INLINE, "b")
