"""`make test-next` takes this machine's own mirror, and lays out the checkout as it is, built things kept."""

import subprocess

import pytest

from scripts.dev.next_releases.checkout import lay_copy
from scripts.dev.next_releases.system import mirror_in

pytestmark = pytest.mark.posix("developers run this command, on Linux")

LISTED = """\
Debian Backports trixie-backports http://backports.example.org/debian
Debian trixie-security http://security.example.org/debian-security
Other trixie http://other.example.org/packages
Debian trixie http://mirror.example.org/debian
"""


def test_the_mirror_is_that_of_debian_itself():
    assert mirror_in(LISTED, "trixie") == "http://mirror.example.org/debian"
    assert mirror_in(LISTED, "sid") is None
    assert mirror_in("", "trixie") is None


@pytest.fixture
def checkout(tmp_path):
    """A checkout with a commit, a tag, a changed file, a new one, one removed and one that git ignores."""
    root = tmp_path / "checkout"
    root.mkdir()

    def git(*words):
        subprocess.run(["git", "-C", root, "-c", "user.name=x", "-c", "user.email=x@example.org", *words], check=True)

    git("init", "-q")
    for name in ("kept", "changed", "removed"):
        (root / name).write_text("before", encoding="utf-8")
    (root / ".gitignore").write_text("/built/\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "one")
    git("tag", "v1")
    (root / "changed").write_text("after", encoding="utf-8")
    (root / "changed").chmod(0o755)
    (root / "removed").unlink()
    (root / "folder").mkdir()
    (root / "folder" / "new").write_text("new", encoding="utf-8")
    (root / "built").mkdir()
    (root / "built" / "here").write_text("", encoding="utf-8")
    return root


def files(folder):
    return {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and ".git/" not in str(path)
    }


def test_a_copy_has_every_file_as_it_is_and_the_tags(checkout, tmp_path):
    copy = tmp_path / "copy"
    lay_copy(checkout, copy)
    assert files(copy) == {".gitignore", "kept", "changed", "folder/new"}
    assert (copy / "changed").read_text(encoding="utf-8") == "after"
    assert (copy / "changed").stat().st_mode & 0o111
    said = subprocess.run(["git", "-C", copy, "tag"], capture_output=True, text=True, check=True).stdout
    assert said == "v1\n"


def test_a_second_copy_keeps_what_was_built_there_and_removes_what_is_gone(checkout, tmp_path):
    copy = tmp_path / "copy"
    lay_copy(checkout, copy)
    (copy / "built").mkdir()
    (copy / "built" / "there").write_text("", encoding="utf-8")
    (checkout / "folder" / "new").unlink()
    before = (copy / "kept").stat().st_mtime_ns
    lay_copy(checkout, copy)
    assert files(copy) == {".gitignore", "kept", "changed", "built/there"}
    assert (copy / "kept").stat().st_mtime_ns == before
