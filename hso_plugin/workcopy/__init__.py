"""The working copy: a GeoPackage behind the working-copy port of the ledger protocol.

What it offers is imported when it is first asked for: a window that only needs a name from here does not wait for all.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .copy.builder import NewWorkingCopy
    from .copy.contents import Counts
    from .copy.working_copy_file import WorkingCopyFile
    from .exchange.sync import fetch_new, look, receive, send
    from .storage.last_check import LastCheck
    from .storage.settings import Settings

_HOMES = {
    "NewWorkingCopy": "copy.builder",
    "Counts": "copy.contents",
    "WorkingCopyFile": "copy.working_copy_file",
    "LastCheck": "storage.last_check",
    "Settings": "storage.settings",
    "fetch_new": "exchange.sync",
    "look": "exchange.sync",
    "receive": "exchange.sync",
    "send": "exchange.sync",
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
