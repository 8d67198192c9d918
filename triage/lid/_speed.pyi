"""The compiled module, see native/; every buffer is C-contiguous."""

from collections.abc import Callable, Sequence
from typing import Any

from triage.lid.table import Floats, Ints
from triage.model import Kind

class Words:
    def __init__(self, classes: bytes) -> None: ...
    def __len__(self) -> int: ...
    def find(self, texts: Sequence[str]) -> tuple[bytes, bytes, list[str]]: ...
    def number(self, words: Sequence[str]) -> tuple[bytes, list[str]]: ...
    def read(
        self,
        text: str,
        split_chunk: Callable[[str, int, int], list[tuple[int, int, Kind]]],
        word_kind: Kind,
        price_gap: Callable[[str], float],
        is_abbreviation: Callable[[str], bool],
        prices: tuple[float, float, float, float],
    ) -> tuple[list[str], list[int], list[int], list[tuple[int, int, Kind]], bytes, bytes, list[str]]: ...

class Scorer:
    def __init__(
        self,
        ngrams: tuple[Any, Any],
        models: tuple[Any, Any],
        lists: tuple[Any, Any, Any, Any],
        numbers: tuple[int, float, float, float, float],
    ) -> None: ...
    def score(self, words: list[str], rows: Ints) -> bytearray: ...

class Traits:
    def __init__(
        self,
        listed: dict[str, int],
        stems: tuple[list[tuple[str, int]], list[tuple[str, int]], list[tuple[str, int]]],
        masks: tuple[int, int, int, int, int],
        limits: tuple[int, int, int],
    ) -> None: ...
    def find(self, words: list[str], lower: list[str]) -> bytes: ...

def rise(scores: Floats, bounds: Floats, rows: Ints, starts: Ints, matrix: int, languages: int) -> bytes: ...
def mark(
    rows: Ints,
    prices: Floats,
    traits: Any,
    weights: Floats,
    masks: tuple[int, int, int, int, int],
    numbers: tuple[float, float, float, float, int, float],
) -> tuple[bytes, bytearray, bytes, bytes, list[int]]: ...
def decode(
    words: tuple[Floats, Floats, Any], matrix: int, name_loss: float, prices: Floats, priors: Floats, least_gain: float
) -> list[tuple[int, int, int, float]]: ...
