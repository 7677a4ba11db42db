"""Handing in from the open working copy: what would be handed in, doing it, and what the reviewer decided.

No widget in here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import pyqtSignal

from ...core.model import Stage
from ...core.review.records import states
from ...core.review.records.model import Comment, Submission, SubmissionState
from ...core.review.records.ports import Exchanged
from ...core.review.records.submit import Basis
from ...core.review.records.words import state_words
from ...qgis_bridge.jobs import review_jobs
from ..widgets import words
from ..workspace.snapshot import Snapshot, news
from ..workspace.workspace import Workspace
from .exchange import SubmissionExchange
from .words import submitted_text

_DECIDED = frozenset({SubmissionState.APPROVED, SubmissionState.RETURNED, SubmissionState.REJECTED})


class Submitting(SubmissionExchange):
    """The jobs around handing in. `changed` also when what would be handed in is another.

    `submitted` when the platform has taken a submission.

    Attributes:
        basis: what would be handed in, as it was when that was last looked at; None when it was not, or is another now.
    """

    submitted = pyqtSignal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._basis: Basis | None = None
        self._basis_of: tuple[object, ...] = ()
        self._basis_listing: object = None
        self._told: tuple[str, SubmissionState] | None = None

    # ----- what would be handed in

    @property
    def basis(self) -> Basis | None:
        """See the class."""
        snapshot = self.snapshot
        if snapshot is None or snapshot.listing is not self._basis_listing or self._basis_of != _content(snapshot):
            return None
        return self._basis

    # ----- handing in

    def ask(self, *, to_submit: bool) -> None:
        """Ask the platform what is worth knowing: `to_submit` what would be handed in, when nothing stands in its way.

        Nobody is asked what is known, nor a platform that was not there just now or that asks for a password.
        """
        workspace = self.workspace
        if self.basis is not None or workspace.contact.offline or not self.asks_nobody():
            return
        ready = not (workspace.unsaved or workspace.waiting) and self.state not in states.OPEN
        if ready and self.can_submit and to_submit:
            self.prepare()
        else:
            self.sync()

    def prepare(self) -> None:
        """Fetch, check as for handing in, and see what would be handed in."""
        workspace, profile = self.workspace, self.workspace.profile
        if profile is None or self.snapshot is None or workspace.jobs.busy or not workspace.edits_settled():
            return

        def done(basis: Basis) -> None:
            self._reached()
            workspace.judge_by(Stage.SUBMISSION)
            workspace.show_findings(basis.findings)
            self._basis = basis

        self._run(
            words.translate("Hso", "Kontrollerar inför inlämningen"),
            lambda progress: review_jobs.submission_basis_job(profile, progress),
            done,
            self.prepare,
            then=self._prepared,
        )

    def submit(self, message: str) -> None:
        """Hand in what `basis` says."""
        basis, profile = self.basis, self.workspace.profile
        if basis is None or profile is None:
            return

        def done(result: Exchanged) -> None:
            self._exchanged(result)
            self._basis = None
            if not result.refused and result.trouble is None:
                self.submitted.emit()
                self.workspace.announce(submitted_text(len(basis.changes)))

        self._run(
            words.translate("Hso", "Lämnar in"),
            self._once_more(lambda progress: review_jobs.submit_job(profile, message, basis, progress)),
            done,
            lambda: self.submit(message),
        )

    def withdraw(self, submission: Submission) -> None:
        """Take the submission back."""
        profile = self.workspace.profile
        if profile is None:
            return

        def done(result: Exchanged) -> None:
            self._exchanged(result)
            if not result.refused and result.trouble is None:
                self.workspace.announce(words.translate("Hso", "Inlämningen är återkallad."))

        self._run(
            words.translate("Hso", "Återkallar inlämningen"),
            self._once_more(lambda progress: review_jobs.withdraw_job(profile, submission, progress)),
            done,
            lambda: self.withdraw(submission),
        )

    # ----- inside

    def _once_more(self, job: Callable[[Any], Exchanged]) -> Callable[[Any], Exchanged]:
        """`job`, after which what the platform did not take the last time is told no more."""
        profile = self.workspace.profile
        old = [each.record.change for each in self.refused() if not isinstance(each.record, Comment)]

        def run(progress: Any) -> Exchanged:
            if old and profile is not None:
                review_jobs.drop_job(profile, old, progress)
            return job(progress)

        return run

    def _prepared(self) -> None:
        """The file has been read anew after the check: what it holds now is what was checked."""
        if self.snapshot is not None:
            self._basis_of, self._basis_listing = _content(self.snapshot), self.snapshot.listing

    def _copy_changed(self) -> None:
        if self.snapshot is None:
            self._basis = self._basis_listing = None
        else:
            self._tell_decision()

    def _tell_decision(self) -> None:
        """Say that the reviewer has decided, when that came in since the map was opened."""
        submission, before = self.submission, self._told
        if submission is None or self.state is None:
            self._told = None
            return
        self._told = (submission.change, self.state)
        waited = before is not None and before[0] == submission.change and before[1] in states.OPEN
        if waited and self.state in _DECIDED:
            text = words.translate("Hso", "Granskaren har beslutat om inlämningen: {state}. Läs mer under Lämna in.")
            self.workspace.say(text.replace("{state}", words.say(state_words(self.state))))


def _content(snapshot: Snapshot) -> tuple[object, ...]:
    """With the listing, another whenever what would be handed in may be another, or something stands in its way."""
    return (
        snapshot.path,
        snapshot.motivations,
        tuple(change.object.identity for change in snapshot.pending),
        len(snapshot.outgoing),
        len(snapshot.conflicts),
        news(snapshot),
    )
