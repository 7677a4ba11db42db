"""Finished files put in their places so that they survive a power cut, with nothing of an earlier one beside them."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from .readback import Rows, check_gpkg, check_text

#: What SQLite keeps beside a file while it is written to.
BESIDE = ("-journal", "-wal", "-shm")


def move(part: Path, path: Path, check: Callable[[Path], None]) -> None:
    """Give the finished file `part` the name `path`, in place of what has that name, once `check` has read it back.

    Raises:
        OSError: also what `check` raises for a file that is not whole (`readback`). `part` is still there then, and
            so is what was at `path`.
    """
    settle(part)
    check(part)
    os.replace(part, path)
    settle_names(path.parent)


def move_gpkg(part: Path, path: Path, rows: Rows) -> None:
    """As `move`, for a GeoPackage that nobody has open and that must have `rows` (`readback.check_gpkg`).

    SQLite would read a log that an earlier file of that name left beside it into the new one, and so damage it.
    """
    for suffix in BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    move(part, path, lambda file: check_gpkg(file, rows))


def write_text(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a whole file or none of it, in place of what is there; line ends stay as they are.

    Raises:
        OSError: what was at `path` is left then.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        content = text.encode(encoding)
        part.write_bytes(content)
        move(part, path, lambda file: check_text(file, content))
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def settle(path: Path) -> None:
    """Have the content of a file on the disk. Raises `OSError`."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def settle_names(folder: Path) -> None:
    """Have the names in a folder on the disk. Windows keeps their order by itself, and refuses, as do some networks."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def discard(path: Path) -> None:
    """Remove a GeoPackage that never came into use; what cannot be removed is left to the next try."""
    for suffix in ("", *BESIDE):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
