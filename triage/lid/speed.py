"""Choose the fastest kernel there is: the compiled one where it was built, else the one in Python."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from triage.lid.decode import Stretch, is_abbreviation, price_gap
from triage.lid.kernel import FindTraits, Found, Kernel, PythonKernel, Read, Score
from triage.lid.lexicon import INSTITUTION_STEMS
from triage.lid.marks import Marks, Traits
from triage.lid.params import PARAMS
from triage.lid.scoring import fold
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

_TRAITS = (Trait.CAPITAL, Trait.UPPER, Trait.MIXED, Trait.PARTICLE, Trait.PHRASE)
_PRICES = (PARAMS.price_line, PARAMS.price_sentence, PARAMS.price_none, price_gap(" "))
_WEIGHING = (
    PARAMS.price_line,
    PARAMS.price_sentence,
    PARAMS.initial_weight,
    PARAMS.capital_weight,
    PARAMS.least_shouted,
    PARAMS.shouted_share,
)


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
        self._words = _speed.Words(classify_characters())

    def __len__(self) -> int:
        return len(self._words)

    def find(self, texts: Sequence[str]) -> Found:
        """See `triage.lid.kernel.Types`."""
        rows, starts, fresh = self._words.find(texts)
        return Found(_integers(rows), _integers(starts), fresh)

    def read(self, text: str) -> Read:
        """See `triage.lid.kernel.Types`."""
        words, starts, ends, others, prices, rows, fresh = self._words.read(
            text, split_chunk, Kind.WORD, price_gap, is_abbreviation, _PRICES
        )
        return Read(Tokens(words, starts, ends, others), _floats(prices), _integers(rows), fresh)

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

    def scorer(self, tables: Tables) -> Score:
        """See `triage.lid.kernel.Kernel`."""
        lists, ngrams = tables.words, tables.ngrams
        scorer = _speed.Scorer(
            (ngrams.keys, ngrams.order),
            (tables.ngram_steps, tables.listed),
            (lists.blocks, lists.within, lists.columns, lists.steps),
            (WORDS_PER_BLOCK, float(NATS_PER_STEP), PARAMS.clip, PARAMS.unlisted, PARAMS.temper),
        )

        def score(words: list[str]) -> Floats:
            folded = [fold(word) for word in words]
            return _floats(scorer.score(folded, lists.rows(folded))).reshape(len(words), -1)

        return score

    def finder(self) -> FindTraits:
        """See `triage.lid.kernel.Kernel`."""
        case = (Trait.CAPITAL, Trait.UPPER, Trait.MIXED, Trait.LETTER, Trait.FOREIGN)
        stems = (
            [(stem, trait) for trait, stems in STEMS.items() for stem in stems],
            [(stem, Trait.INSTITUTION) for stem in INSTITUTION_STEMS],
            [(ending, Trait.LATIN) for ending in LATIN],
        )
        traits = _speed.Traits(LISTED, stems, case, (SHORT_STEM, ord(LATIN_ENDS), ord(IDEOGRAPHS)))

        def find(words: list[str]) -> Traits:
            return np.frombuffer(traits.find(words, [word.lower() for word in words]), dtype=np.uint16)

        return find

    def rise(self, scores: Floats, bounds: Floats, rows: Ints, starts: Ints, matrix: int) -> Floats:
        """See `triage.lid.kernel.Kernel`."""
        return _floats(_speed.rise(scores, bounds, rows, starts, matrix, scores.shape[1]))

    def mark(self, read: Read, traits: Traits, weights: Floats) -> Marks:
        """See `triage.lid.kernel.Kernel`."""
        of_traits, of_weights, capital, name, phrases = _speed.mark(
            read.rows, read.prices, traits, weights, _TRAITS, _WEIGHING
        )
        return Marks(
            np.frombuffer(of_traits, dtype=np.uint16),
            _floats(of_weights),
            np.frombuffer(capital, dtype=np.bool_),
            np.frombuffer(name, dtype=np.bool_),
            phrases,
        )

    def decode(
        self, scores: Floats, marks: Marks, matrix: int, prices: Floats, priors: Floats, least_gain: float
    ) -> list[Stretch]:
        """See `triage.lid.kernel.Kernel`."""
        words = (scores, marks.weights, marks.name)
        found = _speed.decode(words, matrix, PARAMS.name_loss, prices, priors, least_gain)
        return [Stretch(*stretch) for stretch in sorted(found)]


def _integers(buffer: bytes | bytearray) -> Ints:
    return np.frombuffer(buffer, dtype=np.intp)


def _floats(buffer: bytes | bytearray) -> Floats:
    return np.frombuffer(buffer, dtype=np.float32)


KERNEL: Kernel = NativeKernel() if IS_COMPILED else PythonKernel()
