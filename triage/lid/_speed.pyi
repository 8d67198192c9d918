"""The compiled module, see native/."""

from mmap import mmap

class Engine:
    def __init__(
        self, rules: tuple[object, ...], words: mmap, ngrams: mmap, listed: tuple[bool, ...], nats_per_step: float
    ) -> None: ...
    def find(
        self, texts: list[str], columns: list[int], priors: tuple[float, ...], min_confidence: float
    ) -> list[tuple[int, int, int, int, int, float, float, bool, bool]]: ...
    def weigh(self, texts: list[str]) -> tuple[list[float], int, int]: ...
