"""The pairs as a translation memory, TMX 1.4.

Source: LISA OSCAR, TMX 1.4b Specification, sections "Elements" and "Attributes".
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from triage import __version__
from triage.model import Finding, Result, Translation
from triage.reports import ReportOptions, shown_path

# XML 1.0 section 2.2: characters that no document may hold, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class TmxReport:
    """One translation unit for each finding with a translation."""

    def __init__(self, options: ReportOptions = ReportOptions()) -> None:
        pass

    def begin(self) -> str:
        """Return the header."""
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
            f'<header creationtool="triage" creationtoolversion="{__version__}" segtype="block" o-tmf="triage"'
            ' adminlang="en" srclang="*all*" datatype="plaintext"/>\n<body>\n'
        )

    def result(self, result: Result) -> str:
        """Return the units of one document."""
        path = shown_path(result)
        return "".join(_unit(path, f, f.translation) for f in result.findings if f.translation is not None)

    def end(self) -> str:
        """Return the end of the document."""
        return "</body>\n</tmx>\n"


def _unit(path: str, finding: Finding, translation: Translation) -> str:
    properties = {"x-path": path, "x-role": finding.role.value, "x-engine": translation.engine}
    properties |= {"x-model": translation.model} if translation.model else {}
    properties |= {"x-created": translation.created} if translation.created else {}
    properties |= {"x-reviewed": "yes" if translation.reviewed else "no"}
    lines = [f"<tu tuid={quoteattr(finding.fingerprint)} srclang={quoteattr(finding.lang)}>"]
    lines += [f"<prop type={quoteattr(key)}>{_text(value)}</prop>" for key, value in properties.items()]
    for lang, text in ((finding.lang, finding.fragment.text), (translation.target, translation.text)):
        lines.append(f"<tuv xml:lang={quoteattr(lang)}><seg>{_text(text)}</seg></tuv>")
    return "\n".join((*lines, "</tu>\n"))


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
