"""Keeps a user name and a password in QGIS's authentication database, never anywhere else."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsAuthMethodConfig

from ...core.error_codes.connection import SIGN_IN
from ...core.errors import HsoError
from ...core.text import Text

METHOD = "Basic"


def store(title: str, user: str, password: str, url: str) -> str:
    """Store a sign-in and return the id of its authentication configuration; the same title and user are replaced.

    QGIS may ask for its master password meanwhile. Raises `HsoError` (HSO-INLOGGNING) when nothing could be stored.
    """
    manager = QgsApplication.authManager()
    name = f"Strukturbild: {title} ({user})"
    known = next((i for i, c in manager.availableAuthMethodConfigs().items() if c.name() == name), "")
    config = QgsAuthMethodConfig(METHOD)
    config.setName(name)
    config.setUri(url)
    config.setConfig("username", user)
    config.setConfig("password", password)
    if known:
        config.setId(known)
    stored = manager.updateAuthenticationConfig(config) if known else manager.storeAuthenticationConfig(config)[0]
    if not stored:
        raise HsoError(
            SIGN_IN,
            Text(
                "Lösenordet kunde inte sparas i QGIS. Ange QGIS huvudlösenord när du blir tillfrågad, och försök igen.",
                "The password could not be stored in QGIS. Give QGIS's master password when asked, and try again.",
            ),
            try_again=True,
        )
    return str(config.id())
