"""Show that memory stays flat over a long run: `python -m bench.longrun [DOCUMENTS]`.

Documents are put together from the paragraphs of samples/, with words that never repeat from one document to the next,
so that a cache without a bound would show.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from bench.memory import current_mb, peak_mb
from bench.table import markdown

DOCUMENTS = 10_000
READINGS = 10
SEED = 20261123
PARAGRAPHS_PER_DOCUMENT = 8
NEW_WORDS_PER_DOCUMENT = 40
SAMPLES = Path(__file__).parent.parent / "samples"

_SYLLABLES = ("ba", "cor", "den", "fi", "gal", "hu", "jim", "ko", "lan", "mer", "nis", "or", "pel", "qua", "ris", "ton")


def document(paragraphs: list[str], rng: random.Random) -> str:
    """Return a document of known paragraphs and words nobody has seen."""
    chosen = rng.sample(paragraphs, PARAGRAPHS_PER_DOCUMENT)
    new = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 5))) for _ in range(NEW_WORDS_PER_DOCUMENT)]
    return "\n\n".join([*chosen, "The words " + " ".join(new) + " are new."])


def main(documents: int) -> None:
    """Scan documents and print the memory after each tenth of them."""
    import triage

    rng = random.Random(SEED)
    paragraphs = [p for p in (SAMPLES / "article.txt").read_text(encoding="utf-8").split("\n\n") if p.strip()]
    rows = []
    for number in range(1, documents + 1):
        triage.scan(document(paragraphs, rng), format="text", lang="en")
        if number % max(1, documents // READINGS) == 0:
            rows.append((f"{number:,}", f"{current_mb():.1f}", f"{peak_mb():.1f}", f"{time.process_time():.1f}"))
    print(markdown(("documents", "memory MB", "peak MB", "CPU s"), rows), end="")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS)
