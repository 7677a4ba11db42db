"""What the list of comments needs of the reviewer's desk: threads of the submission and of those it makes good."""

from __future__ import annotations

from collections.abc import Sequence

from shapely import Geometry

from ...core.review.records import states, threads
from ...core.review.records.model import Comment, Submission
from ...core.review.records.ports import RefusedRecord
from ...core.review.records.threads import Thread
from ..comments.words import about_text, place_of
from ..desk.desk import ReviewDesk


class DeskComments:
    """The comments' side of a `ReviewDesk`."""

    def __init__(self, desk: ReviewDesk) -> None:
        self._desk = desk

    @property
    def user(self) -> str:
        """The name the platform knows the person by."""
        return self._desk.snapshot.user if self._desk.snapshot is not None else ""

    def threads(self) -> Sequence[Thread]:
        """What was said of the submission on the desk, and of those before it back to the last approved one."""
        snapshot, submission = self._desk.snapshot, self._desk.submission
        if snapshot is None or submission is None:
            return ()
        wanted = set(_made_good(self._desk, submission))
        return [each for each in threads.threads(snapshot.review) if each.question.submission in wanted]

    def refused(self) -> Sequence[RefusedRecord]:
        """What the person said and the platform did not take."""
        return self._desk.snapshot.refused if self._desk.snapshot is not None else ()

    def title(self, comment: Comment) -> str:
        """What a comment is about."""
        snapshot, content = self._desk.snapshot, self._desk.content
        if snapshot is None:  # nobody asks then
            return ""
        return about_text(comment, content.object(comment.object) if content is not None else None, snapshot.catalogue)

    def place(self, comment: Comment) -> Geometry | None:
        """Where that is."""
        content = self._desk.content
        return place_of(comment, content.object(comment.object) if content is not None else None)

    def may_settle(self, question: Comment) -> bool:
        """True for whom the platform lets tick it off."""
        snapshot = self._desk.snapshot
        return snapshot is not None and states.may_settle(snapshot.rights, snapshot.review, question)

    def comment(self, comments: Sequence[Comment]) -> None:
        """Keep comments, and send them as soon as that can be done."""
        self._desk.comment(comments)

    def drop(self, changes: Sequence[str]) -> None:
        """Forget what the platform did not take."""
        self._desk.drop(changes)


def _made_good(desk: ReviewDesk, submission: Submission) -> list[str]:
    """The submission and its predecessors since one was approved."""
    if desk.snapshot is None:
        return []
    review = desk.snapshot.review
    last = states.approved_before(review, submission)
    first, until = (last.position or 0) if last else 0, submission.position or 0
    own = states.submissions_of(review, submission.municipality)
    return [each.change for each in own if first < (each.position or 0) <= until]
