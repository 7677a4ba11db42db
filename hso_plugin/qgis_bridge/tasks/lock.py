"""One QGIS for each working copy: a side-file that the operating system lets go of when the process dies."""

from __future__ import annotations

import getpass
import os
import socket
import sqlite3
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from ...core.error_codes.files import DISK, LOCKED
from ...core.errors import HsoError
from ...core.text import Text

#: The working copies this process holds: connection with the open transaction, and how many hold it.
_held: dict[Path, tuple[sqlite3.Connection, int]] = {}
_guard = threading.RLock()


class Lock:
    """A hold on a working copy. A context manager; releasing twice is harmless."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._released = False

    def release(self) -> None:
        """Let go; the file is free when the last hold of this process has let go."""
        with _guard:
            if self._released:
                return
            self._released = True
            connection, count = _held[self.path]
            if count > 1:
                _held[self.path] = connection, count - 1
                return
            del _held[self.path]
            _let_go(connection, lock_path(self.path), remove=not self.path.exists())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def lock_path(working_copy: Path | str) -> Path:
    """The side-file of a working copy, which goes with the last hold where there is none (yet).

    Else it stays when the lock is released: another may be about to ask for it. Only the lock inside it counts.
    """
    path = Path(working_copy)
    return path.with_name(path.name + ".lock")


def acquire(working_copy: Path | str) -> Lock:
    """Hold the working copy for this process until `release`. Within the process it may be held many times over.

    Raises:
        HsoError: `HSO-LAST` naming who has it open; `HSO-DISK` when the folder cannot be written to.
    """
    path = Path(working_copy).resolve()
    with _guard:
        if path in _held:
            connection, count = _held[path]
            _held[path] = connection, count + 1
        else:
            _held[path] = _take(path), 1
    return Lock(path)


def _take(path: Path, *, again: bool = True) -> sqlite3.Connection:
    side = lock_path(path)
    try:
        # The transaction is begun in one thread and may be ended in another.
        connection = sqlite3.connect(side, timeout=0.5, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise _unwritable(path, error) from error
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE IF NOT EXISTS holder (user TEXT, host TEXT, pid INTEGER, since TEXT)")
        connection.execute("DELETE FROM holder")
        since = datetime.now().astimezone().isoformat(timespec="minutes")
        row = (_user(), socket.gethostname(), os.getpid(), since)
        connection.execute("INSERT INTO holder VALUES (?, ?, ?, ?)", row)
        # The row must be committed for others to read it; the lock is the transaction that is left open.
        connection.execute("COMMIT")
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        holder = _holder(connection)
        connection.close()
        if again and getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_DBMOVED":
            return _take(path, again=False)  # who held it removed the side-file meanwhile: this one nobody else sees
        if "locked" in str(error) or "busy" in str(error):
            raise _taken(path, holder) from error
        raise _unwritable(path, error) from error
    return connection


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a number without a name: which of them depends on Python and system
        return "?"


def _let_go(connection: sqlite3.Connection, side: Path, *, remove: bool) -> None:
    left = False
    if remove:
        try:
            side.unlink(missing_ok=True)  # before others can have it, who would be left with a lock that nobody sees
        except OSError:  # Windows removes no file that is open, and so none that others have by then
            left = True
    connection.execute("ROLLBACK")
    connection.close()
    if left:
        with suppress(OSError):
            side.unlink(missing_ok=True)


def _holder(connection: sqlite3.Connection) -> tuple[str, str, int, str] | None:
    try:
        row: tuple[str, str, int, str] | None = connection.execute(
            "SELECT user, host, pid, since FROM holder"
        ).fetchone()
    except sqlite3.Error:  # it is being written this very moment, or is no such file: then nobody can be named
        return None
    return row


def _taken(path: Path, holder: tuple[str, str, int, str] | None) -> HsoError:
    who = Text("någon annan", "somebody else")
    if holder is not None:
        user, host, pid, since = holder
        moment = since[:16].replace("T", " ")
        who = Text(f"{user} på {host} (sedan {moment})", f"{user} on {host} (since {moment})")
        if host == socket.gethostname() and pid != os.getpid():
            who = Text(
                f"ett annat QGIS-fönster på den här datorn ({user}, sedan {moment})",
                f"another QGIS window on this computer ({user}, since {moment})",
            )
    return HsoError(
        LOCKED,
        Text(
            "Arbetskopian är redan öppen i {who}. Inget har ändrats. Stäng den där och försök igen.",
            "The working copy is already open in {who}. Nothing was changed. Close it there and try again.",
        ).format(who=who),
        str(path),
        try_again=True,
    )


def _unwritable(path: Path, error: sqlite3.Error) -> HsoError:
    return HsoError(
        DISK,
        Text(
            f"Det går inte att skriva i mappen {path.parent}. Inget har ändrats. Välj en mapp där du får skriva.",
            f"The folder {path.parent} cannot be written to. Nothing was changed. Choose a folder where you may write.",
        ),
        f"{lock_path(path)}: {error}",
        try_again=True,
    )
