"""Decide what is done about each fragment: keep, mark, translate, flag or drop, and under which rule.

Decides by role, language, confidence, allow list, inline directive and baseline. Knows nothing of engines but which
pairs are ready, and never looks at or changes a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType

from triage.directives import Directives
from triage.drafts import draft_of
from triage.fingerprints import normalise, number
from triage.langtag import UNDETERMINED, primary, same_language
from triage.model import Action, Document, Finding, Fragment, Layout, Role

EMBEDDED = "TR001"
DECLARED_WRONG = "TR002"
NO_ENGINE = "TR003"
REJECTED = "TR004"
STALE = "TR005"

# Stable ids, never renumbered: reports, baselines and directives use them.
RULES: Mapping[str, str] = MappingProxyType(
    {
        EMBEDDED: "text in another language than the document around it",
        DECLARED_WRONG: "the declared language is wrong",
        NO_ENGINE: "no translation engine for the language pair",
        REJECTED: "the translation was rejected by a check",
        STALE: "the translation no longer matches its source",
    }
)

# A caption in plain text has no markup to show it. Two long sentences make about 50 words; what is longer than that is
# a paragraph, whatever it ends with.
_CAPTION_WORDS = 50
_SENTENCE_ENDS = frozenset(".!?…。！？؟।")
_CLOSING = "\"'”’»)]"

# A fragment must cover this share of the letters of a declared segment before the declaration itself is called wrong.
_WHOLE_SEGMENT = 0.8

# Whether an engine is ready to translate from a source into a target language.
Ready = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Policy:
    """What the user wants done with what is found. An action of None is `auto`.

    Attributes:
        action: for every role without one of its own.
        actions: by role.
        layout: for every role without one of its own; None for the default of the place.
        layouts: by role.
        min_confidence: posterior in 0..1 below which a fragment is no finding.
        ignored: rules that are not reported.
        allow: words and phrases that may stand in any language; a fragment made of them alone is no finding.
        allow_languages: embedded languages that are no finding.
        languages: the embedded languages to look for; None for all.
        expected: the embedded languages that fragments are most likely in.
        baseline: fingerprints of findings that were there before the tool was adopted.
    """

    action: Action | None = None
    actions: Mapping[Role, Action | None] = field(default_factory=lambda: MappingProxyType({}))
    layout: Layout | None = None
    layouts: Mapping[Role, Layout] = field(default_factory=lambda: MappingProxyType({}))
    min_confidence: float = 0.5
    ignored: frozenset[str] = frozenset()
    allow: frozenset[str] = frozenset()
    allow_languages: frozenset[str] = frozenset()
    languages: frozenset[str] | None = None
    expected: frozenset[str] = frozenset()
    baseline: frozenset[str] = frozenset()

    def action_for(self, role: Role) -> Action | None:
        """Return the action wanted for a role, None for `auto`."""
        return self.actions.get(role, self.action) if self.actions else self.action  # to hash an Enum takes 0.3 us

    def layout_for(self, role: Role) -> Layout | None:
        """Return the layout wanted for a role, None for the default of the place."""
        return self.layouts.get(role, self.layout)


def decide(
    document: Document,
    fragments: Sequence[Fragment],
    policy: Policy,
    *,
    ready: Ready | None = None,
    target: str | None = None,
) -> tuple[Finding, ...]:
    """Turn the fragments of one document into findings.

    Args:
        document: where they stand; its path and its directives count.
        fragments: all of them, in any order.
        policy: what the user wants.
        ready: whether an engine is ready for a pair; None where nothing is to be written (a scan), so that `auto` and
            `translate` need no engine.
        target: the language to translate into; None for the language around each fragment.

    Returns:
        Those that are findings, in document order. What the policy keeps is not among them.
    """
    if not fragments:
        return ()
    fragments = sorted(fragments, key=_SPAN)
    directives = Directives(document)
    allowed = _compile_allowed(policy.allow)
    texts = [fragment.text for fragment in fragments]
    rules = [_rule_of(document, fragment, text) for fragment, text in zip(fragments, texts, strict=True)]
    # Counted before anything is filtered, so that no filter renumbers what is left.
    prints = number(document.path, zip(rules, texts, strict=True))
    findings = []
    for fragment, text, broken, fingerprint in zip(fragments, texts, rules, prints, strict=True):
        if fingerprint in policy.baseline or _is_allowed(fragment, text, policy, allowed):
            continue
        role = role_of(document, fragment, text)
        rule, action, reason = _judge(fragment, broken, policy.action_for(role), ready, target or fragment.matrix)
        if action is not Action.KEEP and rule not in policy.ignored:
            found = _make_finding(fragment, rule, role, action, reason, fingerprint)
            if not directives.silence(found):
                findings.append(found)
    return tuple(findings)


_SPAN = attrgetter("span")
_DraftFinding = draft_of(Finding)


def _make_finding(
    fragment: Fragment, rule: str, role: Role, action: Action, reason: str, fingerprint: str
) -> Finding:
    draft = _DraftFinding()
    draft.fragment = fragment
    draft.rule = rule
    draft.role = role
    draft.action = action
    draft.reason = reason
    draft.translation = None
    draft.fingerprint = fingerprint
    draft.__class__ = Finding
    finding: Finding = draft
    return finding


def reject(finding: Finding, reason: str, *, action: Action) -> Finding:
    """Return a finding whose translation, or whose place, did not pass a check: TR004."""
    return replace(finding, rule=REJECTED, action=action, reason=reason, translation=None)


def role_of(document: Document, fragment: Fragment, text: str) -> Role:
    """Return what a fragment with some text is: the role of its segment, or a sharper one where that shows too little.

    A fragment in quotation marks within a paragraph is a quote. Plain text has no captions of its own: there, one
    that fills its lines, is short and does not end like a sentence is a caption.
    """
    role = fragment.segment.role
    if role is not Role.PARAGRAPH:
        return role
    if fragment.quoted:
        return Role.QUOTE
    if document.format == "text" and fragment.fills_lines and _looks_like_caption(text):
        return Role.CAPTION
    return role


def lacks_engine(finding: Finding, policy: Policy) -> bool:
    """Tell whether a finding is not translated only because no engine is ready for its pair."""
    if finding.rule == NO_ENGINE:
        return True
    is_auto = policy.action_for(finding.role) is None
    return is_auto and finding.rule == EMBEDDED and finding.action is Action.MARK


class _Allowed:
    """The allow list, ready to be compared with fragments: longest phrase first, whole words only."""

    def __init__(self, phrases: frozenset[str]) -> None:
        folded = sorted({normalise(phrase).casefold() for phrase in phrases} - {""}, key=lambda p: (-len(p), p))
        choice = "|".join(re.escape(phrase) for phrase in folded)
        self._pattern = re.compile(rf"(?<!\w)(?:{choice})(?!\w)") if folded else None

    def covers(self, text: str) -> bool:
        """Tell whether nothing but allowed phrases, numbers and punctuation is in a text."""
        if self._pattern is None:
            return False
        rest = self._pattern.sub(" ", normalise(text).casefold())
        return not any(character.isalpha() for character in rest)


_compile_allowed = lru_cache(maxsize=8)(_Allowed)  # once for all documents of a run


def _is_allowed(fragment: Fragment, text: str, policy: Policy, allowed: _Allowed) -> bool:
    if fragment.confidence < policy.min_confidence or _is_outside(fragment.lang, policy.languages):
        return True
    if policy.allow_languages and any(same_language(fragment.lang, lang) for lang in policy.allow_languages):
        return True
    return bool(policy.allow) and allowed.covers(text)


def _is_outside(lang: str, languages: frozenset[str] | None) -> bool:
    """Tell whether a language is not in a closed set; one that could not be determined may be."""
    return languages is not None and lang != UNDETERMINED and primary(lang) not in {primary(tag) for tag in languages}


# The rule that a fragment breaks, what is done about it and why.
_Verdict = tuple[str, Action, str]


def _judge(fragment: Fragment, rule: str, wanted: Action | None, ready: Ready | None, target: str) -> _Verdict:
    if rule == DECLARED_WRONG:
        action = Action.KEEP if wanted is Action.KEEP else Action.FLAG
        return rule, action, f"declared as {fragment.segment.lang}, reads as {fragment.lang}"
    if fragment.lang == UNDETERMINED and wanted in (None, Action.MARK, Action.TRANSLATE):
        return EMBEDDED, Action.FLAG, f"not {fragment.matrix}; its language cannot be told"
    return _judge_embedded(fragment, wanted, ready, target)


def _judge_embedded(fragment: Fragment, wanted: Action | None, ready: Ready | None, target: str) -> _Verdict:
    reason = f"{fragment.lang} in {fragment.matrix}"
    if wanted not in (None, Action.TRANSLATE):
        return EMBEDDED, wanted, reason
    if ready is None:
        return EMBEDDED, wanted or Action.FLAG, reason
    if same_language(fragment.lang, target):  # as after a run that put translations in place of their originals
        return EMBEDDED, Action.KEEP, reason
    if ready(primary(fragment.lang), primary(target)):
        return EMBEDDED, Action.TRANSLATE, reason
    if wanted is None:
        return EMBEDDED, Action.MARK, f"{reason}; {_missing(fragment.lang, target)}"
    # Asked for by name: left alone, so that a run with an engine still finds it. A mark would settle it.
    return NO_ENGINE, Action.FLAG, _missing(fragment.lang, target)


def _missing(source: str, target: str) -> str:
    return f"no engine for {primary(source)} to {primary(target)}"


def _rule_of(document: Document, fragment: Fragment, text: str) -> str:
    """Return the rule a fragment breaks: it is (nearly) all of a segment whose own declaration it contradicts, or not.

    A declaration that only repeats the document's, such as one for all of its main part, is not the segment's own.
    """
    declared = fragment.segment.lang
    if declared is None or same_language(declared, fragment.lang) or same_language(declared, document.lang or ""):
        return EMBEDDED
    share = _WHOLE_SEGMENT * _count_letters(fragment.segment.text)
    return DECLARED_WRONG if _count_letters(text) >= share else EMBEDDED


def _count_letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _looks_like_caption(text: str) -> bool:
    is_short = len(text) < 2 * _CAPTION_WORDS or len(text.split()) <= _CAPTION_WORDS  # a word and a blank take two
    return is_short and text.rstrip().rstrip(_CLOSING)[-1:] not in _SENTENCE_ENDS
