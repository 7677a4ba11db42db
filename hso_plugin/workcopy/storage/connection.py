"""A connection to a working copy's file: durable steps, single moments, and SQLite's faults in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from ...core.error_codes.files import IN_USE, NO_WORKING_COPY
from ...core.errors import HsoError
from ...core.text import Text
from . import blob, disk_faults

#: Seconds to wait for another writer of the same file, such as QGIS saving a layer.
BUSY_SECONDS = 10


def connect(path: Path) -> sqlite3.Connection:
    """A connection with the functions of the spatial index; transactions begin where `step` says, and nowhere else."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    blob.add_functions(connection)
    return connection


def fold_log_in(connection: sqlite3.Connection) -> None:
    """Write what was saved into the file itself, as far as nobody is reading it just now.

    QGIS has the file in WAL mode while a layer is edited: what is saved lies in a second file beside it, and would be
    missing where somebody copies the first one alone.
    """
    with suppress(sqlite3.OperationalError):  # write-protected, or locked: then by whoever opens it next
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def is_working_copy(path: Path | str) -> bool:
    """True when the file at `path` is a copy of the platform; False also when it cannot be read."""
    try:
        address = f"{Path(path).resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as connection:
            return bool(connection.execute("SELECT 1 FROM hso_state LIMIT 1").fetchone())
    except (sqlite3.Error, OSError, ValueError):
        return False


@contextmanager
def step(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One durable step: everything inside is kept, or nothing.

    Raises:
        HsoError: `HSO-DISK` for a full disk, `HSO-UPPTAGEN` for a file that somebody else writes to, `HSO-ARBETSKOPIA`
            for a damaged one. Nothing of the step was kept then.
    """
    with faults():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            # SQLite has ended the transaction by itself after some faults, a full disk among them.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything read inside is as it was at one moment, whoever writes meanwhile; nothing may be written.

    Raises:
        HsoError: as `step`.
    """
    with faults():
        connection.execute("BEGIN")
        try:
            yield
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


@contextmanager
def faults() -> Iterator[None]:
    """Say SQLite's and the file system's faults inside in plain words."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _plain(str(error)) from error
    except OSError as error:
        raise disk_faults.plain(error) from error


def ogr_fault(error: RuntimeError) -> HsoError:
    """What OGR said of a file that it could not write, in plain words; of what is not known, that the disk is full."""
    message = str(error)
    return _known(message) or disk_faults.full(message)


def _known(message: str) -> HsoError | None:
    if "locked" in message or "busy" in message:
        return HsoError(
            IN_USE,
            Text(
                "Arbetskopian används av något annat just nu. Spara ändringar i andra fönster och försök igen.",
                "The working copy is in use by something else right now. Save changes in other windows and try again.",
            ),
            message,
            try_again=True,
        )
    if "readonly" in message:
        return disk_faults.write_protected(message)
    if "full" in message or "disk I/O" in message or "unable to open" in message:
        return disk_faults.full(message)
    return None


def _plain(message: str) -> HsoError:
    return _known(message) or HsoError(
        NO_WORKING_COPY,
        Text(
            "Filen är inte en arbetskopia för strukturbilden, eller så är den skadad. Inget har ändrats. "
            "Välj en annan fil, eller hämta en ny arbetskopia.",
            "The file is not a working copy of the structure map, or it is damaged. Nothing was changed. "
            "Choose another file, or fetch a new working copy.",
        ),
        message,
    )
