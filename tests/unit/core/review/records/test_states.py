"""What follows from the records of the review: states, rights and threads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.ledger.ports import Right
from hso_plugin.core.review.records import states, threads, words
from hso_plugin.core.review.records.model import Comment, Decision, Event, Review, Submission, SubmissionState

TIMRA, SUNDSVALL = "2262", "2281"
PLANNER = (Right("planerare.timra", TIMRA, "planerare"),)
REVIEWER = (Right("granskare", None, "granskare"),)


@dataclass
class Platform:
    """Numbers records as the platform does."""

    review: Review = field(default_factory=Review)
    position: int = 0

    def submit(self, municipality: str = TIMRA, user: str = "planerare.timra") -> Submission:
        self.position += 1
        row = Submission(f"s{self.position}", municipality, self.position, "VN 1.0", "{}", "", user, self.position, "t")
        self.review = replace(self.review, submissions=(*self.review.submissions, row))
        return row

    def decide(self, submission: Submission, event: Event, reason: str = "") -> None:
        self.position += 1
        row = Decision(f"b{self.position}", submission.change, event, reason, "granskare", self.position, "t")
        self.review = replace(self.review, decisions=(*self.review.decisions, row))

    def say(self, text: str, user: str, **more: object) -> Comment:
        self.position += 1
        row = Comment(f"k{self.position}", text, user, position=self.position, **more)  # type: ignore[arg-type]
        self.review = replace(self.review, comments=(*self.review.comments, row))
        return row


@pytest.fixture
def platform() -> Platform:
    return Platform()


def test_the_way_of_a_submission(platform: Platform) -> None:
    first = platform.submit()
    assert states.state_of(platform.review, first) is SubmissionState.SUBMITTED
    platform.decide(first, Event.TAKEN_UP)
    assert states.state_of(platform.review, first) is SubmissionState.UNDER_REVIEW
    platform.decide(first, Event.RETURNED, "Sambandet saknar ände")
    assert states.state_of(platform.review, first) is SubmissionState.RETURNED
    second = platform.submit()
    assert states.state_of(platform.review, first) is SubmissionState.RETURNED, "what was decided stays decided"
    platform.decide(second, Event.TAKEN_UP)
    platform.decide(second, Event.APPROVED)
    assert [step.state for step in states.history_of(platform.review, second)] == [
        SubmissionState.SUBMITTED,
        SubmissionState.UNDER_REVIEW,
        SubmissionState.APPROVED,
    ]
    assert states.approved(platform.review, TIMRA) == second
    assert states.published_position(platform.review, TIMRA) == second.snapshot
    assert states.published_position(platform.review, SUNDSVALL) == 0


def test_a_newer_submission_replaces_an_open_one(platform: Platform) -> None:
    first = platform.submit()
    platform.decide(first, Event.TAKEN_UP)
    platform.submit(SUNDSVALL)
    assert states.state_of(platform.review, first) is SubmissionState.UNDER_REVIEW
    platform.submit(user="kollega")
    assert states.state_of(platform.review, first) is SubmissionState.REPLACED
    assert [(s.state, s.user) for s in states.history_of(platform.review, first)][-1] == (
        SubmissionState.REPLACED,
        "kollega",
    )
    assert states.may(REVIEWER, platform.review, first) == set()


def test_what_waits_to_be_sent_changes_nothing(platform: Platform) -> None:
    first = platform.submit()
    waiting = Decision("b", first.change, Event.WITHDRAWN, "", "planerare.timra")
    coming = replace(first, change="later", position=None, time=None)
    review = replace(platform.review, decisions=(waiting,), submissions=(*platform.review.submissions, coming))
    assert states.state_of(review, first) is SubmissionState.SUBMITTED
    assert states.newest(review, TIMRA) == first
    assert states.may(PLANNER, review, coming) == set()


@pytest.mark.parametrize(
    ("rights", "state", "events"),
    [
        (PLANNER, SubmissionState.SUBMITTED, {Event.WITHDRAWN}),
        (PLANNER, SubmissionState.UNDER_REVIEW, {Event.WITHDRAWN}),
        (PLANNER, SubmissionState.RETURNED, set()),
        ((Right("annan", SUNDSVALL, "planerare"),), SubmissionState.SUBMITTED, set()),
        ((Right("stod", None, "stod"),), SubmissionState.SUBMITTED, {Event.WITHDRAWN}),
        (REVIEWER, SubmissionState.SUBMITTED, {Event.TAKEN_UP}),
        (REVIEWER, SubmissionState.UNDER_REVIEW, {Event.APPROVED, Event.RETURNED, Event.REJECTED}),
        (REVIEWER, SubmissionState.APPROVED, set()),
        ((Right("granskare", SUNDSVALL, "granskare"),), SubmissionState.UNDER_REVIEW, set()),
        ((*REVIEWER, Right("granskare", TIMRA, "planerare")), SubmissionState.UNDER_REVIEW, {Event.WITHDRAWN}),
        ((Right("planerare.timra", None, "granskare"),), SubmissionState.UNDER_REVIEW, set()),
        ((), SubmissionState.SUBMITTED, set()),
    ],
)
def test_who_may_do_what(
    platform: Platform, rights: tuple[Right, ...], state: SubmissionState, events: set[Event]
) -> None:
    submission = platform.submit()
    for event in {
        SubmissionState.UNDER_REVIEW: [Event.TAKEN_UP],
        SubmissionState.RETURNED: [Event.TAKEN_UP, Event.RETURNED],
        SubmissionState.APPROVED: [Event.TAKEN_UP, Event.APPROVED],
    }.get(state, []):
        platform.decide(submission, event)
    assert states.state_of(platform.review, submission) is state
    assert states.may(rights, platform.review, submission) == events


@pytest.mark.parametrize(
    ("rights", "settles"),
    [
        (PLANNER, True),
        (REVIEWER, True),
        ((Right("stod", None, "stod"),), True),
        ((Right("forvaltare", None, "admin"),), True),
        ((Right("granskare.timra", TIMRA, "granskare"),), True),
        ((Right("granskare.sundsvall", SUNDSVALL, "granskare"),), False),
        ((Right("annan", SUNDSVALL, "planerare"),), False),
        ((Right("planerare.sundsvall", SUNDSVALL, "planerare"),), True),
        ((), False),
    ],
)
def test_a_question_is_settled_by_whom_it_concerns_and_by_who_asked(
    platform: Platform, rights: tuple[Right, ...], settles: bool
) -> None:
    submission = platform.submit()
    asked = platform.say("Möts vi?", "planerare.sundsvall", submission=submission.change)
    assert states.may_settle(rights, platform.review, asked) is settles
    of_an_object = platform.say("Möts vi?", "planerare.sundsvall", object="o", version=1)
    assert states.may_settle(rights, platform.review, of_an_object, TIMRA) is settles
    somebody = platform.say("Möts vi?", "någon", object="o", version=1)
    assert not states.may_settle(rights, platform.review, somebody), "nobody knows whose it is"


def test_the_published_map_is_the_one_that_was_approved_last(platform: Platform) -> None:
    first = platform.submit()
    platform.decide(first, Event.TAKEN_UP)
    platform.decide(first, Event.APPROVED)
    second = platform.submit()
    assert states.published_position(platform.review, TIMRA) == first.snapshot
    assert states.approved_before(platform.review, second) == first
    platform.decide(second, Event.TAKEN_UP)
    platform.decide(second, Event.APPROVED)
    assert states.approved_before(platform.review, second) == first, "what it was compared with stays"
    assert states.approved_before(platform.review, first) is None


def test_threads_gather_what_answers_and_the_last_word_on_settling_holds(platform: Platform) -> None:
    submission = platform.submit()
    asked = platform.say("Varför slutar leden här?", "granskare", submission=submission.change, object="o", version=1)
    other = platform.say("Bra karta.", "granskare", submission=submission.change)
    answer = platform.say("Den är förlängd.", "planerare.timra", submission=submission.change, answers=asked.change)
    (thread, second) = threads.threads(platform.review, submission.change)
    assert (thread.question, thread.answers, thread.settled, thread.answered) == (asked, (answer,), False, True)
    assert second.question == other and not second.answered
    platform.say("", "planerare.timra", submission=submission.change, answers=answer.change, settled=True)
    assert threads.threads(platform.review, object_="o")[0].settled
    platform.say("Inte ända fram.", "granskare", submission=submission.change, answers=asked.change, settled=False)
    assert not threads.threads(platform.review, object_="o")[0].settled
    later = platform.submit()
    assert [t.question for t in threads.earlier_threads(platform.review, later)] == [asked, other]
    assert threads.earlier_threads(platform.review, submission) == []


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([None, *Event])), max_size=25))
def test_at_most_one_submission_is_open_and_the_last_step_is_the_state(actions: list[tuple[int, Event | None]]) -> None:
    platform = Platform()
    for which, event in actions:
        if event is None or not platform.review.submissions:
            platform.submit()
            continue
        submission = platform.review.submissions[which % len(platform.review.submissions)]
        if event in states.may(REVIEWER, platform.review, submission) | states.may(
            PLANNER, platform.review, submission
        ):
            platform.decide(submission, event)
    review = platform.review
    found = [states.state_of(review, each) for each in review.submissions]
    assert sum(state in states.OPEN for state in found) <= 1
    assert [states.history_of(review, each)[-1].state for each in review.submissions] == found
    assert all(state not in states.OPEN for state in found[:-1])


@pytest.mark.parametrize("state", SubmissionState)
def test_every_state_has_words(state: SubmissionState) -> None:
    assert words.state_words(state).sv and words.expected(state).en


@pytest.mark.parametrize("event", Event)
def test_every_event_has_words(event: Event) -> None:
    assert words.event_words(event).sv and words.action_words(event).en
