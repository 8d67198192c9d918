"""Established foreign phrases: found where they stand, and only looked for where one may."""

from __future__ import annotations

import pytest

from triage.lid.lexicon import PHRASES
from triage.lid.phrases import find_phrases
from triage.lid.traits import Trait, find_traits


def test_phrases_follow_each_other() -> None:
    assert find_phrases("ad hoc ad hoc x".split(), range(5)) == [0, 1, 2, 3]


@pytest.mark.parametrize("phrase", PHRASES, ids=" ".join)
def test_the_traits_of_its_first_word_tell_where_a_phrase_may_begin(phrase: tuple[str, ...]) -> None:
    assert find_traits(phrase[0]) & Trait.PHRASE
