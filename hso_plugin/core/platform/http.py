"""One request over a `requests.Session`, with every fault said as one plain sentence."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import requests

from ..error_codes.connection import ADDRESS, CERTIFICATE, SIGN_IN, UNREACHED
from ..error_codes.platform import FORBIDDEN, SERVER_FAULT, TOO_LARGE, UNREADABLE_ANSWER
from ..errors import HsoError
from ..text import Text
from ..wfs import document

#: Seconds to wait for a connection and for the next byte of an answer.
TIMEOUT = (10, 120)
#: Seconds to wait before a GET is tried again, each time after a passing fault.
_PAUSES = (0.3, 0.6)


def get(session: requests.Session, url: str, params: dict[str, str]) -> bytes:
    """Body of a GET. It changes nothing on the server, so a passing fault is tried again, with a growing pause."""
    for pause in _PAUSES:
        try:
            return _answer(session, "GET", url, params=params)
        except HsoError as error:
            if not error.try_again:
                raise
        time.sleep(pause)
    return _answer(session, "GET", url, params=params)


def post(session: requests.Session, url: str, body: bytes) -> bytes:
    """Body of a POST, sent once and never again: a lost answer says nothing of what the server did."""
    return _answer(session, "POST", url, data=body, headers={"Content-Type": "text/xml; charset=UTF-8"})


def _answer(session: requests.Session, method: str, url: str, **request: object) -> bytes:
    place = _place(url)
    try:
        response = session.request(method, url, timeout=TIMEOUT, allow_redirects=False, **request)  # type: ignore[arg-type]
        content = response.content
    except requests.exceptions.SSLError as error:
        raise HsoError(
            CERTIFICATE,
            Text(
                f"Certifikatet för {place} är inte betrott. Inget har skickats. Kontakta plattformens förvaltare, "
                "eller lägg till certifikatet i QGIS under Inställningar – Alternativ – Verifiering.",
                f"The certificate of {place} is not trusted. Nothing was sent. Contact the platform's administrator, "
                "or add the certificate in QGIS under Settings – Options – Authentication.",
            ),
            str(error),
        ) from error
    except (
        requests.exceptions.InvalidURL,
        requests.exceptions.MissingSchema,
        requests.exceptions.InvalidSchema,
    ) as error:
        raise no_address() from error
    except requests.exceptions.RequestException as error:
        raise HsoError(
            UNREACHED,
            Text(
                f"Kunde inte nå {place}. Dina ändringar ligger kvar här. "
                "Kontrollera nätet och adressen och försök igen.",
                f"Could not reach {place}. Your changes are kept here. "
                "Check the network and the address and try again.",
            ),
            str(error),
            try_again=True,
        ) from error
    # Servers send exception reports with 200, 400, 403 and 500 alike; whoever asked reads them all in one way.
    if response.status_code != 200 and b"ExceptionReport" not in content[:2048]:
        raise _status(response, place)
    if len(content) > document.MAX_BYTES:
        raise HsoError(
            UNREADABLE_ANSWER,
            Text("Svaret från servern är för stort.", "The server's answer is too large."),
            f"{len(content)} bytes",
        )
    return content


def _place(url: str) -> str:
    """Host and port for a sentence, without a name and password that somebody wrote into the address."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2] or url
    except ValueError as error:  # half of an IPv6 address, and the like
        raise no_address() from error


def no_address() -> HsoError:
    """The fault of an address that is none. It repeats nothing of it: what was typed may hold a password."""
    return HsoError(
        ADDRESS,
        Text(
            "Adressen är inte giltig. Den ska börja med https://.",
            "The address is not valid. It must begin with https://.",
        ),
    )


def _status(response: requests.Response, place: str) -> HsoError:
    status = response.status_code
    details = f"HTTP {status}: {response.text[:300]}"
    if status == 401:
        return HsoError(
            SIGN_IN,
            Text(
                "Fel användarnamn eller lösenord. Rätta inloggningen och försök igen.",
                "Wrong user name or password. Correct the sign-in and try again.",
            ),
            details,
        )
    if status == 403:
        return HsoError(
            FORBIDDEN,
            Text(
                "Inloggningen fungerar men saknar rätt till tjänsten. Kontakta plattformens förvaltare.",
                "The sign-in works but has no right to the service. Contact the platform's administrator.",
            ),
            details,
        )
    if status == 413:
        return HsoError(
            TOO_LARGE,
            Text(
                "Objektet är större än servern tar emot. Förenkla dess form eller korta texterna.",
                "The object is larger than the server takes. Simplify its shape or shorten its texts.",
            ),
            details,
        )
    if status in {301, 302, 303, 307, 308, 404, 410}:
        return HsoError(
            ADDRESS,
            Text(
                f"Det finns ingen kartplattform på adressen ({place}). Kontrollera adressen.",
                f"There is no map platform at the address ({place}). Check the address.",
            ),
            details,
        )
    return HsoError(
        SERVER_FAULT,
        Text(
            f"{place} svarar men har fått ett fel. Dina ändringar ligger kvar här. Försök igen om en stund.",
            f"{place} answers but has met a fault. Your changes are kept here. Try again in a while.",
        ),
        details,
        try_again=status >= 500 or status == 429,
    )
