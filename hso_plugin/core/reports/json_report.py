"""A check as a JSON document: for files, for other programs, and what a submission carries (docs/rapport.md)."""

from __future__ import annotations

from typing import Any

import shapely

from ..model import Finding
from ..motivation import Motivation
from .run import CheckRun

#: Raised when a member goes or changes its meaning; new members may come without.
FORMAT = 1


def json_report(run: CheckRun, language: str) -> dict[str, Any]:
    """The report of a check, sentences in `language`.

    Returns:
        `format`, `catalogue` (name and version), `stage`, `municipality` (code), `checked`, `language`, `counts` by
        severity, `unmotivated` (warnings without a motivation), and `findings` in their order. Geometry is WKT,
        EPSG:3006 easting northing, millimetres.
    """
    return {
        "format": FORMAT,
        "catalogue": run.catalogue.name,
        "stage": str(run.stage),
        "municipality": run.municipality,
        "checked": run.checked,
        "language": language,
        "counts": {str(severity): count for severity, count in run.counts.items()},
        "unmotivated": run.unmotivated,
        "findings": [_finding(run, finding, language) for finding in run.findings],
    }


def _finding(run: CheckRun, finding: Finding, language: str) -> dict[str, Any]:
    item = run.objects.get(finding.object or "")
    rule = run.rules.get(finding.rule)
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "object": finding.object,
        "class": finding.klass,
        "name": item.name if item else "",
        "municipality": finding.municipality,
        "message": finding.message.get(language),
        "why": rule.why.get(language) if rule else "",
        "mend": finding.mend.get(language),
        "other": finding.other,
        "part": finding.part,
        "facts": finding.facts,
        "geometry": None if finding.geometry is None else shapely.to_wkt(finding.geometry, rounding_precision=3),
        "motivation": _motivation(run.motivations.get(finding.id)),
    }


def _motivation(motivation: Motivation | None) -> dict[str, str] | None:
    if motivation is None:
        return None
    return {"text": motivation.text, "user": motivation.user, "written": motivation.written}
