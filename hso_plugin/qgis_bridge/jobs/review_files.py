"""The file that a profile keeps its review in, a working copy or a reviewer's copy: opened, held, with its line."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass

import requests

from ...core.error_codes.connection import PROFILE
from ...core.errors import HsoError
from ...core.ledger.ports import Right
from ...core.review.records.model import Review
from ...core.review.records.ports import RefusedRecord
from ...core.text import Text
from ...workcopy import WorkingCopyFile
from ...workcopy.review.review_copy import ReviewCopy
from ...workcopy.review.review_file import ReviewFile
from ..profile.settings import REVIEWER, Profile
from ..tasks import lock
from ..tasks.feedback import FeedbackProgress
from .sessions import require_own, require_platform, session

Copy = WorkingCopyFile | ReviewCopy


@dataclass(frozen=True, slots=True)
class KnownReview:
    """What a file knows of the review, without asking anybody.

    Attributes:
        review: what the platform has, then what waits to be sent (`position` None).
        refused: what the platform did not take, with the reason.
        rights: what the user may do; empty before the first exchange.
        user: the name the platform knows the user by.
        last_contact: when the platform was reached last, ISO 8601, UTC; None when it never was.
    """

    review: Review
    refused: tuple[RefusedRecord, ...]
    rights: tuple[Right, ...]
    user: str
    last_contact: str | None


def known_review(profile: Profile) -> KnownReview:
    """What is known here. Quick; reads the file alone."""
    with open_file(profile) as copy:
        store = copy.review_store()
        return KnownReview(store.review(), tuple(store.refused()), store.rights(), user_of(copy), copy.last_contact)


def review_exists(profile: Profile) -> bool:
    """True if there is a file at the profile's place."""
    return os.path.isfile(profile.working_copy)


def review_profile(url: str, authcfg: str, review_copy: str, name: str = "granskning") -> Profile:
    """A reviewer's profile that is not among the kept ones: for algorithms."""
    return Profile(name, name, url, authcfg, "", review_copy, REVIEWER)


def open_file(profile: Profile) -> Copy:
    """The profile's file, for reading. Raises `HsoError`."""
    return ReviewCopy.open(profile.working_copy) if profile.reviews else WorkingCopyFile.open(profile.working_copy)


def working_copy(
    profile: Profile, progress: FeedbackProgress, stack: ExitStack
) -> tuple[WorkingCopyFile, requests.Session]:
    """The planner's open file, held for this process, and its line to the platform."""
    require_own(profile)
    stack.enter_context(lock.acquire(profile.working_copy))
    opened = stack.enter_context(session(profile, progress))
    return stack.enter_context(WorkingCopyFile.open(profile.working_copy)), opened


def review_copy(profile: Profile, progress: FeedbackProgress, stack: ExitStack) -> tuple[ReviewCopy, requests.Session]:
    """As `working_copy`, for a reviewer."""
    if not profile.reviews:
        raise no_reviewer()
    stack.enter_context(lock.acquire(profile.working_copy))
    copy = stack.enter_context(ReviewCopy.open(profile.working_copy))
    require_platform(profile, copy.settings.url)
    return copy, stack.enter_context(session(profile, progress))


def either(profile: Profile, progress: FeedbackProgress, stack: ExitStack) -> tuple[Copy, requests.Session]:
    """The one that serves the profile's role."""
    return (review_copy if profile.reviews else working_copy)(profile, progress, stack)


def user_of(copy: Copy) -> str:
    """Who speaks: as the platform said last, since another may have signed in than the one who fetched the file."""
    rights = copy.review_store().rights()
    return rights[0].user if rights else copy.settings.user


def require_same_platform(profile: Profile) -> None:
    """A file that is there may be made anew, but not one of another platform, nor any other file. Raises `HsoError`."""
    with ReviewFile.open(profile.working_copy) as copy:
        require_platform(profile, copy.settings.url)


def no_reviewer() -> HsoError:
    """The fault of a planner's profile where a reviewer's is needed."""
    return HsoError(
        PROFILE,
        Text(
            "Anslutningen är en planerares och inte en granskares. Inget har ändrats. Anslut som granskare.",
            "The connection is a planner's and not a reviewer's. Nothing was changed. Connect as a reviewer.",
        ),
    )
