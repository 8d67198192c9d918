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
from triage.translators import Counted, CountsUnknown, Known, Remembers, Translator, Versioned
from triage.translators.checks import Identify, fault, mostly_unknown
from triage.translators.numbers import localize
from triage.translators.protect import Masked, has_letters, mask, restore, split_markup

# Where a text has parts that are translated by themselves: paragraphs, lines of a list, speakers in a cue.
_PARTS = re.compile(r"([ \t]*\n[ \t]*\n\s*|[ \t]*\n(?=\s*(?:[-–—•*]|\d+[.)])\s))")

# Names with an Arabic article, as they stand in text of any language; to a grammar the article is a word (al = to the).
_ARTICLED = re.compile(r"(?<![\w-])(?:al|el|ad|an|ar|as|ash|at|az|ul)-[^\W\d_a-z]\w+")


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
    required: Mapping[str, str]


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
    outcomes: dict[str, Outcome] = {text: unfit for text in distinct if (unfit := _unfit(text)) is not None}
    waiting = {text: _required(text, names, engine, source, target) for text in distinct if text not in outcomes}
    memory = engine if isinstance(engine, Remembers) else None
    if memory is not None:
        _recall(memory, waiting, outcomes, source, target)
    worker = engine if memory is None else memory.engine
    made = {} if worker is None else _attempt_all(waiting, source, target, worker, identify, today)
    if memory is not None:
        _remember(memory, made, source, target)
    outcomes |= made
    return tuple(_with_edges(text, outcomes.get(text.strip(), _UNKNOWN)) for text in texts)


def _attempt_all(
    waiting: Mapping[str, Mapping[str, str]],
    source: str,
    target: str,
    engine: Translator,
    identify: Identify | None,
    today: str,
) -> dict[str, Outcome]:
    """Return what comes of each text: each way to have it translated is tried on what is left by those before."""
    outcomes: dict[str, Outcome] = {}
    for attempt in (_PLAIN, _MASKED, _IN_PIECES):
        left = [text for text in waiting if not isinstance(outcomes.get(text), Accepted)]
        drafts = [draft for text in left if (draft := attempt.prepare(text, waiting[text])) is not None]
        if not drafts:
            continue
        for draft, counted in zip(drafts, attempt.run(drafts, source, target, engine), strict=True):
            made = _judge(draft, counted, source, target, identify)
            if isinstance(made, Rejected):
                outcomes.setdefault(draft.original, made)  # the first attempt shows what the engine does wrong
            else:
                outcomes[draft.original] = _accept(made, engine, source, target, today, attempt.note)
    return outcomes


_NOTHING = Rejected("there is nothing to translate")
_UNKNOWN = Rejected("it is not in the translation memory, and no engine serves the pair")
_HALF = Rejected("it has half a character, a lone surrogate")


def _unfit(text: str) -> Rejected | None:
    """Return why a text cannot be sent to any engine."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        return _HALF
    return None if has_letters(text) else _NOTHING


def _required(text: str, names: Collection[str], engine: Translator, source: str, target: str) -> dict[str, str]:
    """Return what in a text must come out in one way: names as they are, terms as the glossary has them."""
    near = sorted(name for name in names if name in text)  # a batch has thousands of names, a pattern for each is 40 µs
    kept = {name: name for name in near if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)}
    kept |= {name: name for name in _ARTICLED.findall(text)}
    return kept | dict(engine.required(text, source, target)) if isinstance(engine, Remembers) else kept


def _recall(
    memory: Remembers, waiting: dict[str, dict[str, str]], outcomes: dict[str, Outcome], source: str, target: str
) -> None:
    """Move what the memory knows from `waiting` to `outcomes`; what a machine made must still pass the checks."""
    for text, known in memory.recall(list(waiting), source, target).items():
        made = known.translation
        if made.reviewed or fault(text, made.text, source, target, required=waiting[text]) is None:
            outcomes[text] = Accepted(*known)
            del waiting[text]


def _remember(memory: Remembers, outcomes: Mapping[str, Outcome], source: str, target: str) -> None:
    made = {text: Known(one.translation, one.note) for text, one in outcomes.items() if isinstance(one, Accepted)}
    memory.remember(made, source, target)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A way to have a text translated: how it is prepared, None if that way is none for it, and how it is run."""

    prepare: Callable[[str, Mapping[str, str]], _Draft | None]
    run: Callable[[Sequence[_Draft], str, str, Translator], Iterator[Counted | None]]
    note: str = ""


