"""The working copy: a GeoPackage behind the working-copy port of the ledger protocol.

What it offers is imported when it is first asked for: a window that only needs a name from here does not wait for all.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .builder import NewWorkingCopy
    from .contents import Counts
    from .file import WorkingCopyFile
    from .last_check import LastCheck
    from .settings import Settings
    from .sync import fetch_new, look, receive, send

_HOMES = {
    "NewWorkingCopy": "builder",
    "Counts": "contents",
    "WorkingCopyFile": "file",
    "LastCheck": "last_check",
    "Settings": "settings",
    "fetch_new": "sync",
    "look": "sync",
    "receive": "sync",
    "send": "sync",
}

__all__ = [
    "Counts",
    "LastCheck",
    "NewWorkingCopy",
    "Settings",
    "WorkingCopyFile",
    "fetch_new",
    "look",
    "receive",
    "send",
]


def __getattr__(name: str) -> Any:
    """Called by Python for a name that is not here yet."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
