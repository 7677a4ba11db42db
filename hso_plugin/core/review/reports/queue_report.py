"""The queue of submissions, in print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...ledger.ports import ChangeType
from ...model import Severity
from ...reports.document import document
from ...text import Text
from ..queue.rows import PARTIES, QueueRow
from ..records.words import state_words
from .page import Html, ReportPage, when

_HEADS = (
    Text("Kommun", "Municipality"),
    Text("Inskickad", "Submitted"),
    Text("Av", "By"),
    Text("Läge", "State"),
    Text("Sedan", "Since"),
    Text("Nya", "New"),
    Text("Ändrade", "Changed"),
    Text("Borttagna", "Deleted"),
    Text("Fel", "Errors"),
    Text("Varningar", "Warnings"),
    Text("Öppna frågor", "Open questions"),
    Text("Väntar på", "Waits for"),
)


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
        parts.append(page.table(_HEADS, (_row(page, each, names) for each in rows), "lines narrow"))
    else:
        parts.append(page.tag("p", Text("Ingen kommun har lämnat in än.", "No municipality has submitted yet.")))
    return document(title, "\n".join(parts), language)


def _row(page: ReportPage, row: QueueRow, names: Mapping[str, str]) -> tuple[Text | str | int | Html | None, ...]:
    findings: Mapping[Severity, int] = row.findings or {}
    return (
        names.get(row.municipality, row.municipality),
        page.time(row.submission.time),
        row.submission.user,
        state_words(row.state),
        page.time(row.since),
        *(row.changes[each] for each in ChangeType),
        findings.get(Severity.ERROR),
        findings.get(Severity.WARNING),
        row.open_threads,
        PARTIES[row.waits_for],
    )
