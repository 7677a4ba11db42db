"""How handing in reads: the check list, the summary, where the submission stands and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ...core.model import Severity
from ...core.review.records.model import SubmissionState
from ...core.review.records.states import Step
from ...core.review.records.submit import Basis
from ...core.review.records.words import state_words
from ..changes.model import type_counted
from ..widgets import words
from ..workspace.snapshot import moment

#: The way of a submission that is open; what ends it takes the place of the last.
_WAY = (SubmissionState.SUBMITTED, SubmissionState.UNDER_REVIEW, SubmissionState.APPROVED)
ICONS = {
    SubmissionState.SUBMITTED: "send",
    SubmissionState.UNDER_REVIEW: "search",
    SubmissionState.APPROVED: "ok",
    SubmissionState.RETURNED: "comment",
    SubmissionState.REJECTED: "refused",
    SubmissionState.WITHDRAWN: "cancel",
    SubmissionState.REPLACED: "stale",
}


class Need(StrEnum):
    """What has to be in order; in the order of the list."""

    SENT = "sent"
    NO_ERRORS = "no_errors"
    MOTIVATED = "motivated"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the check list.

    Attributes:
        done: None while it is not known.
        text: how it is.
        button: what leads to where it is mended, empty when nothing does.
    """

    need: Need
    done: bool | None
    text: str
    button: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage in the line of stages.

    Attributes:
        reached: False for what is still to come.
        when: ISO 8601, empty when it has not been reached.
    """

    title: str
    reached: bool
    current: bool
    when: str = ""
    who: str = ""


def check_lines(unsaved: int, waiting: int, conflicts: int, basis: Basis | None, message: str) -> list[Line]:
    """The check list. `unsaved` layers, `waiting` changes and `conflicts` here; without a `basis` the rest is open."""
    return [
        _sent_line(unsaved, waiting, conflicts, basis),
        _errors_line(basis),
        _motivated_line(basis),
        _message_line(message),
    ]


def _sent_line(unsaved: int, waiting: int, conflicts: int, basis: Basis | None) -> Line:
    if unsaved:
        text = words.translate("Hso", "Kartan har ändringar som inte är sparade")
        return Line(Need.SENT, False, text, words.translate("Hso", "Spara och skicka"))
    if conflicts:
        text = words.counted(
            conflicts,
            words.translate("Hso", "{n} konflikt är inte löst"),
            words.translate("Hso", "{n} konflikter är inte lösta"),
        )
        return Line(Need.SENT, False, text, words.translate("Hso", "Lös"))
    number = waiting or (basis.unsent if basis is not None else 0)
    if number:
        text = words.translate("Hso", "{changes} är inte skickade").replace("{changes}", words.changes(number))
        return Line(Need.SENT, False, text, words.translate("Hso", "Skicka"))
    return Line(Need.SENT, True, words.translate("Hso", "Allt är skickat"))


def _errors_line(basis: Basis | None) -> Line:
    if basis is None:
        return Line(Need.NO_ERRORS, None, words.translate("Hso", "Fel: inte kontrollerat för inlämning"))
    if basis.errors:
        text = words.translate("Hso", "{errors} stoppar inlämningen")
        text = text.replace("{errors}", words.severity_count(Severity.ERROR, basis.errors))
        return Line(Need.NO_ERRORS, False, text, words.translate("Hso", "Åtgärda"))
    return Line(Need.NO_ERRORS, True, words.translate("Hso", "Inga fel"))


def _motivated_line(basis: Basis | None) -> Line:
    if basis is None:
        return Line(Need.MOTIVATED, None, words.translate("Hso", "Varningar: inte kontrollerat för inlämning"))
    if basis.unmotivated:
        text = words.translate("Hso", "{warnings} saknar motivering")
        text = text.replace("{warnings}", words.severity_count(Severity.WARNING, basis.unmotivated))
        return Line(Need.MOTIVATED, False, text, words.translate("Hso", "Motivera"))
    if basis.run.counts[Severity.WARNING]:
        return Line(Need.MOTIVATED, True, words.translate("Hso", "Alla varningar är motiverade"))
    return Line(Need.MOTIVATED, True, words.translate("Hso", "Inga varningar"))


def _message_line(message: str) -> Line:
    if message.strip():
        return Line(Need.MESSAGE, True, words.translate("Hso", "Meddelande till granskaren"))
    return Line(
        Need.MESSAGE,
        False,
        words.translate("Hso", "Meddelande till granskaren saknas"),
        words.translate("Hso", "Skriv"),
    )


def summary_text(basis: Basis) -> str:
    """«Ändrat sedan det som godkändes senast: 3 nya · 1 borttagen.»"""
    if not basis.changes:
        if basis.approved is None:
            return words.translate("Hso", "Kommunen har inget på plattformen än. Rita, skicka och lämna in sedan.")
        return words.translate("Hso", "Inget har ändrats sedan det som godkändes senast. Det finns inget att lämna in.")
    counted = words.sentence(type_counted(kind, number) for kind, number in basis.counts.items() if number)
    text = (
        words.translate("Hso", "Ingen inlämning har godkänts än. Allt följer med: {changes}.")
        if basis.approved is None
        else words.translate("Hso", "Ändrat sedan det som godkändes senast: {changes}.")
    )
    return text.replace("{changes}", counted)


def answers_text(basis: Basis) -> str:
    """What became of the comments on the last submission; empty when there were none."""
    if not basis.threads:
        return ""
    text = words.translate(
        "Hso", "{answered} av {all} kommentarer på förra inlämningen är besvarade; det syns i den nya."
    )
    return text.replace("{answered}", words.number(len(basis.answered))).replace(
        "{all}", words.number(len(basis.threads))
    )


def submit_label(number: int) -> str:
    """«Lämna in 12 ändringar»."""
    return words.translate("Hso", "Lämna in {changes}").replace("{changes}", words.changes(number))


def submitted_text(number: int) -> str:
    """What has happened, and what it means for the work."""
    return (
        words.translate("Hso", "Inlämnat: {changes}. Du kan arbeta vidare; det du gör nu kommer med i nästa inlämning.")
    ).replace("{changes}", words.changes(number))


def stages(history: list[Step]) -> list[Stage]:
    """The line of stages: what has been, and while nothing is decided what is to come."""
    found = [
        Stage(words.say(state_words(step.state)), True, number == len(history) - 1, step.time, step.user)
        for number, step in enumerate(history)
    ]
    last = history[-1].state if history else None
    if last in _WAY[:-1]:
        coming = _WAY[_WAY.index(last) + 1 :]
        found += [Stage(_coming(state), False, False) for state in coming]
    return found


def _coming(state: SubmissionState) -> str:
    return words.translate("Hso", "Beslut") if state is SubmissionState.APPROVED else words.say(state_words(state))


def stage_tooltip(stage: Stage) -> str:
    """Who and exactly when."""
    return words.tooltip(words.sentence((stage.title, stage.who, words.exact(moment(stage.when)))))
