"""Build a small but real Argos package (.argosmodel) for the tests.

    python tools/build_argos_fixture.py es en
    python tools/build_argos_fixture.py en fr --steps 800

Needs torch 2.13, ctranslate2, sentencepiece, onnx and numpy; two minutes of one core. The same input gives the same
bytes.

A Transformer of two layers learns the captions in `tests/fixtures/captions.SOURCE-TARGET.tsv` until it knows them
by heart, converted to CTranslate2 (int8) and packed as Argos packages are: `metadata.json`, `model/`,
`sentencepiece.model`, `minisbd/`. It runs through CTranslate2 and argostranslate like any other package, but it is no
translator: whatever it has not learnt comes out as nonsense.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import random
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import sentencepiece
import torch
from ctranslate2.converters import utils
from ctranslate2.specs import TransformerSpec, common_spec
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "fixtures"
VERSION = "0.1"
LANGUAGE_NAMES = {"en": "English", "es": "Spanish", "fr": "French"}
SPECIAL = BLANK, UNKNOWN, BEGIN, END = ("<blank>", "<unk>", "<s>", "</s>")
ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789áéíóúñüàâçèêëîïôûÁÉÍÓÚÑ¿¡.,:;!?-()'’"

# The smallest size that learns a hundred captions without a mistake: with 64, one to four of them go wrong.
WIDTH, HEADS, LAYERS, POSITIONS = 80, 4, 2, 128
VOCABULARY = 1200
SENTENCES_PER_STEP, LEARNING_RATE, WARM_UP_STEPS, SMOOTHING = 64, 2e-3, 100, 0.05  # no dropout: it must learn by heart
MAX_GRADIENT_NORM = 1.0
SEED = 20
LONG_AGO = (2020, 1, 1, 0, 0, 0)  # the time stamp of every file in the package

Pair = tuple[str, str]


class Slots(NamedTuple):
    """The words of one language for the slots of its templates."""

    templates: tuple[str, ...]
    weekdays: tuple[str, ...]
    cities: tuple[str, ...]
    offices: tuple[str, ...]


PEOPLE = ("Inés Valverde", "Tomás de la Cruz", "Amina al-Haddad", "Rosa Montiel", "Jean Dubois", "Clara Weiss")
SLOTS = {
    "es": Slots(
        ("{office} {person} en {city}", "{office} {person} llega a {city} el {weekday}", "Vista aérea de {city}",
         "Manifestación en {city} el {weekday}", "{person} recibe el premio en {city}"),
        ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        ("Madrid", "Londres", "Lisboa", "Bruselas", "Ginebra", "Varsovia", "Atenas"),
        ("El ministro", "La alcaldesa", "El portavoz", "La embajadora"),
    ),
    "en": Slots(
        ("{office} {person} in {city}", "{office} {person} arrives in {city} on {weekday}", "Aerial view of {city}",
         "Demonstration in {city} on {weekday}", "{person} receives the prize in {city}"),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ("Madrid", "London", "Lisbon", "Brussels", "Geneva", "Warsaw", "Athens"),
        ("Minister", "Mayor", "Spokesman", "Ambassador"),
    ),
    "fr": Slots(
        ("{office} {person} à {city}", "{office} {person} arrive à {city} {weekday}", "Vue aérienne de {city}",
         "Manifestation à {city} {weekday}", "{person} reçoit le prix à {city}"),
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        ("Madrid", "Londres", "Lisbonne", "Bruxelles", "Genève", "Varsovie", "Athènes"),
        ("Le ministre", "La maire", "Le porte-parole", "L'ambassadrice"),
    ),
}  # fmt: skip
TEMPLATE_PAIRS = 240


def read_pairs(source: str, target: str) -> list[Pair]:
    """Return the captions of a pair and their translations."""
    lines = (FIXTURES / f"captions.{source}-{target}.tsv").read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    return [(original, translation) for original, translation in pairs]


def fill_templates(source: str, target: str) -> list[Pair]:
    """Return pairs made from the templates, so that the model learns words and not only whole captions."""
    chance = random.Random(SEED)
    pairs = []
    for _ in range(TEMPLATE_PAIRS):
        person = chance.choice(PEOPLE)
        template, weekday, city, office = (chance.randrange(len(slot)) for slot in SLOTS[source])
        original, translation = (
            words.templates[template].format(
                person=person, weekday=words.weekdays[weekday], city=words.cities[city], office=words.offices[office]
            )
            for words in (SLOTS[source], SLOTS[target])
        )
        pairs.append((original, translation))
    return pairs


class Attention(nn.Module):
    """Multi-head attention with separate projections, as CTranslate2 fuses them."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))

    def forward(self, x: torch.Tensor, memory: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return what each place of `x` [batch, time, width] takes from `memory` where `mask` is true."""
        query, key, value = (
            project(y).unflatten(-1, (HEADS, -1)).transpose(1, 2)
            for project, y in ((self.query, x), (self.key, memory), (self.value, memory))
        )
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return self.out(attended.transpose(1, 2).flatten(-2))


class Layer(nn.Module):
    """One layer of an encoder, or with `cross` of a decoder; normalised first."""

    def __init__(self, *, cross: bool) -> None:
        super().__init__()
        self.norm_self, self.attention_self = nn.LayerNorm(WIDTH), Attention()
        self.norm_cross = nn.LayerNorm(WIDTH) if cross else None
        self.attention_cross = Attention() if cross else None
        self.norm_feed = nn.LayerNorm(WIDTH)
        self.widen, self.narrow = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)

    def forward(
        self, x: torch.Tensor, mask: torch.Tensor, memory: torch.Tensor | None = None, seen: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Return the layer's output; a decoder layer looks at `memory` where `seen` is true."""
        y = self.norm_self(x)
        x = x + self.attention_self(y, y, mask)
        if self.attention_cross is not None and self.norm_cross is not None:
            x = x + self.attention_cross(self.norm_cross(x), memory, seen)
        return x + self.narrow(functional.relu(self.widen(self.norm_feed(x))))


class Transformer(nn.Module):
    """Encoder and decoder with one embedding for both sides and the output."""

    def __init__(self, vocabulary_size: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary_size, WIDTH)
        nn.init.normal_(self.embedding.weight, std=WIDTH**-0.5)
        self.register_buffer("positions", sinusoids())
        self.encoder = nn.ModuleList(Layer(cross=False) for _ in range(LAYERS))
        self.decoder = nn.ModuleList(Layer(cross=True) for _ in range(LAYERS))
        self.norm_encoder, self.norm_decoder = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)

    def forward(self, source: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        """Return scores [batch, time, vocabulary] of the token after each of `target`; 0 is padding."""
        seen = (source != 0)[:, None, None, :]
        x = self._embed(source)
        for layer in self.encoder:
            x = layer(x, seen)
        memory = self.norm_encoder(x)
        steps = target.shape[1]
        past = torch.ones(steps, steps, dtype=torch.bool).tril()[None, None]
        y = self._embed(target)
        for layer in self.decoder:
            y = layer(y, past, memory, seen)
        return self.norm_decoder(y) @ self.embedding.weight.T

    def _embed(self, tokens: torch.Tensor) -> torch.Tensor:
        return self.embedding(tokens) * math.sqrt(WIDTH) + self.positions[: tokens.shape[1]]


def sinusoids() -> torch.Tensor:
    """Return the position encodings [positions, width] (Vaswani et al. 2017, section 3.5)."""
    angle = torch.arange(POSITIONS)[:, None] * torch.exp(torch.arange(0, WIDTH, 2) * -(math.log(10000.0) / WIDTH))
    table = torch.zeros(POSITIONS, WIDTH)
    table[:, 0::2], table[:, 1::2] = torch.sin(angle), torch.cos(angle)
    return table


class Batch(NamedTuple):
    """Padded token ids: the source, the target as the decoder gets it, and as it should come out."""

    source: torch.Tensor
    shifted: torch.Tensor
    expected: torch.Tensor


def make_batches(pairs: Sequence[Pair], processor: Any, vocabulary: Sequence[str]) -> list[Batch]:
    """Return the pairs as batches of about equally long sources."""
    number = {token: i for i, token in enumerate(vocabulary)}

    def encode(text: str) -> list[int]:
        return [number.get(piece, number[UNKNOWN]) for piece in processor.encode(text, out_type=str)]

    def pad(rows: Iterator[list[int]]) -> torch.Tensor:
        return torch.nn.utils.rnn.pad_sequence([torch.tensor(row) for row in rows], batch_first=True)

    data = sorted(((encode(a), encode(b)) for a, b in pairs), key=lambda pair: len(pair[0]))
    rows = [data[i : i + SENTENCES_PER_STEP] for i in range(0, len(data), SENTENCES_PER_STEP)]
    return [
        Batch(
            pad(a for a, _ in row),
            pad([number[BEGIN], *b] for _, b in row),
            pad([*b, number[END]] for _, b in row),
        )
        for row in rows
    ]


def train(batches: list[Batch], vocabulary_size: int, steps: int) -> Transformer:
    """Return a model that has seen the batches in random order for a number of steps."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    model = Transformer(vocabulary_size)
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / WARM_UP_STEPS, 1.0) * max(0.05, 1 - step / steps)
    )
    model.train()
    for step in range(steps):
        if step % len(batches) == 0:
            chance.shuffle(batches)
        batch = batches[step % len(batches)]
        scores = model(batch.source, batch.shifted).flatten(0, 1)
        loss = functional.cross_entropy(scores, batch.expected.flatten(), ignore_index=0, label_smoothing=SMOOTHING)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), MAX_GRADIENT_NORM)
        optimizer.step()
        schedule.step()
        if step % 100 == 0:
            print(f"step {step} loss {loss.item():.3f}", flush=True)
    model.eval()
    return model


def convert(model: Transformer, vocabulary: Sequence[str], out: Path) -> None:
    """Write a model in CTranslate2's format, weights in int8."""
    spec = TransformerSpec.from_config((LAYERS, LAYERS), HEADS, pre_norm=True)
    for side, layers, norm in (
        (spec.encoder, model.encoder, model.norm_encoder),
        (spec.decoder, model.decoder, model.norm_decoder),
    ):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = array(model.embedding.weight)
        side.position_encodings.encodings = array(model.positions)
        set_norm(side.layer_norm, norm)
        for layer_spec, layer in zip(side.layer, layers, strict=True):
            convert_layer(layer_spec, layer)
    spec.decoder.projection.weight = array(model.embedding.weight)
    spec.register_source_vocabulary(list(vocabulary))
    spec.register_target_vocabulary(list(vocabulary))
    config = spec.config
    config.unk_token, config.bos_token, config.eos_token, config.decoder_start_token = UNKNOWN, BEGIN, END, BEGIN
    config.add_source_bos = config.add_source_eos = False
    config.layer_norm_epsilon = 1e-5  # torch's default
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(out))


