"""Which language QGIS runs in: Swedish or, for every other, English."""

from __future__ import annotations

from qgis.core import QgsApplication

from ...core.text import Text


def current() -> str:
    """`sv` when QGIS runs in Swedish, else `en`."""
    return "sv" if QgsApplication.locale().lower().startswith("sv") else "en"


def say(text: Text) -> str:
    """A sentence of the core in the language QGIS runs in."""
    return text.get(current())
