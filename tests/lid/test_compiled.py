"""The compiled finder and the one in Python: the same fragments, posteriors and votes, for any text."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lid.given import texts
from triage.lid._speed import Engine
from triage.lid.detector import allowed_priors
from triage.lid.finder import Finder, Found, shared_finder
from triage.lid.lexicon import INSTITUTION_STEMS, PHRASES
from triage.lid.compiled import NativeFinder, classify_characters, rules
from triage.lid.reference import PythonFinder
from triage.lid.store import NATS_PER_STEP, NGRAMS, WORDS, inventory, open_map
from triage.lid.tokens import IDEOGRAPH_CLASS, LETTER_CLASS, find_others
from triage.lid.traits import LISTED, STEMS
from triage.model import Kind


PYTHON, NATIVE = PythonFinder(), NativeFinder()
TAGS = inventory().tags
# So that nearly every word that could be in another language is a candidate, and all that follows is compared.
EAGER = (6.0,) * len(TAGS)

# A fragment, so that the text is looked at closely, among what the close look must read alike.
PROSE = (
    "Cientos de vecinos protestan en la plaza mayor contra la subida del alquiler",
    "Thousands marched in the capital.\nVecinos de la ciudad protestan en la plaza mayor\n",
    "\"Ya,\" said the porter, \"voy ahora mismo a la casa.\" Then he left. Mr. Smith, NASA and Ursula von der Leyen.",
    "LA VIE EST BELLE AUJOURD'HUI\nHe wrote 3.5 pages (see https://example.org/x) at --dry-run @joe on 2024-05-01.",
    "An ad hoc group kept the Status Quo, per se; de facto a coup d'état, said Reuters.\nZeitgeist y nada más",
    "Жители вышли на улицы города. 市民は広場に集まった。 Les habitants sont descendus dans la rue.",
    "FOTO: La ministra visita el puerto de la ciudad / EFE\n", "Foto: / EFE", "¿Dónde está la ministra?",
    "- El alcalde, la ministra y los vecinos (foto de archivo)\n", "calle de la Paz 12, 3.º izquierda, 28001 Madrid",
    "pan, vino, queso y aceite", "Pan • Vino • Queso", "rojo · verde / azul", "«No pasarán», dijo ella",
    "Die Gemeinde sucht freiwillige Helfer für das Fest am Samstag\nund bittet um Anmeldung\n",
    "Homo sapiens neanderthalensis",
    "(3,400) 10-12 10--2 \"7\" 50% 1:0", "U.S. e.g. and/or COVID-19 6am", "Ivan Petrovich Smirnov\nMaria Schmidt\n",
)  # fmt: skip
anything = st.lists(st.one_of(texts(), st.sampled_from(PROSE)), min_size=1, max_size=5).map(" ".join)
words = st.one_of(
    st.text(st.characters(categories=["L", "Mn", "Mc"]), min_size=1, max_size=12),
    st.sampled_from(sorted({" ".join(phrase) for phrase in PHRASES})),
    st.builds(
        lambda start, stem, end: start + stem + end,
        st.sampled_from(["", "Vize", "un", "x", "\u0130"]),
        st.sampled_from([*LISTED, *(stem for stems in STEMS.values() for stem in stems), *INSTITUTION_STEMS]),
        st.sampled_from(["", "us", "orum", "en", "X" * 80]),
    ).flatmap(lambda word: st.sampled_from([word, word.title(), word.upper()])),
)
matrices = st.sampled_from(["en", "es", "de", "fr", "ru", "ja"]).map(TAGS.index)


def found(finder: Finder, some: list[str], column: int, priors: tuple[float, ...]) -> list[Found]:
    """Return every candidate in some texts."""
    return finder.find(some, [column] * len(some), priors, 0.0)


def same(one: list[Found], other: list[Found]) -> bool:
    """Tell whether two finders agree; sums of floats may be rounded by another rule in newer Pythons."""
    return len(one) == len(other) and all(
        a[:5] == b[:5] and a[7:] == b[7:] and a[5:7] == pytest.approx(b[5:7], abs=1e-9)
        for a, b in zip(one, other, strict=True)
    )


def test_the_compiled_finder_is_used_where_there_is_one() -> None:
    assert isinstance(shared_finder(), NativeFinder)


def test_characters_are_classified_as_the_patterns_do() -> None:
    letter, ideograph = re.compile(f"[{LETTER_CLASS}]"), re.compile(f"[{IDEOGRAPH_CLASS}]")
    classes = classify_characters()
    expected = bytes(1 if letter.match(c) else 2 * bool(ideograph.match(c)) for c in map(chr, range(len(classes))))

    assert classes == expected


@given(st.lists(anything, max_size=3), matrices)
def test_the_same_fragments(some: list[str], column: int) -> None:
    priors = allowed_priors()

    assert same(found(PYTHON, some, column, priors), found(NATIVE, some, column, priors))


@given(anything, matrices)
def test_the_same_candidates_where_nearly_everything_is_one(text: str, column: int) -> None:
    assert same(found(PYTHON, [text], column, EAGER), found(NATIVE, [text], column, EAGER))


@given(st.lists(words, min_size=1, max_size=8), st.sampled_from([" ", ", ", ". ", "\n", "-", "’"]))
def test_the_same_of_odd_words(some: list[str], gap: str) -> None:
    text = f"{PROSE[0]}\n{gap.join(some)}"

    assert same(found(PYTHON, [text], TAGS.index("en"), EAGER), found(NATIVE, [text], TAGS.index("en"), EAGER))


@pytest.mark.parametrize("letters", [1, 23, 24, 25, 47, 255, 256, 257, 1000])
@pytest.mark.parametrize("syllables", ["la", "Zu", "ключ", "ğü", "e\u0301"])
def test_the_same_of_long_words(letters: int, syllables: str) -> None:
    """Short words are asked for together, of long ones not all letters are looked at."""
    long = (syllables * letters)[:letters]
    text = f"{PROSE[0]}\n{long} de la {long[:-1]} y {long}"

    assert same(found(PYTHON, [text], TAGS.index("en"), EAGER), found(NATIVE, [text], TAGS.index("en"), EAGER))
    assert PYTHON.weigh([text]).votes == pytest.approx(NATIVE.weigh([text]).votes, rel=1e-5, abs=1e-3)


@pytest.mark.parametrize("count", [1, 7, 8, 9, 16, 17, 40])
def test_words_asked_for_together_get_their_own_rows(count: int) -> None:
    """Also where one comes twice in a group, and odd ones in between."""
    fresh = ["abcdefghij"[k % 10] + "klmnopqrst"[k // 10] + end for k in range(count) for end in ("or", "İk")]
    text = f"{' '.join(fresh)} {' '.join(fresh[::-1])}\nVecinos de la ciudad protestan"
    engine = NativeFinder()

    first, again = (found(engine, [text], TAGS.index("en"), EAGER) for _ in range(2))
    assert same(found(PYTHON, [text], TAGS.index("en"), EAGER), first)
    assert first == again


@given(st.text(st.sampled_from(" .,;:!?/-\"'’«»()[]—…。、，·|0123½٣x\t\r\u00a0\0@#_\\"), max_size=12))
def test_the_same_whatever_stands_between_two_words(gap: str) -> None:
    text = f"Vecinos de la ciudad{gap}protestan en la plaza mayor\nand the council of the town{gap}met"

    assert same(found(PYTHON, [text], TAGS.index("en"), EAGER), found(NATIVE, [text], TAGS.index("en"), EAGER))


chunks = st.one_of(
    st.text(st.sampled_from("aBcé1250٣-./@#_$€£&%°+:;,!?'\"()“”»\\"), min_size=1, max_size=9),
    st.builds(
        lambda start, core, end: start + core + end,
        st.sampled_from(["", "(", "“", "€", "$", "-", ".", "¿"]),
        st.sampled_from(
            ["F-15E", "U.S", "km/h", "@joe_b", "#tag-b.c", "p.m", "4x4", "1/2", "a/b/c", "10-12", "joe.com", "1.2bn",
             "/", "me@a-b.org", "a.b@c", "v1.2.ab1", "x.and", "a/b-c", "No.1", "1.ab", "-y", "a_b.c", "x.Abc", "3.a-b",
             "A/A-9", "x--x1", "www.a.es"]
        ),
        st.sampled_from(
            ["", ".", ",", ")", "%", "...", "°", "'s", "-", "”.", "/", "_", ".es", "@x.es", "（", ".9", "é", "()", "(BZ"]
        ),
    ),
)


@given(st.lists(chunks, min_size=1, max_size=6), st.sampled_from([" ", "\n", "\u2003", "\u00a0"]))
def test_the_same_of_what_may_be_no_word(some: list[str], blank: str) -> None:
    text = f"Vecinos de la ciudad {blank.join(some)} protestan en la plaza\n{some[0]}{blank}and {some[-1]}"

    assert same(found(PYTHON, [text], TAGS.index("en"), EAGER), found(NATIVE, [text], TAGS.index("en"), EAGER))


@pytest.mark.parametrize(
    "chunk", ["F-15E,", "(3,400)", "$26,750", "U.S.,", "km/h.", "@name", "€1.2bn;", "40.4168°", "me@a.org", "a.org."]
)
def test_common_chunks_are_split_without_asking(chunk: str) -> None:
    """The pattern takes 12 microseconds, a document has some such chunks in the texts that are looked at closely."""
    def refuse(text: str, start: int, end: int) -> object:
        raise AssertionError(text[start:end])

    engine_with(refuse).find([f"Vecinos de la ciudad {chunk} protestan"], [TAGS.index("en")], EAGER, 0.0)


@given(st.lists(anything, max_size=3))
def test_the_same_votes(some: list[str]) -> None:
    one, other = PYTHON.weigh(some), NATIVE.weigh(some)

    assert (one.words, one.foreign) == (other.words, other.foreign)
    assert one.votes == pytest.approx(other.votes, rel=1e-5, abs=1e-3)


def test_a_text_without_a_column_is_passed_over() -> None:
    assert [one.text for one in NATIVE.find([PROSE[0]] * 2, [-1, TAGS.index("en")], allowed_priors(), 0.5)] == [1]


def engine_of(made: tuple[object, ...]) -> Engine:
    """Return a new engine that goes by some rules."""
    return Engine(made, open_map(WORDS), open_map(NGRAMS), inventory().listed, NATS_PER_STEP)


def engine() -> Engine:
    """Return a new engine."""
    return engine_of(rules())


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((["x"], [len(TAGS)], EAGER, 0.5), IndexError),
        ((["x"], [0], EAGER[1:], 0.5), ValueError),
        (([b"x"], [0], EAGER, 0.5), TypeError),
        ((("x",), [0], EAGER, 0.5), TypeError),
        ((["x"], ["en"], EAGER, 0.5), TypeError),
        ((["x"], [0], (*EAGER[1:], "x"), 0.5), TypeError),
    ],
    ids=["column", "priors", "bytes", "no list", "tag", "no number"],
)
def test_wrong_arguments_are_refused(arguments: tuple[object, ...], error: type[Exception]) -> None:
    with pytest.raises(error):
        NATIVE._engine.find(*arguments)  # type: ignore[arg-type]  # the point of the test


@pytest.mark.parametrize("damage", [b"", b"x" * 100], ids=["empty", "short"])
def test_damaged_tables_are_refused(damage: bytes) -> None:
    pairs: list[tuple[Any, Any]] = [(damage, open_map(NGRAMS)), (open_map(WORDS), damage)]
    for words_map, ngrams_map in pairs:
        with pytest.raises(ValueError, match="damaged"):
            Engine(rules(), words_map, ngrams_map, inventory().listed, NATS_PER_STEP)


def test_an_engine_that_was_not_made_right_finds_nothing() -> None:
    bare = Engine.__new__(Engine)

    with pytest.raises(RuntimeError, match="not made"):
        bare.find(["x"], [0], (), 0.5)
    with pytest.raises(RuntimeError, match="not made"):
        bare.weigh(["x"])


def test_an_engine_is_made_once() -> None:
    made = engine()
    parts = (rules(), open_map(WORDS), open_map(NGRAMS), inventory().listed, NATS_PER_STEP)

    with pytest.raises(RuntimeError, match="once"):
        made.__init__(*parts)  # type: ignore[misc]  # the point of the test


def test_an_engine_keeps_nothing_when_it_goes() -> None:
    made = rules()
    asked = made[-1][0]  # type: ignore[index]  # a function that the engine calls
    counts = []
    for _ in range(3):
        engine_of(made).weigh(["some words"])
        gc.collect()
        counts.append(sys.getrefcount(asked))

    assert counts == counts[:1] * 3


@pytest.mark.slow
def test_threads_share_a_finder() -> None:
    """Splitting `2x4` runs Python code, so that another thread comes in between."""
    text = "\n".join(f"{line} 2x4 a{k}b {k}" for k, line in enumerate(PROSE))
    expected = found(NATIVE, [text], TAGS.index("en"), EAGER)
    wrong: list[int] = []

    def work(number: int) -> None:
        for k in range(20):
            NATIVE.weigh([f"wort{number}x{k}"])
            if found(NATIVE, [text], TAGS.index("en"), EAGER) != expected:
                wrong.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)

    assert wrong == []


# One search of some seconds: nothing but the engine itself sees the signal in time.
INTERRUPTED = """
import signal
from triage.lid.compiled import NativeFinder
from triage.lid.detector import allowed_priors
signal.signal(signal.SIGALRM, signal.default_int_handler)
texts = ["Cientos de vecinos protestan en la plaza mayor contra la subida del alquiler"] * 1_000_000
finder, priors = NativeFinder(), allowed_priors()
signal.setitimer(signal.ITIMER_REAL, 0.1)
try:
    finder.find(texts, [10] * len(texts), priors, 0.5)
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no interval timers")
def test_a_long_search_can_be_interrupted() -> None:
    """Between two texts, as Ctrl-C does it."""
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, timeout=120)

    assert (done.stdout, done.stderr) == ("interrupted\n", "")


