"""What runs in tasks and algorithms around a check: motivations kept and withdrawn, and the report written."""

from __future__ import annotations

from ..core.motivation import Motivation
from ..workcopy import WorkingCopyFile
from . import lock
from .feedback import FeedbackProgress


def motivate_job(working_copy: str, motivation: Motivation, progress: FeedbackProgress) -> None:
    """Keep a motivation. Layers may be in edit mode meanwhile: no table that they show is written to.

    Raises:
        HsoError: `HSO-LAST` when another QGIS has the working copy; what `workcopy.connection.step` says.
    """
    with lock.acquire(working_copy), WorkingCopyFile.open(working_copy) as copy:
        copy.motivate(motivation)
        progress.report(1.0)


def withdraw_motivation_job(working_copy: str, finding_id: str, progress: FeedbackProgress) -> None:
    """Forget the motivation of a finding, by the finding's id; else as `motivate_job`."""
    with lock.acquire(working_copy), WorkingCopyFile.open(working_copy) as copy:
        copy.withdraw_motivation(finding_id)
        progress.report(1.0)
