"""Which language QGIS runs in: Swedish or, for every other, English."""

from __future__ import annotations

from functools import cache

from qgis.core import QgsApplication

from ...core.text import Text


@cache
def current() -> str:
    """`sv` when QGIS runs in Swedish, else `en`.

    Another language that is chosen comes with QGIS's next start. QGIS reads its settings each time it is asked, and a
    layer's form asks a thousand times.
    """
    return "sv" if QgsApplication.locale().lower().startswith("sv") else "en"


def say(text: Text) -> str:
    """A sentence of the core in the language QGIS runs in."""
    return text.get(current())
