"""A check as a table that spreadsheets open: semicolons and decimal commas, as Swedish Excel wants them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ..model import Finding
from ..text import Text
from .places import spots
from .run import CheckRun
from .words import SEVERITIES

#: A spreadsheet takes a cell that begins with one of these for a formula, and would calculate it.
_FORMULA = ("=", "+", "-", "@")

_COLUMNS = (
    Text("Allvar", "Severity"),
    Text("Kommun", "Municipality"),
    Text("Klass", "Class"),
    Text("Objekt", "Object"),
    Text("Vad", "What"),
    Text("Varför", "Why"),
    Text("Åtgärda", "How to mend"),
    Text("Annat objekt", "Other object"),
    Text("Motivering", "Motivation"),
    Text("Motiverad av", "Motivated by"),
    Text("Motiverad när", "Motivated when"),
    Text("E (SWEREF 99 TM)", "E (SWEREF 99 TM)"),
    Text("N (SWEREF 99 TM)", "N (SWEREF 99 TM)"),
    Text("Regel", "Rule"),
    Text("Objektidentitet", "Object identity"),
    Text("Annat objekts identitet", "Other object's identity"),
    Text("Fynd", "Finding"),
)


def csv_report(run: CheckRun, language: str) -> str:
    """The findings as a table, one a row, headings and sentences in `language`; to be written as UTF-8 with a BOM.

    E and N (metres, decimal comma in both languages) are a point on the finding's place.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.get(language) for column in _COLUMNS])
    for finding, spot in zip(run.findings, spots([each.geometry for each in run.findings]), strict=True):
        writer.writerow([cell(text) for text in _row(run, finding, spot, language)])
    return out.getvalue()


def _row(run: CheckRun, finding: Finding, spot: NDArray[np.float64], language: str) -> Iterable[str]:
    item, other = run.objects.get(finding.object or ""), run.objects.get(finding.other or "")
    rule, motivation = run.rules.get(finding.rule), run.motivations.get(finding.id)
    yield SEVERITIES[finding.severity].get(language)
    yield run.municipality_names.get(finding.municipality, finding.municipality)
    yield finding.klass
    yield item.name if item else ""
    yield finding.message.get(language)
    yield rule.why.get(language) if rule else ""
    yield finding.mend.get(language)
    yield other.name if other else ""
    yield from (motivation.text, motivation.user, motivation.written) if motivation else ("", "", "")
    yield from ("" if np.isnan(value) else f"{value:.3f}".replace(".", ",") for value in spot)
    yield from (finding.rule, finding.object or "", finding.other or "", finding.id)


def cell(text: str) -> str:
    """`text`, which somebody may have written, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