def _prepare_plain(text: str, required: Mapping[str, str]) -> _Draft:
    return _draft(text, required, {})


def _prepare_masked(text: str, required: Mapping[str, str]) -> _Draft | None:
    """Prepare a text with its names masked; only where the engine lost them, for masks cost it grammar."""
    return _draft(text, required, required) if required else None


def _prepare_pieces(text: str, required: Mapping[str, str]) -> _Draft | None:
    between = split_markup(text)[1::2]
    return _draft(text, required, {}) if any(piece.strip() for piece in between) else None


def _draft(text: str, required: Mapping[str, str], masked: Mapping[str, str]) -> _Draft:
    pieces = _PARTS.split(text)
    parts = tuple(mask(" ".join(piece.split()), masked) for piece in pieces[::2])
    return _Draft(text, parts, (*pieces[1::2], ""), required)


def _run_whole(drafts: Sequence[_Draft], source: str, target: str, engine: Translator) -> Iterator[Counted | None]:
    """Yield the translation of each draft, None where a masked part did not come back."""
    translated = _ask(engine, (part.text for draft in drafts for part in draft.parts), source, target)
    for draft in drafts:
        parts = [translated[part.text] for part in draft.parts]
        if all(counted.text == part.text for part, counted in zip(draft.parts, parts, strict=True)):
            yield Counted(draft.original, 0)  # nothing was translated, whatever the masks stand for
            continue
        restored = [restore(part, counted.text) for part, counted in zip(draft.parts, parts, strict=True)]
        unknown = sum(counted.unknown_words for counted in parts) - sum(len(part.tokens) for part in draft.parts)
        yield _joined(draft, restored, max(0, unknown))


def _run_pieces(drafts: Sequence[_Draft], source: str, target: str, engine: Translator) -> Iterator[Counted]:
    """Yield the translation of each draft, made from those of the stretches between what must stay."""
    cut = [split_markup(draft.original) for draft in drafts]
    translated = _ask(engine, (" ".join(piece.split()) for pieces in cut for piece in pieces[::2]), source, target)
    for pieces in cut:
        made = (piece if i % 2 else _between(piece, translated) for i, piece in enumerate(pieces))
        yield Counted("".join(made), 0)


def _between(piece: str, translated: Mapping[str, Counted]) -> str:
    """Return the translation of a stretch with the blanks around it, beginning in lower case if it does."""
    core = piece.strip()
    text = translated[" ".join(core.split())].text
    if core[:1].islower() and not text[:2].isupper() and not text.startswith("I "):
        text = text[:1].lower() + text[1:]
    return piece.replace(core, text, 1) if core else piece


_PLAIN = _Attempt(_prepare_plain, _run_whole)
_MASKED = _Attempt(_prepare_masked, _run_whole, "names were masked")
_IN_PIECES = _Attempt(_prepare_pieces, _run_pieces, "translated in pieces")


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
) -> Counted | Rejected:
    """Return a translation fit to be written, or what is wrong with it."""
    original = draft.original
    if counted is None:
        return Rejected("a placeholder or markup inside it is lost")
    text = _as_begun(original, localize(counted.text, original, source, target))
    wrong = fault(original, text, source, target, required=draft.required, identify=identify)
    wrong = wrong or mostly_unknown(original, counted.unknown_words)
    return Rejected(wrong) if wrong else counted._replace(text=text)


def _as_begun(original: str, translated: str) -> str:
    """Return a translation that begins with a capital where its original does."""
    begins = re.match(r"\W*", original)
    at = re.match(r"\W*", translated)
    if begins and at and original[begins.end() : begins.end() + 1].isupper():
        return translated[: at.end()] + translated[at.end() : at.end() + 1].upper() + translated[at.end() + 1 :]
    return translated


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
