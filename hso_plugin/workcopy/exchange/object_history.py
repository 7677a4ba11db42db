"""Asks the platform what has become of objects; without a platform, what the working copy itself knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import requests

from ...core.errors import HsoError
from ...core.ledger.object_history import Deleted, ObjectHistory, deleted, history, still_deleted
from ...core.model import GeometryKind
from ...core.platform.wfs_platform import WfsPlatform
from ...core.progress import Progress
from ..copy.working_copy_file import WorkingCopyFile


def history_of(
    path: Path | str, session: requests.Session, kind: GeometryKind, identity: str, progress: Progress
) -> ObjectHistory:
    """All versions of an object and what is here of it. Without the platform, with a `trouble`: the known ones.

    Raises:
        HsoError: the working copy cannot be read.
        Cancelled
    """
    with WorkingCopyFile.open(path) as copy:
        known = copy.past(kind, identity)
        try:
            versions = history(WfsPlatform(copy.server, copy.catalogue, session), kind, identity, progress)
        except HsoError as error:
            return replace(known, trouble=error)
    return known.told(versions)


def deleted_objects(path: Path | str, session: requests.Session, progress: Progress) -> Deleted:
    """The municipality's deleted objects that nobody has brought back, the latest first. Raises as `history_of`."""
    with WorkingCopyFile.open(path) as copy:
        here = copy.base_versions()
        restored = {thing.identity for thing in copy.objects()}
        trouble = None
        try:
            found = deleted(WfsPlatform(copy.server, copy.catalogue, session), copy.municipality, here, progress)
        except HsoError as error:
            found, trouble = still_deleted((v for v in here.values() if v.deleted), here), error
    return Deleted(tuple(version for version in found if version.object.identity not in restored), trouble)