def convert_layer(spec: Any, layer: Any) -> None:
    """Copy the weights of one layer; query, key and value (or key and value) become one matrix each."""
    own, cross = layer.attention_self, layer.attention_cross
    set_norm(spec.self_attention.layer_norm, layer.norm_self)
    fuse(spec.self_attention.linear[0], own.query, own.key, own.value)
    set_linear(spec.self_attention.linear[1], own.out)
    if cross is not None:
        set_norm(spec.attention.layer_norm, layer.norm_cross)
        set_linear(spec.attention.linear[0], cross.query)
        fuse(spec.attention.linear[1], cross.key, cross.value)
        set_linear(spec.attention.linear[2], cross.out)
    set_norm(spec.ffn.layer_norm, layer.norm_feed)
    set_linear(spec.ffn.linear_0, layer.widen)
    set_linear(spec.ffn.linear_1, layer.narrow)


def array(tensor: torch.Tensor) -> Any:
    """Return a tensor as the NumPy array that CTranslate2 takes."""
    return tensor.detach().float().numpy()


def set_linear(spec: Any, linear: nn.Linear) -> None:
    """Copy a matrix and its bias."""
    spec.weight, spec.bias = array(linear.weight), array(linear.bias)


def set_norm(spec: Any, norm: nn.LayerNorm) -> None:
    """Copy a normalisation."""
    spec.gamma, spec.beta = array(norm.weight), array(norm.bias)


