"""How the reviewer's windows put things: where a submission stands, who it waits for, and what came of a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from ...core.ledger.ports import ChangeType
from ...core.model import Severity
from ...core.review.records import states
from ...core.review.records.model import Decision, Event, Submission, SubmissionState
from ...core.review.records.ports import RefusedRecord
from ...core.review.records.words import action_words, event_words, state_words
from ..changes.model import type_counted
from ..findings.titles import ORDER
from ..widgets import words
from ..workspace.snapshot import moment
from .choice import Choice, submissions
from .snapshot import ReviewSnapshot

#: Icon of a state.
ICONS = {
    SubmissionState.SUBMITTED: "unset",
    SubmissionState.UNDER_REVIEW: "work",
    SubmissionState.APPROVED: "ok",
    SubmissionState.RETURNED: "answer",
    SubmissionState.REJECTED: "refused",
    SubmissionState.WITHDRAWN: "cancel",
    SubmissionState.REPLACED: "stale",
}


def state_text(snapshot: ReviewSnapshot, submission: Submission) -> str:
    """«Under granskning», «Godkänn: väntar på att skickas»."""
    waiting = snapshot.deciding(submission)
    if waiting is not None:
        text = words.translate("Hso", "{action}: väntar på att skickas")
        return text.replace("{action}", words.say(action_words(waiting)))
    return words.say(state_words(states.state_of(snapshot.review, submission)))


def title_text(snapshot: ReviewSnapshot, submission: Submission) -> str:
    """«Timrå · Under granskning»."""
    return words.sentence((snapshot.municipality(submission), state_text(snapshot, submission)))


def sent_in_text(submission: Submission, now: datetime | None = None) -> str:
    """«Inlämnad för 2 dagar sedan av planerare-2262»."""
    when = moment(submission.time)
    text = words.translate("Hso", "Inlämnad {time} av {user}").replace("{user}", submission.user)
    return text.replace("{time}", words.ago(when, now) if when else "–")


def changes_text(counts: Mapping[ChangeType, int]) -> str:
    """«3 nya · 8 ändrade · 1 borttagen», or that nothing changed."""
    found = words.sentence(type_counted(kind, counts[kind]) for kind in ChangeType if counts.get(kind))
    return found or words.translate("Hso", "inget ändrat")


def change_text(kind: ChangeType, fields: int) -> str:
    """What became of an object since the last approved submission; `fields` is the number that differ."""
    if kind is ChangeType.NEW:
        return words.translate("Hso", "nytt objekt")
    if kind is ChangeType.DELETED:
        return words.translate("Hso", "borttaget; så här såg det ut")
    return words.counted(
        fields,
        words.translate("Hso", "{n} fält ändrat"),
        words.translate("Hso", "{n} fält ändrade"),
    )


def findings_text(counts: Mapping[Severity, int]) -> str:
    """«3 varningar · 2 upplysningar», or that there are none."""
    found = words.sentence(words.severity_count(each, counts[each]) for each in ORDER if counts.get(each))
    return found or words.translate("Hso", "inga fynd")


def decided_text(snapshot: ReviewSnapshot, choice: Choice) -> str:
    """What came of a decision, and what it means."""
    names = [snapshot.municipality(each) for each in choice.submissions]
    who = names[0] if len(names) == 1 else submissions(len(names))
    text = {
        Event.TAKEN_UP: words.translate("Hso", "{who}: du granskar nu, och kommunen ser det."),
        Event.APPROVED: words.translate("Hso", "{who}: godkänt. Det är den publicerade kartan nu."),
        Event.RETURNED: words.translate("Hso", "{who}: lämnat åter. Kommunen ser skälet och kommentarerna."),
        Event.REJECTED: words.translate("Hso", "{who}: avslaget. Kommunen ser skälet."),
    }[choice.event]
    return text.replace("{who}", who)


def overtaken_text(snapshot: ReviewSnapshot, refused: Sequence[RefusedRecord]) -> str:
    """That decisions did not come to hold, and what holds instead: somebody else was first."""
    lines = []
    for each in refused:
        if not isinstance(each.record, Decision):
            continue
        submission = snapshot.submission(each.record.submission)
        last = states.history_of(snapshot.review, submission)[-1] if submission is not None else None
        other = last is not None and last.user != snapshot.user and last.state is not SubmissionState.SUBMITTED
        if submission is None or last is None or not other:
            lines.append(words.say(each.reason))
            continue
        if last.state is SubmissionState.REPLACED:
            done = words.translate("Hso", "lämnade in något nyare")
        else:
            done = words.say(event_words(Event(last.state)))
        text = words.translate("Hso", "{municipality}: {user} {done} före dig {time}. Ditt beslut gäller inte.")
        lines.append(
            text.replace("{municipality}", snapshot.municipality(submission))
            .replace("{user}", last.user)
            .replace("{done}", done)
            .replace("{time}", words.clock(moment(last.time)))
        )
    return " ".join(dict.fromkeys(lines))


def stages_text(snapshot: ReviewSnapshot, submission: Submission) -> str:
    """A line a stage: «23 nov 10:42  Inskickad · planerare-2262», with the reason of a decision below it."""
    lines = []
    for step in states.history_of(snapshot.review, submission):
        when = words.clock(moment(step.time))
        lines.append(f"{when}  {words.sentence((words.say(state_words(step.state)), step.user))}")
        if step.reason:
            lines.append(f"    «{step.reason}»")
    return "\n".join(lines)
