"""The outbox and what was refused: rows that stand between a saved edit and the ledger.

| State     | What it means                                        | Next                                            |
|-----------|------------------------------------------------------|-------------------------------------------------|
| written   | kept, never sent                                     | sent; or dropped: the object says it still      |
| sent      | sent or about to be: its fate is unknown             | landed, overtaken, refused, or sent again       |
| refused   | refused, though an earlier delivery of it may still  | landed late; forgotten when the ledger has      |
|           | be on its way; in `hso_sent`                         | passed its number                               |
| landed    | the ledger shows it under its `andring`              | gone                                            |
| overtaken | the ledger shows its number under another `andring`  | gone: it can never land                         |

At most one version of an object is written or sent at a time; a refused one stands in nobody's way.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from ...core.ledger.ports import OutboxState, Refusal
from ...core.model import MapObject, ObjectVersion
from ...core.text import Text
from ..storage.codec import version_of, version_rows


def read(
    connection: sqlite3.Connection, identities: Collection[str] | None = None
) -> dict[str, tuple[ObjectVersion, OutboxState]]:
    """Outgoing versions, or those of `identities`, and their state by `andring`, oldest first."""
    rows = connection.execute(
        "SELECT objektidentitet, slag, kommunkod, objektversion, andring, borttagen, anvandare, "
        "NULL AS lopnr, NULL AS versiongiltigfran, attribut, geom, tillstand FROM hso_outbox "
        "WHERE ?1 IS NULL OR objektidentitet IN (SELECT value FROM json_each(?1)) ORDER BY ordning",
        (None if identities is None else json.dumps(list(identities)),),
    ).fetchall()
    return {row[4]: (version_of(row[:-1]), OutboxState(row[-1])) for row in rows}


def held(connection: sqlite3.Connection) -> dict[str, str]:
    """Identity by `andring` of everything in the outbox."""
    return dict(connection.execute("SELECT andring, objektidentitet FROM hso_outbox"))


def drop_unsent(connection: sqlite3.Connection) -> None:
    """Take out what was never sent: the working objects say it still, and may say it better by now."""
    connection.execute("DELETE FROM hso_outbox WHERE tillstand = ?", (str(OutboxState.WRITTEN),))


def write(connection: sqlite3.Connection, versions: Sequence[ObjectVersion]) -> None:
    """Keep versions that are about to be sent; an earlier refusal of the same objects is settled by the new try."""
    rows = [(*row[:7], *row[9:], str(OutboxState.WRITTEN)) for row in version_rows(versions)]
    connection.executemany(
        "INSERT INTO hso_outbox (objektidentitet, slag, kommunkod, objektversion, andring, borttagen, anvandare, "
        "attribut, geom, tillstand) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    forget_refusals(connection, [version.object.identity for version in versions])


def mark_sent(connection: sqlite3.Connection, changes: Iterable[str]) -> None:
    """Note that changes are on their way."""
    connection.executemany(
        "UPDATE hso_outbox SET tillstand = ? WHERE andring = ?", [(str(OutboxState.SENT), c) for c in changes]
    )


def remove(connection: sqlite3.Connection, changes: Iterable[str]) -> None:
    """Take changes out of the outbox."""
    connection.executemany("DELETE FROM hso_outbox WHERE andring = ?", [(c,) for c in changes])


def set_aside(connection: sqlite3.Connection, changes: Iterable[str]) -> None:
    """Take refused changes out of the outbox, and remember them as one's own in case they land all the same."""
    connection.executemany(
        "INSERT OR REPLACE INTO hso_sent (andring, objektidentitet, slag, kommunkod, objektversion, borttagen, "
        "anvandare, attribut, geom) SELECT andring, objektidentitet, slag, kommunkod, objektversion, borttagen, "
        "anvandare, attribut, geom FROM hso_outbox WHERE andring = ?",
        [(change,) for change in changes],
    )
    remove(connection, changes)


def remember(connection: sqlite3.Connection, versions: Sequence[ObjectVersion]) -> None:
    """Know versions as one's own that another working copy sent, and that may still land."""
    connection.executemany(
        "INSERT OR IGNORE INTO hso_sent (objektidentitet, slag, kommunkod, objektversion, andring, borttagen, "
        "anvandare, attribut, geom) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row[:7], *row[9:]) for row in version_rows(versions)],
    )


def refused(connection: sqlite3.Connection, identities: Collection[str]) -> dict[str, ObjectVersion]:
    """Refused versions of objects by `andring`."""
    rows = connection.execute(
        "SELECT objektidentitet, slag, kommunkod, objektversion, andring, borttagen, anvandare, NULL AS lopnr, "
        "NULL AS versiongiltigfran, attribut, geom FROM hso_sent "
        "WHERE objektidentitet IN (SELECT value FROM json_each(?))",
        (json.dumps(list(identities)),),
    ).fetchall()
    return {row[4]: version_of(row) for row in rows}


def forget_passed(connection: sqlite3.Connection, known: Iterable[ObjectVersion]) -> None:
    """Forget refused versions whose number the ledger has passed: they can never land any more."""
    connection.executemany(
        "DELETE FROM hso_sent WHERE objektidentitet = ? AND objektversion <= ?",
        [(version.object.identity, version.version) for version in known],
    )


def refuse(connection: sqlite3.Connection, refusals: Iterable[Refusal]) -> None:
    """Keep the reasons of refusals."""
    connection.executemany(
        "INSERT OR REPLACE INTO hso_refused (objektidentitet, slag, skal_sv, skal_en, detaljer) VALUES (?, ?, ?, ?, ?)",
        [(r.object.identity, str(r.object.kind), r.reason.sv, r.reason.en, r.details) for r in refusals],
    )


def read_refusals(connection: sqlite3.Connection, waiting: Mapping[str, MapObject]) -> list[Refusal]:
    """The refusals of objects that are `waiting` to be sent, by identity."""
    rows = connection.execute("SELECT objektidentitet, skal_sv, skal_en, detaljer FROM hso_refused ORDER BY rowid")
    return [
        Refusal(waiting[identity], Text(sv, en), details) for identity, sv, en, details in rows if identity in waiting
    ]


def forget_refusals(connection: sqlite3.Connection, identities: Iterable[str]) -> None:
    """Remove refusals that no longer hold."""
    connection.executemany("DELETE FROM hso_refused WHERE objektidentitet = ?", [(i,) for i in identities])
