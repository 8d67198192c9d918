"""What is a finding, what it is called, and what is done about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from triage.choices import parse_actions, parse_layouts
from triage.errors import ConfigError
from triage.model import Action, Document, Finding, Fragment, Layout, Role, Segment, Span
from triage.policy import Policy, decide, lacks_engine, reject, role_of

TEXT = "Vista del puerto"


def fragment_of(
    text: str = TEXT, *, lang: str = "es", declared: str | None = None, confidence: float = 0.9
) -> Fragment:
    segment = Segment(Span(0, len(text)), text, lang=declared)
    return Fragment(segment, Span(0, len(text)), lang, declared or "en", confidence)


def decide_one(fragment: Fragment, policy: Policy = Policy(), *, ready: bool | None = None) -> Finding | None:
    findings = decide(
        Document(fragment.segment.text),
        [fragment],
        policy,
        ready=None if ready is None else lambda source, target: ready,
    )
    return findings[0] if findings else None


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param(Policy(min_confidence=0.95), id="below the confidence"),
        pytest.param(Policy(ignored=frozenset({"TR001"})), id="rule ignored"),
        pytest.param(Policy(allow=frozenset({"vista del PUERTO"})), id="phrase allowed"),
        pytest.param(Policy(allow=frozenset({"vista", "del", "puerto"})), id="words allowed"),
        pytest.param(Policy(allow_languages=frozenset({"es-MX"})), id="language allowed"),
        pytest.param(Policy(languages=frozenset({"fr"})), id="outside the closed set"),
        pytest.param(Policy(Action.KEEP), id="kept"),
        pytest.param(Policy(actions={Role.PARAGRAPH: Action.KEEP}), id="kept by role"),
    ],
)
def test_is_no_finding(policy: Policy) -> None:
    assert decide_one(fragment_of(), policy) is None


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param(Policy(), id="default"),
        pytest.param(Policy(allow=frozenset({"vista", "puerto"})), id="one word is not allowed"),
        pytest.param(Policy(allow=frozenset({"ista del puert"})), id="only whole words are allowed"),
        pytest.param(Policy(allow=frozenset({"", "  "})), id="an empty phrase allows nothing"),
        pytest.param(Policy(languages=frozenset({"ES"})), id="in the closed set"),
        pytest.param(Policy(baseline=frozenset({"0123456789abcdef"})), id="another finding is in the baseline"),
    ],
)
def test_is_a_finding(policy: Policy) -> None:
    finding = decide_one(fragment_of(), policy)

    assert finding is not None and (finding.rule, finding.action) == ("TR001", Action.FLAG)


@pytest.mark.parametrize(
    ("wanted", "ready", "expected"),
    [
        (None, None, ("TR001", Action.FLAG)),
        (None, True, ("TR001", Action.TRANSLATE)),
        (None, False, ("TR001", Action.MARK)),
        (Action.TRANSLATE, None, ("TR001", Action.TRANSLATE)),
        (Action.TRANSLATE, True, ("TR001", Action.TRANSLATE)),
        (Action.TRANSLATE, False, ("TR003", Action.FLAG)),
        (Action.MARK, True, ("TR001", Action.MARK)),
        (Action.FLAG, True, ("TR001", Action.FLAG)),
        (Action.DROP, False, ("TR001", Action.DROP)),
    ],
)
def test_action_follows_the_wish_and_the_engine(
    wanted: Action | None, ready: bool | None, expected: tuple[str, Action]
) -> None:
    finding = decide_one(fragment_of(), Policy(wanted), ready=ready)

    assert finding is not None and (finding.rule, finding.action) == expected


@pytest.mark.parametrize(
    ("wanted", "ready", "expected"),
    [(None, False, True), (Action.TRANSLATE, False, True), (Action.MARK, False, False), (None, True, False)],
)
def test_an_engine_is_missed_only_where_a_translation_was_wanted(
    wanted: Action | None, ready: bool, expected: bool
) -> None:
    finding = decide_one(fragment_of(), Policy(wanted), ready=ready)

    assert finding is not None and lacks_engine(finding, Policy(wanted)) is expected


@pytest.mark.parametrize("wanted", [None, Action.MARK, Action.TRANSLATE])
def test_what_has_no_language_is_flagged(wanted: Action | None) -> None:
    finding = decide_one(fragment_of(lang="und"), Policy(wanted), ready=True)

    assert finding is not None and (finding.rule, finding.action) == ("TR001", Action.FLAG)


def test_what_has_no_language_is_found_in_a_closed_set_too() -> None:
    assert decide_one(fragment_of(lang="und"), Policy(languages=frozenset({"fr"}))) is not None


@pytest.mark.parametrize("wanted", [None, Action.MARK, Action.TRANSLATE, Action.DROP])
def test_a_wrong_declaration_is_flagged_whatever_is_wanted(wanted: Action | None) -> None:
    finding = decide_one(fragment_of(declared="fr"), Policy(wanted), ready=True)

    assert finding is not None
    assert (finding.rule, finding.action) == ("TR002", Action.FLAG)
    assert finding.reason == "declared as fr, reads as es"


def test_a_fragment_within_a_declared_segment_is_no_wrong_declaration() -> None:
    segment = Segment(Span(0, 50), "Elle a crié en pleine rue devant tous: no pasarán", lang="fr")
    finding = decide_one(Fragment(segment, Span(39, 49), "es", "fr", 0.9))

    assert finding is not None and finding.rule == "TR001"


def test_the_target_is_asked_for_instead_of_the_matrix() -> None:
    asked: list[tuple[str, str]] = []

    def ready(source: str, target: str) -> bool:
        asked.append((source, target))
        return True

    decide(Document(TEXT), [fragment_of()], Policy(), ready=ready, target="fr-CA")

    assert asked == [("es", "fr")]


@pytest.mark.parametrize(("wanted", "count"), [(None, 0), (Action.TRANSLATE, 0), (Action.MARK, 1), (Action.DROP, 1)])
def test_what_is_in_the_target_language_already_is_not_translated(wanted: Action | None, count: int) -> None:
    findings = decide(Document(TEXT), [fragment_of()], Policy(wanted), ready=lambda *pair: False, target="es")

    assert len(findings) == count


def test_directives_silence_findings() -> None:
    text = f"<!-- triage: ignore -->\n{TEXT}"
    segment = Segment(Span(24, 40), TEXT)
    fragment = Fragment(segment, Span(0, 16), "es", "en", 0.9)

    assert decide(Document(text, format="markdown"), [fragment], Policy()) == ()
    assert len(decide(Document(text, format="text"), [fragment], Policy())) == 1


def test_a_baseline_silences_what_it_names_and_nothing_else() -> None:
    text = f"{TEXT}\n\n{TEXT}"
    fragments = [Fragment(Segment(Span(at, at + 16), TEXT), Span(0, 16), "es", "en", 0.9) for at in (0, 18)]
    first, second = decide(Document(text), fragments, Policy())

    assert first.fingerprint != second.fingerprint
    assert decide(Document(text), fragments, Policy(baseline=frozenset({first.fingerprint}))) == (second,)


def test_findings_stand_in_document_order() -> None:
    fragments = [Fragment(Segment(Span(at, at + 16), TEXT), Span(0, 16), "es", "en", 0.9) for at in (18, 36, 0)]
    findings = decide(Document(f"{TEXT}\n\n" * 3), fragments, Policy())

    assert [finding.span.start for finding in findings] == [0, 18, 36]


def test_a_rejected_finding_keeps_its_fingerprint() -> None:
    finding = decide_one(fragment_of())
    assert finding is not None
    rejected = reject(finding, "lost a number", action=Action.MARK)

    assert rejected == replace(finding, rule="TR004", action=Action.MARK, reason="lost a number")


LONG = " ".join(["palabra"] * 60)


@pytest.mark.parametrize(
    ("text", "format", "fills", "quoted", "role", "expected"),
    [
        ("Vista del puerto", "text", True, False, Role.PARAGRAPH, Role.CAPTION),
        ("El fuego llegó al río.", "text", True, False, Role.PARAGRAPH, Role.PARAGRAPH),
        ("El fuego llegó al río.»", "text", True, False, Role.PARAGRAPH, Role.PARAGRAPH),
        (LONG, "text", True, False, Role.PARAGRAPH, Role.PARAGRAPH),
        ("Vista del puerto", "text", False, False, Role.PARAGRAPH, Role.PARAGRAPH),
        ("Vista del puerto", "markdown", True, False, Role.PARAGRAPH, Role.PARAGRAPH),
        ("No pasarán", "text", False, True, Role.PARAGRAPH, Role.QUOTE),
        ("No pasarán", "html", False, True, Role.PARAGRAPH, Role.QUOTE),
        ("No pasarán", "html", True, True, Role.HEADING, Role.HEADING),
        ("Vista del puerto", "text", True, False, Role.CUE, Role.CUE),
    ],
)
def test_role(text: str, format: str, fills: bool, quoted: bool, role: Role, expected: Role) -> None:
    segment = Segment(Span(0, len(text)), text, role)
    fragment = Fragment(segment, Span(0, len(text)), "es", "en", 0.9, fills_lines=fills, quoted=quoted)

    assert role_of(Document(text, format=format), fragment, fragment.text) is expected


def test_actions_and_layouts_by_role() -> None:
    assert parse_actions(["mark", "caption=translate", "alt=auto"]) == (
        Action.MARK,
        {Role.CAPTION: Action.TRANSLATE, Role.ALT_TEXT: None},
    )
    assert parse_actions([]) == (None, {})
    assert parse_actions(["mark", "auto"]) == (None, {})
    assert parse_layouts(["append", "cell = replace"]) == (Layout.APPEND, {Role.TABLE_CELL: Layout.REPLACE})


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("shout", "no action is named 'shout'; use one of: auto, keep, mark, translate, flag, drop"),
        ("caption=", "no action is named ''; use one of: auto, keep, mark, translate, flag, drop"),
        ("photo=mark", "no role is named 'photo'; use one of: paragraph, heading, caption, alt, title, item, cell, "),
    ],
)
def test_an_unknown_action_or_role_names_those_there_are(value: str, what: str) -> None:
    with pytest.raises(ConfigError) as raised:
        parse_actions([value])

    assert str(raised.value).startswith(what)


def test_wishes_by_role_come_before_the_general_one() -> None:
    policy = Policy(Action.MARK, {Role.CUE: None}, Layout.APPEND, {Role.CUE: Layout.REPLACE})

    assert (policy.action_for(Role.CUE), policy.layout_for(Role.CUE)) == (None, Layout.REPLACE)
    assert (policy.action_for(Role.QUOTE), policy.layout_for(Role.QUOTE)) == (Action.MARK, Layout.APPEND)
