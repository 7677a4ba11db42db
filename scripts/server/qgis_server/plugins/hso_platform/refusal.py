"""A refusal: a stable code, a sentence, and the OWS exception report that says both."""

from __future__ import annotations

from xml.sax.saxutils import escape

from qgis.PyQt.QtCore import QByteArray
from qgis.server import QgsServerException

_REPORT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows" version="1.0.0" language="sv">'
    '<ows:Exception exceptionCode="{code}"><ows:ExceptionText>{code}: {sentence}</ows:ExceptionText></ows:Exception>'
    "</ows:ExceptionReport>\n"
)


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Why a request goes no further."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence


class RefusalAnswer(QgsServerException):
    """A refusal as QGIS Server sends it: an OWS exception report with status 400."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal), 400)
        self.body = _REPORT.format(code=escape(refusal.code), sentence=escape(refusal.sentence)).encode()

    def formatResponse(self) -> tuple[QByteArray, str]:
        """Body and content type."""
        return QByteArray(self.body), "text/xml; charset=utf-8"
