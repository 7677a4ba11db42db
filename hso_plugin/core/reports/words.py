"""Words and numbers of the reports that people read, in both languages."""

from __future__ import annotations

from ..local_time import parsed
from ..model import Severity, Stage
from ..text import Text

SEVERITIES = {
    Severity.ERROR: Text("Fel", "Error"),
    Severity.WARNING: Text("Varning", "Warning"),
    Severity.NOTE: Text("Upplysning", "Note"),
}
STAGES = {
    Stage.EDITING: Text("Krav medan du arbetar", "Demands while working"),
    Stage.SUBMISSION: Text("Krav vid inlämning", "Demands at submission"),
    Stage.REGIONAL: Text(
        "Regional avstämning, alla kommuner tillsammans", "Regional check, all municipalities together"
    ),
}


def moment(written: str) -> str:
    """A time (ISO 8601) as people write it, on this computer's clock; what cannot be read stays as it is."""
    try:
        return parsed(written).replace(tzinfo=None).isoformat(" ", "minutes")
    except ValueError:
        return written
