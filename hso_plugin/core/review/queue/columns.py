"""The columns of the queue: what each is called, what people read in it and what programs do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from ...ledger.ports import ChangeType
from ...model import Severity
from ...text import Text
from ..records.words import state_words
from .rows import PARTIES, QueueRow


class Sort(Enum):
    """How a value is written: as it stands, a municipality's code by its name, ISO 8601 as people write a time."""

    PLAIN = auto()
    MUNICIPALITY = auto()
    TIME = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the queue.

    Attributes:
        key: its name, for programs the member of a submission.
        title: its heading in tables; None for what only programs get.
        value: what people read, None for nothing; not asked for without a title.
        member: what programs get, as JSON has it; None where it is a part of another member.
        sort: how `value` is written.
    """

    key: str
    title: Text | None
    value: Callable[[QueueRow], Text | str | int | None]
    member: Callable[[QueueRow], Any] | None = None
    sort: Sort = Sort.PLAIN


def _changes(type_: ChangeType) -> Callable[[QueueRow], int]:
    return lambda row: row.changes[type_]


def _findings(severity: Severity) -> Callable[[QueueRow], int | None]:
    return lambda row: (row.findings or {}).get(severity)


def _counts(counts: Mapping[Any, int] | None) -> dict[str, int] | None:
    return None if counts is None else {str(each): number for each, number in counts.items()}


def _same(key: str, title: Text | None, value: Callable[[QueueRow], Any], sort: Sort = Sort.PLAIN) -> Column:
    return Column(key, title, value, value, sort)


#: All of them, in the order of the table.
COLUMNS = (
    _same("municipality", Text("Kommun", "Municipality"), lambda row: row.municipality, Sort.MUNICIPALITY),
    Column("state", Text("Läge", "State"), lambda row: state_words(row.state), lambda row: str(row.state)),
    _same("since", Text("Sedan", "Since"), lambda row: row.since, Sort.TIME),
    _same("submitted", Text("Inskickad", "Submitted"), lambda row: row.submission.time, Sort.TIME),
    _same("user", Text("Av", "By"), lambda row: row.submission.user),
    _same("changes", None, lambda row: _counts(row.changes)),
    Column("new", Text("Nya", "New"), _changes(ChangeType.NEW)),
    Column("changed", Text("Ändrade", "Changed"), _changes(ChangeType.CHANGED)),
    Column("deleted", Text("Borttagna", "Deleted"), _changes(ChangeType.DELETED)),
    _same("findings", None, lambda row: _counts(row.findings)),
    Column("errors", Text("Fel", "Errors"), _findings(Severity.ERROR)),
    Column("warnings", Text("Varningar", "Warnings"), _findings(Severity.WARNING)),
    _same("unmotivated", Text("Utan motivering", "Without a motivation"), lambda row: row.unmotivated),
    _same("threads", Text("Frågor", "Questions"), lambda row: row.threads),
    _same("open_threads", Text("Öppna frågor", "Open questions"), lambda row: row.open_threads),
    Column(
        "waits_for",
        Text("Väntar på", "Waits for"),
        lambda row: PARTIES[row.waits_for],
        lambda row: str(row.waits_for),
    ),
    _same("message", Text("Meddelande", "Message"), lambda row: row.submission.message),
    _same("catalogue", Text("Klassificering", "Classification"), lambda row: row.submission.catalogue),
    _same("submission", Text("Inlämning", "Submission"), lambda row: row.submission.change),
    _same("position", None, lambda row: row.submission.snapshot),
    _same("newest", None, lambda row: row.newest),
)

BY_KEY = {column.key: column for column in COLUMNS}
#: Those of a table in a file.
TABLE = tuple(column for column in COLUMNS if column.title is not None)
#: Those that there is room for on a printed page, in its order.
PRINTED = tuple(
    BY_KEY[key]
    for key in (
        *("municipality", "submitted", "user", "state", "since", "new", "changed", "deleted", "errors", "warnings"),
        *("open_threads", "waits_for"),
    )
)
