"""Compile the language tables of `triage.lid` from wordfreq's lists and langdetect's profiles.

    python tools/build_lid.py [--out triage/lid/data]

Needs the packages of `tools/requirements-lid.txt`. The same input gives the same bytes; sources and versions are
recorded in `languages.json`. Nothing here is imported by the package.

What is written (see `triage/lid/table.py`, which reads it):
    words.bin       for every word form of every list, lower case, found by its hash, the languages that list it and
                    minus its log-frequency, 0.1 nats a step
    ngrams.bin      for each character n-gram (1 to 3) and language minus the log-probability of its last character,
                    0.1 nats a step
    languages.json  languages in column order, their kinds of evidence, sources and versions
"""

from __future__ import annotations

import argparse
import functools
import json
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np
import numpy.typing as npt

from triage.lid.store import NGRAMS, SHORT_LIST, WORDS
from triage.lid.table import BUCKET_BITS, CACHE_LINE, LAST_ENTRY, POINT_BITS, bucket_of, hash_word
from triage.lid.tokens import IDEOGRAPH_CLASS, find_words

# A list's tail below this frequency adds bytes faster than evidence: 8e-7 keeps the tables under 15 MB.
MIN_FREQUENCY = 8e-7
# Languages that wordfreq lacks: the forms of simplemma's dictionaries (MIT, each with its source's licence), and of
# Basque pyspellchecker's list (MIT). Most of a dictionary's forms are never met: those whose letters are likeliest are
# kept.
FORM_LANGUAGES = ("cy", "et", "ga", "gl", "hy", "ka", "sq", "sw")
MAX_FORMS = 18_000
LONGEST_FORM = 11
# A form that a close language's list has as well is about half as frequent here as there.
NEIGHBOURS = {"gl": ("pt", "es")}
NEIGHBOUR_SHARE = 0.5
# The most frequent words of languages whose sources know no frequencies, most frequent first, from the editors'
# knowledge of them and the grammars of the Real Academia Galega and the Taalkommissie; the k-th gets FIRST_FREQUENCY /
# k (Zipf's law).
FREQUENT_WORDS = {
    "af": "die van en in is het nie wat te om aan sy hy dat op vir met by word was as ek daar nie maar sal jy ons"
    " hulle kan so uit ook na haar hom of ŉ n my jou dit deur oor ’n se moet nog toe een al hierdie meer wees"
    " tot net waar wil baie hoe onder geen dan teen twee mense jaar kom gaan sê gesê sien maak tyd eerste laat"
    " man vrou kinders huis werk weer altyd nou hier wie waarom omdat terwyl tussen voor sonder volgens veral"
    " reeds egter asook gister vandag môre moenie elke ander groot klein nuwe ou goed",
    "gl": "de a o que e do da en os un as non unha se na para por no con é dos como máis das ao ou súa seu pero foi"
    " son ás me lle ser entre cando sobre tamén nos á aos moi ten xa todo esta este nas había sen era está hai"
    " ata pola polo dun dunha eu el ela eles iso isto ano anos onde despois contra outros outro outra só cada"
    " mesmo desde durante nun nunha coa co cos coas polos polas lles porque fixo fai ter tiña facer dous dúas"
    " tres mellor goberno galega galego xente casa hoxe onte mañá aínda nin nada ninguén logo antes baixo cara"
    " estes estas aquel aquela meu miña teu túa nós vós vostede eran foron sexa poden pode debe",
}
FIRST_FREQUENCY = 0.05
# Frequency of a form, whose dictionary knows none, before its letters are looked at.
FORM_FREQUENCY = 2e-6
# One step of the stored log-probabilities, in nats; 255 steps reach e**-25.5, below any listed frequency.
NATS_PER_STEP = 0.1
MAX_STEP = 255
# A character that no list and no profile has says nothing: as unlikely in every language.
UNSEEN_NATS = 12.0
# Interpolation of the character model with its shorter context (Witten-Bell with a constant; tuned by hand on held-out
# list words, flat between 0.5 and 5).
BACKOFF_STRENGTH = 2.0
# Columns of the n-grams' table are filled up to a multiple of this.
LANES = 8
MAX_NGRAMS = {1: 1_500, 2: 9_000, 3: 30_000}
# A script that makes up less of a list than this is that of borrowed words.
OWN_SCRIPT_SHARE = 0.04

WORDFREQ_NAMES = {"nb": "no", "fil": "fil", "sh": "hr"}
PROFILE_NAMES = {"tl": "fil", "zh-cn": "zh", "zh-tw": "zh"}


