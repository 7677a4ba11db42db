"""Writes a GeoPackage for others, whole or not at all, in place of an older one but never of a working copy."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ...core.error_codes.platform import EXISTS
from ...core.errors import HsoError
from ...core.text import Text
from ..storage.connection import faults
from ..storage.disk_faults import export_fault, export_open, full
from ..storage.durable import discard, move_gpkg, remove
from ..storage.new_gpkg import GpkgWriter, new_gpkg


def replace_gpkg(path: Path | str, write: Callable[[GpkgWriter], None]) -> None:
    """Have `write` fill a new file, and move it to `path` when it is whole.

    Raises:
        HsoError: `HSO-FINNS` when there is a working copy or a review copy at `path`, `HSO-UPPTAGEN` when the file
            there is open somewhere, `HSO-DISK` when it cannot be written. What was there is left then.
    """
    target = Path(path)
    _refuse_working_copy(target)
    part = target.with_name(f".{target.stem}.ny.gpkg")
    try:
        remove(part)
        with new_gpkg(part) as gpkg:
            write(gpkg)
        move_gpkg(part, target, gpkg.rows)
    except OSError as error:
        raise export_fault(error, target) from error
    except RuntimeError as error:
        raise full(f"{target}: {error}") from error
    finally:
        discard(part)


def _refuse_working_copy(target: Path) -> None:
    if not os.path.isfile(target):
        return
    if "hso_state" in _tables(target):
        raise HsoError(
            EXISTS,
            Text(
                "Filen är en arbetskopia eller granskningskopia, och skrivs inte över. Välj ett annat namn.",
                "The file is a working copy or a review copy, and is not overwritten. Choose another name.",
            ),
            str(target),
        )
    # While QGIS edits the file, what it wrote last lies beside it, and would end up in the new one.
    if target.with_name(target.name + "-wal").exists():
        raise export_open(target, str(target))


def _tables(target: Path) -> set[str]:
    with faults(), closing(sqlite3.connect(target)) as connection:
        try:
            return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        except sqlite3.DatabaseError as error:
            if "not a database" in str(error):  # then it is no working copy either
                return set()
            raise
