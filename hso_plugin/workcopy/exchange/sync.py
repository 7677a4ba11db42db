"""The three things done with a platform, on the path of a working copy: fetch it, receive news, send changes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import requests

from ...core import probe
from ...core.ledger.clone import clone
from ...core.ledger.ports import PullResult, PushResult
from ...core.ledger.pull import pull
from ...core.ledger.push import push
from ...core.model import GeometryKind
from ...core.platform.wfs_platform import WfsPlatform
from ...core.progress import Progress
from ...core.text import Text
from ..copy.builder import NewWorkingCopy
from ..copy.working_copy_file import WorkingCopyFile
from ..storage.settings import Settings


def fetch_new(path: Path | str, settings: Settings, session: requests.Session, progress: Progress) -> int:
    """Make a new working copy of `settings.municipality` at `path`; the number of its own objects.

    The user name in `settings` is replaced by the one the platform knows the signed-in user by.

    Raises:
        HsoError: what stands in the way. No file is left then.
        Cancelled: the person stopped it. No file is left then.
    """
    progress.report(0.0, Text("Ansluter till plattformen", "Connecting to the platform"))
    server = probe.find_server(settings.url, session)
    met = probe.introduce(server, session)
    probe.check_columns(server, met.catalogue)
    probe.require_right(met.rights, settings.municipality)
    settings = replace(settings, user=met.user)
    platform = WfsPlatform(server, met.catalogue, session)
    with NewWorkingCopy(path, settings, server, met.catalogue, met.areas) as new:
        with clone(platform, new, progress) as copy:
            copy.note_contact()
            count = copy.object_count()
        new.publish()
    return count


def receive(path: Path | str, session: requests.Session, progress: Progress) -> PullResult:
    """Take in what is new on the platform.

    Raises:
        HsoError, Cancelled: what was taken in before stays; the rest comes the next time. Nothing comes from a
            platform whose catalogue is newer than this plugin understands (`HSO-KATALOG-NY`).
    """
    with WorkingCopyFile.open(path) as copy:
        platform = WfsPlatform(copy.server, copy.catalogue, session)
        known = copy.catalogue.name
        result = pull(platform, copy, progress, permit=lambda: probe.require_understood(copy.server, session, known))
        copy.note_contact()
        return result


def send(
    path: Path | str, session: requests.Session, progress: Progress, only: Collection[str] | None = None
) -> PushResult:
    """Send what has been changed here, or `only` these identities, after taking in what is new.

    Raises:
        HsoError, Cancelled: what has not landed stays in the working copy and is sent the next time.
    """
    with WorkingCopyFile.open(path) as copy:
        rights = probe.require_fit(copy.server, copy.catalogue, session)
        probe.require_right(rights, copy.municipality)
        platform = WfsPlatform(copy.server, copy.catalogue, session)
        result = push(platform, copy, rights[0].user, progress, only)
        copy.note_contact()
        return result


def look(path: Path | str, session: requests.Session) -> int:
    """How many versions the platform has that have not been received here; at most some thousand are counted.

    Nothing is written. Raises `HsoError`.
    """
    with WorkingCopyFile.open(path) as copy:
        cursors = {kind: copy.cursor(kind) for kind in GeometryKind}
        platform = WfsPlatform(copy.server, copy.catalogue, session)
    return platform.number_after(cursors)
