"""Make values of frozen types quickly, where thousands are made.

`Segment(Span(...), ...)` takes 2 us, nearly all of it for going around its own ban on assignment; setting the fields of
a draft, which is not frozen, and turning it into a segment takes 0.4 us. What is made so is like any other value.
"""

from __future__ import annotations

from typing import Any


def draft_of(kind: type) -> Any:
    """Return a type without fields of its own whose instances can become, by their `__class__`, of a frozen type.

    Every field must be set before: nothing checks that. The two have the same slots, which is what Python asks for.

    Args:
        kind: a slotted data class.
    """
    return type(f"_Draft{kind.__name__}", (), {"__slots__": kind.__slots__})  # type: ignore[attr-defined]  # slotted
