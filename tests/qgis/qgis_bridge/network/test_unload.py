"""Network threads that wait for the main thread: whoever waits for them in the main thread is not held for ever."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from qgis.core import QgsFeedback

from hso_plugin.core.errors import Cancelled
from hso_plugin.qgis_bridge.network import qgis_session
from hso_plugin.qgis_bridge.network import thread as network_thread
from tests.support.tls_front import tls_front

PATIENCE = 0.4
ROOT = Path(__file__).parents[4]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_thread, "PATIENCE", PATIENCE)


@pytest.fixture
def untrusted(serve, tmp_path: Path):
    """A server whose certificate QGIS asks its main thread about; the answer is not awaited by anybody here."""
    with tls_front(serve(lambda handler: None).url, tmp_path) as front:
        yield front


def hold(session: requests.Session, url: str):
    """Send in another thread while the main one is busy; back when QGIS must be waiting for the main one."""
    pool = ThreadPoolExecutor(1)
    asked = pool.submit(session.get, url)
    pool.shutdown(wait=False)
    time.sleep(1)
    assert not asked.done(), "QGIS waits for the main thread"
    return asked


def test_closing_does_not_wait_for_a_request_that_waits_for_us(impatient, untrusted, qtbot):
    session = qgis_session.session(untrusted.url)
    asked = hold(session, untrusted.url)
    started = time.monotonic()
    session.close()
    assert time.monotonic() - started < PATIENCE + 1
    del session
    qtbot.waitUntil(asked.done, timeout=5000)
    assert isinstance(asked.exception(), requests.exceptions.SSLError)


def test_cancelling_ends_even_a_request_that_waits_for_a_busy_main_thread(impatient, untrusted, qtbot, serve):
    feedback = QgsFeedback()
    session = qgis_session.session(untrusted.url, feedback=feedback)
    threads = threads_of(session)
    asked = hold(session, untrusted.url)
    feedback.cancel()
    with pytest.raises(Cancelled):
        asked.result(timeout=PATIENCE + 2)
    started = time.monotonic()
    session.close()
    assert time.monotonic() - started < PATIENCE + 1
    assert [thread.isRunning() for thread in threads].count(True) == 1
    qtbot.waitUntil(lambda: not any(thread.isRunning() for thread in threads), timeout=5000)


def test_a_session_is_whole_again_after_a_thread_was_left(impatient, untrusted, qtbot, serve):
    session = qgis_session.session(untrusted.url)
    asked = hold(session, untrusted.url)
    session.close()
    qtbot.waitUntil(asked.done, timeout=5000)
    qtbot.wait(50)
    for _ in range(2):
        answers = ThreadPoolExecutor(4)
        done = [answers.submit(session.get, untrusted.url) for _ in range(4)]
        qtbot.waitUntil(lambda wanted=done: all(each.done() for each in wanted), timeout=5000)
        assert {type(each.exception()) for each in done} == {requests.exceptions.SSLError}
        answers.shutdown()
        session.close()


def test_qgis_closes_while_a_job_waits_for_it(untrusted, tmp_path: Path):
    """The process has ended some seconds later: it neither waits for the job for ever nor breaks down."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.qgis.qgis_bridge.network.quitting", untrusted.url],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=network_thread.PATIENCE + 40,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "closed"), done.stderr


def threads_of(session: requests.Session) -> list[network_thread.NetworkThread]:
    return session.get_adapter("https://")._threads._all  # type: ignore[attr-defined]
