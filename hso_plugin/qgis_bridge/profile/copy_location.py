"""Where a working copy is kept: by default among this computer's own program data, and never on a network drive."""

from __future__ import annotations

import ctypes
import itertools
import os
import sys
from pathlib import Path

from qgis.PyQt.QtCore import QStandardPaths, QStorageInfo

from ...core.error_codes.files import NETWORK_DRIVE
from ...core.errors import HsoError
from ...core.file_names import BESIDE_COPY, on_server, on_server_volume, plain_name, require_name
from ...core.text import Text

FOLDER = "Strukturbild"
#: What GetDriveTypeW calls a drive on another computer.
_DRIVE_REMOTE = 4
#: The system metric that is not 0 in a session over a network (SM_REMOTESESSION).
_REMOTE_SESSION = 0x1000


def require_usable(path: Path) -> None:
    """Refuse a place that a working copy must not be at.

    Raises:
        HsoError: `HSO-FILNAMN` for a name that Windows has no file of, `HSO-NATVERKSPLATS` for a network drive.
    """
    require_name(path.absolute(), BESIDE_COPY)
    if on_network(path):
        raise HsoError(
            NETWORK_DRIVE,
            Text(
                "Arbetskopian kan inte ligga på en nätverksplats: där kan den skadas. Välj en mapp på din dator.",
                "The working copy cannot be on a network drive: it may be damaged there. Choose a folder on your "
                "computer.",
            ),
            str(path),
        )


def on_network(path: Path) -> bool:
    """True for a place on another computer. Asks the nearest folder that exists, and may wait for that computer."""
    if leads_to_server(str(path)):
        return True
    existing = next((p for p in (path, *path.parents) if os.path.exists(p)), None)
    if existing is None:
        return False
    # A folder may be a link to one on a server, and a drive letter another name of a local folder.
    existing = existing.resolve()
    if leads_to_server(str(existing)):
        return True
    info = QStorageInfo(str(existing))
    kind, device = bytes(info.fileSystemType()).decode("ascii", "replace"), os.fsdecode(bytes(info.device()))
    return on_server_volume(kind, device)


def leads_to_server(path: str) -> bool:
    """True for a path whose text or drive letter leads to another computer. Asks nothing of that computer."""
    return on_server(path) or _drive_type(path) == _DRIVE_REMOTE


def _drive_type(path: str) -> int | None:
    """What Windows says of the drive that a path begins with; None elsewhere."""
    if sys.platform == "win32":
        drive = os.path.splitdrive(os.path.abspath(path))[0]
        return int(ctypes.windll.kernel32.GetDriveTypeW(drive + "\\"))
    return None


def in_remote_session() -> bool:
    """True on Windows in a session over the network, as on a thin client: program data may be erased at sign-out."""
    if sys.platform == "win32":
        return bool(ctypes.windll.user32.GetSystemMetrics(_REMOTE_SESSION))
    return False


def unused_path(path: Path) -> Path:
    """`path`, or if there is something already, the first of `name-2`, `name-3` … beside it that is free."""
    tried = path
    for number in itertools.count(2):
        if not os.path.exists(tried):
            break
        tried = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return tried


def default_working_copy(profile: str, municipality: str) -> Path:
    """`Strukturbild/<profile>-<municipality>.gpkg` among the local program data, or the documents if those are not.

    Documents are often in the care of a synchronising service (OneDrive), which has a file open just when it changed,
    and may bring back an older one.
    """
    return _folder() / f"{plain_name(profile)}-{municipality}.gpkg"


def default_review_copy(profile: str) -> Path:
    """`granskning-<profile>.gpkg` in the same folder."""
    return _folder() / f"granskning-{plain_name(profile)}.gpkg"


def _folder() -> Path:
    locations = (
        QStandardPaths.StandardLocation.AppLocalDataLocation,
        QStandardPaths.StandardLocation.DocumentsLocation,
        QStandardPaths.StandardLocation.HomeLocation,
    )
    folders = [Path(QStandardPaths.writableLocation(location)) / FOLDER for location in locations]
    return next((f for f in folders if not on_network(f)), folders[-1])
