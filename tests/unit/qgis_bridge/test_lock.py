"""One QGIS for each working copy: held across processes, free again when a process dies."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.qgis_bridge.tasks import lock

ROOT = Path(__file__).parents[3]
HOLD = """
import sys, time
from hso_plugin.qgis_bridge.tasks import lock
lock.acquire(sys.argv[1])
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other_process(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "karta.gpkg")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "held"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_another_process_is_told_who_has_it(tmp_path, other_process):
    with pytest.raises(HsoError) as error:
        lock.acquire(tmp_path / "karta.gpkg")
    assert error.value.code == "HSO-LAST"
    assert "ett annat QGIS-fönster på den här datorn" in error.value.text.sv
    assert error.value.try_again


def test_the_lock_goes_with_a_process_that_dies(tmp_path, other_process):
    other_process.kill()
    other_process.wait()
    lock.acquire(tmp_path / "karta.gpkg").release()


def test_within_a_process_it_may_be_held_many_times_and_by_any_thread(tmp_path):
    path = tmp_path / "karta.gpkg"
    first, second = lock.acquire(path), lock.acquire(tmp_path / "." / "karta.gpkg")
    first.release()
    first.release()
    attempt = [sys.executable, "-c", HOLD.replace("time.sleep(60)", ""), str(path)]
    assert subprocess.run(attempt, cwd=ROOT, capture_output=True, check=False).returncode != 0
    thread = threading.Thread(target=second.release)
    thread.start()
    thread.join()
    assert subprocess.run(attempt, cwd=ROOT, capture_output=True, check=False).returncode == 0


def test_two_working_copies_do_not_disturb_each_other(tmp_path, other_process):
    with lock.acquire(tmp_path / "annan.gpkg"):
        pass


def test_a_folder_that_is_not_there_is_said_plainly(tmp_path):
    with pytest.raises(HsoError) as error:
        lock.acquire(tmp_path / "saknas" / "karta.gpkg")
    assert error.value.code == "HSO-DISK"


def test_the_side_file_goes_where_there_is_no_working_copy(tmp_path):
    first, second = lock.acquire(tmp_path / "karta.gpkg"), lock.acquire(tmp_path / "karta.gpkg")
    first.release()
    assert [each.name for each in tmp_path.iterdir()] == ["karta.gpkg.lock"]
    second.release()
    assert not list(tmp_path.iterdir())
    (tmp_path / "karta.gpkg").write_bytes(b"")
    lock.acquire(tmp_path / "karta.gpkg").release()
    assert (tmp_path / "karta.gpkg.lock").exists(), "another may be about to ask for it"


def test_a_user_whom_the_computer_has_no_name_for(tmp_path, monkeypatch):
    """As in a container that runs as any number."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 54321, raising=False)
    lock.acquire(tmp_path / "karta.gpkg").release()


RELEASE = """
import sys
from hso_plugin.qgis_bridge.tasks import lock
held = lock.acquire(sys.argv[1])
print("held", flush=True)
sys.stdin.readline()
held.release()
"""


@pytest.mark.posix("Windows removes no file that another waits for, and has no /proc to see by who waits")
def test_who_waits_while_the_side_file_goes_takes_a_new_one(tmp_path):
    """As when a first fetch fails elsewhere: what was waited for is then a file that nobody else sees."""
    path = tmp_path / "karta.gpkg"
    side = lock.lock_path(path)
    command = [sys.executable, "-c", RELEASE, str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def release() -> None:
        while not any(os.path.realpath(each) == str(side) for each in Path("/proc/self/fd").iterdir()):
            time.sleep(0.001)
        time.sleep(0.02)  # it waits by now
        process.communicate("\n")

    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "held"
        thread = threading.Thread(target=release, daemon=True)
        thread.start()
        with lock.acquire(path):
            thread.join()
            assert process.returncode == 0
            attempt = subprocess.run([*command[:2], HOLD, str(path)], cwd=ROOT, capture_output=True, check=False)
            assert b"HSO-LAST" in attempt.stderr, "others see the new one"
    finally:
        process.kill()
        process.wait()
