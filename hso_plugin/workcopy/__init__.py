"""The working copy: a GeoPackage behind the working-copy port of the ledger protocol."""

from .builder import NewWorkingCopy
from .contents import Counts
from .file import WorkingCopyFile
from .last_check import LastCheck
from .settings import Settings
from .sync import fetch_new, look, receive, send

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
