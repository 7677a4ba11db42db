"""The changeover from an old working copy to a new one, so that a whole one is in its place at every moment."""

from __future__ import annotations

import filecmp
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from ...core.error_codes.files import IN_USE
from ...core.errors import HsoError
from ..copy.saved_edits import free_name
from ..storage.connection import BUSY_SECONDS, connect, faults
from ..storage.disk_faults import open_elsewhere
from ..storage.durable import BESIDE, move, remove, require_closed, settle_names
from ..storage.readback import IncompleteError, check_gpkg


def close_down(path: Path) -> None:
    """Bring everything that was written into the file itself, and make sure that nobody has it open.

    Raises:
        HsoError: `HSO-UPPTAGEN`. A log left beside the old file would be read into the new one.
    """
    if not path.is_file():
        return  # whoever opens it says so
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            _fold_in(path)
            return
        except HsoError as error:
            # A map that was just being drawn, or a list that was being read, lets go in a moment.
            if error.code != IN_USE or time.monotonic() > give_up:
                raise
            time.sleep(0.1)


def _fold_in(path: Path) -> None:
    with faults():
        connection = connect(path)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
        finally:
            connection.close()
        require_closed(path)
    if any(path.with_name(path.name + suffix).exists() for suffix in BESIDE):
        raise open_elsewhere(path, str(path))


def put_in_place(path: Path, new_path: Path) -> Path:
    """Put the new copy in the place of the old one, which keeps its content under another name; that name."""
    for each in (path, new_path):
        close_down(each)
    old_path = free_name(path, "gammal", path.suffix)
    with faults():
        try:
            _keep(path, old_path)
            move(new_path, path, lambda file: check_gpkg(file, {}))
        except OSError:
            # Opened since it was closed down, and still: then the next renewal takes the second name away.
            with suppress(OSError):
                remove(old_path)
            raise
    return old_path


def _keep(path: Path, old_path: Path) -> None:
    """Give the content of a file a second name."""
    try:
        os.link(path, old_path)
    except OSError:  # a file system without second names
        _copy(path, old_path)
    else:
        settle_names(path.parent)


def _copy(path: Path, old_path: Path) -> None:
    part = old_path.with_name(f".{old_path.name}.part")
    try:
        shutil.copy2(path, part)
        move(part, old_path, lambda file: _check_same(path, file))
    finally:
        with suppress(OSError):
            remove(part)


def _check_same(path: Path, copied: Path) -> None:
    if not filecmp.cmp(path, copied, shallow=False):
        raise IncompleteError(copied, f"another content than {path}")


def remove_second_names(path: Path) -> None:
    """Take away the second names that a changeover gave the file before it was broken off."""
    with faults():
        for each in path.parent.glob("*-gammal-*"):
            if path.exists() and each.name.startswith(f"{path.stem}-gammal-") and each.samefile(path):
                remove(each)
