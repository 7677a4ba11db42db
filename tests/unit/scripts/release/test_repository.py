"""The plugin repository: what it offers, what is withdrawn, and that its files agree."""

import hashlib
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest

from scripts.release import package
from scripts.release.package import PackageError
from scripts.release.repository import add, main, withdraw
from scripts.release.repository_files import read_record
from scripts.release.repository_verify import faults

pytestmark = pytest.mark.posix("developers make releases, on Linux")

URL = "https://example.org/hso"
DAY = date(2030, 1, 2)


def zipped(tree, version="0.2.0", experimental=False, news="Nytt."):
    """A zip of the small plugin under another number."""
    metadata = tree / "metadata.txt"
    lines = [line for line in metadata.read_text(encoding="utf-8").splitlines() if not line.startswith("experimental")]
    lines = [f"version={version}" if line.startswith("version=") else line for line in lines]
    metadata.write_text("\n".join([*lines, f"experimental={experimental}"]) + "\n", encoding="utf-8")
    (tree / "CHANGELOG.md").write_text(f"# Ändringar\n\n## {version}\n\n- {news}\n", encoding="utf-8")
    return package.package(tree)


def offered(folder):
    """Versions in the order of plugins.xml, and whether each is experimental."""
    plugins = ElementTree.parse(folder / "plugins.xml").getroot().findall("pyqgis_plugin")
    return [(each.get("version"), each.findtext("experimental") == "True") for each in plugins]


