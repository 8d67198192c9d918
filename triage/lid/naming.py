"""Name the language of a fragment, and say so where that cannot be told.

Close languages share most of their words: a short fragment may fit two of them. Its runner-up is reported, and the rest
of the document decides where it can: a site whose captions are Czech has no single Slovak one among them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from triage.langtag import UNDETERMINED
from triage.lid.bounds import Bounds
from triage.lid.limits import LISTED_LOG
from triage.lid.params import PARAMS
from triage.lid.traits import Trait
from triage.model import Fragment

if TYPE_CHECKING:  # they need numpy, and who only settles does not
    from triage.lid.block import Block
    from triage.lid.decode import Stretch
    from triage.lid.table import Floats, Tables


def name_language(
    tables: Tables, block: Block, stretch: Stretch, bounds: Bounds, allowed: Floats
) -> tuple[int | None, int | None]:
    """Return the column of the language of a fragment, and that of one that explains it nearly as well if there is one.

    The language is None where its word list has hardly a word of a longer fragment, as of romanised Russian: the
    letters alone look like some language, and naming that would be a guess.
    """
    at = slice(bounds.start, bounds.end)
    sums = (block.graded.grades[at] * block.per_grade[at, None]).sum(axis=0) + allowed
    best = sums[stretch.column]
    sums[[stretch.column, block.matrix]] = -inf
    second = int(sums.argmax())
    if tables.listed[stretch.column] and not is_attested(block, bounds, stretch.column):
        return None, stretch.column
    return stretch.column, second if sums[second] > best - PARAMS.close else None


def is_attested(block: Block, bounds: Bounds, column: int) -> bool:
    """Tell whether a language's word list has a fair share of a fragment's words.

    Short fragments are not asked, nor are scripts of few languages.
    """
    asked = Trait.CAPITAL | Trait.LETTER | Trait.FOREIGN
    traits = block.traits[bounds.start : bounds.end].tolist()
    lower = [i for i, trait in enumerate(traits, bounds.start) if not trait & asked]
    if len(lower) < PARAMS.attested_words:
        return True
    listed = int((block.scores[lower, column] > LISTED_LOG).sum())
    return listed >= PARAMS.attested_share * len(lower)


def settle(fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """Prefer the runner-up of an undecided fragment where the document has fragments in that language and none in the
    other."""
    if all(fragment.runner_up is None for fragment in fragments):
        return tuple(fragments)
    decided = Counter(fragment.lang for fragment in fragments if fragment.runner_up is None)
    return tuple(
        replace(fragment, lang=fragment.runner_up, runner_up=fragment.lang)
        if fragment.runner_up is not None
        and fragment.lang != UNDETERMINED
        and decided[fragment.runner_up] > 0 == decided[fragment.lang]
        else fragment
        for fragment in fragments
    )
