"""Where a working copy is kept by default: on this computer, never on a network drive."""

from __future__ import annotations

import itertools
from pathlib import Path

from qgis.PyQt.QtCore import QStandardPaths, QStorageInfo

from ..core.errors import HsoError
from ..core.text import Text
from .ask_file import file_name

#: File systems that live on another computer. SQLite's locks do not hold there and a working copy can be damaged.
NETWORK = {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "fuse.sshfs", "9p"}
FOLDER = "Strukturbild"


def on_network(path: Path) -> bool:
    """True for a UNC path, and for a folder on a network file system. Asks the nearest folder that exists."""
    if str(path).startswith(("\\\\", "//")):
        return True
    existing = next((p for p in (path, *path.parents) if p.exists()), None)
    if existing is None:
        return False
    info = QStorageInfo(str(existing))
    kind = bytes(info.fileSystemType()).decode("ascii", "replace").lower()
    return kind in NETWORK or bytes(info.device()).startswith((b"\\\\", b"//"))


def refuse_network(path: Path) -> None:
    """Raise `HsoError` (HSO-NATVERKSPLATS) when a working copy must not be at `path`."""
    if on_network(path):
        raise HsoError(
            "HSO-NATVERKSPLATS",
            Text(
                "Arbetskopian kan inte ligga på en nätverksplats: där kan den skadas. Välj en mapp på din dator.",
                "The working copy cannot be on a network drive: it may be damaged there. Choose a folder on your "
                "computer.",
            ),
            str(path),
        )


def free(path: Path) -> Path:
    """`path`, or if there is something already, the first of `name-2`, `name-3` … beside it that is free."""
    tried = path
    for number in itertools.count(2):
        if not tried.exists():
            break
        tried = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return tried


def default_working_copy(profile: str, municipality: str) -> Path:
    """`Strukturbild/<profile>-<municipality>.gpkg` among the documents, or the program data if they are on a server."""
    return _folder() / f"{file_name(profile)}-{municipality}.gpkg"


def default_review_copy(profile: str) -> Path:
    """`granskning-<profile>.gpkg` in the same folder."""
    return _folder() / f"granskning-{file_name(profile)}.gpkg"


def _folder() -> Path:
    locations = (
        QStandardPaths.StandardLocation.DocumentsLocation,
        QStandardPaths.StandardLocation.AppLocalDataLocation,
        QStandardPaths.StandardLocation.HomeLocation,
    )
    folders = [Path(QStandardPaths.writableLocation(location)) / FOLDER for location in locations]
    return next((f for f in folders if not on_network(f)), folders[-1])
