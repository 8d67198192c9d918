"""Three hundred captions through all of triage: what must not be lost is not. How good it is, the bench says."""

from __future__ import annotations

import shutil

import pytest

from bench.captions import COUNT, captions
from bench.translation import through_triage


def test_the_captions_are_distinct_and_the_same_every_time() -> None:
    every = captions()

    assert COUNT == len({caption.spanish for caption in every})
    assert every == captions()
    assert all(token in caption.english for caption in every for token in caption.kept)


@pytest.mark.apertium
@pytest.mark.slow
def test_no_name_number_address_or_placeholder_is_lost() -> None:
    assert shutil.which("apertium")
    every = captions()
    changed = [(c, text) for c, text in zip(every, through_triage(every), strict=True) if text != c.spanish]

    assert [] == [(text, c.kept) for c, text in changed if any(token not in text for token in c.kept)]
    assert len(changed) > 0.9 * COUNT
