"""The main job's parts over the platform and the working copy: fetch, receive, send, settle conflicts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from ...core.catalogue.model import Catalogue
from ...core.error_codes.files import DISK
from ...core.errors import HsoError
from ...core.ledger.ports import Conflict, PullResult, PushResult
from ...core.model import MapObject
from ...core.probe.self_test import CheckLine, self_test
from ...core.text import Text
from ...workcopy import Counts, Settings, WorkingCopyFile, fetch_new, look, receive, send
from ...workcopy.copy.saved_edits import undo_kept
from ..profile import copy_location
from ..profile.settings import Profile
from ..tasks import lock
from ..tasks.feedback import FeedbackProgress
from .sessions import require_own, session


def catalogue_of(working_copy: str) -> Catalogue:
    """The classification catalogue that a working copy was fetched with. Raises `HsoError`."""
    with WorkingCopyFile.open(working_copy) as copy:
        return copy.catalogue


def counts(working_copy: str) -> Counts:
    """What waits in a working copy. Raises `HsoError` when it is none."""
    with WorkingCopyFile.open(working_copy) as copy:
        return copy.counts()


def note_told_job(working_copy: str) -> None:
    """Note in a working copy that the person knows what was put back in it. Raises `HsoError`."""
    with WorkingCopyFile.open(working_copy) as copy:
        copy.note_told()


def self_test_job(profile: Profile, progress: FeedbackProgress, line: Callable[[CheckLine], None]) -> None:
    """Try the connection of `profile`; calls `line` in this thread as each thing has been tried."""
    try:
        with session(profile, progress) as opened:
            for each in self_test(profile.url, opened, profile.municipality):
                line(each)
    except HsoError as error:  # an impossible address
        line(CheckLine(False, error.text, error.details))


def clone_job(profile: Profile, progress: FeedbackProgress) -> int:
    """Fetch the working copy of `profile` for the first time; the number of the municipality's own objects.

    Raises:
        HsoError, Cancelled: no file is left then.
    """
    profile.validate()
    path = Path(profile.working_copy)
    copy_location.require_usable(path)
    known = Settings(profile.url, profile.municipality, "", profile.authcfg, profile.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HsoError(
            DISK,
            Text(
                f"Mappen {path.parent} går inte att skapa. Välj en mapp där du får skriva.",
                f"The folder {path.parent} cannot be made. Choose a folder where you may write.",
            ),
            str(error),
        ) from error
    with lock.acquire(path), session(profile, progress) as opened:
        return fetch_new(path, known, opened, progress)


def pull_job(profile: Profile, progress: FeedbackProgress) -> PullResult:
    """Receive what is new. Raises `HsoError`, `Cancelled`: what came in before stays."""
    require_own(profile)
    with lock.acquire(profile.working_copy), session(profile, progress) as opened:
        return receive(profile.working_copy, opened, progress)


def push_job(profile: Profile, progress: FeedbackProgress, only: Collection[str] | None = None) -> PushResult:
    """Send what is pending, or `only` these identities.

    Raises:
        HsoError, Cancelled: what has not landed stays and is sent the next time.
    """
    require_own(profile)
    with lock.acquire(profile.working_copy), session(profile, progress) as opened:
        return send(profile.working_copy, opened, progress, only)


def look_job(profile: Profile, progress: FeedbackProgress) -> int:
    """How many versions wait on the platform to be fetched. Writes nothing and holds nothing. Raises `HsoError`."""
    require_own(profile)
    with session(profile, progress) as opened:
        return look(profile.working_copy, opened)


def undo_job(working_copy: str, identities: Collection[str], progress: FeedbackProgress) -> Path:
    """Take the edits of objects back, and keep them in a file, whose path it gives. Raises `HsoError`."""
    with lock.acquire(working_copy), WorkingCopyFile.open(working_copy) as copy:
        path = undo_kept(copy, identities)
    progress.report(1.0)
    return path


def settle_job(working_copy: str, seen: Conflict, outcome: MapObject | None, progress: FeedbackProgress) -> None:
    """End a conflict with `outcome` as the object, None for none. Raises `HsoError` when it is not as `seen`."""
    with lock.acquire(working_copy), WorkingCopyFile.open(working_copy) as copy:
        copy.settle(seen, outcome)
        progress.report(1.0)


def keep_both_job(working_copy: str, seen: Conflict, progress: FeedbackProgress) -> str:
    """End a conflict with mine as a new object, whose identity it gives. Raises `HsoError` as `settle_job`."""
    with lock.acquire(working_copy), WorkingCopyFile.open(working_copy) as copy:
        return copy.keep_both(seen)
