"""What a server says when it refuses: exception reports in the forms of OWS, OGC and QGIS Server."""

from __future__ import annotations

import re

from lxml import etree

from ..error_codes.platform import CONFLICT, FORBIDDEN, GEOMETRY, SERVER_FAULT, UNKNOWN_CLASS
from ..errors import HsoError
from ..text import Text
from .names import local

_REPORTS = {"ExceptionReport", "ServiceExceptionReport"}
_STABLE_CODE = re.compile(r"HSO-[A-Z]+")

#: The stable codes of the platform's triggers and access control, in plain words.
REASONS = {
    CONFLICT: Text(
        "Någon annan har ändrat objektet. Hämta det nya och välj vad som ska gälla.",
        "Somebody else has changed the object. Fetch the news and choose what shall hold.",
    ),
    FORBIDDEN: Text(
        "Du har inte rätt att ändra det här objektet. Det hör till en annan kommun, eller så saknar du behörighet.",
        "You have no right to change this object. It belongs to another municipality, or you lack the permission.",
    ),
    GEOMETRY: Text(
        "Platsen på kartan är inte giltig. Kör Kontrollera och rätta objektet.",
        "The shape on the map is not valid. Run the check and mend the object.",
    ),
    UNKNOWN_CLASS: Text(
        "Klassen finns inte i klassificeringen, eller passar inte för punkt, linje eller yta. Välj en annan klass.",
        "The class is not in the classification, or does not fit a point, line or area. Choose another class.",
    ),
}
UNKNOWN_REASON = Text(
    "Plattformen tog inte emot objektet. Kör Kontrollera; hjälper inte det, kontakta plattformens förvaltare.",
    "The platform did not accept the object. Run the check; if that does not help, contact its administrator.",
)


def report_text(root: etree._Element) -> str | None:
    """The words of an exception report; None if `root` is none.

    Sources: OWS Common 1.0 (`ows:ExceptionReport/Exception/ExceptionText`, code in `exceptionCode`), OGC
    `ServiceExceptionReport/ServiceException`.
    """
    if local(root.tag) not in _REPORTS:
        return None
    words = []
    for element in root.iter():
        if local(element.tag) in {"Exception", "ServiceException"}:
            code = element.get("exceptionCode") or element.get("code")
            text = " ".join(str(text).strip() for text in element.itertext() if str(text).strip())
            words.append(f"{code}: {text}" if code and code not in text else text)
    return "; ".join(words) or "exception report without text"


def transaction_message(root: etree._Element) -> str:
    """What a server says against a Transaction, empty if nothing: it has taken it, as far as it tells.

    QGIS Server answers a failed action inside what looks like success: `TransactionResults/Action`, whose `Message` and
    `code` are optional in WFS 1.1.0 (OGC 04-094, 12.3). GeoServer, deegree and TinyOWS send an exception report.
    """
    message = report_text(root)
    if message is not None:
        return message
    if local(root.tag) != "TransactionResponse":
        return f"unexpected answer {local(root.tag)}"
    words = []
    for action in root.iter("{*}Action"):
        said = " ".join(str(text).strip() for text in action.itertext() if str(text).strip())
        words.append(said or action.get("code") or action.get("locator") or "failed action without a message")
    return "; ".join(words)


def reason(message: str) -> Text:
    """Why the platform refused, in plain words, as far as its message tells.

    A server may repeat the statement that failed, with what a person has written in it: the last code that the platform
    knows is the database's own.
    """
    codes = [code for code in _STABLE_CODE.findall(message) if code in REASONS]
    return REASONS[codes[-1]] if codes else UNKNOWN_REASON


def refuse_report(root: etree._Element) -> None:
    """Raise `HsoError` (`HSO-SERVER`) if `root` is an exception report."""
    message = report_text(root)
    if message is not None:
        raise HsoError(
            SERVER_FAULT,
            Text(
                "Plattformen kunde inte svara på frågan. Inget har ändrats. "
                "Försök igen; kontakta plattformens förvaltare om det upprepas.",
                "The platform could not answer the request. Nothing was changed. "
                "Try again; contact the platform's administrator if it happens again.",
            ),
            message,
            try_again=True,
        )
