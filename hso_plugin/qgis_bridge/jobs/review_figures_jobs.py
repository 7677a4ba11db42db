"""What runs in tasks and algorithms to compute from a reviewer's copy: nothing here asks the platform.

Every job raises `HsoError` when the copy cannot be read or lacks what is asked for, and `Cancelled`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from ...core.error_codes.review import NO_SUBMISSION
from ...core.errors import HsoError
from ...core.model import ObjectVersion
from ...core.progress import check_cancelled
from ...core.reports.formats import GEOPACKAGE, HTML
from ...core.review.compare.county import County
from ...core.review.compare.differences import ObjectChange, submission_changes
from ...core.review.compare.recheck import Recheck, recheck
from ...core.review.compare.report_reader import read_report
from ...core.review.compare.since_return import since_return
from ...core.review.queue.overview import Overview, overview
from ...core.review.queue.rows import QueueRow, queue
from ...core.review.records.model import Review, Submission
from ...core.review.regional.assemble import Assembly, assemble, chosen
from ...core.review.regional.release import contents, find_release
from ...core.review.reports import Protocol, assembly_report, overview_report, protocol, queue_report
from ...core.review.reports.assembly_report import regional_run
from ...core.text import Text
from ...workcopy.export.release_file import is_whole, write_release
from ...workcopy.review.review_copy import ReviewCopy
from ...workcopy.storage import durable
from ..profile import language
from ..profile.settings import Profile
from ..tasks.feedback import FeedbackProgress
from .check_jobs import export_job, require_report_path
from .written_files import require_file, write_text


def changes_job(profile: Profile, submission: Submission | str, progress: FeedbackProgress) -> list[ObjectChange]:
    """What changed since the submission that was approved before; `submission` or its `change`."""
    with ReviewCopy.open(profile.working_copy) as copy:
        review = copy.review_store().review()
        found = submission_changes(copy, review, find_submission(review, submission))
    progress.report(1.0)
    return found


def recheck_job(profile: Profile, submission: Submission | str, progress: FeedbackProgress) -> Recheck:
    """The rules run again over what was submitted, beside the submitter's report."""
    with ReviewCopy.open(profile.working_copy) as copy:
        found = find_submission(copy.review_store().review(), submission)
        return recheck(_county(copy), found, _now(), progress)


def assemble_job(profile: Profile, progress: FeedbackProgress, *, submitted: bool = False) -> Assembly:
    """All municipalities' approved maps checked together; with `submitted` those of open submissions in their place."""
    with ReviewCopy.open(profile.working_copy) as copy:
        county = _county(copy)
        made_of, snapshots = _maps(copy, copy.review_store().review(), progress, submitted=submitted)
    reports = [read_report(found.report) for found in made_of.values() if found]
    motivations = [each for report in reports for each in (report.motivations or {}).values()]
    return assemble(snapshots, county.areas, county.catalogue, motivations, made_of, _now(), progress)


def overview_job(profile: Profile, progress: FeedbackProgress, *, submitted: bool = False) -> Overview:
    """How things stand, counted over the approved maps; with `submitted` as `assemble_job`."""
    with ReviewCopy.open(profile.working_copy) as copy:
        review, catalogue = copy.review_store().review(), copy.catalogue
        _, snapshots = _maps(copy, review, progress, submitted=submitted)
    maps = {code: [version.object for version in found.values()] for code, found in snapshots.items()}
    found = overview(review, maps, catalogue, datetime.now(UTC), submitted=submitted)
    progress.report(1.0)
    return found


def protocol_job(profile: Profile, submission: Submission | str, path: str, progress: FeedbackProgress) -> None:
    """Write the protocol of a submission's review to `path` (.html), in the language QGIS runs in.

    Raises:
        HsoError: as `require_file` and `write_text`.
    """
    require_file(path, (HTML,))
    with ReviewCopy.open(profile.working_copy) as copy:
        review = copy.review_store().review()
        found = find_submission(review, submission)
        changes = submission_changes(copy, review, found)
        since = since_return(copy, review, found, changes)
        checked = recheck(_county(copy), found, _now(), progress)
    written = protocol(Protocol(review, found, changes, checked, _now(), since), language.current())
    write_text(Path(path), written, "utf-8")


