"""What is said of submissions: questions with the answers to them, and whether they are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .model import Comment, Review, Submission
from .states import ordered, submissions_of


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with the answers to it.

    Attributes:
        question: what began it.
        answers: ascending; those that only tick off or take up again are among them, with an empty text.
        settled: True when the last who said something of it ticked it off.
    """

    question: Comment
    answers: tuple[Comment, ...]
    settled: bool

    @property
    def answered(self) -> bool:
        """True when somebody else than the one who asked has answered with words."""
        return any(answer.text and answer.user != self.question.user for answer in self.answers)

    @property
    def waiting(self) -> bool:
        """True while some of it waits to be sent."""
        return any(comment.position is None for comment in (self.question, *self.answers))


def threads(review: Review, submission: str | None = None, object_: str | None = None) -> list[Thread]:
    """What is said, ascending by question; what waits to be sent comes last.

    Args:
        submission: `change` of the submission that it is said of; all of them by default.
        object_: identity of the object that it is said of, in any version; all, and none, by default.
    """
    known = {comment.change: comment for comment in review.comments}
    answers: dict[str, list[Comment]] = {}
    for comment in review.comments:
        root = _root(comment, known)
        if root is not comment:
            answers.setdefault(root.change, []).append(comment)
    return [
        _thread(question, answers.get(question.change, []))
        for question in ordered(review.comments)
        if _root(question, known) is question
        and (submission is None or question.submission == submission)
        and (object_ is None or question.object == object_)
    ]


def earlier_threads(review: Review, submission: Submission) -> list[Thread]:
    """What was said of the municipality's earlier submissions, as it stood when `submission` was sent in."""
    until = submission.position
    earlier = {
        each.change
        for each in submissions_of(review, submission.municipality)
        if until is None or (each.position or 0) < until
    } - {submission.change}
    said = tuple(
        each for each in review.comments if until is None or (each.position is not None and each.position < until)
    )
    return [each for each in threads(Review(comments=said)) if each.question.submission in earlier]


def _thread(question: Comment, answers: Iterable[Comment]) -> Thread:
    following = tuple(ordered(answers))
    said = [comment.settled for comment in (question, *following) if comment.settled is not None]
    return Thread(question, following, bool(said and said[-1]))


def _root(comment: Comment, known: dict[str, Comment]) -> Comment:
    """The comment that began the thread; the platform lets nobody answer what is not there yet, so there is no ring."""
    seen = {comment.change}
    while (above := known.get(comment.answers or "")) is not None and above.change not in seen:
        seen.add(above.change)
        comment = above
    return comment
