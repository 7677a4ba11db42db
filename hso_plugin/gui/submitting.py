"""Handing in from the open working copy: the jobs around it, one at a time like all others.

No widget in here. It is what `CommentsView` asks for on the planner's side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from qgis.PyQt.QtCore import QTimer, pyqtSignal

from ..core.errors import HsoError
from ..core.http import UNREACHED
from ..core.model import Stage
from ..core.review import states
from ..core.review.model import Comment, State, Submission
from ..core.review.ports import Exchanged
from ..core.review.submit import Basis
from ..core.review.words import state_words
from ..qgis_bridge import jobs, project, review_jobs
from . import words
from .job_runner import Problem
from .snapshot import Contact, Snapshot, news
from .submission_known import SubmissionKnown
from .submit_words import submitted_text
from .workspace import Workspace

#: How long to wait for a job to end before what was said meanwhile is kept.
PATIENCE_MS = 200
_DECIDED = frozenset({State.APPROVED, State.RETURNED, State.REJECTED})


class Submitting(SubmissionKnown):
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
        self._seen: object = None
        self._told: tuple[str, State] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PATIENCE_MS)
        self._later.timeout.connect(self._say)
        workspace.changed.connect(self._follow)

    # ----- what would be handed in

    @property
    def basis(self) -> Basis | None:
        """See the class."""
        snapshot = self.snapshot
        if snapshot is None or snapshot.listing is not self._basis_listing or self._basis_of != _content(snapshot):
            return None
        return self._basis

    # ----- commenting

    def comment(self, comments: Sequence[Comment]) -> None:
        """Keep them here at once, and send them when nothing else is going on."""
        self.unkept += comments
        self.changed.emit()
        self._say()

    def drop(self, changes: Sequence[str]) -> None:
        """Forget what the platform did not take."""
        profile = self.workspace.profile
        if profile is not None:
            self._run(
                words.translate("Hso", "Tar bort"),
                lambda progress: review_jobs.drop_job(profile, changes, progress),
                lambda _result: None,
                lambda: self.drop(changes),
            )

    def _say(self) -> None:
        profile, unkept = self.workspace.profile, tuple(self.unkept)
        if profile is None or not unkept:
            return
        if not self.workspace.idle:
            self._later.start()
            return
        self._run(
            words.translate("Hso", "Skickar kommentarer"),
            lambda progress: review_jobs.comment_job(profile, unkept, progress),
            self._exchanged,
            self._say,
        )

    # ----- looking and handing in

    def sync(self) -> None:
        """Ask the platform how the submission stands, and send what waits to be said."""
        profile = self.workspace.profile
        if profile is not None and self.snapshot is not None:
            self._run(
                words.translate("Hso", "Hämtar läget för inlämningen"),
                lambda progress: review_jobs.review_sync_job(profile, progress),
                lambda _review: self._reached(),
                self.sync,
            )

    def prepare(self) -> None:
        """Fetch, check as for handing in, and see what would be handed in."""
        workspace, profile = self.workspace, self.workspace.profile
        if profile is None or self.snapshot is None or workspace.jobs.busy or not workspace.edits_settled():
            return

        def done(basis: Basis) -> None:
            self._reached()
            workspace.stage = Stage.SUBMISSION
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
                self.workspace.succeeded.emit(submitted_text(len(basis.changes)))

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
                self.workspace.succeeded.emit(words.translate("Hso", "Inlämningen är återkallad."))

        self._run(
            words.translate("Hso", "Återkallar inlämningen"),
            self._once_more(lambda progress: review_jobs.withdraw_job(profile, submission, progress)),
            done,
            lambda: self.withdraw(submission),
        )

    def asks_nobody(self) -> bool:
        """True when the platform can be asked without a question for a password."""
        return self.workspace.profile is not None and jobs.asks_nobody(self.workspace.profile)

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

    def _run(
        self,
        title: str,
        job: Callable[[Any], Any],
        done: Callable[[Any], None],
        again: Callable[[], None],
        then: Callable[[], None] | None = None,
    ) -> None:
        workspace = self.workspace
        before = news(self.snapshot) if self.snapshot else ""

        def read_anew(more: Callable[[], None] | None = None) -> None:
            def shown() -> None:
                if self.snapshot is not None and news(self.snapshot) != before:
                    workspace.reload(project.reload_steps(None))
                if more is not None:
                    more()
                self.changed.emit()

            workspace.refresh(shown)

        def finished(result: Any) -> None:
            done(result)
            read_anew(then)

        def broken(error: HsoError | None) -> None:
            if error is None:
                read_anew()
                return
            if error.code == UNREACHED:
                workspace.contacted(replace(workspace.contact, offline=True))
            problem = Problem(error, again if error.try_again else None)
            read_anew(lambda: workspace.failed.emit(problem))

        workspace.jobs.run(title, job, finished, again, broken=broken, silent=True)

    def _exchanged(self, result: Exchanged) -> None:
        """What could not be sent waits here and says so; what was refused is told."""
        if result.trouble is None:
            self._reached()
        elif result.trouble.code == UNREACHED:
            self.workspace.contacted(replace(self.workspace.contact, offline=True))
            self.workspace.say(
                words.translate("Hso", "Plattformen nås inte. Det du skrev ligger kvar här och skickas nästa gång.")
            )
        else:
            self.workspace.failed.emit(Problem(result.trouble, self.sync if result.trouble.try_again else None))
        for refused in result.refused:
            self.workspace.failed.emit(Problem(HsoError("HSO-NEKAD", refused.reason, refused.details), None))

    def _reached(self) -> None:
        contact = self.workspace.contact
        self.workspace.contacted(Contact(contact.to_fetch, when=datetime.now().astimezone()))

    def _prepared(self) -> None:
        """The file has been read anew after the check: what it holds now is what was checked."""
        if self.snapshot is not None:
            self._basis_of, self._basis_listing = _content(self.snapshot), self.snapshot.listing

    def _follow(self) -> None:
        snapshot = self.snapshot
        if snapshot is not self._seen:
            self._seen = snapshot
            if snapshot is None:
                self._basis = self._basis_listing = None
                self.unkept = []
                self._later.stop()
            else:
                self._tell_decision()
                kept = {each.change for each in snapshot.review.comments}
                kept |= {each.record.change for each in snapshot.review_refused}
                self.unkept = [comment for comment in self.unkept if comment.change not in kept]
            self.changed.emit()

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
