"""What runs in tasks and algorithms: the main job's parts, on paths and dataclasses, with QGIS's network under them."""

from __future__ import annotations

import os
from pathlib import Path

import requests

from ..core.ledger.ports import PullResult, PushResult
from ..core.model import Finding, Stage
from ..core.rules import check
from ..core.selftest import CheckLine, self_test
from ..core.text import Text
from ..workcopy import Settings, WorkingCopyFile, fetch_new, receive, send
from . import lock, network
from .feedback import FeedbackProgress
from .settings import Profile

__all__ = [
    "CheckLine",
    "check_job",
    "clone_job",
    "exists",
    "profile_of",
    "pull_job",
    "push_job",
    "resolve_job",
    "self_test_job",
]


def exists(working_copy: str) -> bool:
    """True if there is a file at the place of the working copy."""
    return Path(working_copy).is_file()


def profile_of(working_copy: str) -> Profile:
    """The connection that a working copy was fetched with. Raises `HsoError` when it is none."""
    with WorkingCopyFile.open(working_copy) as copy:
        known = copy.settings
    return Profile(known.profile, known.profile, known.url, known.authcfg, known.municipality, working_copy)


def self_test_job(profile: Profile, progress: FeedbackProgress) -> list[CheckLine]:
    """Try the connection of `profile`; one line for each thing tried."""
    with _session(profile, progress) as session:
        return list(self_test(profile.url, session, profile.municipality))


def clone_job(profile: Profile, progress: FeedbackProgress) -> int:
    """Fetch the working copy of `profile` for the first time; the number of the municipality's own objects.

    Raises:
        HsoError, Cancelled: no file is left then.
    """
    known = Settings(profile.url, profile.municipality, "", profile.authcfg, profile.name)
    with _session(profile, progress) as session:
        return fetch_new(profile.working_copy, known, session, progress)


def pull_job(profile: Profile, progress: FeedbackProgress) -> PullResult:
    """Receive what is new. Raises `HsoError`, `Cancelled`: what came in before stays."""
    with lock.acquire(profile.working_copy), _session(profile, progress) as session:
        return receive(profile.working_copy, session, progress)


def push_job(profile: Profile, progress: FeedbackProgress) -> PushResult:
    """Send what is pending. Raises `HsoError`, `Cancelled`: what has not landed stays and is sent the next time."""
    with lock.acquire(profile.working_copy), _session(profile, progress) as session:
        return send(profile.working_copy, session, progress)


def check_job(working_copy: str, stage: Stage, progress: FeedbackProgress) -> list[Finding]:
    """Run the rules of `stage` over the municipality's own objects, with the catalogue of the working copy."""
    with WorkingCopyFile.open(working_copy) as copy:
        progress.report(0.0, Text("Läser arbetskopian", "Reading the working copy"))
        return check(
            copy.objects(), copy.neighbours(), copy.areas(), copy.catalogue, stage, copy.municipality, progress
        )


def resolve_job(working_copy: str, identity: str, mine: bool, progress: FeedbackProgress) -> None:
    """Settle the conflict of an object: for the version here (`mine`), or for the platform's."""
    with lock.acquire(working_copy), WorkingCopyFile.open(working_copy) as copy:
        (copy.keep_mine if mine else copy.take_theirs)(identity)
        progress.report(1.0)


def _session(profile: Profile, progress: FeedbackProgress) -> requests.Session:
    """Without an authcfg, name and password come from the environment: for algorithms that run with nobody at hand."""
    user, password = (None, None) if profile.authcfg else (os.environ.get("HSO_USER"), os.environ.get("HSO_PASSWORD"))
    return network.session(profile.url, profile.authcfg, user=user, password=password, feedback=progress.feedback)
