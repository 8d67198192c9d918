"""What need not be translated again: reviewed translations, a glossary, and a cache.

    tmx.py       the reviewed memory of a repository, `.triage/memory.tmx`: it goes before any engine
    glossary.py  terms and their translations, and what is never translated
    cache.py     what engines gave before, per user; may vanish at any time

`Shelf` holds all three and puts them in front of an engine.
"""

from __future__ import annotations
