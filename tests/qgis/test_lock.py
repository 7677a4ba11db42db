"""One QGIS for each working copy: held across processes, free again when a process dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.qgis_bridge import lock

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, time
from hso_plugin.qgis_bridge import lock
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
    os.kill(other_process.pid, signal.SIGKILL)
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
