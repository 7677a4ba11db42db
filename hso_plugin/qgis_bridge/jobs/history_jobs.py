"""What runs in tasks around the past: an object's versions, what was deleted, and putting a version back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ...core.errors import HsoError
from ...core.ledger.object_history import Deleted, ObjectHistory
from ...core.ledger.reconcile import content
from ...core.model import GeometryKind, ObjectVersion
from ...workcopy import WorkingCopyFile
from ...workcopy.copy.saved_edits import replace_kept
from ...workcopy.exchange.object_history import deleted_objects, history_of
from ..profile.settings import Profile
from ..tasks import lock
from ..tasks.feedback import FeedbackProgress
from .sessions import require_own, session


def history_job(profile: Profile, kind: GeometryKind, identity: str, progress: FeedbackProgress) -> ObjectHistory:
    """All versions of an object, own or another municipality's, and what is here of it.

    Without the platform those that are known here, and a `trouble` that says why. Raises `HsoError` when the working
    copy cannot be read, `Cancelled`.
    """
    require_own(profile)
    with session(profile, progress) as opened:
        return history_of(profile.working_copy, opened, kind, identity, progress)


def known_history_job(working_copy: str, kind: GeometryKind, identity: str, trouble: HsoError | None) -> ObjectHistory:
    """What is here of an object, without asking the platform, which `trouble` stands in the way of."""
    with WorkingCopyFile.open(working_copy) as copy:
        return replace(copy.past(kind, identity), trouble=trouble)


def deleted_job(profile: Profile, progress: FeedbackProgress) -> Deleted:
    """The municipality's deleted objects, the latest first. Without the platform, and raises, as `history_job`."""
    require_own(profile)
    with session(profile, progress) as opened:
        return deleted_objects(profile.working_copy, opened, progress)


def restore_job(
    working_copy: str, seen: ObjectHistory, version: ObjectVersion, progress: FeedbackProgress
) -> Path | None:
    """Make the working object what `version` says, to be sent as a new version.

    Gives the file in which an unsent change that it replaced is kept. Raises `HsoError` when the object is not as
    `seen`, or something else of it is unsettled.
    """
    with lock.acquire(working_copy), WorkingCopyFile.open(working_copy) as copy:
        kept = replace_kept(copy, seen, content(version))
    progress.report(1.0)
    return kept
