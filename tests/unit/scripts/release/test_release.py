"""A release: what keeps it from being made, what it makes, and that a broken one leaves everything as it was."""

import shutil
import subprocess
import sys
from datetime import date

import pytest

from scripts.release import package, released
from scripts.release.changelog import dated, unreleased
from scripts.release.package import PackageError
from scripts.release.release import BUILDING, CHECKS, release
from scripts.release.repository import add, withdraw

pytestmark = [
    pytest.mark.developer_tools("the scans and both Qts, which every run of unit tests has"),
    pytest.mark.posix("developers make releases, on Linux"),
]

DAY = date(2030, 1, 2)
NEWS = "# Ändringar\n\nInledning.\n\n## Kommande\n\n- Hämta går fortare.\n\n## 0.2.0\n\n- Skicka.\n"
PASSES, FAILS = (sys.executable, "-c", "pass"), (sys.executable, "-c", "raise SystemExit(1)")


def git(root, *words):
    done = subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def project(tree):
    """A clone of a small plugin's project, with the scripts that package it, at version 0.2.0."""
    for path in tree.rglob("__pycache__"):
        shutil.rmtree(path)
    (tree / "hso_plugin/resources/i18n/hso_en.qm").unlink()
    (tree / "hso_plugin/resources/i18n/hso_plugin_en.ts").write_text('<TS version="2.1" language="en"/>', "utf-8")
    for name in ("scripts/__init__.py", "scripts/dev/i18n.py", "scripts/release"):
        source, target = package.ROOT / name, tree / name
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    (tree / "docs").mkdir()
    (tree / "docs/klassificering.md").write_text("Gammal.\n", encoding="utf-8")
    (tree / "CHANGELOG.md").write_text(NEWS, encoding="utf-8")
    (tree / ".gitignore").write_text("/dist/\n/repository/\n*.qm\n__pycache__/\n", encoding="utf-8")
    git(tree, "init", "-q", "-b", "main")
    git(tree, "config", "user.name", "HSO-projektet")
    git(tree, "config", "user.email", "hso@example.org")
    git(tree, "add", "-A")
    git(tree, "commit", "-qm", "Begin")
    return tree


def state(root):
    """Everything a release may change."""
    files = {name: (root / name).read_bytes() for name in ("metadata.txt", "CHANGELOG.md", "docs/klassificering.md")}
    return files, git(root, "rev-parse", "HEAD"), git(root, "tag"), git(root, "status", "--porcelain")


#: The pages and the translations, made anew.
MAKING = (
    (sys.executable, "-c", "open('docs/klassificering.md', 'w').write('Ny.\\n')"),
    ("{python}", "-m", "scripts.dev.i18n", "release"),
)


def make(root, version="0.3.0", checks=(PASSES,), building=MAKING):
    return release(root, version, DAY, lambda _text: None, checks, building)


