"""What the public plugin repository would refuse is found before it is sent there."""

import stat
import zipfile
from contextlib import suppress

import pytest

from scripts.release import package
from scripts.release.package import PackageError
from scripts.release.public_checks import faults
from scripts.release.shipped_zip import read_zip

pytestmark = [
    pytest.mark.developer_tools("the scans and both Qts, which every run of unit tests has"),
    pytest.mark.posix("developers make releases, on Linux"),
]


def repacked(archive, target, change):
    """The zip `archive` with its entries as `change` gives them: name, content and rights of each."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w") as new:
        for entry in [*old.namelist(), "hso_plugin/new"]:
            content = b"" if entry == "hso_plugin/new" else old.read(entry)
            for name, data, mode in change(entry, content):
                made = zipfile.ZipInfo(name)
                made.external_attr = mode << 16
                new.writestr(made, data)
    return target


def as_it_was(name, data):
    return [] if name == "hso_plugin/new" else [(name, data, 0o100644)]


def without(missing):
    return lambda name, data: [] if name == missing else as_it_was(name, data)


def with_new(name, content=b"x", mode=0o100644):
    return lambda old, data: [(name, content, mode)] if old == "hso_plugin/new" else as_it_was(old, data)


def test_a_plugin_as_it_should_be(tree):
    assert faults(package.package(tree)) == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (without("hso_plugin/__init__.py"), "__init__.py is missing"),
        (without("hso_plugin/LICENSE"), "LICENSE is missing"),
        (without("hso_plugin/metadata.txt"), "is not a zip of the plugin"),
        (with_new("hso_plugin/engine.so"), "no files of that kind"),
        (with_new("hso_plugin/model.pyc"), "no files of that kind"),
        (with_new("hso_plugin/__pycache__/model.py"), "do not belong"),
        (with_new("hso_plugin/.env.py"), "do not belong"),
        (with_new("__MACOSX/hso_plugin/model.py"), "outside hso_plugin/"),
        (with_new("hso_plugin/../model.py"), "outside hso_plugin/"),
        (with_new("/etc/model.py"), "outside hso_plugin/"),
        (with_new("hso_plugin/run.py", mode=0o100755), "can be run"),
        (with_new("hso_plugin/link.py", b"/etc/passwd", stat.S_IFLNK | 0o644), "is a link"),
        (with_new("hso_plugin/core/model.py"), "there twice"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_the_structure_must_not_have(tree, tmp_path, change, word):
    found = faults(repacked(package.package(tree), tmp_path / "hso_plugin.0.2.0.zip", change))
    assert [line for line in found if word in line], found


def test_a_damaged_zip(tree, tmp_path):
    whole, path = package.package(tree).read_bytes(), tmp_path / "hso_plugin.0.2.0.zip"
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        with suppress(PackageError):  # one sentence, or the damage is in what nobody reads, such as a date
            read_zip(path)
    for place in range(0, len(whole) - 1, 7):
        path.write_bytes(whole[:place])
        with pytest.raises(PackageError):
            read_zip(path)
    assert len(faults(path)) == 1


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_not_every_qgis_unpacks(tree, tmp_path, packing):
    path = package.package(tree)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / path.name, "w", packing) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    with pytest.raises(PackageError, match="not every QGIS unpacks"):
        read_zip(tmp_path / path.name)


def test_too_large(tree, tmp_path):
    change = with_new("hso_plugin/large.json", b"0" * 26_000_000)
    assert faults(repacked(package.package(tree), tmp_path / "a.zip", change)) == ["26.0 MB: at most 25 MB"]


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("import subprocess\nsubprocess.run('ls ' + input(), shell=True)\n", "core/model.py:2: B602"),
        ("import pickle  # nosec\n", "core/model.py:1: keeps a line out"),
        ("TOKEN = 'ghp_" + "a1B2c3D4e5" * 4 + "'\n", "core/model.py:1: "),
        (
            "from qgis.PyQt.QtCore import Qt\nx = Qt.AlignLeft\n",
            "Qt 6: hso_plugin/core/model.py:2: no ",
        ),
        ("import PyQt5\n", "core/model.py:1: import PyQt5 through qgis.PyQt instead"),
    ],
    ids=["bandit", "nosec", "secret", "qt6", "qt5"],
)
def test_what_the_scans_find(tree, code, word):
    (tree / "hso_plugin" / "core" / "model.py").write_text(code, encoding="utf-8")
    found = faults(package.package(tree))
    assert [line for line in found if word in line], found


def test_a_form_that_does_not_load_is_named_as_in_the_zip(tree):
    (tree / "hso_plugin/forms/dock.ui").write_text("<ui/>", encoding="utf-8")
    found = faults(package.package(tree))
    assert [line.split(": does")[0] for line in found] == [f"Qt {n}: hso_plugin/forms/dock.ui" for n in (5, 6)]
