"""Opens a working copy's file and keeps what it says of itself: format, settings, server, catalogue."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from ...core import catalogue as catalogues
from ...core.catalogue.model import Catalogue
from ...core.error_codes.files import NO_WORKING_COPY
from ...core.errors import HsoError
from ...core.platform.server import ServerProfile
from ...core.plugin_version import PLUGIN_VERSION
from ...core.text import Text
from .connection import connect, faults, fold_log_in, step
from .durable import discard
from .last_check import LastCheck
from .migrations import FIRST_FORMAT, FORMAT, migrate
from .migrations.backup import back_up
from .migrations.makers import note_maker, other_format
from .settings import Settings


class OpenFile:
    """An open working copy and what it says of itself. For one thread: open it where it is used."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        #: What the file was, when opening it brought it up to date.
        self.backup: Path | None = None

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open the working copy at `path`.

        One that an earlier version of the plugin made is brought up to date, after a copy of it was laid beside it
        (`backup`).

        Raises:
            HsoError: `HSO-ARBETSKOPIA` if there is none or it is damaged, `HSO-VERSION` if a newer version of the
                plugin made it, or one too old. What stands in the way of bringing it up to date, as `step` says it.
        """
        path = Path(path)
        with faults():
            there = path.is_file()
        if not there:
            raise HsoError(
                NO_WORKING_COPY,
                Text(
                    f"Det finns ingen arbetskopia i {path}. Hämta en ny.",
                    f"There is no working copy at {path}. Fetch a new one.",
                ),
            )
        with faults():
            connection = connect(path)
            copy = cls(path, connection)
            try:
                fold_log_in(connection)
                copy._upgrade()
                copy._restore()
                # Else a power cut right after a step may bring its journal back, which undoes it.
                connection.execute("PRAGMA synchronous = EXTRA")
            except BaseException:
                connection.close()
                raise
        return copy

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # What it is a copy of

    @cached_property
    def settings(self) -> Settings:
        """Where it belongs."""
        return Settings(**json.loads(self._state("settings")))

    @property
    def municipality(self) -> str:
        """Code of the municipality whose objects are edited here."""
        return self.settings.municipality

    @cached_property
    def server(self) -> ServerProfile:
        """The server as the probe found it."""
        return ServerProfile.from_json(self._state("server"))

    @cached_property
    def catalogue(self) -> Catalogue:
        """The classification catalogue the copy was made with."""
        return catalogues.load(self._state("catalogue"))

    def note_contact(self) -> None:
        """Note that the platform was reached just now."""
        with step(self._connection):
            self._set_state("last_contact", datetime.now(UTC).isoformat(timespec="seconds"))

    @property
    def last_contact(self) -> str | None:
        """When the platform was reached last, ISO 8601, UTC; None when it never was."""
        return self._remembered("last_contact")

    def note_server(self, server: ServerProfile) -> None:
        """Keep what another probe found."""
        with step(self._connection):
            self._set_state("server", server.to_json())
        self.server = server

    def _upgrade(self) -> None:
        """Bring an older file's tables up to date in one step, after a backup of it was made beside it."""
        if not self._outdated():
            return
        try:
            with step(self._connection):
                if not self._outdated():  # asked again: another thread may have been faster
                    return
                self.backup = back_up(self.path, PLUGIN_VERSION)
                migrate(self._connection, int(self._state("format")))
                note_maker(self._connection, self.backup.name)
                self._set_state("format", str(FORMAT))
        except BaseException:
            if self.backup is not None:
                discard(self.backup)
            raise

    def _outdated(self) -> bool:
        found = int(self._state("format"))
        if not FIRST_FORMAT <= found <= FORMAT:
            raise other_format(self._connection, found)
        return found < FORMAT

    def _restore(self) -> None:
        """Put back what the tables of a file of this kind should have and somebody took out: here nothing."""

    @property
    def last_check(self) -> LastCheck | None:
        """The last check of the saved objects, None when there was none."""
        found = self._remembered("last_check")
        return None if found is None else LastCheck.from_json(found)

    def note_check(self, check: LastCheck) -> None:
        """Remember the last check of the saved objects. Layers may be in edit mode meanwhile."""
        with step(self._connection):
            self._set_state("last_check", check.to_json())

    def _state(self, key: str) -> str:
        """What no working copy lacks. Raises `HsoError`, `HSO-ARBETSKOPIA` when it is not there."""
        with faults():
            found = self._remembered(key)
            if found is None:
                raise sqlite3.DatabaseError(f"no {key} in hso_state")
        return found

    def _remembered(self, key: str) -> str | None:
        """What some working copies know. Raises `HsoError`."""
        with faults():
            row = self._connection.execute("SELECT value FROM hso_state WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def _set_state(self, key: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO hso_state VALUES (?, ?)", (key, value))
