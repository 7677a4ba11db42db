"""What the access control and the providers say of the rows of one request, for its answer.

QGIS Server keeps a provider's message to itself and answers «Insert features failed on layer …». The trigger's own
sentence is worth more to the person who waits for it, so it is caught here and put into the answer.
"""

from __future__ import annotations

import re
from typing import Any

_STABLE = re.compile(r"HSO-[A-Z]+: [^\n]*")
#: PostgreSQL's own words for rows that break a column's type before the trigger sees them.
_FOREIGN = (
    (
        re.compile(r"geometry (type|has)|dimension|SRID", re.IGNORECASE),
        "HSO-GEOMETRI: Geometrin har fel typ för tabellen.",
    ),
    (
        re.compile(r"invalid input syntax|out of range|cannot insert", re.IGNORECASE),
        "HSO-SCHEMA: Ett värde passar inte i sin kolumn.",
    ),
)
_UNKNOWN = "HSO-PLATTFORM: Plattformen kunde inte spara raden."


def sentence(message: str) -> str:
    """The stable code and sentence in a provider's message."""
    found = _STABLE.search(message)
    if found:
        return found.group(0).strip()
    return next((text for pattern, text in _FOREIGN if pattern.search(message)), _UNKNOWN)


class Work:
    """Reasons of the rows refused in the request at hand, in the order QGIS Server takes the rows."""

    def __init__(self) -> None:
        self.reasons: list[str] = []
        self._heard: set[str] = set()
        self._row_has_reason = True

    def begin(self) -> None:
        """A new request."""
        self.reasons.clear()
        self._row_has_reason = True

    def row(self, layer: Any) -> None:
        """A new row of `layer` is about to be written."""
        self._row_has_reason = False
        if layer.id() not in self._heard:
            self._heard.add(layer.id())
            layer.dataProvider().raiseError.connect(self.hear)

    def hear(self, message: str) -> None:
        """The first error of a row is its reason; what follows from it is not."""
        if not self._row_has_reason:
            self._row_has_reason = True
            self.reasons.append(sentence(message))
