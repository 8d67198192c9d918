"""The distribution: built without a network, installed beside nothing but its declared dependencies."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import triage

DATA_LIMIT_BYTES = 15_000_000


def run(*command: str | Path) -> str:
    """Run a command that must succeed and return what it printed."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """The files git knows, with their present content, apart from the checkout: building leaves nothing in it."""
    copy = tmp_path_factory.mktemp("source")
    for name in filter(None, run("git", "-C", project, "ls-files", "-z").split("\0")):
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((project / name).read_bytes())
    return copy


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, source: Path) -> Path:
    """The wheel, built with the tools that are installed."""
    out = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index")
    run(*pip, "-w", out, source)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def sdist_names(tmp_path_factory: pytest.TempPathFactory, source: Path) -> frozenset[str]:
    """The names in the source distribution, without its top directory."""
    out = tmp_path_factory.mktemp("sdist")
    build = "import os, sys; from setuptools import build_meta as m; os.chdir(sys.argv[1]); m.build_sdist(sys.argv[2])"
    run(sys.executable, "-c", build, source, out)
    with tarfile.open(next(out.glob("*.tar.gz"))) as archive:
        return frozenset(name.partition("/")[2] for name in archive.getnames())


@pytest.fixture(scope="module")
def clean_scripts(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """The scripts of a Python with the wheel and its declared dependencies, and nothing else, not even pip."""
    root = tmp_path_factory.mktemp("clean")
    venv.create(root, with_pip=False)
    scripts = next(path for path in (root / "bin", root / "Scripts") if path.is_dir())
    run(sys.executable, "-m", "pip", "--python", scripts / "python", "install", "-q", "--no-deps", "--no-index", wheel)
    site = Path(run(scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    for entry in {entry for name in requirements("caption-triage") for entry in installed(name)}:
        (site / entry.name).symlink_to(entry)
    return scripts


def requirements(name: str) -> Iterator[str]:
    """Name what a distribution needs on this Python without extras, and what that needs in turn."""
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement.name
            yield from requirements(requirement.name)


def installed(name: str) -> Iterator[Path]:
    """Name the top-level files and directories that a distribution put into site-packages."""
    one = distribution(name)
    tops = {path.parts[0] for path in one.files or ()} - {"..", "__pycache__"}
    return (Path(str(one.locate_file(top))) for top in tops)


def test_wheel_holds_the_package_its_tables_and_its_licences(wheel: Path, project: Path) -> None:
    """Every module and table in git is in the wheel; nothing but the package and what a compiler made of it is."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = {Path(name).name for name in archive.namelist() if ".dist-info/" in name}
    tracked = set(filter(None, run("git", "-C", project, "ls-files", "-z", "triage").split("\0")))

    compiled = {name for name in names if name.endswith((".so", ".pyd"))}

    assert names - compiled == tracked
    assert {"LICENSE", "NOTICE"} <= licences
    assert any(name.startswith("triage/lid/data/") for name in names)


def test_tables_stay_small(project: Path) -> None:
    """The language tables must not make the package heavy for a pre-commit hook."""
    assert sum(path.stat().st_size for path in (project / "triage/lid/data").iterdir()) <= DATA_LIMIT_BYTES


def test_sdist_holds_everything_the_tests_need(sdist_names: frozenset[str], project: Path) -> None:
    """All that git knows but the CI run and what configures git itself."""
    tracked = set(filter(None, run("git", "-C", project, "ls-files", "-z").split("\0")))

    assert {name for name in tracked - sdist_names if not name.startswith((".ci/", ".git"))} == set()


def test_version_is_printed_without_development_dependencies(clean_scripts: Path) -> None:
    """The installed command starts on its declared dependencies alone."""
    assert triage.__version__ in run(clean_scripts / "triage", "--version")


def test_every_module_imports_without_development_dependencies(clean_scripts: Path) -> None:
    """No module needs at import what only an extra installs."""
    program = (
        "import importlib, pkgutil, triage\n"
        "names = [module.name for module in pkgutil.walk_packages(triage.__path__, 'triage.')]\n"
        "for name in names: name.endswith('__main__') or importlib.import_module(name)\n"
        "print(len(names))"
    )

    assert int(run(clean_scripts / "python", "-I", "-c", program)) > 1


def test_installed_command_finds_the_captions_of_the_sample(clean_scripts: Path, project: Path) -> None:
    """Reading the tables works from site-packages."""
    article = project / "samples/article.txt"
    command = (clean_scripts / "triage", "scan", "--isolated", "--exit-zero", article)

    assert len([line for line in run(*command).splitlines() if "TR001" in line]) == 4
