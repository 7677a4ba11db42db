"""The report that a submission carries, read back. Any client may have written it: what is odd in it is left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from shapely import Geometry

from ...geometry import UNREADABLE
from ...model import Finding, Severity
from ...motivation import Motivation
from ...text import Text

#: Where the findings begin: the counts stand before them, so that a queue need not read all of every report.
_FINDINGS = re.compile(r'"findings"\s*:')
#: No place of a finding is longer as text.
_LONGEST_PLACE = 1_000_000


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What a report says of itself before its findings.

    Attributes:
        counts: number of findings by severity, all severities; None where the report cannot be read.
        unmotivated: number of warnings without a motivation.
        catalogue: name of the classification it was checked against.
        checked: when, ISO 8601; empty when it does not say.
    """

    counts: Mapping[Severity, int] | None = None
    unmotivated: int = 0
    catalogue: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report with its findings, and the motivations in it by id of the finding."""

    head: ReportHead
    findings: tuple[Finding, ...] = ()
    motivations: Mapping[str, Motivation] | None = None


def read_head(report: str) -> ReportHead:
    """The counts of a submission's report (`Submission.report`), without reading its findings."""
    found = _FINDINGS.search(report)
    if found is not None:
        head = _document(report[: found.start()].rstrip().removesuffix(",") + "}")
        if "counts" in head:
            return _head(head)
    return _head(_document(report))


def read_report(report: str) -> Report:
    """A submission's report. Sentences are in the one language it was written in, whatever language is asked for."""
    document = _document(report)
    findings, motivations = [], {}
    for row in _rows(document.get("findings")):
        finding = _finding(row)
        findings.append(finding)
        reason = row.get("motivation")
        if isinstance(reason, dict):
            motivations[finding.id] = Motivation(
                finding.id,
                finding.rule,
                finding.object,
                _text(reason, "text"),
                _text(reason, "user"),
                _text(reason, "written"),
                finding.facts,
                finding.geometry,
            )
    return Report(_head(document), tuple(findings), motivations)


def _document(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _head(document: Mapping[str, Any]) -> ReportHead:
    counts = document.get("counts")
    unmotivated = document.get("unmotivated")
    return ReportHead(
        {severity: _number(counts.get(str(severity))) for severity in Severity} if isinstance(counts, dict) else None,
        _number(unmotivated),
        _text(document, "catalogue"),
        _text(document, "checked"),
    )


def _rows(findings: object) -> Iterator[Mapping[str, Any]]:
    for row in findings if isinstance(findings, list) else ():
        if isinstance(row, dict) and _text(row, "id") and row.get("severity") in {str(each) for each in Severity}:
            yield row


def _finding(row: Mapping[str, Any]) -> Finding:
    message, mend = _text(row, "message"), _text(row, "mend")
    return Finding(
        id=_text(row, "id"),
        rule=_text(row, "rule"),
        severity=Severity(row["severity"]),
        object=_text(row, "object") or None,
        klass=_text(row, "class"),
        message=Text(message, message),
        mend=Text(mend, mend),
        geometry=_place(row.get("geometry")),
        other=_text(row, "other") or None,
        municipality=_text(row, "municipality"),
        part=_text(row, "part"),
        facts=_text(row, "facts"),
    )


def _place(written: object) -> Geometry | None:
    if not isinstance(written, str) or len(written) > _LONGEST_PLACE:
        return None
    try:
        return shapely.from_wkt(written)
    except UNREADABLE:
        return None


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
