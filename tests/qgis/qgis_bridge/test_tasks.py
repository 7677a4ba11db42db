"""Jobs in QGIS's real task manager: result, error, cancel, progress; all told in the main thread."""

from __future__ import annotations

import gc
import threading
import time

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtSql import QSqlDatabase

from hso_plugin.core.errors import HsoError
from hso_plugin.core.progress import check_cancelled
from hso_plugin.core.text import Text
from hso_plugin.qgis_bridge.network import qgis_session
from hso_plugin.qgis_bridge.tasks import long_work


class Ended:
    """Remembers which callback came, and in which thread."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, object, bool]] = []

    def _note(self, name, value=None) -> None:
        self.calls.append((name, value, threading.current_thread() is threading.main_thread()))

    def run(self, function):
        return long_work.run(
            "prov",
            function,
            lambda r: self._note("done", r),
            lambda e: self._note("error", e),
            lambda: self._note("cancel"),
        )


@pytest.fixture
def ended() -> Ended:
    return Ended()


def test_a_result_comes_back_to_the_main_thread_without_anybody_holding_the_task(ended, qtbot):
    seen = []

    def work(progress):
        seen.append(threading.current_thread() is threading.main_thread())
        time.sleep(0.05)
        return 42

    ended.run(work)
    gc.collect()
    qtbot.waitUntil(lambda: bool(ended.calls), timeout=5000)
    assert ended.calls == [("done", 42, True)]
    assert seen == [False]
    assert not long_work._running


def test_progress_and_sentences_are_signalled_in_the_main_thread(ended, qtbot):
    texts, numbers = [], []

    def work(progress):
        for step in range(1, 4):
            progress.report(step / 4, Text("Hämtar", "Fetching"))
            time.sleep(0.02)

    task = ended.run(work)
    task.progress_text.connect(lambda text: texts.append((text, threading.current_thread() is threading.main_thread())))
    task.progressChanged.connect(numbers.append)
    qtbot.waitUntil(lambda: bool(ended.calls), timeout=5000)
    assert [main for _, main in texts] == [True]
    assert texts[0][0] in {"Hämtar", "Fetching"}
    assert 75.0 in numbers


def test_a_fault_comes_as_the_error_it_was(ended, qtbot):
    fault = HsoError("HSO-NAT", Text("Nätet", "The network"))

    def work(progress):
        raise fault

    ended.run(work)
    qtbot.waitUntil(lambda: bool(ended.calls), timeout=5000)
    assert ended.calls == [("error", fault, True)]


def test_what_nobody_foresaw_becomes_a_sentence_with_the_trace_as_details(ended, qtbot):
    ended.run(lambda progress: 1 / 0)
    qtbot.waitUntil(lambda: bool(ended.calls), timeout=5000)
    name, error, _ = ended.calls[0]
    assert (name, error.code) == ("error", "HSO-INTERNT")
    assert "ZeroDivisionError" in error.details


def test_cancelling_stops_the_work_and_a_request_under_way(ended, qtbot, serve):
    server = serve(lambda handler: time.sleep(10))

    def work(progress):
        with qgis_session.session(server.url, feedback=progress.feedback) as session:
            session.get(server.url)

    task = ended.run(work)
    qtbot.waitUntil(lambda: bool(server.seen), timeout=5000)
    task.cancel()
    qtbot.waitUntil(lambda: bool(ended.calls), timeout=2000)
    assert ended.calls == [("cancel", None, True)]


def test_a_forgotten_task_calls_nobody(ended, qtbot):
    started, stopped = threading.Event(), threading.Event()

    def work(progress):
        started.set()
        try:
            while True:
                check_cancelled(progress)
                time.sleep(0.01)
        finally:
            stopped.set()

    ended.run(work)
    qtbot.waitUntil(started.is_set, timeout=5000)
    long_work.forget_all()
    qtbot.waitUntil(lambda: stopped.is_set() and not long_work._running, timeout=5000)
    assert ended.calls == []


def test_no_task_thread_outlives_the_plugin_with_a_way_into_the_vault(authentication, ended, qtbot):
    """QGIS 3.40 opens one in such a thread when it starts, and closes it too late when the thread is there at exit."""
    before = set(QSqlDatabase.connectionNames())
    ended.run(lambda _progress: QgsApplication.authManager().configIds())
    qtbot.waitUntil(lambda: bool(ended.calls), timeout=10_000)
    assert set(QSqlDatabase.connectionNames()) > before
    long_work.forget_all()
    assert set(QSqlDatabase.connectionNames()) <= before
