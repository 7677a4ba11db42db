"""The queue of submissions, in print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...reports.document import document
from ...text import Text
from ..queue.columns import PRINTED, Column, Sort
from ..queue.rows import QueueRow
from .page import Html, ReportPage, when


def queue_report(rows: Sequence[QueueRow], names: Mapping[str, str], made: str, language: str) -> str:
    """The queue as an HTML document in `language`.

    Args:
        rows: in the order to show them.
        names: of municipalities, by code.
        made: when it was read, ISO 8601 with a zone.
    """
    page = ReportPage(language)
    title = Text("Inlämningar att granska", "Submissions to review")
    parts = [page.tag("h1", title), page.facts([(Text("Framtagen", "Made"), when(made))])]
    if rows:
        parts.append(
            page.table(
                [column.title for column in PRINTED if column.title],
                (_row(page, each, names) for each in rows),
                "lines narrow",
            )
        )
    else:
        parts.append(page.tag("p", Text("Ingen kommun har lämnat in än.", "No municipality has submitted yet.")))
    return document(title, "\n".join(parts), language)


def _row(page: ReportPage, row: QueueRow, names: Mapping[str, str]) -> list[Text | str | int | Html | None]:
    return [_cell(page, column, row, names) for column in PRINTED]


def _cell(page: ReportPage, column: Column, row: QueueRow, names: Mapping[str, str]) -> Text | str | int | Html | None:
    value = column.value(row)
    if column.sort is Sort.MUNICIPALITY:
        return names.get(str(value), str(value))
    if column.sort is Sort.TIME:
        return page.time(None if value is None else str(value))
    return value
