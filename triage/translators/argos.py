"""Translate with Argos models, offline: CTranslate2 and sentencepiece driven directly.

The argostranslate package would do the same one paragraph at a time: the direct path starts in 0.2 s instead of 3 to
5 s and takes all fragments of a run in one batch. The models are those of Argos Translate, found where it keeps them.

Works beside `argos-translate-lt` and beside upstream `argostranslate`: both are the same import module, and both bring
ctranslate2 and sentencepiece. The extra names argos-translate-lt because upstream pulls torch, 1.5 GB instead of 0.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from triage import config
from triage.errors import EngineError
from triage.langtag import primary
from triage.translators import DEFAULTS, Pair, Settings
from triage.translators.argos_store import BPE, MODEL_DIR, SENTENCEPIECE, Package, all_pairs, find_route, installed
from triage.translators.sentences import split

# Argos Translate's own decoding parameters, so that both give the same text.
_BEAM_SIZE = 4
_LENGTH_PENALTY = 0.2
# Tokens per CTranslate2 batch. Argos Translate's 32 tokens are two captions; 1,024 are some 40, in a few MB.
_BATCH_TOKENS = 1024
# One thread: CTranslate2's default takes every core and spins; on a busy machine it cost ten times as much.
_THREADS = 1
_WEIGHTS = "model.bin"
_LOADED_MODELS = 4  # two chains of two; each real model takes some 100 MB


class _Tokenizer(Protocol):
    """What cuts a sentence into the model's tokens and joins them again."""

    def encode(self, sentence: str) -> list[str]: ...

    def decode(self, tokens: list[str]) -> str: ...


class _Loaded(NamedTuple):
    translator: Any  # ctranslate2.Translator, which has no type hints
    tokenizer: _Tokenizer


class Argos:
    """The Argos models of this machine."""

    name = "argos"

    def __init__(self, settings: Settings = DEFAULTS) -> None:
        self._directory = settings.packages_dir or config.argos_packages_dir()

    def pairs(self) -> frozenset[Pair]:
        """Return every pair that installed packages serve, directly or in a chain."""
        if not _has_libraries():
            return frozenset()
        return all_pairs(installed(self._directory))

    def model(self, source: str, target: str) -> str:
        """Return the packages of the pair's chain, such as `es-en 1.9 + en-fr 1.9`."""
        return " + ".join(package.label for package in self._route(source, target))

    def revision(self, source: str, target: str) -> str:
        """Return when the models of the pair's chain were written."""
        weights = (package.path / MODEL_DIR / _WEIGHTS for package in self._route(source, target))
        return " ".join(str(path.stat().st_mtime_ns) for path in weights if path.exists())

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """Return the translations, one per text; each package of the chain gets one batch.

        Raises:
            EngineError: no package serves the pair, a library is missing, or a model is damaged.
        """
        route = self._route(source, target)
        if not route:
            raise EngineError(
                f"no Argos package in {self._directory} translates {source} to {target}",
                hint=f"run `triage models install {source} {target}`",
            )
        translated = tuple(texts)
        for package in route:
            translated = _apply(package, translated)
        return translated

    def _route(self, source: str, target: str) -> tuple[Package, ...]:
        return find_route(installed(self._directory), primary(source), primary(target))


def _has_libraries() -> bool:
    """Tell whether the `translate` extra is installed, without importing it."""
    return all(find_spec(library) for library in ("ctranslate2", "sentencepiece"))


def _apply(package: Package, texts: Sequence[str]) -> tuple[str, ...]:
    """Translate texts with one package: all their sentences in one batch."""
    loaded = _load(package)
    pieces = [split(text) for text in texts]
    sentences = dict.fromkeys(piece.text for text in pieces for piece in text if piece.text.strip())
    translated = dict(zip(sentences, _translate_sentences(loaded, tuple(sentences), package), strict=True))
    return tuple("".join(translated.get(piece.text, piece.text) + piece.gap for piece in text) for text in pieces)


def _translate_sentences(loaded: _Loaded, sentences: Sequence[str], package: Package) -> list[str]:
    prefix = package.target_prefix
    results = loaded.translator.translate_batch(
        [loaded.tokenizer.encode(sentence) for sentence in sentences],
        target_prefix=[[prefix]] * len(sentences) if prefix else None,
        beam_size=_BEAM_SIZE,
        length_penalty=_LENGTH_PENALTY,
        max_batch_size=_BATCH_TOKENS,
        batch_type="tokens",
        replace_unknowns=True,
    )
    decoded = (loaded.tokenizer.decode(result.hypotheses[0]).strip() for result in results)
    return [text.removeprefix(prefix).lstrip() if prefix else text for text in decoded]


def _load(package: Package) -> _Loaded:
    weights = package.path / MODEL_DIR / _WEIGHTS
    try:
        return _load_path(package.path, package.source, package.target, weights.stat().st_mtime_ns)
    except (RuntimeError, OSError, ValueError) as error:  # what CTranslate2 and sentencepiece raise for bad files
        raise EngineError(
            f"the Argos model cannot be loaded ({error})",
            path=str(package.path),
            hint=f"check it with `triage models verify`, or install {package.source} {package.target} again",
        ) from error


@lru_cache(maxsize=_LOADED_MODELS)
def _load_path(path: Path, source: str, target: str, modified_ns: int) -> _Loaded:
    """Load a model once per process; `modified_ns` makes a replaced package load anew."""
    try:
        import ctranslate2  # 0.1 s, 26 MB with sentencepiece
    except ImportError as error:
        raise EngineError("ctranslate2 is missing", hint="pip install 'caption-triage[translate]'") from error
    translator = ctranslate2.Translator(
        str(path / MODEL_DIR), device="cpu", inter_threads=1, intra_threads=_THREADS
    )
    if (path / SENTENCEPIECE).is_file():
        return _Loaded(translator, _SentencePiece(path / SENTENCEPIECE))
    return _Loaded(translator, _load_bpe(path / BPE, source, target))


class _SentencePiece:
    """The tokenizer of nearly all packages."""

    def __init__(self, path: Path) -> None:
        import sentencepiece  # counted with ctranslate2 above

        self._processor = sentencepiece.SentencePieceProcessor(model_file=str(path))

    def encode(self, sentence: str) -> list[str]:
        """Return the pieces of a sentence."""
        pieces: list[str] = self._processor.encode(sentence, out_type=str)
        return pieces

    def decode(self, tokens: list[str]) -> str:
        """Return the text of the pieces; unlike argostranslate's own it keeps underscores."""
        text: str = self._processor.decode_pieces(tokens)
        return text


def _load_bpe(path: Path, source: str, target: str) -> _Tokenizer:
    """Return argostranslate's tokenizer for a `bpe.model` package: it needs its normaliser and sacremoses."""
    try:
        from argostranslate.tokenizer import BPETokenizer  # 20 ms; sacremoses when it is first used
    except ImportError as error:
        raise EngineError(
            "a package with a bpe.model needs the argostranslate module",
            path=str(path),
            hint="pip install 'caption-triage[translate]'",
        ) from error
    tokenizer: _Tokenizer = BPETokenizer(path, source, target)
    return tokenizer
