"""The queue and the overview for other programs: JSON documents, and the queue as a table (docs/rapport.md)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from ...catalogue.model import Catalogue
from ...reports.csv_report import cell
from ...text import Text
from .columns import COLUMNS, TABLE, Column, Sort
from .overview_model import Overview, Standing, Table
from .rows import QueueRow

#: Raised when a member goes or changes its meaning; new members may come without.
FORMAT = 1


def queue_document(rows: Sequence[QueueRow]) -> dict[str, Any]:
    """`format` and `submissions`, in the order of the queue; names as on the platform."""
    return {"format": FORMAT, "submissions": [_queued(row) for row in rows]}


def queue_table(rows: Sequence[QueueRow], catalogue: Catalogue, language: str) -> str:
    """One submission a line, headings and states in `language`; to be written as UTF-8 with a BOM."""
    names = {each.code: each.name for each in catalogue.municipalities}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.title.get(language) for column in TABLE if column.title])
    for row in rows:
        writer.writerow([cell(_cell(column, row, names, language)) for column in TABLE])
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
    return {column.key: column.member(row) for column in COLUMNS if column.member is not None}


def _cell(column: Column, row: QueueRow, names: Mapping[str, str], language: str) -> str:
    value = column.value(row)
    if isinstance(value, Text):
        return value.get(language)
    if value is None:
        return ""
    return names.get(str(value), str(value)) if column.sort is Sort.MUNICIPALITY else str(value)


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