def test_an_engine_that_failed_once_is_not_made_again() -> None:
    bare = Engine.__new__(Engine)
    parts: tuple[Any, ...] = (rules(), b"", open_map(NGRAMS), inventory().listed, NATS_PER_STEP)

    with pytest.raises(ValueError, match="damaged"):
        bare.__init__(*parts)  # type: ignore[misc]  # the point of the test
    with pytest.raises(RuntimeError, match="once"):
        bare.__init__(*parts)  # type: ignore[misc]  # as above


@pytest.mark.parametrize("most", [-1, 41])
def test_votes_that_the_gate_cannot_count_are_refused(most: int) -> None:
    made: tuple[Any, ...] = rules()
    shares, weights, bounds = made[5]

    with pytest.raises(ValueError, match="40 shares"):
        engine_of((*made[:5], (shares, weights, [*bounds[:-1], most]), *made[6:]))


@pytest.mark.parametrize("missing", [0, 1, 2], ids=["parameters", "limits", "traits"])
def test_rules_that_lack_a_number_are_refused(missing: int) -> None:
    made: tuple[Any, ...] = rules()
    numbers = (*made[0][:missing], object(), *made[0][missing + 1 :])

    with pytest.raises(AttributeError):
        engine_of((numbers, *made[1:]))


def engine_with(find_others: Callable[[str, int, int], object]) -> Engine:
    """Return an engine that asks another function for what is no word."""
    made: tuple[Any, ...] = rules()
    changed = (*made[:-1], (find_others, *made[-1][1:]))
    return engine_of(changed)


