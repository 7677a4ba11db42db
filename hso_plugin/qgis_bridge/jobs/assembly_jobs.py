"""What runs in tasks around a check over all municipalities: telling those it concerns."""

from __future__ import annotations

from collections.abc import Iterable

from ...core.model import Finding
from ...core.review.records.model import Comment, Submission
from ...core.review.regional.border_comments import comments_on
from ...workcopy.review.review_copy import ReviewCopy
from ..profile.settings import Profile
from ..tasks.feedback import FeedbackProgress


def comments_on_job(
    profile: Profile, finding: Finding, text: str, submissions: Iterable[Submission], progress: FeedbackProgress
) -> list[Comment]:
    """The comments that tell of `finding`, one for each of `submissions`, not sent yet. Raises `HsoError`."""
    wanted = [identity for identity in (finding.object, finding.other) if identity]
    submissions = list(submissions)
    with ReviewCopy.open(profile.working_copy) as copy:
        versions = {}
        for each in submissions:
            versions.update(copy.snapshot(each.municipality, each.snapshot, wanted))
        user = copy.settings.user
    progress.report(1.0)
    return comments_on(finding, text, user, submissions, versions)
