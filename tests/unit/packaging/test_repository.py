"""The plugin repository: index, checksums, and that it is never set up where anyone could exchange the code."""

import hashlib
import xml.etree.ElementTree as ElementTree

import pytest

from scripts.release.package import PackageError
from scripts.release.repository import main, repository


def test_index_leads_to_the_zip(tree, tmp_path):
    output = tmp_path / "out"
    index = repository("https://example.org/hso/", output, tree)
    plugin = ElementTree.parse(index).getroot().find("pyqgis_plugin")
    assert plugin.attrib == {"name": "Strukturbild", "version": "0.2.0", "plugin_id": "hso_plugin"}
    texts = {child.tag: child.text for child in plugin}
    assert texts["file_name"] == "hso_plugin.0.2.0.zip"
    assert texts["download_url"] == "https://example.org/hso/hso_plugin.0.2.0.zip"
    assert texts["icon"] == "https://example.org/hso/icon.svg"
    assert (texts["qgis_minimum_version"], texts["qgis_maximum_version"]) == ("3.40", "4.99")
    assert "Hämta går fortare" in texts["changelog"]
    assert texts["author_name"] == "HSO-projektet"
    assert (output / texts["file_name"]).exists()
    assert (output / "icon.svg").exists()


def test_checksums_are_those_of_the_files(tree, tmp_path):
    output = tmp_path / "out"
    output.mkdir()
    (output / "hso_plugin.0.1.0.zip").write_text("old", encoding="utf-8")
    repository("https://example.org/hso", output, tree)
    sums = dict(line.split("  ")[::-1] for line in (output / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == {"hso_plugin.0.2.0.zip", "icon.svg", "plugins.xml"}
    for name, value in sums.items():
        assert hashlib.sha256((output / name).read_bytes()).hexdigest() == value


@pytest.mark.parametrize(
    "address", ["http://example.org/hso", "ftp://example.org", "example.org/hso", "https://", "https://[", ""]
)
def test_only_https_or_this_machine(tree, tmp_path, address):
    with pytest.raises(PackageError, match="must be https"):
        repository(address, tmp_path / "out", tree)


def test_this_machine_may_be_http(tree, tmp_path):
    assert repository("http://127.0.0.1:8000", tmp_path / "out", tree).exists()


@pytest.mark.parametrize(
    "address",
    ["https://example.org/my folder", "https://example.org/?a=1", "https://example.org/#a", "https://a:b@example.org"],
)
def test_the_address_is_that_of_a_folder(tree, tmp_path, address):
    with pytest.raises(PackageError, match="that of a folder"):
        repository(address, tmp_path / "out", tree)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["letter.txt", ".git/", "plugins.xml/"])
def test_a_folder_with_other_things_in_it_is_left_alone(tree, tmp_path, name):
    output = tmp_path / "out"
    (output / name).mkdir(parents=True) if name.endswith("/") else output.mkdir()
    if not name.endswith("/"):
        (output / name).write_text("dear", encoding="utf-8")
    with pytest.raises(PackageError, match=r"out holds what is not a plugin repository's"):
        repository("https://example.org/hso", output, tree)
    assert [path.name for path in output.iterdir()] == [name.rstrip("/")]


def test_a_repository_that_cannot_be_finished_leaves_the_one_before(tree, tmp_path):
    output = tmp_path / "out"
    repository("https://example.org/hso", output, tree)
    before = {path.name: path.read_bytes() for path in output.iterdir()}
    text = (tree / "metadata.txt").read_text(encoding="utf-8")
    (tree / "metadata.txt").write_text(text.replace("resources/icons/hso.svg", "../broken.svg"), encoding="utf-8")
    (tree / "broken.svg").symlink_to("/proc/self/mem")  # a file whose first byte cannot be read
    with pytest.raises(OSError, match="Input/output error"):
        repository("https://example.org/hso", output, tree)
    assert {path.name: path.read_bytes() for path in output.iterdir()} == before
    assert [path.name for path in tmp_path.glob(".out*")] == []


def test_what_the_system_refuses_is_said_in_one_sentence(tmp_path, capsys):
    (tmp_path / "file").touch()
    for output in (tmp_path / "file", tmp_path / "file" / "inside"):
        assert main(["--base-url", "https://example.org", "--output", str(output)]) == 1
        said = capsys.readouterr().err
        assert said.startswith("repository: ")
        assert said.count("\n") == 1