def test_a_release_is_committed_tagged_and_the_same_from_a_fresh_clone(project, tmp_path):
    archive = make(project)
    assert archive == project / "dist" / "hso_plugin.0.3.0.zip"
    assert git(project, "status", "--porcelain") == ""
    assert git(project, "log", "-1", "--format=%s") == "Release 0.3.0"
    assert sorted(git(project, "show", "--name-only", "--format=").splitlines()) == [
        "CHANGELOG.md",
        "docs/klassificering.md",
        "metadata.txt",
    ]
    assert git(project, "rev-parse", "v0.3.0^{commit}") == git(project, "rev-parse", "HEAD")
    assert "- Hämta går fortare." in git(project, "tag", "-l", "--format=%(contents)", "v0.3.0")
    assert package.metadata(project)["version"] == "0.3.0"
    text = (project / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Kommande\n\n## 0.3.0 – 2030-01-02\n\n- Hämta går fortare.\n\n## 0.2.0\n" in text
    git(tmp_path, "clone", "-q", str(project), str(tmp_path / "fresh"))
    assert released.build_version(tmp_path / "fresh", "0.3.0", tmp_path / "made").read_bytes() == archive.read_bytes()


def test_the_next_release_needs_news_of_its_own(project):
    make(project)
    before = state(project)
    with pytest.raises(PackageError, match="says nothing under '## Kommande'"):
        make(project, "0.4.0")
    assert state(project) == before


@pytest.mark.parametrize("name", ["metadata.txt", "new.txt"])
def test_a_tree_that_is_not_clean(project, name):
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    before = state(project)
    with pytest.raises(PackageError, match=f"not clean .*{name}"):
        make(project)
    assert state(project) == before


@pytest.mark.parametrize(
    ("version", "sentence"),
    [
        ("0.3", "is not a version"),
        ("v0.3.0", "is not a version"),
        ("0.03.0", "is not a version"),
        ("0.2.0", "exists already"),
        ("0.1.0", "exists already"),
        ("0.0.9", "is not higher than 0.2.0"),
    ],
)
def test_a_version_that_cannot_be_the_next(project, version, sentence):
    before = state(project)
    with pytest.raises(PackageError, match=sentence):
        make(project, version)
    assert state(project) == before


def test_a_version_that_is_tagged_or_was_published_exists_already(project):
    git(project, "tag", "v0.3.0")
    with pytest.raises(PackageError, match=r"0\.3\.0 exists already"):
        make(project)
    archive = make(project, "0.4.0")
    add(archive, project / "repository", "https://example.org/hso")
    withdraw("0.4.0", project / "repository", "Fel.")
    git(project, "tag", "-d", "v0.4.0")
    git(project, "reset", "-q", "--hard", "HEAD~1")
    before = state(project)
    with pytest.raises(PackageError, match=r"0\.4\.0 exists already"):
        make(project, "0.4.0")
    assert state(project) == before


@pytest.mark.parametrize("text", ["# Ändringar\n", NEWS.replace("- Hämta går fortare.", "### Nytt")])
def test_nothing_new_to_tell(project, text):
    (project / "CHANGELOG.md").write_text(text, encoding="utf-8")
    git(project, "commit", "-qam", "Tell nothing")
    before = state(project)
    with pytest.raises(PackageError, match="write there what is new"):
        make(project)
    assert state(project) == before


def test_checks_that_fail(project):
    before = state(project)
    with pytest.raises(PackageError, match="failed: nothing is released"):
        make(project, checks=(PASSES, FAILS))
    assert state(project) == before


def test_pages_that_cannot_be_made(project):
    half = (sys.executable, "-c", "open('docs/klassificering.md', 'w').write('Halv'); raise SystemExit(1)")
    before = state(project)
    with pytest.raises(PackageError, match="failed: nothing is released"):
        make(project, building=(half,))
    assert state(project) == before


def test_a_zip_that_would_not_be_taken(project):
    (project / "hso_plugin/core/model.py").write_text("import pickle\n", encoding="utf-8")
    git(project, "commit", "-qam", "Be careless")
    before = state(project)
    with pytest.raises(PackageError, match=r"(?s)would not take the zip.*B403"):
        make(project)
    assert state(project) == before


def test_a_tag_that_cannot_be_made_takes_the_commit_back(project):
    before = state(project)
    (project / ".git/refs/tags/v0.3.0.lock").touch()
    with pytest.raises(PackageError, match="git tag failed"):
        make(project)
    (project / ".git/refs/tags/v0.3.0.lock").unlink()
    assert state(project) == before


def test_what_lies_in_the_folder_only_is_not_released(project):
    """Kept out of git, but in the zip."""
    with (project / ".gitignore").open("a", encoding="utf-8") as file:
        file.write("/hso_plugin/core/local.py\n")
    git(project, "commit", "-qam", "Look away")
    (project / "hso_plugin/core/local.py").write_text("", encoding="utf-8")
    before = state(project)
    with pytest.raises(PackageError, match="makes another zip than this folder"):
        make(project)
    assert state(project) == before


def test_what_somebody_writes_while_the_checks_run_is_kept(project):
    writing = (sys.executable, "-c", "open('CHANGELOG.md', 'a').write('Mer.'); open('new.txt', 'w').write('Nytt.')")
    with pytest.raises(PackageError, match="was changed while the checks ran"):
        make(project, checks=(writing,))
    assert (project / "CHANGELOG.md").read_text(encoding="utf-8").endswith("Mer.")
    assert (project / "new.txt").exists()
    assert package.metadata(project)["version"] == "0.2.0"


def test_what_somebody_commits_while_the_checks_run_is_kept(project):
    committing = ("git", "commit", "-q", "--allow-empty", "-m", "Go on")
    with pytest.raises(PackageError, match="was committed while the checks ran"):
        make(project, checks=(committing,))
    assert git(project, "log", "-1", "--format=%s") == "Go on"
    assert git(project, "status", "--porcelain") == ""


def test_no_branch(project):
    git(project, "checkout", "-q", "--detach")
    with pytest.raises(PackageError, match="no branch"):
        make(project)


def test_the_real_checks_are_those_that_every_change_must_pass():
    makefile = (package.ROOT / "Makefile").read_text(encoding="utf-8")
    targets = [command[1] for command in CHECKS if command[0] == "make"]
    assert targets == ["lint", "test"] and len(CHECKS) == 2
    assert all(f"\n{target}: " in makefile for target in targets)
    assert [command[2] for command in BUILDING] == ["scripts.dev.i18n", "scripts.dev.i18n", "scripts.admin.catalogue"]


@pytest.mark.parametrize("heading", ["## Kommande", "## [Unreleased]", "## Unreleased"])
def test_the_section_that_is_dated(heading):
    text = NEWS.replace("## Kommande", heading)
    assert unreleased(text) == "- Hämta går fortare."
    assert dated(text, "0.3.0", DAY).count("\n## ") == 3


def test_the_only_section(tmp_path):
    text = "# Ändringar\n\n## Kommande\n\n- Först.\n"
    assert dated(text, "0.1.0", DAY) == "# Ändringar\n\n## Kommande\n\n## 0.1.0 – 2030-01-02\n\n- Först.\n"


def test_a_version_from_before_there_were_tags(project, tmp_path, monkeypatch):
    monkeypatch.setattr(released, "WITHOUT_TAG", tmp_path / "released.json")
    released.WITHOUT_TAG.write_text(f'{{"0.2.0": "{git(project, "rev-parse", "HEAD")}"}}', encoding="utf-8")
    made = released.build_version(project, "0.2.0", tmp_path)
    assert made == tmp_path / "hso_plugin.0.2.0.zip" and made.exists()


def test_a_clone_that_is_too_small_says_so(project, tmp_path):
    git(project, "commit", "-q", "--allow-empty", "-m", "Go on")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{project}", str(tmp_path / "shallow"))
    with pytest.raises(PackageError, match=r"the clone is shallow and lacks version 0\.1\.0: run git fetch"):
        released.build_version(tmp_path / "shallow", "0.1.0", tmp_path)
    with pytest.raises(PackageError, match=r"the clone lacks \w+, which is version 0\.1\.0"):
        released.build_version(project, "0.1.0", tmp_path)
    with pytest.raises(PackageError, match=r"there is no version 7\.7\.7: it has no tag v7\.7\.7"):
        released.build_version(project, "7.7.7", tmp_path)
