"""`triage models`: the translation models of this machine, and which engine serves which pair here and now."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from triage import config, translators
from triage.cli import engines
from triage.cli.group import COMMANDS, say
from triage.cli.options import ENGINES, RUNNING
from triage.cli.output import Output
from triage.cli.settings import Course, Resolver
from triage.errors import ConfigError, EngineError, InputError
from triage.langtag import is_tag, primary
from triage.translators import ANY, Pair, Translator, Versioned
from triage.translators.argos_store import Package, installed

FOUND_DAMAGE = 1
_SUFFIX = ".argosmodel"
_DOWNLOADS = "models"
# What decides about which engine serves a pair.
_SERVING = [one for one in ENGINES if one.name in ("engines", "engine_command", "libretranslate_url", "insecure")]


@click.group(short_help=COMMANDS["models"].help)
def models() -> None:
    """List, install, remove and check translation models.

    Models are those of Argos Translate, kept where Argos Translate and LibreTranslate keep them. Nothing is ever
    downloaded but by `triage models install` (and `list --available` for the index); TRIAGE_OFFLINE=1 forbids that too.
    """


@models.command("list", params=[*_SERVING, *(one for one in RUNNING if one.name in ("config", "isolated"))])
@click.option("--available", is_flag=True, help="List what the public index offers instead.")
@click.pass_context
def list_models(ctx: click.Context, /, available: bool, **_: object) -> int:
    """List the language pairs that can be translated here and now, each with its engine; auto takes the first."""
    with Output() as output:
        for line in _offered() if available else _served(Resolver(ctx).course()):
            output.write(line + "\n")
    return 0


@models.command()
@click.argument("what", nargs=-1, required=True, metavar="SOURCE TARGET | FILE")
@click.option("-y", "--yes", is_flag=True, help="Download without asking.")
def install(what: tuple[str, ...], yes: bool) -> int:
    """Install the model of a language pair from the public index, or a file.

    Where no model leads directly from SOURCE to TARGET, those of the shortest chain are installed, as a rule through
    English.
    """
    if len(what) == 1 and (what[0].endswith(_SUFFIX) or Path(what[0]).exists()):
        _install_file(Path(what[0]))
    elif len(what) == 2:
        install_pair(_tag(what[0]), _tag(what[1]), yes=yes)
    else:
        raise click.UsageError(f"give a pair such as `es en`, or a file named *{_SUFFIX}")
    return 0


@models.command()
@click.argument("source")
@click.argument("target")
def remove(source: str, target: str) -> int:
    """Remove the models that translate from SOURCE to TARGET directly."""
    from triage.translators.argos_install import remove as remove_packages  # 15 ms

    for package in remove_packages(_store(), _tag(source), _tag(target)):
        say(f"removed {package.label}")
    return 0


@models.command()
def verify() -> int:
    """Compare each model with the digests recorded when it was installed; 1 if one is damaged."""
    from triage.translators.argos_install import verify as verify_packages  # 15 ms

    damaged = False
    with Output() as output:
        for package, recorded, faults in verify_packages(_store()):
            verdict = "; ".join(faults) or ("ok" if recorded else "not installed by triage, nothing recorded")
            output.write(f"{package.label}: {verdict}\n")
            damaged = damaged or bool(faults)
    return FOUND_DAMAGE if damaged else 0


@models.command()
def path() -> int:
    """Print the directory of the models."""
    with Output() as output:
        output.write(f"{_store()}\n")
    return 0


def _store() -> Path:
    return config.argos_packages_dir()


def _tag(text: str) -> str:
    if not is_tag(text):
        raise click.UsageError(f"{text!r} is no language tag such as en or pt-BR")
    return primary(text)


def _served(course: Course) -> Iterator[str]:
    """Yield a line for each pair and engine, in the order in which auto asks them."""
    settings = engines.settings(course)
    rows = []
    for order, name in enumerate(settings.order):
        engine = translators.make(name, settings)
        try:
            rows += [(pair, order, name, _model(engine, pair)) for pair in engine.pairs()]
        except EngineError as error:
            say(f"{name}: {error}")
    if not rows:
        say("no engine is ready here; `triage models install es en` installs a model from Spanish to English")
    width = max((len(name) for _, _, name, _ in rows), default=0)
    for (source, target), _, name, model in sorted(rows):
        yield f"{source} -> {target}  {name:<{width}}  {model}".rstrip()


def _model(engine: Translator, pair: Pair) -> str:
    return engine.model(*pair) if isinstance(engine, Versioned) and ANY not in pair else ""


def _offered() -> Iterator[str]:
    """Yield a line for each model of the index, with what is installed of it."""
    from triage.translators.argos_index import read_index  # 40 ms

    index = read_index(config.argos_index_url(), config.cache_dir(), offline=config.is_offline())
    here = {(package.source, package.target): package.version for package in installed(_store())}
    for offer in sorted(index, key=lambda offer: offer.package.label):
        package = offer.package
        version = here.get((package.source, package.target))
        note = f"  installed: {version}" if version else ""
        yield f"{package.source} -> {package.target}  {package.version}{note}"


def _install_file(file: Path) -> None:
    from triage.translators.argos_install import install as install_package  # 15 ms

    say(f"installed {install_package(file, _store()).label} in {_store()}")


def install_pair(source: str, target: str, *, yes: bool) -> None:
    """Download and install what is missing of the chain for a pair.

    Raises:
        ConfigError: downloads are forbidden, or the user says no.
        EngineError: there is no such model, or it cannot be had.
    """
    from triage.translators.argos_index import choose, read_index

    if config.is_offline():
        raise ConfigError("TRIAGE_OFFLINE forbids downloads", hint=f"install a file: triage models install X{_SUFFIX}")
    store = _store()
    offers = choose(read_index(config.argos_index_url(), config.cache_dir(), offline=False), source, target)
    here = {(package.source, package.target, package.version) for package in installed(store)}
    missing = [o for o in offers if (o.package.source, o.package.target, o.package.version) not in here]
    if not missing:
        say(f"{' + '.join(offer.package.label for offer in offers)}: installed already")
        return
    labels = " + ".join(offer.package.label for offer in missing)
    if not yes and sys.stdin.isatty() and not click.confirm(f"Download {labels} (30 to 250 MB each)?", err=True):
        raise ConfigError("nothing was installed")
    for offer in missing:
        _download_and_install(offer.links, offer.package, store)


def _download_and_install(links: Sequence[str], package: Package, store: Path) -> None:
    """Fetch and install one model; a file that is no package is removed, so that the next run fetches it anew."""
    from triage.translators.argos_index import Offer, download
    from triage.translators.argos_install import install as install_package

    seen = sys.stderr if sys.stderr.isatty() else io.StringIO()  # off a terminal click would still show the label
    with click.progressbar(length=1, label=package.label, file=seen) as bar:

        def show(done_bytes: int, total_bytes: int) -> None:
            bar.length = max(total_bytes, done_bytes)
            bar.update(done_bytes - bar.pos)

        file = download(Offer(package, tuple(links)), config.cache_dir() / _DOWNLOADS, progress=show)
    try:
        installed_package = install_package(file, store, pair=(package.source, package.target))
    except InputError as error:
        file.unlink()
        raise EngineError(f"{links[0]}: {error.what}", hint="try again later, or install a file") from error
    file.unlink()
    say(f"installed {installed_package.label} in {store}")
