"""A thread of its own for requests through QGIS, so that no request of ours opens a window or follows a redirect."""

from __future__ import annotations

import queue
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from qgis.core import QgsBlockingNetworkRequest, QgsFeedback, QgsNetworkAccessManager
from qgis.PyQt.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QMetaObject,
    QObject,
    Qt,
    QThread,
    QTimer,
    QUrl,
    pyqtSlot,
)
from qgis.PyQt.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from ..core.pages import AHEAD


@dataclass(frozen=True, slots=True)
class Call:
    """A request as plain data.

    Attributes:
        method: `GET` or `POST`.
        headers: raw headers; never a password of an authcfg, which QGIS adds by itself.
        authcfg: id of the QGIS authentication configuration, empty for none.
        timeout: seconds without a byte before the request is given up; None leaves it to QGIS's own setting.
        max_bytes: an answer larger than this is broken off.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    authcfg: str = ""
    timeout: float | None = None
    max_bytes: int = 2**31


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, as plain data.

    Attributes:
        status: HTTP status, None when no answer came.
        error: `QNetworkReply.NetworkError` as a number; 0 is no error, below 100 the network's, from 200 the server's.
        timed_out: True when nothing came for too long.
        too_large: True when the answer was broken off at `max_bytes`.
    """

    status: int | None
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes = b""
    error: int = 0
    message: str = ""
    timed_out: bool = False
    too_large: bool = False


class NetworkThread(QThread):
    """Sends one request after the other through QGIS: proxy, certificates and authentication settings hold.

    Why a thread of its own: its network manager belongs to nobody else, so it may be told not to ask for a password
    in a window when the server answers 401, and not to follow redirects. `QgsBlockingNetworkRequest` would follow them
    to any host, with the credentials of the authcfg and with the body of a POST (seen on 3.40.6).
    """

    def __init__(self) -> None:
        super().__init__()
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
        else:
            self._queue.put((call, feedback, future))
        return future.result()

    def stop(self) -> None:
        """End the thread once the request under way is done. It may be used again."""
        if self.isRunning():
            self._queue.put(None)
            self.wait()

    def run(self) -> None:
        """The thread itself."""
        sender = _Sender()
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
            self._idle.put(thread)

    def stop(self) -> None:
        """End the threads once their requests are done. They may be used again."""
        for thread in self._all:
            thread.stop()


class _Sender(QObject):
    """Performs calls in the thread it was made in, which is also the thread its slots run in."""

    def __init__(self) -> None:
        super().__init__()
        self._request: QgsBlockingNetworkRequest | None = None
        self._redirect: Answer | None = None
        self._max_bytes = 0
        self._too_large = False
        manager = QgsNetworkAccessManager.instance()
        manager.authenticationRequired.disconnect()
        # The signal of the base class comes before QgsBlockingNetworkRequest sees the reply; QGIS's own comes after.
        finished = QNetworkAccessManager.finished.__get__(manager, type(manager))
        finished.connect(self._stop_redirect)

    def perform(self, call: Call, feedback: QgsFeedback | None) -> Answer:
        """Send `call` and wait for its end."""
        request = QNetworkRequest(QUrl(call.url))
        for name, value in call.headers:
            request.setRawHeader(name.encode("latin-1"), value.encode("latin-1"))
        if call.timeout is not None:
            request.setTransferTimeout(max(1, round(call.timeout * 1000)))
        blocking = QgsBlockingNetworkRequest()
        blocking.setAuthCfg(call.authcfg)
        blocking.downloadProgress.connect(self._stop_too_large)
        self._request, self._redirect = blocking, None
        self._max_bytes, self._too_large = call.max_bytes, False
        if feedback is not None:
            # Not handed to QGIS: its own way of breaking off now and then leaves the request waiting for ever (3.40.6).
            feedback.canceled.connect(self._stop)
            if feedback.isCanceled():
                QTimer.singleShot(0, self._stop)
        try:
            code = blocking.post(request, call.body, True) if call.method == "POST" else blocking.get(request, True)
        finally:
            self._request = None
            if feedback is not None:
                feedback.canceled.disconnect(self._stop)
            # What was broken off is closed now and not first when the thread ends.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self._redirect is not None:
            return self._redirect
        reply = blocking.reply()
        # Qt breaks off a request that waits too long as if somebody had cancelled it.
        broken_off = int(reply.error()) == int(QNetworkReply.NetworkError.OperationCanceledError)
        return Answer(
            status=reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute),
            reason=reply.attribute(QNetworkRequest.Attribute.HttpReasonPhraseAttribute) or "",
            headers=_headers(reply),
            content=bytes(reply.content()),
            error=int(reply.error()),
            message=blocking.errorMessage(),
            timed_out=code == QgsBlockingNetworkRequest.ErrorCode.TimeoutError or broken_off,
            too_large=self._too_large,
        )

    @pyqtSlot()
    def _stop(self) -> None:
        if self._request is not None:
            self._request.abort()
            # `abort` lets go of the reply, and nobody else tells the waiting loop that it is over.
            self._request.finished.emit()

    @pyqtSlot("qint64", "qint64")
    def _stop_too_large(self, received: int, _total: int) -> None:
        if received > self._max_bytes and not self._too_large:
            self._too_large = True
            self._stop()

    @pyqtSlot("QNetworkReply*")
    def _stop_redirect(self, reply: QNetworkReply) -> None:
        target = reply.attribute(QNetworkRequest.Attribute.RedirectionTargetAttribute)
        if self._request is None or target is None or target.isEmpty():
            return
        self._redirect = Answer(
            status=reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute),
            reason=reply.attribute(QNetworkRequest.Attribute.HttpReasonPhraseAttribute) or "",
            headers=_headers(reply),
            content=bytes(reply.readAll()),
        )
        self._request.abort()


def _headers(reply: Any) -> tuple[tuple[str, str], ...]:
    names = reply.rawHeaderList()
    return tuple((bytes(name).decode("latin-1"), bytes(reply.rawHeader(name)).decode("latin-1")) for name in names)
