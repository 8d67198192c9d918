"""Translate many texts of one language pair with one engine, safely: the one way every engine is used.

Equal texts are translated once, texts without letters never, blanks at the edges stay, what an engine must not touch is
masked, and no translation comes out that has not passed the checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from triage.errors import EngineError
from triage.model import Translation
from triage.translators import Counted, CountsUnknown, Translator, Versioned
from triage.translators.checks import Identify, fault, mostly_unknown
from triage.translators.numbers import localize
from triage.translators.protect import Masked, has_letters, literals, mask, restore

# Where a text has parts that are translated by themselves: paragraphs, lines of a list, speakers in a cue.
_PARTS = re.compile(r"([ \t]*\n[ \t]*\n\s*|[ \t]*\n(?=\s*[-–—•*]\s))")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A translation that passed every check; `note` is what a reviewer should look at, or empty."""

    translation: Translation
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why a text stays as it is, in the words of the report (rule TR004)."""

    reason: str


Outcome = Accepted | Rejected


@dataclass(frozen=True, slots=True)
class _Draft:
    """One text on its way: its parts as the engine gets them, and what stands between them."""

    original: str
    parts: tuple[Masked, ...]
    gaps: tuple[str, ...]
    names: tuple[str, ...]


def translate(
    texts: Sequence[str],
    source: str,
    target: str,
    engine: Translator,
    *,
    names: Collection[str] = (),
    identify: Identify | None = None,
    today: str = "",
) -> tuple[Outcome, ...]:
    """Return what came of each text, same order.

    Args:
        texts: fragments, logical text.
        source: the embedded language.
        target: the matrix language.
        engine: one that is ready for the pair.
        names: names of the document; those that a text contains must be in its translation unchanged.
        identify: the language of a text, for the check that the translation is in no other; None = no such check.
        today: the day for the record, ISO 8601.

    Raises:
        EngineError: the engine failed as a whole.
    """
    distinct = dict.fromkeys(text.strip() for text in texts)
    outcomes: dict[str, Outcome] = {text: Rejected("there is nothing to translate") for text in distinct}
    waiting = [text for text in distinct if has_letters(text)]
    for attempt in (_plain, _with_names_masked, _in_pieces):
        drafts = [draft for text in waiting if (draft := attempt.prepare(text, names)) is not None]
        if not drafts:
            continue
        for draft, counted in zip(drafts, attempt.run(drafts, source, target, engine), strict=True):
            made = _judge(draft, counted, source, target, identify)
            if isinstance(made, str):
                _keep_first_reason(outcomes, draft.original, made)
            else:
                outcomes[draft.original] = _accept(made, engine, source, target, today, attempt.note)
        waiting = [text for text in waiting if isinstance(outcomes[text], Rejected)]
    return tuple(_with_edges(text, outcomes[text.strip()]) for text in texts)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A way to have a text translated: how it is prepared, None if that way is none for it, and how it is run."""

    prepare: Callable[[str, Collection[str]], _Draft | None]
    run: Callable[[Sequence[_Draft], str, str, Translator], Iterator[Counted | None]]
    note: str = ""


def _prepare_plain(text: str, names: Collection[str]) -> _Draft:
    return _draft(text, _contained(names, text), ())


def _prepare_named(text: str, names: Collection[str]) -> _Draft | None:
    """Prepare a text with its names masked; only where the engine lost them, for masks cost it grammar."""
    kept = _contained(names, text)
    return _draft(text, kept, kept) if kept else None


def _prepare_pieces(text: str, names: Collection[str]) -> _Draft | None:
    draft = _draft(text, _contained(names, text), ())
    return draft if any(part.tokens for part in draft.parts) else None


def _draft(text: str, names: tuple[str, ...], masked_names: Collection[str]) -> _Draft:
    pieces = _PARTS.split(text)
    parts = tuple(mask(" ".join(piece.split()), masked_names) for piece in pieces[::2])
    return _Draft(text, parts, (*pieces[1::2], ""), names)