IDEOGRAPH = re.compile(f"[{IDEOGRAPH_CLASS}]")

Counts = dict[str, float]


def list_words(language: str) -> Counts:
    """Return the frequencies of the letter runs of a wordfreq list; `don't` counts for `don` and for `t`."""
    import wordfreq

    name = "large" if language in wordfreq.available_languages("large") else "small"
    counts: defaultdict[str, float] = defaultdict(float)
    for entry, frequency in wordfreq.get_frequency_dict(language, name).items():
        for part in split_words(entry):
            counts[part] += frequency
    return own_script({word: f for word, f in sorted(counts.items()) if f >= MIN_FREQUENCY})


def split_words(entry: str) -> list[str]:
    """Split an entry as the tokenizer of `triage.lid` splits text."""
    return find_words(unicodedata.normalize("NFC", entry.lower()))


def own_script(words: Counts) -> Counts:
    """Leave out the words that are not in the script most of the list is written in: `the` in a Chinese list."""
    mass: defaultdict[str, float] = defaultdict(float)
    for word, frequency in words.items():
        mass[script_of(word)] += frequency
    own = {script for script, share in mass.items() if share > OWN_SCRIPT_SHARE * sum(mass.values())}
    return {word: frequency for word, frequency in words.items() if script_of(word) in own}


def script_of(word: str) -> str:
    """Name the script of a word's first letter; precise enough for lists."""
    return unicodedata.name(word[0], "?").split(" ")[0]


def ekavian(words: Counts) -> tuple[Counts, Counts]:
    """Split the Serbo-Croatian list: return (Croatian, Serbian) frequencies.

    Where both `mlijeko` and `mleko` are listed, the form with (i)je is western and the other eastern; each loses a
    factor of ten in the other standard. Serbian gets each word in Cyrillic as well.
    """
    west, east = dict(words), dict(words)
    for word in words:
        for long, short in (("ije", "e"), ("je", "e")):
            other = word.replace(long, short)
            if long in word and other != word and other in words and len(word) > 4:
                east[word] = words[word] / 10
                west[other] = words[other] / 10
    for word in sorted(east):
        east[to_cyrillic(word)] = east[word]
    return west, east


SERBIAN = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))


def to_cyrillic(word: str) -> str:
    """Write a Serbian word in Cyrillic."""
    for digraph, letter in (("lj", "љ"), ("nj", "њ"), ("dž", "џ")):
        word = word.replace(digraph, letter)
    return "".join(SERBIAN.get(c, c) for c in word)


def form_words(language: str, profile: Counts | None, neighbours: Sequence[Counts] = ()) -> Counts:
    """Return the likeliest forms of a simplemma dictionary, with a frequency guessed from their letters.

    Args:
        language: its code there.
        profile: n-gram counts of running text; None to count the dictionary's own.
        neighbours: the lists of close languages, whose frequencies stand in for those of the forms they share.
    """
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    words: set[str] = set()
    for form, lemma in DefaultDictionaryFactory().get_dictionary(language).items():
        for text in (form, lemma):
            if not text[:1].isupper() and len(text) < LONGEST_FORM:
                words.update(split_words(text))
    model = CharModel(profile or count_ngrams(dict.fromkeys(words, FORM_FREQUENCY)))
    logs = {word: model.score(word) for word in words if len(word) > 1}
    for word in logs:
        shared = max((neighbour.get(word, 0.0) for neighbour in neighbours), default=0.0)
        if shared:
            logs[word] = math.log(NEIGHBOUR_SHARE * shared)
    kept = sorted(logs, key=lambda word: (-logs[word], word))[:MAX_FORMS]
    return {word: min(0.02, max(FORM_FREQUENCY, math.exp(logs[word]))) for word in sorted(kept)}


def frequent_words(language: str) -> Counts:
    """Return the frequencies of a language's most frequent words by their rank."""
    ranked = dict.fromkeys(find_words(FREQUENT_WORDS[language]))
    return {word: FIRST_FREQUENCY / rank for rank, word in enumerate(ranked, 1)}


def basque_words() -> Counts:
    """Return the frequencies of pyspellchecker's Basque list."""
    from spellchecker import SpellChecker

    counts = SpellChecker(language="eu").word_frequency.dictionary
    total = sum(counts.values())
    kept = sorted(counts, key=lambda word: (-counts[word], word))[:MAX_FORMS]
    return {word: counts[word] / total for word in sorted(kept) if find_words(word) == [word]}


