from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.translators.conftest import FIXTURES
from tests.translators.packages import HOSTILE, contents, good_files, write_zip
from triage.errors import InputError
from triage.translators import Settings
from triage.translators.argos import Argos
from triage.translators.argos_install import install, remove, verify
from triage.translators.argos_store import installed

SPANISH = FIXTURES / "translate-es_en-0_1.argosmodel"


def labels(store: Path) -> list[str]:
    return [package.label for package in installed(store)]


def test_an_installed_package_translates_and_verifies(tmp_path: Path) -> None:
    store = tmp_path / "argos-translate" / "packages"
    package = install(SPANISH, store, pair=("es", "en"))

    assert store / "translate-es_en-0_1" == package.path
    assert ("Keep reading",) == Argos(Settings(packages_dir=store)).translate(["Siga leyendo"], "es", "en")
    assert [(True, ())] == [(verdict.recorded, verdict.faults) for verdict in verify(store)]
    assert [store.name] == os.listdir(store.parent)


def test_the_digests_are_in_the_format_of_sha256sum(tmp_path: Path) -> None:
    package = install(SPANISH, tmp_path / "packages")
    sha256sum = shutil.which("sha256sum")
    if sha256sum is None:
        pytest.skip("no sha256sum to compare with")

    subprocess.run([sha256sum, "-c", "--quiet", "triage.sha256"], cwd=package.path, check=True)


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_package_is_refused_and_changes_nothing(kind: str, tmp_path: Path) -> None:
    """Not one byte outside the file itself: neither in the store nor beside it."""
    store = tmp_path / "home" / "packages"
    install(FIXTURES / "translate-en_fr-0_1.argosmodel", store)
    file = tmp_path / "hostile.argosmodel"
    HOSTILE[kind](file)
    before = contents(tmp_path)

    with pytest.raises(InputError, match=r"hostile\.argosmodel: .+; .+"):
        install(file, store)
    assert before == contents(tmp_path)
    assert ["packages"] == os.listdir(store.parent)
    assert not os.path.lexists("/tmp/triage-escaped.txt")
    assert ["en-fr 0.1"] == labels(store)


def test_what_a_hostile_directory_is_called_does_not_matter(tmp_path: Path) -> None:
    """A package that calls itself like another one gets a name of ours, made from its metadata."""
    store = tmp_path / "packages"
    install(FIXTURES / "translate-en_fr-0_1.argosmodel", store)
    install(write_zip(tmp_path / "a.argosmodel", good_files("translate-en_fr-0_1")), store)

    assert ["translate-en_fr-0_1", "translate-es_en-1_0"] == sorted(os.listdir(store))


def test_a_package_for_another_pair_than_asked_for_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it translates es to en, not de to en"):
        install(SPANISH, tmp_path / "packages", pair=("de", "en"))
    assert [SPANISH.name] == [SPANISH.name, *os.listdir(tmp_path)]


def test_a_size_limit_holds_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="would unpack to"):
        install(SPANISH, tmp_path / "packages", max_bytes=100_000)
    assert [] == os.listdir(tmp_path)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        install(tmp_path / "none.argosmodel", tmp_path / "packages")


def test_installing_again_replaces_and_a_newer_version_goes_first(tmp_path: Path) -> None:
    store = tmp_path / "packages"
    first = install(write_zip(tmp_path / "a.argosmodel", good_files()), store)
    again = install(tmp_path / "a.argosmodel", store)
    install(write_zip(tmp_path / "b.argosmodel", good_files(package_version="1.10")), store)

    assert ["es-en 1.0", "es-en 1.10"] == sorted(labels(store))
    assert not first.path.exists()
    assert again.path.name == "translate-es_en-1_0.2"
    assert "es-en 1.10" == Argos(Settings(packages_dir=store)).model("es", "en")


def test_another_file_under_the_same_version_is_refused_until_the_old_one_is_removed(tmp_path: Path) -> None:
    store = tmp_path / "packages"
    install(write_zip(tmp_path / "a.argosmodel", good_files()), store)
    write_zip(tmp_path / "b.argosmodel", good_files(comment="changed"))

    with pytest.raises(InputError, match=r"installed before from another file \(sha256 [0-9a-f]{64}\)"):
        install(tmp_path / "b.argosmodel", store)
    assert ("es-en 1.0",) == tuple(package.label for package in remove(store, "es", "en"))
    assert "es-en 1.0" == install(tmp_path / "b.argosmodel", store).label


def test_removing_takes_all_versions_of_a_pair_and_leaves_the_rest(tmp_path: Path) -> None:
    store = tmp_path / "packages"
    for number, version in enumerate(("1.0", "1.1")):
        install(write_zip(tmp_path / f"{number}.argosmodel", good_files(package_version=version)), store)
    install(FIXTURES / "translate-en_fr-0_1.argosmodel", store)

    assert 2 == len(remove(store, "spa", "en-GB"))
    assert ["en-fr 0.1"] == labels(store)
    with pytest.raises(InputError, match="no package translates es to en"):
        remove(store, "es", "en")


def test_verify_names_every_damage(tmp_path: Path) -> None:
    package = install(SPANISH, tmp_path / "packages")
    (package.path / "model" / "model.bin").write_bytes(b"changed")
    (package.path / "README.md").unlink()
    (package.path / "added").touch()
    (verdict,) = verify(tmp_path / "packages")

    expected = ("README.md is missing", "model/model.bin is not what was installed", "added does not belong to it")
    assert expected == verdict.faults


def test_packages_that_argos_translate_installed_have_no_record(store: Path) -> None:
    assert [(False, ()), (False, ())] == [(verdict.recorded, verdict.faults) for verdict in verify(store)]


def test_what_killed_runs_left_is_removed_after_a_day_and_what_is_in_use_stays(tmp_path: Path) -> None:
    for name, seconds in ((".triage-old", 0), (".triage-new", 2**31)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (seconds, seconds))
    install(SPANISH, tmp_path / "packages")

    assert {".triage-new", "packages"} == set(os.listdir(tmp_path))


def test_a_store_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(InputError, match="cannot install"):
        install(SPANISH, tmp_path / "file" / "packages")