def everything(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def published(tree, tmp_path):
    """A repository with three versions, of which the newest is on trial."""
    folder = tmp_path / "out"
    for version, experimental in (("0.9.0", False), ("0.11.0", True), ("0.10.0", False)):
        add(zipped(tree, version, experimental, f"Nytt i {version} & <mer>."), folder, URL, DAY)
    return folder


def test_index_leads_to_the_zip(tree, tmp_path):
    output = tmp_path / "out"
    add(zipped(tree, news="Hämta går fortare."), output, f"{URL}/", DAY)
    plugin = ElementTree.parse(output / "plugins.xml").getroot().find("pyqgis_plugin")
    assert plugin.attrib == {"name": "Strukturbild", "version": "0.2.0", "plugin_id": "hso_plugin"}
    texts = {child.tag: child.text for child in plugin}
    assert texts["file_name"] == "hso_plugin.0.2.0.zip"
    assert texts["download_url"] == "https://example.org/hso/hso_plugin.0.2.0.zip"
    assert texts["icon"] == "https://example.org/hso/hso_plugin.0.2.0.svg"
    assert (texts["qgis_minimum_version"], texts["qgis_maximum_version"]) == ("3.40", "4.99")
    assert "Hämta går fortare" in texts["changelog"]
    assert texts["author_name"] == "HSO-projektet"
    assert texts["create_date"] == "2030-01-02T00:00:00"
    assert (output / texts["file_name"]).exists()
    assert (output / "hso_plugin.0.2.0.svg").read_text(encoding="utf-8") == "<svg/>"


def test_all_versions_are_offered_the_highest_last(published):
    assert offered(published) == [("0.9.0", False), ("0.10.0", False), ("0.11.0", True)]
    assert faults(published) == []


def test_the_page_has_every_version_with_its_news_the_highest_first(published):
    page = (published / "index.html").read_text(encoding="utf-8")
    places = [page.index(f"<h2>{version}") for version in ("0.11.0", "0.10.0", "0.9.0")]
    assert places == sorted(places)
    assert "Nytt i 0.9.0 &amp; &lt;mer&gt;." in page and "<mer>" not in page
    assert page.count("experimental") == 1
    for name in ("hso_plugin.0.9.0.zip", "https://example.org/hso/plugins.xml", "Plugin →", "Plugins →"):
        assert name in page


def test_checksums_are_those_of_the_files(published):
    withdraw("0.9.0", published, "Fel.", DAY)
    sums = dict(line.split("  ")[::-1] for line in (published / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == set(everything(published)) - {"SHA256SUMS"}
    assert "arkiv/hso_plugin.0.9.0.zip" in sums
    for name, value in sums.items():
        assert hashlib.sha256((published / name).read_bytes()).hexdigest() == value


def test_a_withdrawn_version_leaves_the_lists_and_stays_in_the_archive(published):
    before = (published / "hso_plugin.0.10.0.zip").read_bytes()
    withdraw("0.10.0", published, "Hämtningen <stannar>.", DAY)
    assert offered(published) == [("0.9.0", False), ("0.11.0", True)]
    assert (published / "arkiv" / "hso_plugin.0.10.0.zip").read_bytes() == before
    assert not list(published.glob("hso_plugin.0.10.0.*"))
    page = (published / "index.html").read_text(encoding="utf-8")
    assert "0.10.0, 2030-01-02: Hämtningen &lt;stannar&gt;." in page and "<h2>0.10.0" not in page
    assert faults(published) == []


def test_the_last_version_can_be_withdrawn(tree, tmp_path):
    folder = tmp_path / "out"
    add(zipped(tree), folder, URL)
    withdraw("0.2.0", folder, "Fel.")
    assert offered(folder) == [] and faults(folder) == []


def test_a_published_version_never_changes(tree, published):
    before = everything(published)
    with pytest.raises(PackageError, match=r"0\.9\.0 is published already, with other content"):
        add(zipped(tree, "0.9.0", news="Annat."), published)
    withdraw("0.9.0", published, "Fel.", DAY)
    after = everything(published)
    with pytest.raises(PackageError, match=r"0\.9\.0 was withdrawn"):
        add(zipped(tree, "0.9.0", news="Annat."), published)
    assert everything(published) == after != before


def test_the_same_zip_again_finishes_what_was_broken_off(tree, published):
    archive = zipped(tree, "0.12.0")
    add(archive, published, day=DAY)
    whole = everything(published)
    for name in ("plugins.xml", "SHA256SUMS", "repository.json"):
        (published / name).write_bytes(whole[name].replace(b"0.12.0", b"0.9.0"))
    (published / "repository.json").write_bytes(whole["repository.json"])
    add(archive, published)
    assert everything(published) == whole


def test_adding_that_fails_leaves_what_qgis_reads_as_it_was(tree, published, monkeypatch):
    before = everything(published)

    def full(*_):
        raise OSError("No space left on device")

    archive = zipped(tree, "0.12.0")
    monkeypatch.setattr("scripts.release.repository.rewrite", full)
    with pytest.raises(OSError, match="No space left"):
        add(archive, published)
    after = everything(published)
    assert after.pop("hso_plugin.0.12.0.zip")
    assert after == before
    assert faults(published) == ["hso_plugin.0.12.0.zip is in no list"]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("hso_plugin.0.9.0.zip", "not the file that was published"),
        ("hso_plugin.0.9.0.svg", "not what follows"),
        ("plugins.xml", "not what follows"),
        ("index.html", "not what follows"),
        ("SHA256SUMS", "not what follows"),
        ("repository.json", "cannot be read"),
    ],
)
def test_verifying_finds_what_was_touched_and_what_is_missing(published, name, word):
    content = (published / name).read_bytes()
    (published / name).write_bytes(content[:-1] + b"?")
    assert [line for line in faults(published) if word in line and name in line]
    (published / name).unlink()
    assert [line for line in faults(published) if name in line and ("missing" in line or "it has no" in line)]
    (published / name).write_bytes(content)
    assert faults(published) == []


def test_verifying_finds_a_zip_of_another_version_and_one_that_nobody_knows(tree, published):
    (published / "hso_plugin.7.7.7.zip").write_bytes(zipped(tree, "7.7.7").read_bytes())
    assert faults(published) == ["hso_plugin.7.7.7.zip is in no list"]
    record = (published / "repository.json").read_text(encoding="utf-8")
    sums = {version: each.sha256 for version, each in read_record(published).versions.items()}
    (published / "repository.json").write_text(record.replace(sums["0.9.0"], sums["0.10.0"]), encoding="utf-8")
    (published / "hso_plugin.0.9.0.zip").write_bytes((published / "hso_plugin.0.10.0.zip").read_bytes())
    assert faults(published) == ["hso_plugin.0.9.0.zip says that it is version 0.10.0"]


def test_what_the_administrator_lays_there_is_left_alone(tree, published):
    (published / ".htaccess").write_text("Require valid-user", encoding="utf-8")
    add(zipped(tree, "0.12.0"), published)
    withdraw("0.12.0", published, "Fel.")
    assert (published / ".htaccess").exists() and faults(published) == []


@pytest.mark.parametrize("address", ["http://example.org/hso", "ftp://example.org", "example.org/hso", "https://["])
def test_only_https_or_this_machine(tree, tmp_path, address):
    with pytest.raises(PackageError, match="must be https"):
        add(zipped(tree), tmp_path / "out", address)
    assert not (tmp_path / "out").exists()


def test_this_machine_may_be_http(tree, tmp_path):
    assert add(zipped(tree), tmp_path / "out", "http://127.0.0.1:8000").versions


@pytest.mark.parametrize(
    "address",
    ["https://example.org/my folder", "https://example.org/?a=1", "https://example.org/#a", "https://a:b@example.org"],
)
def test_the_address_is_that_of_a_folder(tree, tmp_path, address):
    with pytest.raises(PackageError, match="that of a folder"):
        add(zipped(tree), tmp_path / "out", address)
    assert not (tmp_path / "out").exists()


def test_a_new_repository_needs_its_address(tree, tmp_path):
    with pytest.raises(PackageError, match="needs --base-url"):
        add(zipped(tree), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_with_other_things_in_it_is_left_alone(tree, tmp_path):
    output = tmp_path / "out"
    output.mkdir()
    (output / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(PackageError, match=r"out holds what is not a plugin repository's"):
        add(zipped(tree), output, URL)
    assert [path.name for path in output.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04"])
def test_something_else_than_a_zip_of_the_plugin_is_not_offered(tmp_path, published, content):
    before = everything(published)
    (tmp_path / "annat.zip").write_bytes(content)
    with pytest.raises(PackageError, match=r"annat\.zip is not a zip of the plugin"):
        add(tmp_path / "annat.zip", published)
    assert everything(published) == before


def test_what_cannot_be_done_is_said_in_one_sentence(tree, tmp_path, published, capsys):
    (tmp_path / "file").touch()
    archive = str(zipped(tree, "0.12.0"))
    for words in (
        ["add", archive, "--base-url", URL, "--folder", str(tmp_path / "file")],
        ["add", archive, "--base-url", URL, "--folder", str(tmp_path / "file" / "inside")],
        ["add", str(tmp_path / "none.zip"), "--folder", str(published)],
        ["withdraw", "7.7.7", "--reason", "Fel.", "--folder", str(published)],
        ["withdraw", "0.9.0", "--folder", str(published)],
        ["withdraw", "0.9.0", "--reason", "Fel.", "--folder", str(tmp_path / "nowhere")],
    ):
        assert main(words) == 1
        said = capsys.readouterr().err
        assert said.startswith("repository: ")
        assert said.count("\n") == 1


def test_verify_ends_with_1_when_something_is_wrong(published, capsys):
    assert main(["verify", "--folder", str(published)]) == 0
    (published / "index.html").unlink()
    assert main(["verify", "--folder", str(published)]) == 1
    assert "index.html is missing" in capsys.readouterr().out
