"""What a submission holds: the map before and after it, what changed, and what the others' maps show beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...core.model import MapObject, ObjectVersion
from ...core.progress import Progress, check_cancelled
from ...core.review.compare.differences import ObjectChange, changes, positions
from ...core.review.compare.since_return import SinceReturn, since_return
from ...core.review.records import states
from ...core.review.records.model import Submission
from ...workcopy.review.review_copy import ReviewCopy


@dataclass(frozen=True, slots=True)
class SubmissionContent:
    """A submission's content, read once; it never changes.

    Attributes:
        compared: the submission that was approved when it was sent in; None when none was.
        before, after: the municipality's map as of `compared` and as submitted, by identity.
        changes: what leads from the one to the other.
        since: what of that is new since the submission was returned; None when it follows no return.
        around: the other municipalities' published objects.
    """

    submission: Submission
    compared: Submission | None
    before: Mapping[str, ObjectVersion]
    after: Mapping[str, ObjectVersion]
    changes: tuple[ObjectChange, ...]
    since: SinceReturn | None
    around: tuple[MapObject, ...]

    def version(self, identity: str) -> ObjectVersion | None:
        """An object as submitted, as it was before when it was deleted; None when it is in neither."""
        return self.after.get(identity) or self.before.get(identity)

    def object(self, identity: str | None) -> MapObject | None:
        """As `version`, without what is said of the version."""
        found = self.version(identity) if identity is not None else None
        return found.object if found is not None else None


def read_content(path: str, submission: Submission, progress: Progress) -> SubmissionContent:
    """Read it from the review copy at `path`; for a task. Raises `HsoError`, `Cancelled`."""
    with ReviewCopy.open(path) as copy:
        review = copy.review_store().review()
        was, now = positions(review, submission)
        before = copy.snapshot(submission.municipality, was) if was else {}
        check_cancelled(progress)
        after = copy.snapshot(submission.municipality, now)
        check_cancelled(progress)
        found = changes(before, after)
        around: list[MapObject] = []
        for code in copy.areas:
            position = states.published_position(review, code)
            if code != submission.municipality and position:
                around += [version.object for version in copy.snapshot(code, position).values()]
                check_cancelled(progress)
        return SubmissionContent(
            submission,
            states.approved_before(review, submission),
            before,
            after,
            tuple(found),
            since_return(copy, review, submission, found),
            tuple(around),
        )