def fuse(spec: Any, *linears: nn.Linear) -> None:
    """Copy several matrices as one."""
    parts = [common_spec.LinearSpec() for _ in linears]
    for part, linear in zip(parts, linears, strict=True):
        set_linear(part, linear)
    utils.fuse_linear(spec, parts)


def build_splitter(language: str) -> bytes:
    """Return a sentence splitter in the format of MiniSBD, so that argostranslate looks for none on the network.

    It is a rule, not a model: class 2 (end of sentence) at `.`, `!`, `?` or `…` before a blank, class 0 elsewhere.
    """
    units = ["<PAD>", "<UNK>", " ", ".", "!", "?", "…"]
    table = np.zeros((len(units), 2), np.float32)
    table[3:, 0] = 1  # ends a sentence
    table[2, 1] = 1  # is a blank
    constants = {
        "table": table, "zero": np.array([0]), "one": np.array([1]), "two": np.array([2]), "end": np.array([2**31]),
        "pads": np.array([0, 0, 0, 0, 1, 0]), "weight": np.array([[[0, 0, 2, 0, 0]]], np.float32),
        "bias": np.array([[[1, 0, 0, -1, -1]]], np.float32),
    }  # fmt: skip
    steps = [
        ("Gather", ["table", "units"], "kinds", {"axis": 0}),
        ("Slice", ["kinds", "zero", "one", "two"], "stops", {}),
        ("Slice", ["kinds", "one", "end", "two"], "blanks", {}),
        ("Slice", ["blanks", "one", "end", "one"], "later", {}),
        ("Pad", ["later", "pads"], "next", {}),
        ("Mul", ["stops", "next"], "boundaries", {}),
        ("Mul", ["boundaries", "weight"], "weighted", {}),
        ("ReduceSum", ["features", "two"], "summed", {"keepdims": 1}),  # the input must be used, its value must not
        ("Sub", ["summed", "summed"], "nothing", {}),
        ("Add", ["weighted", "bias"], "biased", {}),
        ("Add", ["biased", "nothing"], "logits", {}),
    ]
    graph = helper.make_graph(
        [helper.make_node(kind, inputs, [output], **options) for kind, inputs, output, options in steps],
        "splitter",
        [
            helper.make_tensor_value_info("units", TensorProto.INT64, ["batch", "time"]),
            helper.make_tensor_value_info("features", TensorProto.FLOAT, ["batch", "time", 1]),
        ],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "time", 5])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    vocabulary = {"lang": language, "lower": False, "_id2unit": units, "_unit2id": {u: i for i, u in enumerate(units)}}
    config = {"feat_funcs": ["end_of_para"], "batch_size": 32}
    helper.set_model_props(
        model,
        {"lang_code": language, "config": json.dumps(config), "vocab": json.dumps(vocabulary), "lexicon": "null"},
    )
    onnx.checker.check_model(model)
    serialized: bytes = model.SerializeToString(deterministic=True)
    return serialized


