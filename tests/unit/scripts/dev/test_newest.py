"""`scripts/dev/newest.sh` makes its environment beside `.venv`, once, and says so where it cannot."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.release.package import ROOT

pytestmark = pytest.mark.posix("developers run this command, on Linux")


@pytest.fixture
def checkout(tmp_path):
    (tmp_path / "scripts" / "dev").mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / "scripts" / "dev" / "newest.sh", tmp_path / "scripts" / "dev")
    shutil.copy(ROOT / "requirements-newest.txt", tmp_path)
    return tmp_path


def program(checkout: Path, name: str, text: str) -> None:
    """A program of the machine, in place of the real one."""
    path = checkout / "bin" / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def prepare(checkout: Path) -> subprocess.CompletedProcess[str]:
    path = f"{checkout / 'bin'}:{os.environ['PATH']}"
    command = [checkout / "scripts" / "dev" / "newest.sh"]
    return subprocess.run(command, env={"PATH": path}, capture_output=True, text=True, timeout=60, check=False)


def test_a_machine_for_which_no_gdal_comes_ready_made_is_told(checkout):
    program(checkout, "uname", "echo aarch64")
    done = prepare(checkout)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr == "newest: GDAL comes ready-made for x86_64 only, this is aarch64\n"
    assert not (checkout / "build").exists()


def test_what_is_ready_is_used_and_what_is_not_is_made_anew(checkout):
    program(checkout, "uname", "echo x86_64")
    program(checkout, "sha256sum", "cat >/dev/null; echo the same")
    made = checkout / "build" / "newest"
    made.mkdir(parents=True)
    (made / "ready").write_text("the same", encoding="utf-8")
    done = prepare(checkout)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{made}/venv/bin/python\n", "")
    (made / "ready").write_text("another", encoding="utf-8")
    done = prepare(checkout)  # it has no .venv to make it with
    assert done.returncode and done.stderr.startswith(f"newest: making {made}/venv\n")
    assert not (made / "ready").exists()
