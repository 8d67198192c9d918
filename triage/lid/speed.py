"""Choose the fastest kernel there is: the compiled one where it was built, else the one in Python."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

import numpy as np

from triage.lid.decode import Stretch, is_abbreviation, price_gap
from triage.lid.kernel import Fill, Found, Kernel, Known, Look, PythonKernel, Search, View
from triage.lid.lexicon import INSTITUTION_STEMS
from triage.lid.marks import CASE_BOUNDS, CASE_WEIGHTS, Flags, Marks
from triage.lid.params import PARAMS
from triage.lid.phrases import find_phrases
from triage.lid.scoring import compose
from triage.lid.table import NATS_PER_STEP, WORDS_PER_BLOCK, Floats, Ints, Tables
from triage.lid.tokens import IDEOGRAPH_CLASS, LETTER_CLASS, Tokens, split_chunk
from triage.lid.traits import IDEOGRAPHS, LATIN, LATIN_ENDS, LISTED, SHORT_STEM, STEMS, Trait
from triage.model import Kind

try:
    from triage.lid import _speed

    IS_COMPILED = True
except ImportError:  # no compiler where this was installed
    IS_COMPILED = False

# Character classes are those of the Basic Multilingual Plane, a byte each.
_PLANE = 0x10000
_LETTER, _IDEOGRAPH = 1, 2

# What the words of a text are read by: whom to ask, prices, what the bits of traits mean, weights.
_CALLS = (split_chunk, Kind.WORD, price_gap, is_abbreviation, find_phrases)
_PRICES = (PARAMS.price_line, PARAMS.price_sentence, PARAMS.price_none, price_gap(" "))
_TRAITS = (Trait.CAPITAL, Trait.UPPER, Trait.MIXED, Trait.PARTICLE, Trait.PHRASE, Trait.SECOND, Trait.ALONE)
_WEIGHTS = (PARAMS.initial_weight, PARAMS.capital_weight, PARAMS.phrase_weight, PARAMS.name_loss)
_SHOUTED = (PARAMS.least_shouted, PARAMS.shouted_share)


def classify_characters() -> bytes:
    """Return the class of each character: letter, ideograph or neither."""
    classes = bytearray(_PLANE)
    for pattern, value in ((LETTER_CLASS, _LETTER), (IDEOGRAPH_CLASS, _IDEOGRAPH)):
        at = 0
        while at < len(pattern):
            first = last = ord(pattern[at])
            if pattern[at + 1 : at + 2] == "-":
                last = ord(pattern[at + 2])
            classes[first : last + 1] = bytes([value]) * (last + 1 - first)
            at += 1 if first == last else 3
    return bytes(classes)


class NativeTypes:
    """Word types in a table in C."""

    def __init__(self) -> None:
        self._words = _speed.Words(classify_characters(), _CALLS, _PRICES, _TRAITS, _WEIGHTS, _SHOUTED)

    def __len__(self) -> int:
        return len(self._words)

    def find(self, texts: Sequence[str]) -> Found:
        """See `triage.lid.kernel.Types`."""
        rows, starts, fresh = self._words.find(texts)
        return Found(_integers(rows), _integers(starts), fresh)

    def look(self, text: str, known: Known, search: Search | None) -> Look:
        """See `triage.lid.kernel.Types`."""
        found, fresh = self._words.look(text, known, search)
        if found is None:
            return Look(None, fresh)
        tokens, prices, rows, marks, stretches = found
        traits, weights, *flags = marks
        view = View(
            Tokens(*tokens),
            _floats(prices),
            _integers(rows),
            Marks(np.frombuffer(traits, dtype=np.uint16), _floats(weights), *(_flags(flag) for flag in flags)),
            [Stretch(*stretch) for stretch in sorted(stretches)],
        )
        return Look(view, fresh)

    def number(self, words: Sequence[str]) -> tuple[Ints, list[str]]:
        """See `triage.lid.kernel.Types`."""
        rows, fresh = self._words.number(words)
        return _integers(rows), fresh


class NativeKernel:
    """The inner loops in C."""

    name = "native"

    def types(self) -> NativeTypes:
        """See `triage.lid.kernel.Kernel`."""
        return NativeTypes()

    def filler(self, tables: Tables) -> Fill:
        """See `triage.lid.kernel.Kernel`."""
        look_up = tables.words.trie.get
        scorer, traits = _scorer(tables), _traits()

        def fill(words: list[str], known: Known, first: int) -> None:
            lower = [word.lower() for word in words]
            folded = compose(lower)
            scorer.fill(folded, list(map(look_up, folded, repeat(-1))), known.scores, first)
            traits.fill(words, lower, known.traits, known.weights, known.bounds, first)

        return fill

    def rise(self, scores: Floats, bounds: Floats, rows: Ints, starts: Ints, matrix: int) -> Floats:
        """See `triage.lid.kernel.Kernel`."""
        return _floats(_speed.rise(scores, bounds, rows, starts, matrix, scores.shape[1]))


def _scorer(tables: Tables) -> _speed.Scorer:
    lists, ngrams = tables.words, tables.ngrams
    return _speed.Scorer(
        (ngrams.keys, ngrams.order),
        (tables.ngram_steps, tables.listed),
        (lists.blocks, lists.within, lists.columns, lists.steps),
        (WORDS_PER_BLOCK, float(NATS_PER_STEP), PARAMS.clip, PARAMS.unlisted, PARAMS.temper),
    )


def _traits() -> _speed.Traits:
    case = (Trait.CAPITAL, Trait.UPPER, Trait.MIXED, Trait.LETTER, Trait.FOREIGN)
    stems = (
        [(stem, trait) for trait, stems in STEMS.items() for stem in stems],
        [(stem, Trait.INSTITUTION) for stem in INSTITUTION_STEMS],
        [(ending, Trait.LATIN) for ending in LATIN],
    )
    limits = (SHORT_STEM, ord(LATIN_ENDS), ord(IDEOGRAPHS))
    return _speed.Traits(LISTED, stems, case, limits, (CASE_WEIGHTS, CASE_BOUNDS))


def _integers(buffer: bytes | bytearray) -> Ints:
    return np.frombuffer(buffer, dtype=np.intp)


def _floats(buffer: bytes | bytearray) -> Floats:
    return np.frombuffer(buffer, dtype=np.float32)


def _flags(buffer: bytes | bytearray) -> Flags:
    return np.frombuffer(buffer, dtype=np.bool_)


KERNEL: Kernel = NativeKernel() if IS_COMPILED else PythonKernel()
