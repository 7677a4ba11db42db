"""The review in a file: what the platform has and what is on its way, in one table.

States are those of `core.review.records.ports`.

One row for each `andring`: what lands takes the place of what was sent, so nothing is there twice.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from enum import StrEnum

from ...core.ledger.ports import OutboxState, Right
from ...core.model import CHANGE, POSITION
from ...core.review.records import rows
from ...core.review.records.model import Comment, Decision, Record, Release, Review, Submission
from ...core.review.records.ports import RefusedRecord
from ...core.text import Text
from . import sql
from .connection import faults, step

TABLE = "hso_granskning"
_KEPT = (CHANGE, "tabell", "tillstand", POSITION, "rad")
_REASON = ("skal_sv", "skal_en", "detaljer")


class _State(StrEnum):
    """A row's state; `WRITTEN` and `SENT` are the outbox's."""

    LANDED = "mottagen"
    WRITTEN = OutboxState.WRITTEN
    SENT = OutboxState.SENT
    REFUSED = "nekad"


_WAITING = (_State.WRITTEN, _State.SENT)


class ReviewTables:
    """The review-store port over an open file; every method is one durable step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def review(self) -> Review:
        """What the platform has, then what waits to be sent."""
        statement = sql.select(("tabell", "rad", POSITION, "ordning"), TABLE, "WHERE tillstand <> ?")
        with faults():
            found = self._connection.execute(statement, (_State.REFUSED,)).fetchall()
        found.sort(key=lambda row: (row[2] is None, row[2] or row[3]))  # SQLite would copy all reports to sort them
        records = [_record(table, row) for table, row, *_ in found]
        return Review(
            tuple(each for each in records if isinstance(each, Submission)),
            tuple(each for each in records if isinstance(each, Decision)),
            tuple(each for each in records if isinstance(each, Comment)),
            tuple(each for each in records if isinstance(each, Release)),
        )

    def cursor(self, table: str) -> int:
        """Position up to which `table` is known here."""
        return self._newest(table)[0]

    def change_at_cursor(self, table: str) -> str | None:
        """`andring` of the record at the cursor, None when nothing is known."""
        return self._newest(table)[1]

    def _newest(self, table: str) -> tuple[int, str | None]:
        last = "WHERE tabell = ? AND lopnr IS NOT NULL ORDER BY lopnr DESC LIMIT 1"
        with faults():
            row = self._connection.execute(sql.select((POSITION, CHANGE), TABLE, last), (table,)).fetchone()
        return row or (0, None)

    def take_in(self, table: str, records: Sequence[Record]) -> list[str]:
        """Take in records of `table`; `change` of those that were on their way from here, refused ones too."""
        with step(self._connection):
            mine = self._changes("lopnr IS NULL")
            self._connection.executemany(
                sql.insert(TABLE, _KEPT, replace=True),
                [(r.change, table, _State.LANDED, r.position, _row(r)) for r in records],
            )
        return [record.change for record in records if record.change in mine]

    def outbox(self) -> list[tuple[Record, OutboxState]]:
        """What is on its way, in the order in which it was kept."""
        columns = ("tabell", "rad", "tillstand")
        statement = sql.select(columns, TABLE, "WHERE tillstand IN (?, ?) ORDER BY ordning")
        with faults():
            found = self._connection.execute(statement, _WAITING).fetchall()
        return [(_record(table, row), OutboxState(state)) for table, row, state in found]

    def keep(self, records: Sequence[Record]) -> None:
        """Keep records that are to be sent; what has landed, or is on its way, stays as it is."""
        with step(self._connection):
            fixed = self._changes("tillstand IN ('mottagen', 'skickad')")
            self._connection.executemany(
                sql.insert(TABLE, _KEPT, replace=True),
                [
                    (record.change, rows.table_of(record), _State.WRITTEN, None, _row(rows.cleaned(record)))
                    for record in records
                    if record.change not in fixed
                ],
            )

    def mark_sent(self, changes: Sequence[str]) -> None:
        """Note that these are on their way: from now on their fate is unknown."""
        with step(self._connection):
            self._connection.executemany(
                "UPDATE hso_granskning SET tillstand = ? WHERE andring = ? AND tillstand = ?",
                [(_State.SENT, change, _State.WRITTEN) for change in changes],
            )

    def refuse(self, refused: Sequence[RefusedRecord]) -> None:
        """Take what the platform refused out of the outbox, and keep it with the reason."""
        with step(self._connection):
            self._connection.executemany(
                "UPDATE hso_granskning SET tillstand = ?, skal_sv = ?, skal_en = ?, detaljer = ? "
                "WHERE andring = ? AND lopnr IS NULL",
                [(_State.REFUSED, r.reason.sv, r.reason.en, r.details, r.record.change) for r in refused],
            )

    def refused(self) -> list[RefusedRecord]:
        """What the platform did not take, in the order in which it was kept."""
        statement = sql.select(("tabell", "rad", *_REASON), TABLE, "WHERE tillstand = ? ORDER BY ordning")
        with faults():
            found = self._connection.execute(statement, (_State.REFUSED,)).fetchall()
        return [RefusedRecord(_record(table, row), Text(sv, en), details) for table, row, sv, en, details in found]

    def drop(self, changes: Sequence[str]) -> None:
        """Forget records that were refused, or never sent."""
        with step(self._connection):
            self._connection.executemany(
                sql.delete(TABLE, "WHERE andring = ? AND tillstand IN (?, ?)"),
                [(change, _State.WRITTEN, _State.REFUSED) for change in changes],
            )

    # What a file that is fetched anew takes over from the old one

    def carried(self) -> list[tuple[str | int | None, ...]]:
        """What is on its way or was refused, as rows for `carry`."""
        statement = sql.select((*_KEPT, *_REASON), TABLE, "WHERE lopnr IS NULL ORDER BY ordning")
        with faults():
            return self._connection.execute(statement).fetchall()

    def carry(self, carried: Iterable[tuple[str | int | None, ...]]) -> None:
        """Take over what `carried` gave; what is here already stays."""
        with step(self._connection):
            known = self._changes("1")
            self._connection.executemany(
                sql.insert(TABLE, (*_KEPT, *_REASON)), [row for row in carried if row[0] not in known]
            )

    # Who the person is, for windows that are opened without a network

    def rights(self) -> tuple[Right, ...]:
        """What the user may do, as the platform said it last; none before the first exchange."""
        with faults():
            row = self._connection.execute("SELECT value FROM hso_state WHERE key = 'rights'").fetchone()
        return tuple(Right(*each) for each in json.loads(row[0])) if row else ()

    def note_rights(self, rights: Iterable[Right]) -> None:
        """Remember what the user may do."""
        with step(self._connection):
            value = json.dumps([astuple(right) for right in rights])
            self._connection.execute("INSERT OR REPLACE INTO hso_state VALUES ('rights', ?)", (value,))

    def _changes(self, condition: str) -> set[str]:
        return {row[0] for row in self._connection.execute(sql.select([CHANGE], TABLE, f"WHERE {condition}"))}


def _row(record: Record) -> str:
    return json.dumps(rows.to_row(record), ensure_ascii=False)


def _record(table: str, row: str) -> Record:
    return rows.of_row(table, json.loads(row))
