"""Addresses of platforms: which are safe to send credentials to, and which are one and the same place."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from ...core.error_codes.connection import ADDRESS
from ...core.errors import HsoError
from ...core.platform.http import no_address
from ...core.text import Text


def check_address(url: str) -> None:
    """Refuse an address that is none, or would show credentials on the way. Raises `HsoError` (HSO-ADRESS)."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:  # half of an IPv6 address, or a port that is no number
        raise no_address() from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise no_address()
    if parts.username or parts.password:
        raise HsoError(
            ADDRESS,
            Text(
                "Adressen får inte innehålla användarnamn eller lösenord. Ta bort dem ur adressen och välj en "
                "inloggning i QGIS i stället.",
                "The address must not contain a user name or a password. Remove them from the address and choose a "
                "sign-in in QGIS instead.",
            ),
            parts.hostname,
        )
    if parts.scheme == "http" and not _is_this_computer(parts.hostname):
        raise HsoError(
            ADDRESS,
            Text(
                f"Adressen till {parts.hostname} är oskyddad (http) och skulle visa ditt lösenord på vägen. "
                "Inget har skickats. Använd en adress som börjar med https://.",
                f"The address of {parts.hostname} is unprotected (http) and would show your password on the way. "
                "Nothing was sent. Use an address that begins with https://.",
            ),
            parts.netloc,
        )


def _is_this_computer(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def origin(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of an address: what decides who may have the credentials."""
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or {"http": 80, "https": 443}.get(parts.scheme)
