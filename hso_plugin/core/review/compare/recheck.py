"""The rules run again over what was submitted, beside the submitter's report and the neighbours at the border."""

from __future__ import annotations

from dataclasses import dataclass

from ...model import Stage
from ...motivation import standing
from ...progress import Progress
from ...reports.run import CheckRun
from ...rules import check
from ..records.model import Submission
from .borders import BorderMatch, border_matches
from .county import County
from .report_comparison import Comparison, compare
from .report_reader import read_report


@dataclass(frozen=True)
class Recheck:
    """What the reviewer's own check of a submission came to.

    Attributes:
        run: the check, for reports; its motivations are the submitter's that hold.
        comparison: beside the submitter's report.
        borders: where its lines end at the neighbours', and what is there now.
    """

    run: CheckRun
    comparison: Comparison
    borders: tuple[BorderMatch, ...]


def recheck(county: County, submission: Submission, checked: str, progress: Progress) -> Recheck:
    """Run the rules of stage `inlamning` over the snapshot, with the neighbours' objects as they were at its position.

    What stands at the border is as the neighbours have it now: it may have been drawn since.

    Args:
        checked: when this is done, ISO 8601 with a zone.

    Raises:
        HsoError, Cancelled
    """
    code, position = submission.municipality, submission.snapshot
    own = county.objects(code, position)
    then = county.beside(code, position)
    catalogue = county.catalogue
    findings = check(own, then, county.areas, catalogue, Stage.SUBMISSION, code, progress)
    report = read_report(submission.report)
    comparison = compare(report, findings, catalogue.name)
    known = {thing.identity: thing for thing in (*then, *own)}
    holding = standing((report.motivations or {}).values(), findings)
    run = CheckRun(findings, holding, catalogue, Stage.SUBMISSION, code, checked, known, county.areas)
    now = county.beside(code, None)
    return Recheck(run, comparison, tuple(border_matches(own, now, county.areas, catalogue, code)))
