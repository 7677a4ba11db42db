"""What runs in tasks and algorithms to compute from a reviewer's copy: nothing here asks the platform.

Every job raises `HsoError` when the copy cannot be read or lacks what is asked for, and `Cancelled`.
"""

from __future__ import annotations

from datetime import UTC, datetime

from ..core.errors import HsoError
from ..core.progress import Progress, check_cancelled
from ..core.review.assemble import Assembly, assemble, chosen
from ..core.review.county import County
from ..core.review.differences import ObjectChange, submission_changes
from ..core.review.model import Review, Submission
from ..core.review.recheck import Recheck, recheck
from ..core.review.reported import read_report
from ..core.text import Text
from ..workcopy.review_copy import ReviewCopy
from .settings import Profile


def changes_job(profile: Profile, submission: Submission | str, progress: Progress) -> list[ObjectChange]:
    """What changed since the submission that was approved before; `submission` or its `change`."""
    with ReviewCopy.open(profile.working_copy) as copy:
        review = copy.review_store().review()
        found = submission_changes(copy, review, find_submission(review, submission))
    progress.report(1.0)
    return found


def recheck_job(profile: Profile, submission: Submission | str, progress: Progress) -> Recheck:
    """The rules run again over what was submitted, beside the submitter's report."""
    with ReviewCopy.open(profile.working_copy) as copy:
        found = find_submission(copy.review_store().review(), submission)
        return recheck(_county(copy), found, _now(), progress)


def assemble_job(profile: Profile, progress: Progress, *, submitted: bool = False) -> Assembly:
    """All municipalities' approved maps checked together; with `submitted` those of open submissions in their place."""
    with ReviewCopy.open(profile.working_copy) as copy:
        review, county = copy.review_store().review(), _county(copy)
        made_of = {code: chosen(review, code, submitted=submitted) for code in county.codes}
        snapshots = {}
        for code, found in made_of.items():
            check_cancelled(progress)
            snapshots[code] = copy.snapshot(code, found.snapshot if found else 0)
    reports = [read_report(found.report) for found in made_of.values() if found]
    motivations = [each for report in reports for each in (report.motivations or {}).values()]
    return assemble(snapshots, county.areas, county.catalogue, motivations, made_of, _now(), progress)


def find_submission(review: Review, submission: Submission | str) -> Submission:
    """The submission of that `change`. Raises `HsoError` `HSO-INLAMNING` when there is none."""
    change = submission if isinstance(submission, str) else submission.change
    for each in review.submissions:
        if each.change == change:
            return each
    raise HsoError(
        "HSO-INLAMNING",
        Text(
            "Inlämningen finns inte i granskningskopian. Hämta det som är nytt och försök igen.",
            "The submission is not in the review copy. Fetch what is new and try again.",
        ),
        change,
    )


def _county(copy: ReviewCopy) -> County:
    return County(copy, copy.areas, copy.catalogue)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
