"""Open the compiled tables that are shipped with the package. Knows the files, not how they are searched.

Kept apart from `triage.lid.table` so that the compiled finder, which reads the maps itself, needs no numpy (50 ms).
"""

from __future__ import annotations

import json
import mmap
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
WORDS, NGRAMS = "words.bin", "ngrams.bin"
# One step of the stored log-probabilities, in nats (tools/build_lid.py).
NATS_PER_STEP = 0.1
# A list of fewer words only adds to the n-grams: a word that it lacks is not unlisted.
SHORT_LIST = 1_000


@dataclass(frozen=True, slots=True)
class Inventory:
    """The languages of the tables.

    Attributes:
        tags: primary language tags in column order.
        listed: for each language whether it has a word list that is more than its most frequent words.
    """

    tags: tuple[str, ...]
    listed: tuple[bool, ...]

    def column(self, language: str) -> int | None:
        """Return the column of a language, None if no table knows it."""
        return self.tags.index(language) if language in self.tags else None


@lru_cache(maxsize=1)
def inventory() -> Inventory:
    """Read which languages the tables know."""
    facts = json.loads((DATA / "languages.json").read_text(encoding="utf-8"))["languages"]
    return Inventory(tuple(fact["tag"] for fact in facts), tuple(fact["words"] >= SHORT_LIST for fact in facts))


def open_map(name: str, folder: Path = DATA) -> mmap.mmap:
    """Map a file of a folder into memory, to be read."""
    with open(folder / name, "rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
