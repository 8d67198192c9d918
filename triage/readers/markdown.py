"""Markdown: CommonMark with tables, footnotes and definition lists, and the HTML, shortcodes and metadata in it.

pyromark (pulldown-cmark) gives the byte range of every event; `events` turns them into calls of the assembler.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from triage.model import Segment
from triage.readers import ReaderOptions, Reading
from triage.readers.codes import Codes, find_containers, find_templates
from triage.readers.events import Walk
from triage.readers.frontmatter import read_front_matter

if TYPE_CHECKING:
    from pyromark import Options


@lru_cache(maxsize=1)
def extensions() -> Options:
    """Return the extensions of CommonMark that are read; IntFlag makes this slow."""
    from pyromark import Options

    return (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_DEFINITION_LIST
        | Options.ENABLE_HEADING_ATTRIBUTES
        | Options.ENABLE_GFM
    )


class MarkdownReader:
    """Markdown, in the dialects that static site generators and documentation tools read.

    Args:
        mdx: whether `import` lines and `{expressions}` are code.
    """

    def __init__(self, *, mdx: bool) -> None:
        self.suffixes = (".mdx",) if mdx else (".md", ".markdown")
        self._mdx = mdx

    def read(self, text: str, options: ReaderOptions) -> Reading:
        """Return the texts of a document and its metadata, and the language the metadata declare."""
        body, metadata = read_front_matter(text, options)
        masked, codes = find_templates(text)
        if self._mdx:
            from triage.readers.mdx import mask_mdx  # 1 ms

            masked = mask_mdx(masked, body)
        masked, containers = find_containers(masked)
        segments = Walk(Codes(text, masked, codes + containers), body, options=extensions()).run()
        return Reading(metadata.segments + segments, metadata.lang)

    def escape(self, text: str, segment: Segment) -> str:
        """Return text with what would be markup there escaped."""
        from triage.readers.escaping import escape_markdown  # 2 ms, only to write

        return escape_markdown(text, segment)


READER = MarkdownReader(mdx=False)
MDX = MarkdownReader(mdx=True)
