"""Generated documents: every newline, byte order mark, encoding and odd character that content files have."""

from __future__ import annotations

from hypothesis import strategies as st

from triage.model import Edit, Span

_PIECES = st.one_of(
    st.sampled_from(["\n", "\r\n", "\r", "\f", "\t", " ", "\u2028", "\ufeff", "\xa0", "e\u0301", "\U0001f4f7"]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
    st.sampled_from(["The mayor opened the bridge.", "Cientos de vecinos protestan en la plaza.", "«No pasarán»"]),
)


def documents() -> st.SearchStrategy[str]:
    """Texts with mixed newlines and everything else that must survive."""
    return st.lists(_PIECES, max_size=20).map("".join)


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> tuple[Edit, ...]:
    """Edits of a text, in order and not overlapping."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2])]
    return tuple(Edit(span, draw(_PIECES)) for span in spans)
