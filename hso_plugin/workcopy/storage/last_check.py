"""What a working copy remembers of the last check of its saved objects."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ...core.model import Finding, Severity, Stage


@dataclass(frozen=True, slots=True)
class LastCheck:
    """When the objects were checked, against what, and with which result.

    Attributes:
        catalogue: name of the catalogue that was used, for example `VN-STRUKTUR 1.0 (förslag)`.
        stage: whose rules ran.
        checked: when it was done, ISO 8601, UTC.
        counts: findings by severity, every severity among them.
    """

    catalogue: str
    stage: Stage
    checked: str
    counts: Mapping[Severity, int] = field(default_factory=dict)

    @classmethod
    def now(cls, catalogue: str, stage: Stage, findings: Iterable[Finding]) -> LastCheck:
        """The check that has just ended."""
        severities = [finding.severity for finding in findings]
        counts = {severity: severities.count(severity) for severity in Severity}
        return cls(catalogue, stage, datetime.now(UTC).isoformat(timespec="seconds"), counts)

    def to_json(self) -> str:
        """As the working copy keeps it."""
        counts = {str(severity): count for severity, count in self.counts.items()}
        members = {"catalogue": self.catalogue, "stage": str(self.stage), "checked": self.checked, "counts": counts}
        return json.dumps(members, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> LastCheck:
        """From what `to_json` wrote."""
        members = json.loads(text)
        counts = {Severity(name): int(count) for name, count in members["counts"].items()}
        return cls(members["catalogue"], Stage(members["stage"]), members["checked"], counts)