class Truthless:
    """Something that does not tell whether it is true."""

    def __bool__(self) -> bool:
        raise ArithmeticError


def test_a_language_that_does_not_say_whether_it_is_listed_is_refused() -> None:
    listed: Any = (Truthless(),) * len(TAGS)

    with pytest.raises(ArithmeticError):
        Engine(rules(), open_map(WORDS), open_map(NGRAMS), listed, NATS_PER_STEP)


@pytest.mark.parametrize("others", [[(10**9, 0, Kind.URL)], [(3, 1, Kind.URL)], [(0, 10**9, Kind.URL)], None])
def test_what_is_no_word_must_lie_in_its_chunk(others: list[object] | None) -> None:
    made = engine_with(lambda text, start, end: others)

    with pytest.raises((ValueError, TypeError)):
        made.find([f"{PROSE[0]} https://example.org"], [TAGS.index("en")], EAGER, 0.0)


def test_the_texts_may_be_taken_away_while_they_are_searched() -> None:
    texts = [f"{PROSE[0]} {k}@example.org {k}/x/5" for k in range(50)]

    def clear(text: str, start: int, end: int) -> list[tuple[int, int, Kind]]:
        texts.clear()
        return find_others(text, start, end)

    made = engine_with(clear)

    assert {one[0] for one in made.find(texts, [TAGS.index("en")] * 50, EAGER, 0.0)} == set(range(50))


def test_a_finalizer_may_search_while_a_search_is_under_way() -> None:
    made = engine()
    words = [f"wort{chr(97 + k)}ẞ\u0301{'x' * k}" for k in range(60)]

    class Nested:
        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            made.weigh([" ".join(f"neu{word}" for word in words)])

    threshold = gc.get_threshold()
    try:
        gc.set_threshold(2)
        for word in words:
            Nested()
            made.weigh([f"{word} {word}y"])
    finally:
        gc.set_threshold(*threshold)

    assert made.weigh(words) == engine().weigh(words)
