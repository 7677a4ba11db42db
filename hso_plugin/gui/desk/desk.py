"""What the reviewer's windows work with: the submission that is looked at, and what is done with it.

No widget in here. Everything that reads or writes the copy, or asks the platform, runs in a task.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.error_codes.connection import UNREACHED
from ...core.review.compare.recheck import Recheck
from ...core.review.records.model import Comment, Submission
from ...core.review.records.ports import Exchanged
from ...qgis_bridge.jobs import review_figures_jobs, review_jobs
from ..widgets import words
from ..widgets.platform_job import PlatformJob
from .choice import Choice
from .open_review import OpenReview
from .submission_content import SubmissionContent, read_content
from .words import decided_text, overtaken_text


class ReviewDesk(OpenReview):
    """An open review copy, and one submission on the desk.

    Attributes:
        chosen: `change` of the submission on the desk, empty for none.
        content: what it holds; None until it has been read.
        recheck: what the same rules find in it here; None until they have run.
    """

    #: The person wants to see the submission on the desk.
    review_wanted = pyqtSignal()
    #: What the submission on the desk holds has been read.
    matter_read = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chosen = ""
        self.content: SubmissionContent | None = None
        self.recheck: Recheck | None = None
        self._postponed = False
        self.jobs.ended.connect(self._go_on)

    @property
    def submission(self) -> Submission | None:
        """The submission on the desk."""
        return self.snapshot.submission(self.chosen) if self.snapshot is not None and self.chosen else None

    def _read_anew(self) -> None:
        if self.submission is None:
            self._clear_desk()

    def _clear_desk(self) -> None:
        self.chosen, self.content, self.recheck = "", None, None

    # ----- looking

    def look_at(self, change: str) -> None:
        """Put a submission on the desk, read what it holds, then run the rules on it."""
        if self.snapshot is None or self.snapshot.submission(change) is None:
            return
        if change != self.chosen:
            self._clear_desk()
            self.chosen = change
        self.review_wanted.emit()
        self.changed.emit()
        self._begin()

    def _begin(self) -> None:
        """Read what is on the desk, as far as that has not been done."""
        profile, submission = self.profile, self.submission
        if profile is None or submission is None:
            return
        if self.jobs.busy:  # the copy may be on its way in still
            self._postponed = True
            return
        if self.content is not None:
            self._check(submission)
            return

        def done(content: SubmissionContent) -> None:
            if self.chosen == content.submission.change:
                self.content = content
                self.matter_read.emit()
                self.changed.emit()
            self._begin()

        self.jobs.run(
            words.translate("Hso", "Jämför inlämningen"),
            lambda progress: read_content(profile.working_copy, submission, progress),
            done,
            self._begin,
        )

    def _go_on(self) -> None:
        """Begin when that had to wait for something else."""
        if self._postponed:
            self._postponed = False
            QTimer.singleShot(0, self._begin)

    def _check(self, submission: Submission) -> None:
        profile = self.profile
        if profile is None or self.recheck is not None:
            return

        def done(recheck: Recheck) -> None:
            if self.chosen == submission.change:
                self.recheck = recheck
                self.changed.emit()

        self.jobs.run(
            words.translate("Hso", "Kontrollerar inlämningen"),
            lambda progress: review_figures_jobs.recheck_job(profile, submission, progress),
            done,
            self._begin,
        )

    # ----- deciding and commenting

    def decide(self, choice: Choice) -> None:
        """Record a decision; what somebody else was before with is told in one sentence."""
        profile = self.profile
        if profile is None:
            return
        self._send(
            words.translate("Hso", "Skickar beslutet"),
            lambda progress: review_jobs.decide_job(profile, choice.submissions, choice.event, choice.reason, progress),
            lambda result: self._tell(choice, result),
        )

    def _tell(self, choice: Choice, result: Exchanged) -> None:
        snapshot = self.snapshot
        if snapshot is None or result.trouble is not None:
            return
        if result.refused:
            self.said.emit(overtaken_text(snapshot, result.refused))
            self.drop([each.record.change for each in result.refused])
        else:
            self.succeeded.emit(decided_text(snapshot, choice))

    def comment(self, comments: Sequence[Comment]) -> None:
        """Keep comments, and send them; they wait while the platform cannot be reached."""
        profile = self.profile
        if profile is not None:
            self._send(
                words.translate("Hso", "Skickar kommentaren"),
                lambda progress: review_jobs.comment_job(profile, comments, progress),
                lambda _result: None,
            )

    def drop(self, changes: Sequence[str]) -> None:
        """Forget what the platform did not take."""
        profile = self.profile
        if profile is not None:
            self.jobs.run(
                words.translate("Hso", "Tar bort det som inte togs emot"),
                lambda progress: review_jobs.drop_job(profile, changes, progress),
                lambda _result: self.reread(),
                lambda: self.drop(changes),
            )

    def _send(self, title: str, job: Callable[[Any], Exchanged], then: Callable[[Exchanged], None]) -> None:
        """Run what keeps and sends, read the copy anew, then tell what came of it."""

        def done(result: Exchanged) -> None:
            trouble = result.trouble
            self.offline = trouble is not None and trouble.code == UNREACHED
            self.reread(lambda: then(result))
            if trouble is not None:
                self.report(trouble, self.fetch)

        PlatformJob(self.jobs, self.reread, self.unreached).run(title, job, done, self.fetch)

    def protocol(self, path: str) -> None:
        """Write the protocol of the submission on the desk as printable HTML."""
        submission = self.submission
        if submission is not None:
            self.run(
                words.translate("Hso", "Skriver protokollet"),
                lambda profile, progress: review_figures_jobs.protocol_job(profile, submission, path, progress),
                lambda _result: self.written.emit(path),
                lambda: self.protocol(path),
            )
