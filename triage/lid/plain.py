"""Plain langdetect, for comparison: one language per segment, as in the script that everyone writes.

Seeded, so that it says the same every time. It samples, and returns only what is likelier than 0.1.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from triage.langtag import UNDETERMINED, primary
from triage.lid.detector import Identification
from triage.model import Fragment, Segment, Span

_SEED = 0
# langdetect reads no more than this of a text (its Detector.max_text_length).
_MATRIX_CODE_POINTS = 10_000


class Opinion(NamedTuple):
    """A language and its probability, 0..1."""

    lang: str
    probability: float


def detect(text: str, languages: Collection[str] | None = None) -> tuple[Opinion, ...]:
    """Return what langdetect thinks of a text, likeliest first; nothing where it sees no letters.

    Args:
        text: the text.
        languages: the profiles in question; None for all 55, which take a second to load.
    """
    from langdetect.lang_detect_exception import LangDetectException

    tags = None if languages is None else frozenset(primary(tag) for tag in languages)
    detector = _factory(tags).create()
    detector.append(text)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return ()
    return tuple(Opinion(primary(one.lang), one.prob) for one in found)


def identify(
    segments: Sequence[Segment],
    *,
    matrix: str | None = None,
    languages: frozenset[str] | None = None,
    expected: frozenset[str] = frozenset(),
    min_confidence: float = 0.5,
) -> Identification:
    """Find the segments that langdetect takes for another language than the document; see `triage.lid.identify`."""
    profiles = None if languages is None or matrix is None else {matrix, *languages}
    tag = primary(matrix) if matrix else _matrix_of(segments)
    fragments = []
    for segment in segments:
        around = primary(segment.lang) if segment.lang else tag
        opinions = detect(segment.text, profiles)
        if opinions and opinions[0].lang != around and opinions[0].probability >= min_confidence:
            if languages is None or opinions[0].lang in languages:
                fragments.append(_fragment(segment, around, opinions))
    return Identification(tag, tuple(fragments))


def _fragment(segment: Segment, matrix: str, opinions: Sequence[Opinion]) -> Fragment:
    text = segment.text
    start = len(text) - len(text.lstrip())
    return Fragment(
        segment=segment,
        inner=Span(start, len(text.rstrip())),
        lang=opinions[0].lang,
        matrix=matrix,
        confidence=min(opinions[0].probability, 1.0),
        runner_up=next((opinion.lang for opinion in opinions[1:] if opinion.lang != matrix), None),
        fills_lines=True,
    )


def _matrix_of(segments: Sequence[Segment]) -> str:
    parts: list[str] = []
    length = 0
    for segment in segments:
        parts.append(segment.text)
        length += len(segment.text)
        if length >= _MATRIX_CODE_POINTS:
            break
    opinions = detect("\n".join(parts))
    return opinions[0].lang if opinions else UNDETERMINED


@lru_cache(maxsize=8)
def _factory(tags: frozenset[str] | None) -> Any:
    """Return a langdetect factory with the profiles of some languages; six cost 25 ms, all 55 a second."""
    from importlib.resources import files

    from langdetect.detector_factory import DetectorFactory

    factory = DetectorFactory()
    factory.seed = _SEED
    profiles = sorted(files("langdetect").joinpath("profiles").iterdir(), key=lambda profile: profile.name)
    wanted = [profile for profile in profiles if tags is None or primary(profile.name) in tags]
    factory.load_json_profile([profile.read_text(encoding="utf-8") for profile in wanted])
    return factory
