"""What runs in tasks and algorithms around the review: submitting, deciding, commenting, and level with the platform.

The jobs of a planner's profile work on its working copy, those of a reviewer's (`Profile.reviews`) on the reviewer's
copy; the ones that serve both look at the profile. All raise `HsoError` and `Cancelled` unless said otherwise. What was
kept before that waits in the file, and goes with the next exchange.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import requests

from ...core.error_codes.review import NO_REASON, NO_RELEASE
from ...core.errors import HsoError
from ...core.model import Stage
from ...core.review.records import states
from ...core.review.records.model import Comment, Decision, Event, Record, Release, Review, Submission
from ...core.review.records.ports import Exchanged
from ...core.review.records.submit import Basis
from ...core.text import Text
from ...workcopy import Settings
from ...workcopy.exchange.submitting import submission_basis, submit
from ...workcopy.review.review_sync import exchange_review, exchange_soon, open_review, receive_review
from ...workcopy.storage.connection import faults
from ..profile import copy_location
from ..profile.settings import Profile
from ..tasks import lock
from ..tasks.feedback import FeedbackProgress
from .check_jobs import check_run_job
from .review_files import (
    Copy,
    KnownReview,
    either,
    known_review,
    no_reviewer,
    open_file,
    require_same_platform,
    review_copy,
    review_exists,
    review_profile,
    user_of,
    working_copy,
)
from .sessions import session

__all__ = [
    "KnownReview",
    "comment_job",
    "decide_job",
    "drop_job",
    "known_review",
    "open_review_copy_job",
    "record_release_job",
    "review_exists",
    "review_profile",
    "review_pull_job",
    "review_sync_job",
    "submission_basis_job",
    "submit_job",
    "withdraw_job",
]


# A planner


def submission_basis_job(profile: Profile, progress: FeedbackProgress) -> Basis:
    """Receive, check at stage `inlamning`, and say what would be submitted and what stands in its way."""
    with ExitStack() as stack:
        copy, opened = working_copy(profile, progress, stack)
        return submission_basis(
            copy, opened, lambda: check_run_job(profile.working_copy, Stage.SUBMISSION, progress), progress
        )


def submit_job(profile: Profile, message: str, basis: Basis, progress: FeedbackProgress) -> Exchanged:
    """Submit `basis`. Nothing is kept when something stands in the way, which is raised."""
    with ExitStack() as stack:
        copy, opened = working_copy(profile, progress, stack)
        return submit(copy, opened, message, basis, progress)


def withdraw_job(profile: Profile, submission: Submission | str, progress: FeedbackProgress) -> Exchanged:
    """Withdraw a submission that nothing was decided on yet."""
    with ExitStack() as stack:
        copy, opened = working_copy(profile, progress, stack)
        change = submission if isinstance(submission, str) else submission.change
        return _keep(copy, [Decision(str(uuid4()), change, Event.WITHDRAWN, "", user_of(copy))], opened, progress)


def review_sync_job(profile: Profile, progress: FeedbackProgress) -> Review:
    """Bring the file and the platform level, a planner's or a reviewer's; what is known then."""
    with ExitStack() as stack:
        copy, opened = either(profile, progress, stack)
        exchange_review(copy, opened, progress)
        return copy.review_store().review()


# Both


def comment_job(profile: Profile, comments: Sequence[Comment], progress: FeedbackProgress) -> Exchanged:
    """Keep comments and answers, then exchange. Without the platform they wait, and `trouble` says why.

    A comment with an empty `change` or `user` is given one.
    """
    with ExitStack() as stack:
        copy, opened = either(profile, progress, stack)
        user = user_of(copy)
        said = [replace(each, change=each.change or str(uuid4()), user=each.user or user) for each in comments]
        return _keep(copy, said, opened, progress)


def drop_job(profile: Profile, changes: Sequence[str], progress: FeedbackProgress) -> None:
    """Forget records that were refused, or never sent."""
    with lock.acquire(profile.working_copy), open_file(profile) as copy:
        copy.review_store().drop(changes)
    progress.report(1.0)


# A reviewer


def open_review_copy_job(profile: Profile, progress: FeedbackProgress) -> Review:
    """Bring the reviewer's copy level with the platform; made when there is none, made anew when it cannot go on."""
    profile.validate()
    if not profile.reviews:
        raise no_reviewer()
    path = Path(profile.working_copy)
    copy_location.require_usable(path)
    settings = Settings(profile.url, "", "", profile.authcfg, profile.name)
    with faults():
        path.parent.mkdir(parents=True, exist_ok=True)
    with lock.acquire(path):
        if path.exists():
            require_same_platform(profile)
        with session(profile, progress) as opened, open_review(path, settings, opened, progress) as copy:
            return copy.review_store().review()


def review_pull_job(profile: Profile, progress: FeedbackProgress) -> Review:
    """Receive records and versions. Raises a renewable `HsoError` when `open_review_copy_job` has to make it anew."""
    with ExitStack() as stack:
        copy, opened = review_copy(profile, progress, stack)
        receive_review(copy, opened, progress)
        return copy.review_store().review()


def decide_job(
    profile: Profile, submissions: Sequence[Submission | str], event: Event, reason: str, progress: FeedbackProgress
) -> Exchanged:
    """Record `event` of each of `submissions`; what the platform did not take is in `refused`, with the reason.

    Raises:
        HsoError: `HSO-SKAL` when returning or rejecting without a reason. Nothing is kept then.
    """
    if event in states.NEEDS_REASON and not reason.strip():
        raise HsoError(
            NO_REASON,
            Text(
                "Skriv skälet till beslutet: kommunen behöver veta vad som ska ändras. Inget är beslutat.",
                "Write the reason of the decision: the municipality needs to know what to change. Nothing was decided.",
            ),
        )
    with ExitStack() as stack:
        copy, opened = review_copy(profile, progress, stack)
        changes = [each if isinstance(each, str) else each.change for each in submissions]
        made = [Decision(str(uuid4()), change, event, reason, user_of(copy)) for change in changes]
        return _keep(copy, made, opened, progress)


def record_release_job(profile: Profile, name: str, progress: FeedbackProgress) -> Exchanged:
    """Record the approved submissions, as they are on the platform now, as a release called `name`.

    Raises:
        HsoError: `HSO-UTGAVA` without a name, or when nothing is approved. Nothing is kept then.
    """
    if not name.strip():
        raise HsoError(NO_RELEASE, Text("Ge utgåvan ett namn.", "Give the release a name."))
    with ExitStack() as stack:
        copy, opened = review_copy(profile, progress, stack)
        exchange_review(copy, opened, progress)
        review = copy.review_store().review()
        codes = sorted({each.municipality for each in review.submissions})
        found = tuple(each.change for code in codes if (each := states.approved(review, code)) is not None)
        if not found:
            raise HsoError(
                NO_RELEASE,
                Text(
                    "Ingen inlämning är godkänd än, så det finns inget att göra en utgåva av.",
                    "No submission has been approved yet, so there is nothing to make a release of.",
                ),
            )
        release = Release(str(uuid4()), name.strip(), found, copy.catalogue.name, user_of(copy))
        return _keep(copy, [release], opened, progress)


def _keep(copy: Copy, records: Sequence[Record], opened: requests.Session, progress: FeedbackProgress) -> Exchanged:
    copy.review_store().keep(records)
    return exchange_soon(copy, opened, progress)
