"""What runs in tasks and algorithms: the main job's parts, on paths and dataclasses, with QGIS's network under them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import requests

from ..core.catalogue.model import Catalogue
from ..core.errors import HsoError
from ..core.ledger.ports import Conflict, PullResult, PushResult
from ..core.model import MapObject
from ..core.selftest import CheckLine, self_test
from ..core.text import Text
from ..workcopy import Counts, Settings, WorkingCopyFile, fetch_new, receive, send
from . import lock, network
from .check_jobs import check_run_job, export_job, motivate_job, require_report_path, run_of, withdraw_motivation_job
from .feedback import FeedbackProgress
from .settings import Profile

__all__ = [
    "CheckLine",
    "catalogue_of",
    "check_run_job",
    "clone_job",
    "counts",
    "exists",
    "export_job",
    "keep_both_job",
    "motivate_job",
    "profile_of",
    "pull_job",
    "push_job",
    "require_report_path",
    "run_of",
    "self_test_job",
    "settle_job",
    "withdraw_motivation_job",
]


def exists(working_copy: str) -> bool:
    """True if there is a file at the place of the working copy."""
    return Path(working_copy).is_file()


def profile_of(working_copy: str) -> Profile:
    """The connection that a working copy was fetched with. Raises `HsoError` when it is none."""
    with WorkingCopyFile.open(working_copy) as copy:
        known = copy.settings
    return Profile(known.profile, known.profile, known.url, known.authcfg, known.municipality, working_copy)


def catalogue_of(working_copy: str) -> Catalogue:
    """The classification catalogue that a working copy was fetched with. Raises `HsoError`."""
    with WorkingCopyFile.open(working_copy) as copy:
        return copy.catalogue


def counts(working_copy: str) -> Counts:
    """What waits in a working copy. Raises `HsoError` when it is none."""
    with WorkingCopyFile.open(working_copy) as copy:
        return copy.counts()


def self_test_job(profile: Profile, progress: FeedbackProgress, line: Callable[[CheckLine], None]) -> None:
    """Try the connection of `profile`; calls `line` in this thread as each thing has been tried."""
    try:
        with _session(profile, progress) as session:
            for each in self_test(profile.url, session, profile.municipality):
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
    known = Settings(profile.url, profile.municipality, "", profile.authcfg, profile.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HsoError(
            "HSO-DISK",
            Text(
                f"Mappen {path.parent} går inte att skapa. Välj en mapp där du får skriva.",
                f"The folder {path.parent} cannot be made. Choose a folder where you may write.",
            ),
            str(error),
        ) from error
    with lock.acquire(path):
        try:
            with _session(profile, progress) as session:
                return fetch_new(path, known, session, progress)
        finally:
            if not path.exists():
                lock.lock_path(path).unlink(missing_ok=True)


def pull_job(profile: Profile, progress: FeedbackProgress) -> PullResult:
    """Receive what is new. Raises `HsoError`, `Cancelled`: what came in before stays."""
    _require_own(profile)
    with lock.acquire(profile.working_copy), _session(profile, progress) as session:
        return receive(profile.working_copy, session, progress)


def push_job(profile: Profile, progress: FeedbackProgress) -> PushResult:
    """Send what is pending. Raises `HsoError`, `Cancelled`: what has not landed stays and is sent the next time."""
    _require_own(profile)
    with lock.acquire(profile.working_copy), _session(profile, progress) as session:
        return send(profile.working_copy, session, progress)


def settle_job(working_copy: str, seen: Conflict, outcome: MapObject | None, progress: FeedbackProgress) -> None:
    """End a conflict with `outcome` as the object, None for none. Raises `HsoError` when it is not as `seen`."""
    with lock.acquire(working_copy), WorkingCopyFile.open(working_copy) as copy:
        copy.settle(seen, outcome)
        progress.report(1.0)


def keep_both_job(working_copy: str, seen: Conflict, progress: FeedbackProgress) -> str:
    """End a conflict with mine as a new object, whose identity it gives. Raises `HsoError` as `settle_job`."""
    with lock.acquire(working_copy), WorkingCopyFile.open(working_copy) as copy:
        return copy.keep_both(seen)


def _session(profile: Profile, progress: FeedbackProgress) -> requests.Session:
    """Without an authcfg, name and password come from the environment: for algorithms that run with nobody at hand."""
    user, password = (None, None) if profile.authcfg else (os.environ.get("HSO_USER"), os.environ.get("HSO_PASSWORD"))
    return network.session(profile.url, profile.authcfg, user=user, password=password, feedback=progress.feedback)


def _require_own(profile: Profile) -> None:
    """Refuse a file that stands in the place of the profile's own: its sign-in must not go to another platform."""
    found = profile_of(profile.working_copy)
    if found.municipality != profile.municipality:
        raise HsoError(
            "HSO-ANNAN-KOMMUN",
            Text(
                f"Arbetskopian hör till kommun {found.municipality}, men anslutningen till {profile.municipality}. "
                "Inget har ändrats. Välj rätt fil, eller hämta en ny arbetskopia.",
                f"The working copy belongs to municipality {found.municipality}, but the connection to "
                f"{profile.municipality}. Nothing was changed. Choose the right file, or fetch a new working copy.",
            ),
            profile.working_copy,
        )
    if found.url != profile.url:
        raise HsoError(
            "HSO-ANNAN-PLATTFORM",
            Text(
                "Arbetskopian är hämtad från en annan plattform än anslutningens. Inget har skickats. Välj rätt fil, "
                "eller hämta en ny arbetskopia.",
                "The working copy was fetched from another platform than that of the connection. Nothing was sent. "
                "Choose the right file, or fetch a new working copy.",
            ),
            f"{found.url} != {profile.url}",
        )
