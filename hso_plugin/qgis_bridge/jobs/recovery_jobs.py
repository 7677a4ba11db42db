"""What runs in tasks and algorithms around recovery: saved edits, and a working copy that is fetched anew."""

from __future__ import annotations

from pathlib import Path

from ...core.ledger.edits import Recovered
from ...core.text import Text
from ...workcopy import WorkingCopyFile
from ...workcopy.copy.saved_edits import recover, save_edits_file
from ...workcopy.exchange.renewal import Renewed, renew
from ..profile.settings import Profile
from ..tasks import lock
from ..tasks.feedback import FeedbackProgress
from .sessions import require_own, session


def save_edits_job(working_copy: str, progress: FeedbackProgress) -> Path:
    """Keep what is here and not surely on the platform in a new file beside the working copy. Raises `HsoError`."""
    with WorkingCopyFile.open(working_copy) as copy:
        path = save_edits_file(copy)
    progress.report(1.0)
    return path


def recover_job(working_copy: str, file: str, progress: FeedbackProgress) -> Recovered:
    """Take the edits that were saved in `file` into a working copy. Repeating it changes nothing. Raises `HsoError`."""
    with lock.acquire(working_copy), WorkingCopyFile.open(working_copy) as copy:
        progress.report(0.1, Text("Läser in sparade ändringar", "Reading saved edits"))
        recovered = recover(file, copy)
    progress.report(1.0)
    return recovered


def renew_job(profile: Profile, progress: FeedbackProgress) -> Renewed:
    """Fetch the working copy anew and take its edits along. Its layers must not be open in the project.

    Raises:
        HsoError, Cancelled: the old working copy is in its place then, with all that was in it.
    """
    require_own(profile)
    with lock.acquire(profile.working_copy), session(profile, progress) as opened:
        return renew(profile.working_copy, opened, progress)
