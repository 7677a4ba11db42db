"""The outbox and what was refused: rows that stand between a saved edit and the ledger."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from ..core.ledger.ports import OutboxState, Refusal
from ..core.model import GeometryKind, MapObject, ObjectVersion
from ..core.text import Text
from .codec import version_of, version_rows


def read(connection: sqlite3.Connection) -> dict[str, tuple[ObjectVersion, OutboxState]]:
    """Outgoing versions and their state by `andring`, oldest first."""
    rows = connection.execute(
        "SELECT objektidentitet, slag, kommunkod, objektversion, andring, borttagen, anvandare, "
        "NULL AS lopnr, NULL AS versiongiltigfran, attribut, geom, tillstand FROM hso_outbox ORDER BY ordning"
    ).fetchall()
    return {row[4]: (version_of(row[:-1]), OutboxState(row[-1])) for row in rows}


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


def refuse(connection: sqlite3.Connection, refusals: Mapping[str, Refusal]) -> None:
    """Take refused changes out, by `andring`, and keep the reasons."""
    remove(connection, refusals)
    connection.executemany(
        "INSERT OR REPLACE INTO hso_refused (objektidentitet, slag, skal_sv, skal_en, detaljer) VALUES (?, ?, ?, ?, ?)",
        [(r.object.identity, str(r.object.kind), r.reason.sv, r.reason.en, r.details) for r in refusals.values()],
    )


def read_refusals(connection: sqlite3.Connection, objects: Mapping[str, MapObject]) -> list[Refusal]:
    """What was refused and has not been sent since; `objects` are the working objects by identity."""
    rows = connection.execute(
        "SELECT objektidentitet, slag, skal_sv, skal_en, detaljer FROM hso_refused ORDER BY rowid"
    ).fetchall()
    return [
        Refusal(objects.get(identity, MapObject(GeometryKind(kind), identity, "")), Text(sv, en), details)
        for identity, kind, sv, en, details in rows
    ]


def refused_identities(connection: sqlite3.Connection) -> list[str]:
    """Identities of the objects that were refused."""
    return [row[0] for row in connection.execute("SELECT objektidentitet FROM hso_refused")]


def forget_refusals(connection: sqlite3.Connection, identities: Iterable[str]) -> None:
    """Remove refusals that no longer hold."""
    connection.executemany("DELETE FROM hso_refused WHERE objektidentitet = ?", [(i,) for i in identities])
