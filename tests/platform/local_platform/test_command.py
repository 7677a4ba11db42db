"""`python -m scripts.local_platform`: what goes wrong is said in one sentence, and nothing half done is left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts.local_platform.local import LocalPlatform
from scripts.server import migrate
from scripts.server.errors import PlatformError
from tests.support import platform_fixture

ROOT = Path(__file__).resolve().parents[3]


def platform(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    command = [sys.executable, "-m", "scripts.local_platform", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Where a platform without objects runs."""
    folder = tmp_path_factory.mktemp("command") / "platform"
    platform_fixture.start(folder, None)
    yield folder
    platform_fixture.remove(folder)


def quiet(root, migrations=migrate.FOLDER):
    return LocalPlatform(root, lambda line: None, migrations)


def test_two_that_start_the_same_platform_at_once_agree_on_ports_and_passwords(tmp_path):
    first, second = quiet(tmp_path / "new"), quiet(tmp_path / "new")
    try:
        first.up(None)
        env = first.layout.env.read_text(encoding="utf-8")
        second.up(None)  # it was waiting for the first, with a state of its own
        assert second.layout.env.read_text(encoding="utf-8") == env
    finally:
        platform_fixture.remove(tmp_path / "new")


def test_one_that_was_killed_while_the_database_was_made_is_made_by_the_next(tmp_path):
    root = tmp_path / "killed"
    command = [sys.executable, "-m", "scripts.local_platform", "up", "--root", str(root), "--seed", "none"]
    first = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        end = time.monotonic() + 60
        while not list(root.glob("run/cluster*/PG_VERSION")) and time.monotonic() < end:
            time.sleep(0.005)
        assert list(root.glob("run/cluster*/PG_VERSION"))
        os.kill(first.pid, signal.SIGKILL)  # initdb goes on, as it may
        first.wait()
        quiet(root).up(None)
    finally:
        platform_fixture.remove(root)


def test_one_that_is_interrupted_says_so(tmp_path):
    root = tmp_path / "interrupted"
    command = [sys.executable, "-m", "scripts.local_platform", "up", "--root", str(root), "--seed", "none"]
    first = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        end = time.monotonic() + 60
        while not (root / "state.json").exists() and time.monotonic() < end:
            time.sleep(0.005)
        first.send_signal(signal.SIGINT)
        _, said = first.communicate(timeout=60)
        assert (first.returncode, said) == (130, "platform: interrupted: up takes it from here, remove takes it away\n")
    finally:
        first.kill()
        first.wait()
        platform_fixture.remove(root)


def test_what_the_database_refuses_is_said_in_one_sentence(root, tmp_path):
    migrations = shutil.copytree(migrate.FOLDER, tmp_path / "migrations")
    (migrations / f"{len(migrate.files()) + 1:03d}_fel.sql").write_text("SELECT 1/0;\n", encoding="utf-8")
    with pytest.raises(PlatformError, match=r"^the database refuses.*: division by zero$"):
        quiet(root, migrations).up(None)
    quiet(root).up(None)


def test_what_the_system_refuses_is_said_in_one_sentence(root):
    (root / "state.json.new").mkdir()
    try:
        done = platform("up", "--root", root, "--seed", "none")
    finally:
        (root / "state.json.new").rmdir()
    assert done.returncode == 1
    assert done.stderr.startswith("platform: ")
    assert "state.json.new" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("content", ["", "{", "[]", '{"colour": 1}', None])
def test_spoilt_passwords_are_said_in_one_sentence(tmp_path, content):
    path = tmp_path / "state.json"
    path.mkdir() if content is None else path.write_text(content, encoding="utf-8")
    done = platform("up", "--root", tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "state.json with the passwords cannot be read" in done.stderr


def test_a_root_that_cannot_be_a_folder(tmp_path):
    (tmp_path / "file").touch()
    for command in ("up", "status"):
        done = platform(command, "--root", tmp_path / "file")
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
    assert "cannot be the platform's folder" in platform("up", "--root", tmp_path / "file").stderr


@pytest.mark.parametrize(("command", "code"), [("status", 1), ("down", 0), ("remove", 0)])
def test_where_there_is_no_platform_none_is_made(tmp_path, command, code):
    done = platform(command, "--root", tmp_path / "none")
    assert (done.returncode, done.stderr) == (code, "")
    assert not (tmp_path / "none").exists()


def test_a_seed_that_is_no_number():
    done = platform("up", "--seed", "one")
    assert done.returncode == 2
    assert "'one' is neither a number nor none" in done.stderr


def test_remove_stops_the_servers_and_takes_only_what_is_the_platforms(root):
    run = quiet(root).layout.run
    (root / "letter").write_text("dear", encoding="utf-8")
    assert platform("remove", "--root", root).returncode == 0
    assert [path.name for path in root.iterdir()] == ["letter"]
    assert not run.exists()
    folders = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            folders.append(os.readlink(process / "cwd"))
        except OSError:
            continue
    assert not [folder for folder in folders if folder.startswith(str(run))]
    assert platform("remove", "--root", root).stdout == "platform: nothing to remove\n"
    assert (root / "letter").exists()
