"""The queue and the overview for other programs: JSON documents, and the queue as a table (docs/rapport.md)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from ...catalogue.model import Catalogue
from ...model import Severity
from ...reports.csv_report import cell
from ...text import Text
from ..records.words import state_words
from .overview_model import Overview, Standing, Table
from .rows import PARTIES, QueueRow

#: Raised when a member goes or changes its meaning; new members may come without.
FORMAT = 1
_COLUMNS = (
    Text("Kommun", "Municipality"),
    Text("Läge", "State"),
    Text("Sedan", "Since"),
    Text("Inskickad", "Submitted"),
    Text("Av", "By"),
    Text("Nya", "New"),
    Text("Ändrade", "Changed"),
    Text("Borttagna", "Deleted"),
    Text("Fel", "Errors"),
    Text("Varningar", "Warnings"),
    Text("Utan motivering", "Without a motivation"),
    Text("Frågor", "Questions"),
    Text("Öppna frågor", "Open questions"),
    Text("Väntar på", "Waits for"),
    Text("Meddelande", "Message"),
    Text("Klassificering", "Classification"),
    Text("Inlämning", "Submission"),
)


def queue_document(rows: Sequence[QueueRow]) -> dict[str, Any]:
    """`format` and `submissions`, in the order of the queue; names as on the platform."""
    return {"format": FORMAT, "submissions": [_queued(row) for row in rows]}


def queue_table(rows: Sequence[QueueRow], catalogue: Catalogue, language: str) -> str:
    """One submission a line, headings and states in `language`; to be written as UTF-8 with a BOM."""
    names = {each.code: each.name for each in catalogue.municipalities}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.get(language) for column in _COLUMNS])
    for row in rows:
        submission, findings = row.submission, row.findings or {}
        cells = (
            names.get(row.municipality, row.municipality),
            state_words(row.state).get(language),
            row.since,
            submission.time or "",
            submission.user,
            *row.changes.values(),
            findings.get(Severity.ERROR, ""),
            findings.get(Severity.WARNING, ""),
            row.unmotivated,
            row.threads,
            row.open_threads,
            PARTIES[row.waits_for].get(language),
            submission.message,
            submission.catalogue,
            submission.change,
        )
        writer.writerow([cell(str(value)) for value in cells])
    return out.getvalue()


def overview_document(overview: Overview, language: str) -> dict[str, Any]:
    """How things stand: `municipalities`, `tables` with their columns and rows, and `issues`; titles in `language`."""
    return {
        "format": FORMAT,
        "made": overview.made,
        "catalogue": overview.catalogue,
        "submitted": overview.submitted,
        "municipalities": [_standing(each) for each in overview.standings],
        "tables": [_table(table, language) for table in overview.tables],
        "issues": [
            {
                "object": issue.object.identity,
                "name": issue.object.name,
                "municipality": issue.object.municipality,
                "status": issue.status,
                "concerned": list(issue.concerned),
            }
            for issue in overview.issues
        ],
    }


def _queued(row: QueueRow) -> dict[str, Any]:
    submission = row.submission
    return {
        "submission": submission.change,
        "municipality": submission.municipality,
        "state": str(row.state),
        "since": row.since,
        "submitted": submission.time,
        "user": submission.user,
        "message": submission.message,
        "catalogue": submission.catalogue,
        "position": submission.snapshot,
        "changes": {str(type_): number for type_, number in row.changes.items()},
        "findings": None if row.findings is None else {str(each): n for each, n in row.findings.items()},
        "unmotivated": row.unmotivated,
        "threads": row.threads,
        "open_threads": row.open_threads,
        "newest": row.newest,
        "waits_for": str(row.waits_for),
    }


def _standing(each: Standing) -> dict[str, Any]:
    return {
        "municipality": each.municipality,
        "name": each.name,
        "objects": each.objects,
        "submission": each.submission.change if each.submission else None,
        "state": str(each.state) if each.state else None,
        "since": each.since or None,
        "approved": each.approved.change if each.approved else None,
        "approved_time": each.approved_time or None,
        "findings": None if each.findings is None else {str(s): n for s, n in each.findings.items()},
        "unmotivated": each.unmotivated,
        "open_threads": each.open_threads,
        "waits_for": str(each.waits_for),
    }


def _table(table: Table, language: str) -> dict[str, Any]:
    codes = [column.code for column in table.columns]
    return {
        "key": table.key,
        "title": table.title.get(language),
        "columns": [{"code": column.code, "title": column.title.get(language)} for column in table.columns],
        "rows": {row.municipality: dict(zip(codes, row.numbers, strict=True)) for row in table.rows},
    }
