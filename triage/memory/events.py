"""Read XML as events, without entities: a few hundred bytes of nested ones can fill any memory."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat


def read_events(
    data: bytes,
    *,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
    refused: Exception,
) -> None:
    """Parse a document and hand its events on, text in whole runs.

    Args:
        data: the document, in any encoding that it declares.
        start: takes the name and the attributes of a start tag.
        end: takes the name of an end tag.
        characters: takes a run of text.
        refused: raised where the document declares an entity.

    Raises:
        expat.ExpatError: the document is not well-formed.
    """

    def refuse(*_: object) -> None:
        raise refused

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.EntityDeclHandler = refuse
    parser.Parse(data, True)
