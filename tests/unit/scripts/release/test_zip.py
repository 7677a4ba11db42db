"""The plugin's zip: what is in it, what keeps it from being made, and that it is the same every time."""

import configparser
import hashlib
import os
import zipfile

import pytest

from scripts.release import package
from scripts.release.package import PackageError

pytestmark = pytest.mark.posix("developers make releases, on Linux")


def names(path):
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def test_zip_is_named_and_filled_as_the_installer_wants_it(tree):
    made = package.package(tree)
    assert made == tree / "dist" / "hso_plugin.0.2.0.zip"
    assert names(made) == [
        "hso_plugin/LICENSE",
        "hso_plugin/__init__.py",
        "hso_plugin/core/model.py",
        "hso_plugin/forms/dock.ui",
        "hso_plugin/metadata.txt",
        "hso_plugin/resources/i18n/hso_en.qm",
        "hso_plugin/resources/icons/hso.svg",
    ]


def test_zip_is_the_same_whenever_it_is_made(tree):
    first = hashlib.sha256(package.package(tree).read_bytes()).digest()
    for path in tree.rglob("*.py"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        path.chmod(0o755)
    assert hashlib.sha256(package.package(tree).read_bytes()).digest() == first


def test_shipped_metadata_reads_with_the_parser_of_qgis_and_has_the_changelog(tree):
    with zipfile.ZipFile(package.package(tree)) as archive:
        text = archive.read("hso_plugin/metadata.txt").decode("utf-8")
    parser = configparser.ConfigParser()  # QGIS reads with interpolation, so do we here
    parser.read_string(text)
    assert parser["general"]["changelog"].splitlines() == ["Nytt", "- Hämta går fortare.", "- Skicka."]
    assert parser["general"]["name"] == "Strukturbild"


@pytest.mark.parametrize(
    "text",
    ["# Ändringar\n", "## 0.2.0.1\n\nNytt.\n\n## 0.1.0\n\nFörst.\n", "## 0.2.0\n\n   \n## 0.1.0\n\nFörst.\n"],
    ids=["none", "another version", "empty"],
)
def test_a_version_without_changelog_is_not_packaged(tree, text):
    (tree / "CHANGELOG.md").write_text(text, encoding="utf-8")
    with pytest.raises(PackageError, match=r"CHANGELOG.md says nothing about 0\.2\.0"):
        package.package(tree)
    assert not (tree / "dist").exists()


@pytest.mark.parametrize("name", ["core/engine.so", "core/.env", "core/model.py.orig", "tests/test_x.py", "data.gpkg"])
def test_what_does_not_belong_stops_the_packaging(tree, name):
    path = tree / "hso_plugin" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x", encoding="utf-8")
    with pytest.raises(PackageError, match="does not belong in the plugin"):
        package.package(tree)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("tracker=https://example.org/arenden\n", "", "lacks tracker"),
        ("about=Om", "about=", "lacks about"),
        ("version=0.2.0", "version=0.2", "not of the form"),
        ("about=Om", "about=100 % klart", "a % in metadata.txt"),
        ("about=Om", "about=Om\nchangelog=x", "changelog of its own"),
        ("[general]", "[plugin]", "no \\[general\\] section"),
    ],
)
def test_faulty_metadata_is_told_in_a_sentence(tree, old, new, sentence):
    metadata = tree / "metadata.txt"
    metadata.write_text(metadata.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(PackageError, match=sentence):
        package.package(tree)


def test_folder_replaces_the_one_before(tree):
    stale = tree / "build" / "hso_plugin" / "gone.py"
    stale.parent.mkdir(parents=True)
    stale.write_text("", encoding="utf-8")
    folder = package.write_folder(package.contents(tree), tree / "build")
    assert not stale.exists()
    assert (folder / "metadata.txt").read_text(encoding="utf-8").startswith("[general]")
    assert (folder / "core" / "model.py").exists()


def test_too_large_a_zip_is_not_left_behind(tree, monkeypatch):
    monkeypatch.setattr(package, "MAX_BYTES", 100)
    with pytest.raises(PackageError, match="plugin repositories take"):
        package.package(tree)
    assert not list((tree / "dist").iterdir())


def test_a_zip_that_cannot_be_finished_leaves_the_one_before(tmp_path):
    target = tmp_path / "hso_plugin.0.2.0.zip"
    package.write_zip({"hso_plugin/a": b"whole"}, target)
    before = target.read_bytes()
    with pytest.raises(UnicodeEncodeError):
        package.write_zip({"hso_plugin/a": b"new", "hso_plugin/b": "\ud800"}, target)
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]
