"""Cleaning twice is cleaning once, with the real identification, over generated bilingual documents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import DictionaryEngine
from triage.edits import verify
from triage.model import Action, Document, Layout
from triage.pipeline import Settings, clean
from triage.policy import Policy
from triage.tools import Tools

MATRIX = (
    "The harbour was closed on Monday after the storm had torn two fishing boats from their moorings.",
    "Nobody was hurt, but the mayor asked people to stay away from the sea wall until the evening.",
    "A new road ahead",
    "Insurers expect the first figures next week; the cooperative puts the damage at 2.5 million euros.",
    'She said "we have seen worse" and went back to work.',
    "Photo: Jane Whitcombe / Coastal News",
)
EMBEDDED = {
    "Los pescadores recogen las redes rotas después de la tormenta": "Fishermen gather torn nets after the storm",
    "Vista del puerto desde la torre de la iglesia": "View of the harbour from the church tower",
    "nunca habíamos visto olas tan altas en esta costa": "we had never seen such high waves on this coast",
}
PIECES = st.one_of(
    st.sampled_from(MATRIX),
    st.sampled_from(list(EMBEDDED)),
    st.sampled_from(
        [
            "Vista del puerto desde\nla torre de la iglesia",
            "«Vista del puerto desde la torre de la iglesia».",
            'One of them cried "nunca habíamos visto olas tan altas en esta costa" and laughed.',
            "[es] Vista del puerto desde la torre de la iglesia",
            "- Los pescadores recogen las redes rotas después de la tormenta",
        ]
    ),
)
BREAKS = st.sampled_from(["\n", "\n\n", "\n\n", "\r\n", "\r\n\r\n", "\n\n\n"])


@st.composite
def articles(draw: st.DrawFn) -> str:
    """An English document with Spanish captions and quotes; English enough to be English."""
    pieces = [MATRIX[0], "\n\n", MATRIX[1], "\n\n"]
    for _ in range(draw(st.integers(0, 6))):
        pieces += draw(PIECES), draw(BREAKS)
    return "".join(pieces)


WISHES = [(None, None), (Action.MARK, None), (Action.DROP, None), *((Action.TRANSLATE, layout) for layout in Layout)]


@pytest.mark.parametrize(("action", "layout"), WISHES)
@given(text=articles())
@settings(max_examples=40)
def test_cleaning_is_idempotent(action: Action | None, layout: Layout | None, text: str) -> None:
    wanted = Settings(Policy(action, layout=layout))
    tools = Tools(choose_engine=DictionaryEngine(known=EMBEDDED).choose)
    once = clean(Document(text), wanted, tools=tools)
    assert once.text is not None

    assert verify(text, once.text, once.edits)
    assert clean(Document(once.text), wanted, tools=tools).text == once.text


def test_the_documents_hold_something_to_find() -> None:
    text = f"{MATRIX[0]}\n\n{next(iter(EMBEDDED))}\n\n{MATRIX[1]}\n"
    tools = Tools(choose_engine=DictionaryEngine(known=EMBEDDED).choose)

    assert [finding.action for finding in clean(Document(text), tools=tools).findings] == [Action.TRANSLATE]
