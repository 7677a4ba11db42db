"""The plugin repository: index, checksums, and that it is never set up where anyone could exchange the code."""

import hashlib
import xml.etree.ElementTree as ElementTree

import pytest

from scripts.package import PackageError
from scripts.repository import repository


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


@pytest.mark.parametrize("address", ["http://example.org/hso", "ftp://example.org", "example.org/hso", "https://", ""])
def test_only_https_or_this_machine(tree, tmp_path, address):
    with pytest.raises(PackageError, match="must be https"):
        repository(address, tmp_path / "out", tree)


def test_this_machine_may_be_http(tree, tmp_path):
    assert repository("http://127.0.0.1:8000", tmp_path / "out", tree).exists()
