"""What went wrong on the way, from Qt's words: an exception of `requests`, or a sentence on what is set in QGIS."""

from __future__ import annotations

import requests
from qgis.PyQt.QtNetwork import QNetworkReply

from ...core.error_codes.connection import PROXY, SIGN_IN
from ...core.errors import HsoError
from ...core.text import Text
from ...core.wfs.document import MAX_BYTES
from .sender import Answer

_Error = QNetworkReply.NetworkError
#: Below this number the network failed; above it the server answered with a fault, which the caller reads itself.
_FIRST_CONTENT_ERROR = 200


def raise_for_network(answer: Answer, request: requests.PreparedRequest) -> None:
    """Raise unless the server answered, well or with a fault of its own.

    Raises:
        HsoError: `HSO-PROXY`, the proxy refuses the sign-in; `HSO-INLOGGNING`, QGIS cannot use the authentication
            configuration: it is gone, or the master password was not given. Neither is to be tried again at once: a
            few wrong passwords lock an account, and QGIS would ask for the master password each time.
        requests.exceptions.RequestException: the network failed: Timeout, SSLError, ProxyError, ConnectionError.
    """
    if answer.too_large:
        raise requests.exceptions.ContentDecodingError(f"answer larger than {MAX_BYTES} bytes", request=request)
    if answer.timed_out:
        raise requests.exceptions.ReadTimeout(answer.message or "timed out", request=request)
    if answer.status is not None and (answer.error == 0 or answer.error >= _FIRST_CONTENT_ERROR):
        return
    message = answer.message or f"network error {answer.error}"
    if answer.no_sign_in:
        raise _unusable_sign_in(message)
    if answer.error == int(_Error.SslHandshakeFailedError):
        raise requests.exceptions.SSLError(message, request=request)
    if answer.error == int(_Error.ProxyAuthenticationRequiredError):
        raise _refused_by_proxy(message)
    if int(_Error.ProxyConnectionRefusedError) <= answer.error <= int(_Error.UnknownProxyError):
        raise requests.exceptions.ProxyError(message, request=request)
    raise requests.exceptions.ConnectionError(message, request=request)


def _unusable_sign_in(message: str) -> HsoError:
    return HsoError(
        SIGN_IN,
        Text(
            "QGIS kunde inte använda den sparade inloggningen. Inget har skickats. Försök igen och ange QGIS "
            "huvudlösenord när du blir tillfrågad. Är inloggningen borttagen ur QGIS, välj eller lägg in en annan.",
            "QGIS could not use the saved sign-in. Nothing was sent. Try again and give QGIS's master password when "
            "asked. If the sign-in was removed from QGIS, choose or add another.",
        ),
        message,
    )


def _refused_by_proxy(message: str) -> HsoError:
    return HsoError(
        PROXY,
        Text(
            "Proxyn mellan dig och plattformen godtar inte ditt användarnamn och lösenord. Inget har skickats. Rätta "
            "dem i QGIS under Inställningar – Alternativ – Nätverk och försök igen.",
            "The proxy between you and the platform does not accept your user name and password. Nothing was sent. "
            "Correct them in QGIS under Settings – Options – Network and try again.",
        ),
        message,
    )