def profile_counts(names: list[str]) -> Counts:
    """Return the n-gram counts of langdetect profiles, added up."""
    import langdetect

    counts: defaultdict[str, float] = defaultdict(float)
    for name in names:
        path = Path(langdetect.__file__).parent / "profiles" / name
        profile = json.loads(path.read_text(encoding="utf-8"))
        for ngram, count in profile["freq"].items():
            if not ngram.isspace() and not (len(ngram) == 3 and ngram[1] == " "):
                counts[ngram.lower()] += count
    return dict(sorted(counts.items()))


def count_ngrams(words: Counts) -> Counts:
    """Count the n-grams of ` word ` over a list; types weigh by the square root of their frequency.

    The model is asked about words that are in no list, and those look more like the list's rare words than like `the`.
    """
    counts: defaultdict[str, float] = defaultdict(float)
    for word, frequency in words.items():
        if IDEOGRAPH.match(word):
            continue
        weight = math.sqrt(frequency / MIN_FREQUENCY)
        padded = f" {word} "
        for n in (1, 2, 3):
            for i in range(len(padded) - n + 1):
                counts[padded[i : i + n]] += weight
    return dict(counts)


class CharModel:
    """log p(last character | the one or two before) of a language, interpolated over context lengths."""

    def __init__(self, counts: Counts) -> None:
        self.counts = counts
        self.total = sum(c for g, c in counts.items() if len(g) == 1)
        self.alphabet = max(30, sum(len(g) == 1 for g in counts))
        self.context: defaultdict[str, float] = defaultdict(float)
        for ngram, count in counts.items():
            if len(ngram) > 1:
                self.context[ngram[:-1]] += count

    def probability(self, ngram: str) -> float:
        """Return p(ngram[-1] | ngram[:-1]); never zero."""
        if not ngram:
            return 1.0 / (self.alphabet * 20)
        lower = self.probability(ngram[1:])
        count = self.counts.get(ngram, 0.0)
        total = self.context.get(ngram[:-1], 0.0) if len(ngram) > 1 else self.total
        strength = BACKOFF_STRENGTH * math.sqrt(total + 1)
        return (count + strength * lower) / (total + strength)

    def score(self, word: str) -> float:
        """Return the log-probability of a word and the blank after it."""
        padded = f" {word} "
        return sum(math.log(self.probability(padded[max(i - 2, 0) : i + 1])) for i in range(1, len(padded)))


def choose_ngrams(tables: dict[str, Counts]) -> list[str]:
    """Choose the n-grams worth a row: those that make up the largest share of some language."""
    share: defaultdict[str, float] = defaultdict(float)
    for counts in tables.values():
        totals = {n: sum(c for g, c in counts.items() if len(g) == n) or 1.0 for n in (1, 2, 3)}
        for ngram, count in counts.items():
            share[ngram] = max(share[ngram], count / totals[len(ngram)])
    chosen: list[str] = []
    for n, most in MAX_NGRAMS.items():
        ranked = sorted((g for g in share if len(g) == n), key=lambda g: (-share[g], g))
        chosen.extend(ranked[:most])
    return chosen


