"""Where submissions stand, and who may do what next: all of it follows from the records.

The database decides by the same rules (`scripts/server/migrations/003_granskning.sql`); here they serve to offer
nobody what would be refused. Records that have no position yet wait to be sent, and change no state.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ...ledger.ports import Right
from .model import Comment, Decision, Event, Record, Review, Submission, SubmissionState

Sort = TypeVar("Sort", bound=Record)

#: Events after which nothing more can happen to a submission.
_LAST = frozenset({Event.APPROVED, Event.RETURNED, Event.REJECTED, Event.WITHDRAWN})
#: States in which a submission waits for the reviewer.
OPEN = frozenset({SubmissionState.SUBMITTED, SubmissionState.UNDER_REVIEW})
#: Events that need a reason.
NEEDS_REASON = frozenset({Event.RETURNED, Event.REJECTED})
_FROM: dict[Event, frozenset[SubmissionState]] = {
    Event.TAKEN_UP: frozenset({SubmissionState.SUBMITTED}),
    Event.APPROVED: frozenset({SubmissionState.UNDER_REVIEW}),
    Event.RETURNED: frozenset({SubmissionState.UNDER_REVIEW}),
    Event.REJECTED: frozenset({SubmissionState.UNDER_REVIEW}),
    Event.WITHDRAWN: OPEN,
}
REVIEWERS = frozenset({"granskare", "admin"})
SUBMITTERS = frozenset({"planerare", "stod"})


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that a submission has reached.

    Attributes:
        time: ISO 8601 as the platform wrote it.
        user: who brought it there: who submitted, decided, withdrew, or sent in the newer submission.
        reason: of a decision, empty when there is none.
    """

    state: SubmissionState
    time: str
    user: str
    reason: str = ""


def state_of(review: Review, submission: Submission) -> SubmissionState:
    """Where `submission` stands. One that waits to be sent is `SUBMITTED` too: its position tells."""
    decided = decisions_on(review, submission)
    last = decided[-1].event if decided else None
    if last in _LAST:
        return SubmissionState(last)
    if _replacement(review, submission):
        return SubmissionState.REPLACED
    return SubmissionState(last) if last else SubmissionState.SUBMITTED


def history_of(review: Review, submission: Submission) -> list[Step]:
    """The stages that `submission` has reached, ascending, from being submitted on."""
    steps = [(submission.position or 0, Step(SubmissionState.SUBMITTED, submission.time or "", submission.user))]
    steps += [
        (each.position or 0, Step(SubmissionState(each.event), each.time or "", each.user, each.reason))
        for each in decisions_on(review, submission)
    ]
    newer = _replacement(review, submission)
    if newer and state_of(review, submission) is SubmissionState.REPLACED:
        steps.append((newer.position or 0, Step(SubmissionState.REPLACED, newer.time or "", newer.user)))
    return [step for _, step in sorted(steps, key=lambda each: each[0])]


def decisions_on(review: Review, submission: Submission) -> list[Decision]:
    """What the platform has recorded of `submission`, ascending."""
    return _landed(each for each in review.decisions if each.submission == submission.change)


def submissions_of(review: Review, municipality: str) -> list[Submission]:
    """A municipality's submissions on the platform, ascending."""
    return _landed(each for each in review.submissions if each.municipality == municipality)


def newest(review: Review, municipality: str) -> Submission | None:
    """A municipality's last submission, whatever became of it."""
    return next(reversed(submissions_of(review, municipality)), None)


def approved(review: Review, municipality: str) -> Submission | None:
    """The submission that a municipality's published map comes from: the one that was approved last."""
    own = {each.change: each for each in submissions_of(review, municipality)}
    approvals = _landed(each for each in review.decisions if each.event is Event.APPROVED and each.submission in own)
    return own[approvals[-1].submission] if approvals else None


def published_position(review: Review, municipality: str) -> int:
    """The ledger position of a municipality's published map; 0 before anything was approved."""
    found = approved(review, municipality)
    return found.snapshot if found else 0


def approved_before(review: Review, submission: Submission) -> Submission | None:
    """The submission that was approved when `submission` was sent in: what its changes are counted from."""
    until = submission.position
    known = review.decisions if until is None else [each for each in review.decisions if (each.position or 0) < until]
    return approved(Review(review.submissions, tuple(known)), submission.municipality)


def returned_before(review: Review, submission: Submission) -> Submission | None:
    """The submission that was returned last when `submission` was sent in, unless one was approved since."""
    until = submission.position
    own = {each.change: each for each in submissions_of(review, submission.municipality)}
    decided = _landed(
        each
        for each in review.decisions
        if each.submission in own
        and each.event in (Event.APPROVED, Event.RETURNED)
        and (until is None or (each.position or 0) < until)
    )
    return own[decided[-1].submission] if decided and decided[-1].event is Event.RETURNED else None


def may(rights: Sequence[Right], review: Review, submission: Submission) -> frozenset[Event]:
    """What a user with `rights` may record of `submission` as it stands. Nobody reviews their own municipality's."""
    if submission.position is None or not rights:
        return frozenset()
    state = state_of(review, submission)
    reviewer, submitter = (_has(rights, submission.municipality, roles) for roles in (REVIEWERS, SUBMITTERS))
    own = rights[0].user == submission.user or any(
        right.municipality == submission.municipality and right.role in SUBMITTERS for right in rights
    )
    return frozenset(
        event
        for event, states in _FROM.items()
        if state in states and (submitter if event is Event.WITHDRAWN else reviewer and not own)
    )


def may_submit(rights: Iterable[Right], municipality: str) -> bool:
    """True if a user with `rights` may send in for `municipality`."""
    return _has(rights, municipality, SUBMITTERS)


def may_settle(
    rights: Sequence[Right], review: Review, question: Comment, object_municipality: str | None = None
) -> bool:
    """True if a user with `rights` may tick off what is said after `question`, or take it up again.

    That concerns the municipality's own, its reviewers and whoever asked; anybody with a role may answer.

    Args:
        question: what began the thread.
        object_municipality: of the object it is said of, for one that is said of no submission.
    """
    of = (each.municipality for each in review.submissions if each.change == question.submission)
    municipality = next(of, object_municipality)
    concerned = municipality is not None and _has(rights, municipality, REVIEWERS | SUBMITTERS)
    return concerned or any(right.user == question.user for right in rights)


def may_release(rights: Iterable[Right]) -> bool:
    """True if a user with `rights` may record a release: a reviewer or administrator of all municipalities."""
    return any(right.municipality is None and right.role in REVIEWERS for right in rights)


def ordered(records: Iterable[Sort]) -> list[Sort]:
    """Ascending by position, with what has none yet at the end in the order it was said."""
    return sorted(records, key=lambda each: (each.position is None, each.position or 0))


def _replacement(review: Review, submission: Submission) -> Submission | None:
    """The municipality's next submission."""
    if submission.position is None:
        return None
    position = submission.position
    return next(
        (each for each in submissions_of(review, submission.municipality) if (each.position or 0) > position), None
    )


def _has(rights: Iterable[Right], municipality: str, roles: frozenset[str]) -> bool:
    return any(right.role in roles and right.municipality in (None, municipality) for right in rights)


def _landed(records: Iterable[Sort]) -> list[Sort]:
    return ordered(each for each in records if each.position is not None)
