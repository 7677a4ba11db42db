"""Finished files put in their places so that they survive a power cut, with nothing of an earlier one beside them.

Windows neither replaces nor removes a file that is open, and a virus scanner, an indexer or a synchronising service
opens every new file for a moment. So whatever replaces or removes is tried again for some seconds.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from .readback import Rows, check_gpkg, check_text

#: What SQLite keeps beside a file while it is written to.
BESIDE = ("-journal", "-wal", "-shm")
#: Seconds that a file may be open in a program that lets go by itself.
PATIENCE = 5.0
_PAUSE = 0.1


class HeldOpenError(PermissionError):
    """A file could be neither replaced nor removed, for some program has it open. `filename` says which."""


def move(part: Path, path: Path, check: Callable[[Path], None]) -> None:
    """Give the finished file `part` the name `path`, in place of what has that name, once `check` has read it back.

    Raises:
        OSError: also what `check` raises for a file that is not whole (`readback`). `part` is still there then, and
            so is what was at `path`. `HeldOpenError` when one of them is open.
    """
    _patiently(lambda: settle(part), path)
    check(part)
    _patiently(lambda: os.replace(part, path), path)
    settle_names(path.parent)


def move_gpkg(part: Path, path: Path, rows: Rows) -> None:
    """As `move`, for a GeoPackage that nobody has open and that must have `rows` (`readback.check_gpkg`).

    SQLite would read a log that an earlier file of that name left beside it into the new one, and so damage it. Where
    the file is in use the log stays with it.
    """
    _patiently(lambda: require_closed(path), path)
    for suffix in BESIDE:
        remove(path.with_name(path.name + suffix))
    move(part, path, lambda file: check_gpkg(file, rows))


def remove(path: Path) -> None:
    """Remove a file if there is one.

    Raises:
        OSError: it is still there then. `HeldOpenError` when it is open somewhere.
    """
    _patiently(lambda: path.unlink(missing_ok=True), path)


def require_closed(path: Path) -> None:
    """See at once whether a file could be replaced. Only Windows minds that it is open, and refuses it a name then.

    Raises:
        HeldOpenError: some program has it open.
    """
    if path.is_file():
        try:
            os.rename(path, path)
        except PermissionError as error:
            raise _held(path, error) from error


def _patiently(act: Callable[[], object], path: Path) -> None:
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            act()
            return
        except PermissionError as error:
            if not _may_write(path):
                raise
            if time.monotonic() > give_up:
                raise _held(path, error) from error
        time.sleep(_PAUSE)


def _held(path: Path, error: PermissionError) -> HeldOpenError:
    return HeldOpenError(error.errno, error.strerror, str(path))


def _may_write(path: Path) -> bool:
    """False where a refusal is none of an open file: for a folder, and for what is write-protected."""
    return not path.is_dir() and os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


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
            remove(part)
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
            remove(path.with_name(path.name + suffix))