def train_tokenizer(pairs: Sequence[Pair]) -> bytes:
    """Return a sentencepiece model over both sides of the pairs."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([text for pair in pairs for text in pair]),
        model_writer=model,
        vocab_size=VOCABULARY,
        hard_vocab_limit=False,
        character_coverage=1.0,
        required_chars=ALPHABET,
        normalization_rule_name="identity",  # the usual rule is a table of 240 kB
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


def build(source: str, target: str, steps: int) -> dict[str, bytes]:
    """Return the files of a package."""
    base = read_pairs(source, target)
    pairs = base + [(f"{a}.", f"{b}.") for a, b in base] + fill_templates(source, target)
    tokenizer = train_tokenizer(pairs)
    processor = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
    pieces = (processor.id_to_piece(i) for i in range(processor.vocab_size()))
    vocabulary = [*SPECIAL, *(piece for piece in pieces if piece not in SPECIAL)]
    model = train(make_batches(pairs, processor, vocabulary), len(vocabulary), steps)
    metadata = {
        "package_version": VERSION, "argos_version": "1.9", "from_code": source, "from_name": LANGUAGE_NAMES[source],
        "to_code": target, "to_name": LANGUAGE_NAMES[target], "links": [],
    }  # fmt: skip
    readme = f"A test package: it knows {len(base)} captions by heart and nothing else.\n"
    files = {
        "README.md": readme.encode(),
        "metadata.json": (json.dumps(metadata, indent=2) + "\n").encode(),
        "minisbd/" + source + ".onnx": build_splitter(source),
        "sentencepiece.model": tokenizer,
    }
    with tempfile.TemporaryDirectory() as directory:
        convert(model, vocabulary, Path(directory))
        for path in sorted(Path(directory).iterdir()):
            files[f"model/{path.name}"] = path.read_bytes()
    return files


def pack(files: dict[str, bytes], out: Path) -> None:
    """Write a package: a zip with one directory at its top, equal bytes for equal files."""
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{out.stem}/{name}", LONG_AGO)
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED, compresslevel=9)


def main() -> None:
    """Build the package of one pair."""
    parser = argparse.ArgumentParser(description="Build a small but real Argos package for the tests.")
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--steps", type=int, default=1200, help="of training")
    parser.add_argument("--out", type=Path, help="default: tests/fixtures/translate-SOURCE_TARGET-VERSION.argosmodel")
    options = parser.parse_args()
    name = f"translate-{options.source}_{options.target}-{VERSION.replace('.', '_')}.argosmodel"
    out = options.out or FIXTURES / name
    torch.set_num_threads(1)
    pack(build(options.source, options.target, options.steps), out)
    print(f"{out}: {out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
