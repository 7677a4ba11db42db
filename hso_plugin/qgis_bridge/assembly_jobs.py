"""What runs in tasks around a check over all municipalities: telling those it concerns, and the report of it."""

from __future__ import annotations

from collections.abc import Iterable

from ..core.model import Finding, Stage
from ..core.reports.run import COUNTY, CheckRun
from ..core.review.assemble import Assembly
from ..core.review.both_sides import comments_on
from ..core.review.model import Comment, Submission
from ..workcopy.review_copy import ReviewCopy
from .feedback import FeedbackProgress
from .settings import Profile


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


def run_of_assembly(assembly: Assembly) -> CheckRun:
    """The check over all municipalities as `check_jobs.export_job` writes it: `.html`, `.csv`, `.gpkg` or `.json`."""
    return CheckRun(
        assembly.findings,
        assembly.motivations,
        assembly.catalogue,
        Stage.REGIONAL,
        COUNTY,
        assembly.checked,
        assembly.objects,
        assembly.areas,
    )
