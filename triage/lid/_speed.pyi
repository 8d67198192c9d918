"""The compiled module, see native/; every buffer is C-contiguous."""

from collections.abc import Callable, Sequence
from typing import Any

from triage.lid.table import Floats, Ints
from triage.model import Kind

_Token = tuple[int, int, Kind]
_Calls = tuple[
    Callable[[str, int, int], list[_Token]],
    Kind,
    Callable[[str], float],
    Callable[[str], bool],
    Callable[[list[str], list[int]], list[int]],
]
_Found = tuple[
    tuple[list[str], list[int], list[int], list[_Token]],
    bytes,
    bytes,
    tuple[bytes, bytes, bytes, bytes, bytes],
    list[tuple[int, int, int, float]],
]

class Words:
    def __init__(
        self,
        classes: bytes,
        calls: _Calls,
        prices: tuple[float, float, float, float],
        masks: tuple[int, int, int, int, int, int, int],
        weights: tuple[float, float, float, float],
        shouted: tuple[int, float],
    ) -> None: ...
    def __len__(self) -> int: ...
    def find(self, texts: Sequence[str]) -> tuple[bytes, bytes, list[str]]: ...
    def number(self, words: Sequence[str]) -> tuple[bytes, list[str]]: ...
    def look(
        self, text: str, known: tuple[Floats, Any, Floats, Floats], search: tuple[int, Floats, float] | None
    ) -> tuple[_Found | None, list[str]]: ...

class Scorer:
    def __init__(
        self,
        ngrams: tuple[Any, Any],
        models: tuple[Any, Any],
        lists: tuple[Any, Any, Any, Any],
        numbers: tuple[int, float, float, float, float],
    ) -> None: ...
    def fill(self, words: list[str], rows: list[int], scores: Floats, first: int) -> None: ...

class Traits:
    def __init__(
        self,
        listed: dict[str, int],
        stems: tuple[list[tuple[str, int]], list[tuple[str, int]], list[tuple[str, int]]],
        masks: tuple[int, int, int, int, int],
        limits: tuple[int, int, int],
        by_case: tuple[Floats, Floats],
    ) -> None: ...
    def fill(
        self, words: list[str], lower: list[str], traits: Any, weights: Floats, bounds: Floats, first: int
    ) -> None: ...

def rise(scores: Floats, bounds: Floats, rows: Ints, starts: Ints, matrix: int, languages: int) -> bytes: ...