def assembly_report_job(
    profile: Profile, assembly: Assembly, path: str, said_in: str, progress: FeedbackProgress
) -> None:
    """Write the check over all municipalities to `path`: by pair as .html, or as .csv, .json or .gpkg.

    Raises as `export_job`.
    """
    require_report_path(path)
    if Path(path).suffix.lower() == ".html":
        write_text(Path(path), assembly_report(assembly, said_in), "utf-8")
        progress.report(1.0)
    else:
        export_job(regional_run(assembly), path, said_in, progress)


def overview_report_job(profile: Profile, found: Overview, path: str, said_in: str, progress: FeedbackProgress) -> None:
    """Write how things stand to `path` (.html). Raises as `protocol_job`."""
    require_file(path, (HTML,))
    with ReviewCopy.open(profile.working_copy) as copy:
        catalogue = copy.catalogue
    write_text(Path(path), overview_report(found, catalogue, said_in), "utf-8")
    progress.report(1.0)


def queue_job(profile: Profile, progress: FeedbackProgress) -> list[QueueRow]:
    """All submissions with their numbers, as `queue`."""
    with ReviewCopy.open(profile.working_copy) as copy:
        rows = queue(copy, copy.review_store().review())
    progress.report(1.0)
    return rows


def queue_report_job(profile: Profile, path: str, said_in: str, progress: FeedbackProgress) -> list[QueueRow]:
    """Write the queue to `path` (.html), and give it. Raises as `protocol_job`."""
    require_file(path, (HTML,))
    rows = queue_job(profile, progress)
    with ReviewCopy.open(profile.working_copy) as copy:
        names = {each.code: each.name for each in copy.catalogue.municipalities}
    write_text(Path(path), queue_report(rows, names, _now(), said_in), "utf-8")
    return rows


def fetch_release_job(profile: Profile, name: str, path: str, progress: FeedbackProgress) -> None:
    """Write the release called `name`, exactly as it was adopted, to a new GeoPackage at `path`.

    Raises:
        HsoError: `HSO-UTGAVA` when it is not known here; what `require_file` and `write_release` say.
    """
    _release_job(profile, name, path, progress, keep=False)


def have_release_job(profile: Profile, name: str, path: str, progress: FeedbackProgress) -> None:
    """As `fetch_release_job`, but a whole file at `path` stays as it is, for a release never changes.

    `path` is a place of the plugin's own: a damaged file there is removed.
    """
    _release_job(profile, name, path, progress, keep=True)


def _release_job(profile: Profile, name: str, path: str, progress: FeedbackProgress, *, keep: bool) -> None:
    require_file(path, (GEOPACKAGE,))
    with ReviewCopy.open(profile.working_copy) as copy:
        review = copy.review_store().review()
        progress.report(0.0, Text("Läser granskningskopian", "Reading the review copy"))
        found = contents(copy, review, find_release(review, name))
        check_cancelled(progress)
        if not (keep and is_whole(path, found, copy.areas)):
            progress.report(0.5, Text("Skriver utgåvan", "Writing the release"))
            if keep:  # what is too damaged to be read is else taken for what may be somebody's only copy
                durable.discard(Path(path))
            write_release(path, found, copy.catalogue, copy.areas)
    progress.report(1.0)


def find_submission(review: Review, submission: Submission | str) -> Submission:
    """The submission of that `change`. Raises `HsoError` `HSO-INLAMNING` when there is none."""
    change = submission if isinstance(submission, str) else submission.change
    for each in review.submissions:
        if each.change == change:
            return each
    raise HsoError(
        NO_SUBMISSION,
        Text(
            "Inlämningen finns inte i granskningskopian. Hämta det som är nytt och försök igen.",
            "The submission is not in the review copy. Fetch what is new and try again.",
        ),
        change,
    )


def _maps(
    copy: ReviewCopy, review: Review, progress: FeedbackProgress, *, submitted: bool
) -> tuple[dict[str, Submission | None], dict[str, dict[str, ObjectVersion]]]:
    """By municipality the submission it takes part with, and its objects then."""
    made_of = {code: chosen(review, code, submitted=submitted) for code in _county(copy).codes}
    snapshots: dict[str, dict[str, ObjectVersion]] = {}
    for number, (code, found) in enumerate(made_of.items()):
        check_cancelled(progress)
        progress.report(number / len(made_of), Text("Läser granskningskopian", "Reading the review copy"))
        snapshots[code] = copy.snapshot(code, found.snapshot) if found else {}
    return made_of, snapshots


def _county(copy: ReviewCopy) -> County:
    return County(copy, copy.areas, copy.catalogue)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
