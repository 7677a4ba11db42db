"""Which of the planner's steps are done and which is next, from the workspace and the submission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.model import Severity
from ...core.review.records import states
from ...core.review.records.model import SubmissionState
from ..findings.titles import counts
from ..widgets.steps import Step
from ..workspace.workspace import Workspace

if TYPE_CHECKING:
    from ..submission.handing_in import Submitting


def done(workspace: Workspace, submitting: Submitting) -> set[Step]:
    """The steps that need nothing more just now."""
    found: set[Step] = set()
    if workspace.snapshot is None:
        return found
    found.add(Step.FETCH)
    checked = workspace.findings is not None and not workspace.findings_stale and not workspace.unsaved
    if checked and not counts(workspace.findings or ())[Severity.ERROR]:
        found.add(Step.CHECK)
    if not workspace.waiting and not workspace.snapshot.conflicts and not workspace.unsaved:
        found.add(Step.SEND)
    if submitting.state in states.OPEN | {SubmissionState.APPROVED}:
        found.add(Step.SUBMIT)
    return found


def following(workspace: Workspace, submitting: Submitting) -> Step:
    """The step that is next to do."""
    if workspace.snapshot is None:
        return Step.FETCH
    if workspace.snapshot.conflicts:
        return Step.SEND
    if not (workspace.unsaved or workspace.waiting) and submitting.state is SubmissionState.RETURNED:
        return Step.SUBMIT
    if workspace.unsaved or not workspace.waiting:
        return Step.EDIT
    return Step.SEND if Step.CHECK in done(workspace, submitting) else Step.CHECK