def _contained(names: Collection[str], text: str) -> tuple[str, ...]:
    """Return the names that a text contains as whole words, in a stable order."""
    return tuple(name for name in sorted(names) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _run_whole(drafts: Sequence[_Draft], source: str, target: str, engine: Translator) -> Iterator[Counted | None]:
    """Yield the translation of each draft, None where a masked part did not come back."""
    translated = _ask(engine, (part.text for draft in drafts for part in draft.parts), source, target)
    for draft in drafts:
        parts = [translated[part.text] for part in draft.parts]
        restored = [restore(part, counted.text) for part, counted in zip(draft.parts, parts, strict=True)]
        unknown = sum(counted.unknown_words for counted in parts) - sum(len(part.tokens) for part in draft.parts)
        yield _joined(draft, restored, max(0, unknown))


def _run_pieces(drafts: Sequence[_Draft], source: str, target: str, engine: Translator) -> Iterator[Counted | None]:
    """Yield the translation of each draft, made from those of the stretches between its masked parts."""
    stretches = (piece for draft in drafts for part in draft.parts for piece in literals(part)[::2])
    translated = _ask(engine, stretches, source, target)
    for draft in drafts:
        restored = []
        for part in draft.parts:
            pieces = list(literals(part))
            pieces[::2] = [_between(piece, translated) for piece in pieces[::2]]
            restored.append(restore(part, "".join(pieces)))
        yield _joined(draft, restored, 0)


def _between(piece: str, translated: Mapping[str, Counted]) -> str:
    """Return the translation of a stretch with the blanks around it kept."""
    core = piece.strip()
    return piece.replace(core, translated[core].text, 1) if core else piece


_plain = _Attempt(_prepare_plain, _run_whole)
_with_names_masked = _Attempt(_prepare_named, _run_whole, "names were masked")
_in_pieces = _Attempt(_prepare_pieces, _run_pieces, "translated in pieces")


def _ask(engine: Translator, texts: Iterable[str], source: str, target: str) -> dict[str, Counted]:
    """Return the translation of each distinct text: one call of the engine; without letters a text is its own."""
    distinct = dict.fromkeys(text.strip() for text in texts)
    sent = [text for text in distinct if has_letters(text)]
    answers = _call(engine, sent, source, target) if sent else ()
    if len(answers) != len(sent):
        raise EngineError(f"{engine.name} gave {len(answers)} translations for {len(sent)} texts")
    own = {text: Counted(text, 0) for text in distinct}
    return own | dict(zip(sent, answers, strict=True))


def _call(engine: Translator, texts: Sequence[str], source: str, target: str) -> Sequence[Counted]:
    if isinstance(engine, CountsUnknown):
        return engine.translate_counted(texts, source, target)
    return [Counted(text, 0) for text in engine.translate(texts, source, target)]


def _joined(draft: _Draft, parts: Sequence[str | None], unknown_words: int) -> Counted | None:
    whole = [part for part in parts if part is not None]
    if len(whole) != len(parts):
        return None
    return Counted("".join(p + gap for p, gap in zip(whole, draft.gaps, strict=True)).strip(), unknown_words)


def _judge(
    draft: _Draft, counted: Counted | None, source: str, target: str, identify: Identify | None
) -> Counted | str:
    """Return a translation fit to be written, or what is wrong with it."""
    original = draft.original
    if counted is None:
        return "a placeholder or markup inside it is lost"
    text = _as_begun(original, localize(counted.text, original, source, target))
    wrong = fault(original, text, source, target, names=draft.names, identify=identify)
    return wrong or mostly_unknown(original, counted.unknown_words) or counted._replace(text=text)


def _as_begun(original: str, translated: str) -> str:
    """Return a translation that begins with a capital where its original does."""
    begins = re.match(r"\W*", original)
    at = re.match(r"\W*", translated)
    if begins and at and original[begins.end() : begins.end() + 1].isupper():
        return translated[: at.end()] + translated[at.end() : at.end() + 1].upper() + translated[at.end() + 1 :]
    return translated


def _keep_first_reason(outcomes: dict[str, Outcome], text: str, reason: str) -> None:
    """Record why a text was rejected; the first attempt's reason says what the engine did wrong."""
    if outcomes[text] == Rejected("there is nothing to translate"):
        outcomes[text] = Rejected(reason)


def _accept(made: Counted, engine: Translator, source: str, target: str, today: str, note: str) -> Accepted:
    model = engine.model(source, target) if isinstance(engine, Versioned) else ""
    notes = [note] if note else []
    if made.unknown_words:
        words = "word is" if made.unknown_words == 1 else "words are"
        notes.append(f"{made.unknown_words} {words} unknown to the engine")
    return Accepted(Translation(made.text, target, engine.name, model, created=today), "; ".join(notes))


def _with_edges(text: str, outcome: Outcome) -> Outcome:
    """Return an outcome with the blanks around the text put back."""
    core = text.strip()
    if isinstance(outcome, Rejected) or core == text:
        return outcome
    made = outcome.translation
    around = text.replace(core, made.text, 1)
    return Accepted(
        Translation(around, made.target, made.engine, made.model, made.reviewed, made.created), outcome.note
    )
