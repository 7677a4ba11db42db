"""Stands before and after every request: hands it to the gate, and puts the reasons of refused rows into the answer."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from qgis.core import Qgis, QgsMessageLog
from qgis.server import QgsServerFilter

from . import gate
from .refusal import Refusal, RefusalAnswer
from .rights import Rights
from .work import Work

#: What QGIS Server 3.40 says of a row that was not written, without saying why.
_BARE_MESSAGE = re.compile(
    rb"<Message>(?:Insert features failed|Feature modify permission denied) on layer '[^<]*'</Message>"
)
#: What it says to a user whose roles may add nothing at all to a type, before it looks at any row.
_TYPE_DENIED = re.compile(
    rb"<ServiceExceptionReport[^>]*>\s*<ServiceException[^>]*>No permissions to do WFS changes on layer '(\w+)'<"
)
#: Bytes; far more than such a report takes, far less than an answer with rows.
_LONGEST_REPORT = 2_000


class Gate(QgsServerFilter):
    """The platform's request filter."""

    def __init__(self, server_interface: Any, work: Work, rights: Rights) -> None:
        super().__init__(server_interface)
        self._work = work
        self._rights = rights
        # The published project's own fields, written by the script that made the project.
        self._schema = gate.Schema(json.loads(Path(os.environ["HSO_SCHEMA"]).read_text(encoding="utf-8")))

    def onRequestReady(self) -> bool:
        """Refuse before QGIS Server looks for a service. A fault in here refuses too: the gate never stands open."""
        handler = self.serverInterface().requestHandler()
        self._work.begin()
        self._rights.begin()
        try:
            query = self.serverInterface().getEnv("QUERY_STRING")
            gate.check(handler.parameterMap(), query, bytes(handler.data()), self._schema)
        except Refusal as refusal:
            handler.setServiceException(RefusalAnswer(refusal))
            return False
        except Exception as error:  # noqa: BLE001 - see the docstring
            QgsMessageLog.logMessage(f"HSO gate: {type(error).__name__}: {error}", "Server", Qgis.MessageLevel.Critical)
            handler.setServiceException(RefusalAnswer(Refusal("HSO-PLATTFORM", "Anropet kunde inte granskas.")))
            return False
        return True

    def onResponseComplete(self) -> bool:
        """Put the reasons of refused rows where QGIS Server says only that they were."""
        handler = self.serverInterface().requestHandler()
        if handler.headersSent():
            return True
        if handler.body().size() < _LONGEST_REPORT and (denied := _TYPE_DENIED.search(bytes(handler.body()))):
            user, table = self.serverInterface().getEnv("REMOTE_USER"), denied[1].decode()
            self._replace(
                RefusalAnswer(Refusal("HSO-BEHORIGHET", f"Användaren {user} får inte skriva i {table}.")).body
            )
            return True
        if not self._work.reasons:
            return True
        reasons = iter(self._work.reasons)
        body = bytes(handler.body())
        if len(_BARE_MESSAGE.findall(body)) != len(self._work.reasons):
            return True  # some row failed in a way that has no reason here: better none than a reason at the wrong row
        answer = _BARE_MESSAGE.sub(lambda _: f"<Message>{escape(next(reasons))}</Message>".encode(), body)
        self._replace(answer)
        return True

    def _replace(self, body: bytes) -> None:
        handler = self.serverInterface().requestHandler()
        handler.clearBody()
        handler.appendBody(body)