def quantise(nats: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    """Store minus log-probabilities in steps of NATS_PER_STEP."""
    return np.clip(np.rint(nats / NATS_PER_STEP), 0, MAX_STEP).astype(np.uint8)


def write_words(out: Path, languages: list[str], lists: dict[str, Counts]) -> None:
    """Write each word's (language, value) entries where its hash says.

    Layout of words.bin: uint32 offset of the records of each bucket, and of their end, counted from there; then for
    each word the low 32 bits of its hash, and for each language that lists it the column (uint8, the last one with a
    bit set) and the value (uint8). The buckets are in order of the first bits of the hash, the words in one by the
    others.

    Raises:
        ValueError: two words have the same hash; lengthen what is kept of it.
    """
    entries: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for column, language in enumerate(languages):
        for word, frequency in lists.get(language, {}).items():
            entries[word].append((column, -math.log(frequency)))
    by_hash = {hash_word(word): row for word, row in entries.items()}
    if len({(bucket_of(value), value & 0xFFFFFFFF) for value in by_hash}) < len(entries):
        raise ValueError("two words share a bucket and a fingerprint")
    records: list[list[bytes]] = [[] for _ in range(2**BUCKET_BITS)]
    for value in sorted(by_hash):
        row = by_hash[value]
        columns = np.array([column for column, _ in row], dtype=np.uint8)
        columns[-1] |= LAST_ENTRY
        steps = quantise(np.array([nats for _, nats in row]))
        records[bucket_of(value)].append((value & 0xFFFFFFFF).to_bytes(4, "little"))
        records[bucket_of(value)].append(np.stack((columns, steps), axis=1).tobytes())
    buckets = [b"".join(parts) for parts in records]
    starts = np.concatenate(([0], np.cumsum([len(bucket) for bucket in buckets]))).astype("<u4")
    (out / WORDS).write_bytes(b"".join((starts.tobytes(), *buckets)))


def write_ngrams(out: Path, languages: list[str], tables: dict[str, Counts]) -> None:
    """Write the n-grams and the dense table [n-grams + 1, columns] in their order; the last row is that of no n-gram.

    Layout of ngrams.bin: uint32 count of n-grams and of columns, the packed n-grams (int64) in order, zeros up to a
    multiple of 64 bytes, the table (uint8). An n-gram is packed by the code points, 21 bits each, the last one lowest.
    The columns are the languages, filled up to whole lanes, which the compiled finder adds up at once.
    """
    ngrams = sorted(choose_ngrams(tables), key=pack)
    models = [CharModel(tables[language]) for language in languages]
    nats = [[-math.log(model.probability(g)) for model in models] for g in ngrams]
    nats.append([UNSEEN_NATS] * len(languages))
    steps = np.pad(quantise(np.array(nats)), ((0, 0), (0, -len(languages) % LANES)))
    header = np.array([len(ngrams), steps.shape[1]], dtype="<u4")
    keys = np.array([pack(ngram) for ngram in ngrams], dtype="<i8")
    head = header.tobytes() + keys.tobytes()
    (out / NGRAMS).write_bytes(head + bytes(-len(head) % CACHE_LINE) + steps.tobytes())


def pack(ngram: str) -> int:
    """Pack the code points of an n-gram into one integer, the last one lowest."""
    return functools.reduce(lambda key, point: key << POINT_BITS | point, map(ord, ngram), 0)


def source_of(language: str, lists: dict[str, Counts]) -> str:
    """Name the package a language's evidence is from."""
    if len(lists.get(language, ())) < SHORT_LIST:
        return "langdetect"
    return "simplemma" if language in FORM_LANGUAGES else "pyspellchecker" if language == "eu" else "wordfreq"


def collect() -> tuple[dict[str, Counts], dict[str, list[str]]]:
    """Return the word lists and the langdetect profiles by column name."""
    import wordfreq

    lists: dict[str, Counts] = {}
    for name in sorted(wordfreq.available_languages("small")):
        lists[WORDFREQ_NAMES.get(name, name)] = list_words(name)
    lists["hr"], lists["sr"] = ekavian(lists["hr"])
    lists["eu"] = basque_words()
    profiles: defaultdict[str, list[str]] = defaultdict(list)
    import langdetect

    for path in sorted((Path(langdetect.__file__).parent / "profiles").iterdir()):
        profiles[PROFILE_NAMES.get(path.name, path.name)].append(path.name)
    for language in FORM_LANGUAGES:
        profile = profile_counts(profiles[language]) if language in profiles else None
        lists[language] = form_words(language, profile, [lists[name] for name in NEIGHBOURS.get(language, ())])
    for language in FREQUENT_WORDS:
        lists[language] = {**lists.get(language, {}), **frequent_words(language)}
    return lists, dict(profiles)


def main() -> None:
    """Build the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "triage/lid/data")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    lists, profiles = collect()
    languages = sorted({*lists, *profiles})
    tables = {
        language: profile_counts(profiles[language])
        if language in profiles and (len(lists.get(language, ())) < SHORT_LIST or language in FORM_LANGUAGES)
        else count_ngrams(lists[language])
        for language in languages
    }
    write_words(out, languages, lists)
    write_ngrams(out, languages, tables)
    packages = ("wordfreq", "langdetect", "simplemma", "pyspellchecker")
    facts = {
        "sources": {name: version(name) for name in packages},
        "min_frequency": MIN_FREQUENCY,
        "languages": [
            {
                "tag": language,
                "words": len(lists.get(language, ())),
                "source": source_of(language, lists),
            }
            for language in languages
        ],
    }
    (out / "languages.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    for path in sorted(out.iterdir()):
        print(f"{path.stat().st_size:>10} {path.name}")


if __name__ == "__main__":
    main()
