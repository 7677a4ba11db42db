"""The file system's faults in plain words: full, write-protected, open in another program, no such folder, too long."""

from __future__ import annotations

import errno
from pathlib import Path

from ...core.error_codes.files import DISK, IN_USE
from ...core.errors import HsoError
from ...core.text import Text
from .durable import HeldOpenError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
#: Windows' own numbers: ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL; ERROR_FILENAME_EXCED_RANGE; ERROR_INVALID_NAME.
_WINDOWS_FULL, _WINDOWS_TOO_LONG, _WINDOWS_NAME = {39, 112}, {206}, {123}


def plain(error: OSError, path: Path | str | None = None) -> HsoError:
    """What became of a file that could not be written, read or put in its place.

    Args:
        error: what the system said.
        path: the file that the person knows of, where that is another than the one in `error`.
    """
    known = Path(path if path is not None else error.filename or "")
    number, windows = error.errno, getattr(error, "winerror", None)
    if isinstance(error, HeldOpenError):
        return open_elsewhere(known, str(error))
    if number in _FULL or windows in _WINDOWS_FULL:
        return full(str(error))
    if number == errno.ENAMETOOLONG or windows in _WINDOWS_TOO_LONG:
        return _fault(
            Text(
                "Sökvägen är för lång. Välj en mapp närmare diskens rot, eller ett kortare namn.",
                "The path is too long. Choose a folder closer to the root of the disk, or a shorter name.",
            ),
            error,
        )
    if windows in _WINDOWS_NAME:
        return _fault(
            Text(
                f"Namnet «{known.name}» går inte att använda för en fil. Välj ett annat namn.",
                f"The name “{known.name}” cannot be used for a file. Choose another name.",
            ),
            error,
        )
    if isinstance(error, (FileNotFoundError, FileExistsError, NotADirectoryError, IsADirectoryError)):
        return _fault(
            Text(
                f"Det går inte att skriva till {known}. Välj en mapp som finns och där du får skriva.",
                f"Nothing can be written to {known}. Choose a folder that exists and where you may write.",
            ),
            error,
        )
    if isinstance(error, PermissionError) or number == errno.EROFS:
        return _fault(
            Text(
                f"Du får inte skriva i mappen {known.parent}, eller så är filen {known.name} skrivskyddad. Välj en "
                "mapp där du får skriva.",
                f"You may not write in the folder {known.parent}, or the file {known.name} is write-protected. Choose "
                "a folder where you may write.",
            ),
            error,
        )
    return full(str(error))


def full(details: str) -> HsoError:
    """The fault of a disk that is full or fails."""
    return HsoError(
        DISK,
        Text(
            "Det gick inte att skriva på disken: den är full eller skrivskyddad. Inget har ändrats. "
            "Frigör plats eller välj en annan mapp, och försök igen.",
            "The disk could not be written to: it is full or read-only. Nothing was changed. "
            "Free some space or choose another folder, and try again.",
        ),
        details,
        try_again=True,
    )


def write_protected(details: str) -> HsoError:
    """The fault of a file that can be read and not written."""
    return HsoError(
        DISK,
        Text(
            "Filen är skrivskyddad, så inget går att spara i den. Inget har ändrats. Ta bort skrivskyddet i filens "
            "egenskaper, eller flytta filen till en mapp där du får skriva, och försök igen.",
            "The file is write-protected, so nothing can be saved in it. Nothing was changed. Take the protection away "
            "in the file's properties, or move the file to a folder where you may write, and try again.",
        ),
        details,
        try_again=True,
    )


def open_elsewhere(path: Path, details: str) -> HsoError:
    """The fault of a file that cannot be replaced because some program has it open."""
    return HsoError(
        IN_USE,
        Text(
            f"Filen {path.name} är öppen i ett annat program, så den kan inte ersättas. Inget har ändrats. Stäng den "
            "där och försök igen.",
            f"The file {path.name} is open in another program, so it cannot be replaced. Nothing was changed. Close it "
            "there and try again.",
        ),
        details,
        try_again=True,
    )


def export_fault(error: OSError, path: Path) -> HsoError:
    """As `plain`, for a file that is written for others: it may have any name, and many programs open it."""
    if isinstance(error, HeldOpenError):
        return export_open(path, str(error))
    return plain(error, path)


def export_open(path: Path, details: str) -> HsoError:
    """The fault of a file for others that cannot be replaced because some program has it open."""
    return HsoError(
        IN_USE,
        Text(
            f"Filen {path.name} är öppen i ett annat program, till exempel i Excel eller som lager i QGIS. Inget har "
            "skrivits. Stäng den där, eller välj ett annat namn, och försök igen.",
            f"The file {path.name} is open in another program, for example in Excel or as a layer in QGIS. Nothing was "
            "written. Close it there, or choose another name, and try again.",
        ),
        details,
        try_again=True,
    )


def _fault(text: Text, error: OSError) -> HsoError:
    return HsoError(DISK, text, str(error), try_again=True)
