"""The findings of a check as a JSON document, for files and other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import shapely

from ..catalogue import Catalogue
from ..model import Finding, Severity, Stage


def report(findings: Sequence[Finding], catalogue: Catalogue, stage: Stage, language: str = "sv") -> dict[str, Any]:
    """The report of a check.

    Returns:
        `catalogue` (name and version), `stage`, `counts` by severity, `findings` in their order, each with `rule`,
        `severity`, `object`, `class`, `message` and `geometry` (WKT, EPSG:3006 easting northing, millimetres; null
        without one) beside `id`, `mend` and `other`; and `not_run`, the ids of rules this version does not know.
    """
    return {
        "catalogue": catalogue.name,
        "stage": str(stage),
        "counts": {str(s): sum(finding.severity is s for finding in findings) for s in Severity},
        "findings": [
            {
                "rule": finding.rule,
                "severity": str(finding.severity),
                "object": finding.object,
                "class": finding.klass,
                "message": finding.message.get(language),
                "geometry": None
                if finding.geometry is None
                else shapely.to_wkt(finding.geometry, rounding_precision=3),
                "mend": finding.mend.get(language),
                "other": finding.other,
                "id": finding.id,
            }
            for finding in findings
        ],
    }
