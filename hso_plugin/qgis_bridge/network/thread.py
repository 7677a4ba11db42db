"""A thread of its own for requests through QGIS, so that none of ours asks for a password or follows a redirect."""

from __future__ import annotations

import math
import queue
import time
from concurrent.futures import Future, wait

from qgis.core import QgsFeedback
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QMetaObject, Qt, QThread

from ...core.platform.pages import AHEAD
from .sender import Answer, Call, Sender

#: Seconds to wait for a request that was cancelled, or for a thread to end, before it is left to itself.
PATIENCE = 5.0
#: Seconds between two looks at whether the request was cancelled.
_LOOK_UP = 0.25


class NetworkThread(QThread):
    """Sends one request after the other through QGIS: proxy, certificates and authentication settings hold.

    Why a thread of its own: its network manager belongs to nobody else, so it may be told not to ask for a password
    in a window when the server answers 401, and not to follow redirects. `QgsBlockingNetworkRequest` would follow them
    to any host, with the credentials of the authcfg and with the body of a POST (seen on 3.40.6). Two questions of QGIS
    are left to it, in the main thread: whether to accept a certificate, and its master password.
    """

    def __init__(self) -> None:
        super().__init__()
        self.left = False
        self._queue: queue.SimpleQueue[tuple[Call, QgsFeedback | None, Future[Answer]] | None] = queue.SimpleQueue()

    def send(self, call: Call, feedback: QgsFeedback | None = None) -> Answer:
        """Send and wait. Works in any thread; the main one goes on with all events but the person's meanwhile."""
        if not self.isRunning():
            self.start()
        future: Future[Answer] = Future()
        application = QCoreApplication.instance()
        if application is not None and QThread.currentThread() == application.thread():
            # QGIS asks the main thread what to think of a certificate: without a loop both would wait for ever.
            loop = QEventLoop()
            future.add_done_callback(
                lambda _future: QMetaObject.invokeMethod(loop, "quit", Qt.ConnectionType.QueuedConnection)
            )
            self._queue.put((call, feedback, future))
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            return future.result()
        self._queue.put((call, feedback, future))
        return self._wait_for(future, feedback)

    def _wait_for(self, future: Future[Answer], feedback: QgsFeedback | None) -> Answer:
        """The answer. After a cancel only for `PATIENCE`: QGIS may hold this thread until the main one has time."""
        deadline = math.inf
        while not future.done() and time.monotonic() < deadline:
            wait([future], timeout=_LOOK_UP)
            if deadline == math.inf and feedback is not None and feedback.isCanceled():
                deadline = time.monotonic() + PATIENCE
        if not future.done():
            self.leave()
            return Answer(None, timed_out=True)
        return future.result()

    def ask_to_stop(self) -> None:
        """End the thread once the request under way is done."""
        if self.isRunning():
            self._queue.put(None)

    def leave(self) -> None:
        """Let the thread end by itself, whenever that is. It must not be used again."""
        self.left = True
        self._queue.put(None)
        # A thread that still runs when it is collected ends the whole process: nobody owns this one any more.
        sip.transferto(self, None)

    def run(self) -> None:
        """The thread itself."""
        sender = Sender()
        while (item := self._queue.get()) is not None:
            call, feedback, future = item
            try:
                future.set_result(sender.perform(call, feedback))
            except BaseException as error:  # noqa: BLE001 - it is raised again where somebody waits for it
                future.set_exception(error)
            del item, call, feedback, future


class NetworkThreads:
    """A few network threads behind one door: as many requests under way at a time, the rest wait for their turn."""

    def __init__(self, number: int = AHEAD) -> None:
        self._all = [NetworkThread() for _ in range(number)]
        # Last in, first out: one request after the other wakes one thread only.
        self._idle: queue.LifoQueue[NetworkThread] = queue.LifoQueue()
        for thread in self._all:
            self._idle.put(thread)

    def send(self, call: Call, feedback: QgsFeedback | None = None) -> Answer:
        """Send and wait, see `NetworkThread.send`. Works in any thread."""
        thread = self._idle.get()
        try:
            return thread.send(call, feedback)
        finally:
            self._idle.put(self._replaced(thread) if thread.left else thread)

    def stop(self) -> None:
        """End the threads, and wait for that `PATIENCE` seconds at most; one that is not done then is left to itself.

        It may be waiting for the main thread (QGIS asks there about a certificate or for the master password), which
        may be waiting here: at unload, or when QGIS closes. New requests may be sent afterwards.
        """
        for thread in self._all:
            thread.ask_to_stop()
        deadline = time.monotonic() + PATIENCE
        for thread in self._all:
            if not thread.left and not thread.wait(max(0, round((deadline - time.monotonic()) * 1000))):
                thread.leave()

    def _replaced(self, left: NetworkThread) -> NetworkThread:
        fresh = NetworkThread()
        self._all = [fresh if thread is left else thread for thread in self._all]
        return fresh
