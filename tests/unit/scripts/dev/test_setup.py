"""`scripts/dev/setup.sh` makes the environment in its own folder, and empties nobody else's."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.release.package import ROOT

pytestmark = pytest.mark.posix("developers run this command, on Linux")


@pytest.fixture
def checkout(tmp_path):
    """A folder with the script and what it reads, as another checkout of the project."""
    made = tmp_path / "checkout"
    (made / "scripts" / "dev").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "dev" / "setup.sh", made / "scripts" / "dev")
    (made / "requirements-dev.txt").write_text("", encoding="utf-8")
    return made


def setup(checkout: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HSO_SKIP_APT": "1"}
    return subprocess.run(
        [checkout / "scripts" / "dev" / "setup.sh"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_environment_of_another_checkout_is_not_emptied_through_a_link(checkout, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "kept").write_text("", encoding="utf-8")
    (checkout / ".venv").symlink_to(other)
    done = setup(checkout)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr == (
        f"setup: .venv is a symbolic link, and making it anew would empty {other}. Remove the link and run again.\n"
    )
    assert [each.name for each in other.iterdir()] == ["kept"]


def test_a_link_to_an_environment_that_is_fit_is_used(checkout, tmp_path):
    made, elsewhere = checkout / ".venv", tmp_path / "elsewhere"
    assert setup(checkout).returncode == 0
    made.rename(elsewhere)
    made.symlink_to(elsewhere)
    done = setup(checkout)
    assert (done.returncode, done.stderr) == (0, "")
