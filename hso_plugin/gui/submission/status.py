"""What is known of handing in from the open working copy: where the submission stands, and what is said of it.

No widget in here, and nothing that waits for the platform.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qgis.PyQt.QtCore import QObject, pyqtSignal
from shapely import Geometry

from ...core.ledger.ports import Right
from ...core.review.records import states, threads
from ...core.review.records.model import Comment, Event, Review, Submission, SubmissionState
from ...core.review.records.ports import RefusedRecord
from ..comments import words as comments_words
from ..workspace.snapshot import Snapshot
from ..workspace.workspace import Workspace


class SubmissionKnown(QObject):
    """`changed` when something of it is new. `unkept`: comments that are not in the file yet."""

    changed = pyqtSignal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.workspace = workspace
        self.unkept: list[Comment] = []

    @property
    def snapshot(self) -> Snapshot | None:
        """The open working copy."""
        return self.workspace.snapshot

    @property
    def review(self) -> Review:
        """What is known of the review, and what the person has just said."""
        known = self.snapshot.review if self.snapshot else Review()
        kept = {comment.change for comment in known.comments}
        more = tuple(comment for comment in self.unkept if comment.change not in kept)
        return replace(known, comments=(*known.comments, *more)) if more else known

    @property
    def submission(self) -> Submission | None:
        """The municipality's last submission."""
        return states.newest(self.review, self.snapshot.municipality) if self.snapshot else None

    @property
    def state(self) -> SubmissionState | None:
        """Where that stands; None before anything was handed in."""
        submission = self.submission
        return states.state_of(self.review, submission) if submission else None

    @property
    def unsent_submission(self) -> Submission | None:
        """One that was handed in here and that is not known to have arrived."""
        waiting = [each for each in self.review.submissions if each.position is None]
        return waiting[-1] if waiting else None

    @property
    def refused_submission(self) -> RefusedRecord | None:
        """The last submission, withdrawal or other decision that the platform did not take."""
        found = [each for each in self.refused() if not isinstance(each.record, Comment)]
        return found[-1] if found else None

    @property
    def can_withdraw(self) -> bool:
        """True until something is decided."""
        submission, rights = self.submission, self._rights
        return submission is not None and Event.WITHDRAWN in states.may(rights, self.review, submission)

    @property
    def can_submit(self) -> bool:
        """False only where the platform has said that the person may not; before it was asked nobody knows."""
        rights, snapshot = self._rights, self.snapshot
        return snapshot is not None and (not rights or states.may_submit(rights, snapshot.municipality))

    @property
    def _rights(self) -> tuple[Right, ...]:
        return self.snapshot.rights if self.snapshot else ()

    # ----- as a port for comments

    @property
    def user(self) -> str:
        """The name the platform knows the person by."""
        if self._rights:
            return self._rights[0].user
        return self.snapshot.user if self.snapshot else ""

    def threads(self) -> Sequence[threads.Thread]:
        """What is said of the last submission, and what was said before and is not done with."""
        snapshot, submission = self.snapshot, self.submission
        if snapshot is None or submission is None:
            return []
        review = self.review
        own = {each.change for each in states.submissions_of(review, snapshot.municipality)}
        return [
            thread
            for thread in threads.threads(review)
            if (about := thread.question.submission) == submission.change
            or (about in own and not thread.settled)
            or (about is None and thread.question.object in snapshot.by_identity)
        ]

    def refused(self) -> Sequence[RefusedRecord]:
        """What the platform did not take."""
        return self.snapshot.review_refused if self.snapshot else ()

    def may_settle(self, question: Comment) -> bool:
        """As `can_submit`: before the platform was asked nobody knows."""
        rights, item = self._rights, self.snapshot.by_identity.get(question.object or "") if self.snapshot else None
        return not rights or states.may_settle(rights, self.review, question, item.municipality if item else None)

    def title(self, comment: Comment) -> str:
        """What a comment is about."""
        snapshot = self.snapshot
        if snapshot is None:
            return ""
        return comments_words.about_text(comment, snapshot.by_identity.get(comment.object or ""), snapshot.catalogue)

    def place(self, comment: Comment) -> Geometry | None:
        """Where that is."""
        item = self.snapshot.by_identity.get(comment.object or "") if self.snapshot else None
        return comments_words.place_of(comment, item)
