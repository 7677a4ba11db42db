"""One request through QGIS as plain data in and out: no window is opened, and no redirect followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsAuthCertUtils,
    QgsBlockingNetworkRequest,
    QgsCredentials,
    QgsFeedback,
    QgsNetworkAccessManager,
)
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, QTimer, QUrl, pyqtSlot
from qgis.PyQt.QtNetwork import (
    QAuthenticator,
    QNetworkAccessManager,
    QNetworkProxy,
    QNetworkReply,
    QNetworkRequest,
    QSslError,
)


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
        no_sign_in: True when QGIS sent nothing, since it could not read the authentication configuration.
    """

    status: int | None
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes = b""
    error: int = 0
    message: str = ""
    timed_out: bool = False
    too_large: bool = False
    no_sign_in: bool = False


class Sender(QObject):
    """Performs calls in the thread it was made in, which is also the thread its slots run in."""

    def __init__(self) -> None:
        super().__init__()
        self._request: QgsBlockingNetworkRequest | None = None
        self._redirect: Answer | None = None
        self._max_bytes = 0
        self._too_large = False
        self._proxy_answered = False
        manager = QgsNetworkAccessManager.instance()
        # QGIS would ask for a password in a window, while this thread waits; what we say instead is one sentence.
        manager.authenticationRequired.disconnect()
        manager.proxyAuthenticationRequired.disconnect()
        manager.proxyAuthenticationRequired.connect(self._sign_in_to_proxy)
        manager.sslErrors.connect(self._allow_saved_exception)
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
        self._begin(blocking, call.max_bytes)
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
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        failed = code != QgsBlockingNetworkRequest.ErrorCode.NoError
        return Answer(
            status=status,
            reason=reply.attribute(QNetworkRequest.Attribute.HttpReasonPhraseAttribute) or "",
            headers=_headers(reply),
            content=bytes(reply.content()),
            error=int(reply.error()),
            message=blocking.errorMessage(),
            timed_out=code == QgsBlockingNetworkRequest.ErrorCode.TimeoutError or broken_off,
            too_large=self._too_large,
            # QGIS says that it failed, but no request of Qt's did.
            no_sign_in=bool(call.authcfg) and failed and status is None and int(reply.error()) == 0,
        )

    def _begin(self, blocking: QgsBlockingNetworkRequest, max_bytes: int) -> None:
        """Nothing is known yet of the request: the slots below tell, while it is waited for."""
        self._request, self._redirect = blocking, None
        self._max_bytes, self._too_large, self._proxy_answered = max_bytes, False, False

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

    def _sign_in_to_proxy(self, proxy: QNetworkProxy, authenticator: QAuthenticator) -> None:
        """Give the name and password that the person has typed in QGIS's window for this proxy, once a request.

        Those in QGIS's settings have been tried already. Without an answer the request ends as refused by the proxy.
        """
        if self._proxy_answered:
            return
        self._proxy_answered = True
        # The key is that of QgisApp::namProxyAuthenticationRequired.
        key = f"proxy {proxy.hostName()}:{proxy.port()} [{authenticator.realm()}]"
        credentials = QgsCredentials.instance()
        known, user, password = credentials.get(key, authenticator.user(), authenticator.password(), "", False)
        if known:
            credentials.put(key, user, password)  # `get` has taken it out
            authenticator.setUser(user)
            authenticator.setPassword(password)

    def _allow_saved_exception(self, reply: QNetworkReply, errors: list[QSslError]) -> None:
        """Let a server exception hold that is saved in QGIS: for this place, this very certificate and these faults.

        QGIS's own window does the same; without it (qgis_process) nobody else does (3.40.6).
        """
        place = f"{reply.url().host()}:{reply.url().port(443)}"
        shown = QgsAuthCertUtils.shaHexForCert(reply.sslConfiguration().peerCertificate())
        saved = QgsApplication.authManager().sslCertCustomConfig(shown, place)
        if saved.isNull():
            return
        if {error.error() for error in errors} <= set(saved.sslIgnoredErrorEnums()):
            reply.ignoreSslErrors(errors)


def _headers(reply: Any) -> tuple[tuple[str, str], ...]:
    names = reply.rawHeaderList()
    return tuple((bytes(name).decode("latin-1"), bytes(reply.rawHeader(name)).decode("latin-1")) for name in names)
