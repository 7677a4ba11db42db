"""The protocol of a review: who submitted what and when, what it changed, what was found and said, and the decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...ledger.ports import ChangeType
from ...reports.document import document
from ...text import Text
from ..differences import ObjectChange, counted
from ..model import Decision, Review, State, Submission
from ..queue import PARTIES, waits_for
from ..recheck import Recheck
from ..states import approved_before, decisions_on, earlier_threads, history_of, newest, state_of, threads
from ..words import expected, state_words
from .change_map import MOST_NUMBERS, change_icon, change_map
from .comments import thread_list
from .field_words import class_title, field_title, field_words
from .findings import border_table, finding_table
from .page import Page, when

CHANGES = {
    ChangeType.NEW: Text("Nya", "New"),
    ChangeType.CHANGED: Text("Ändrade", "Changed"),
    ChangeType.DELETED: Text("Borttagna", "Deleted"),
}


@dataclass(frozen=True)
class Protocol:
    """What a protocol is made from.

    Attributes:
        review: all that is known; what waits to be sent is not told.
        submission: the one it is about.
        changes: what it changes, in the order of `differences.changes`.
        recheck: the reviewer's own check of it.
        made: when the protocol was written, ISO 8601 with a zone.
    """

    review: Review
    submission: Submission
    changes: Sequence[ObjectChange]
    recheck: Recheck
    made: str


def protocol(of: Protocol, language: str) -> str:
    """The protocol as an HTML document in `language`. Times are those of this computer's clock."""
    page = _Protocol(of, language)
    name = of.recheck.run.title
    title = Text("Granskning av strukturbilden: {name}", "Review of the structure map: {name}").format(name=name)
    parts = [page.tag("h1", title), page.submitted(), page.verdict(), page.steps(), page.changed()]
    parts += [page.found(), page.borders(), page.said(), page.tag("p", page.foot(), "quiet")]
    return document(title, "\n".join(parts), language)


class _Protocol(Page):
    """The parts of the page."""

    def __init__(self, of: Protocol, language: str) -> None:
        super().__init__(language)
        self.of, self.run, self.submission = of, of.recheck.run, of.submission
        self.state = state_of(of.review, of.submission)

    def submitted(self) -> str:
        """Who submitted what and when, and what it is compared with."""
        before = approved_before(self.of.review, self.submission)
        compared: Text | str = Text("Ingen: första inlämningen som granskas", "None: nothing was approved before")
        if before is not None:
            compared = Text("Inlämningen {when}", "The submission of {when}").format(when=when(before.time))
        return self.facts(
            (
                (Text("Kommun", "Municipality"), self.run.title),
                (Text("Inskickad", "Submitted"), when(self.submission.time)),
                (Text("Av", "By"), self.submission.user),
                (Text("Meddelande", "Message"), self.submission.message),
                (Text("Klassificering", "Classification"), self.submission.catalogue),
                (Text("Jämförd med", "Compared with"), compared),
                (Text("Läge i liggaren", "Position in the ledger"), str(self.submission.snapshot)),
                (Text("Inlämningens id", "Id of the submission"), self.submission.change),
            )
        )

    def verdict(self) -> str:
        """The decision, or what is waited for."""
        decision = self._decision()
        lines = [f"<h2>{self.say(Text('Beslut', 'Decision'))}</h2>"]
        if decision is None:
            newest_ = newest(self.of.review, self.submission.municipality) == self.submission
            party = PARTIES[waits_for(self.state, newest=newest_)]
            waits = Text("Väntar på: {party}.", "Waits for: {party}.").format(
                party=Text(party.sv.lower(), party.en.lower())
            )
            lines.append(f"<p><b>{self.say(state_words(self.state))}.</b> {self.say(expected(self.state))}</p>")
            return "".join([*lines, self.tag("p", waits)])
        lines.append(f"<div class=verdict><p><b>{self.say(state_words(State(decision.event)))}</b></p>")
        by = Text("{when} av {user}", "{when} by {user}").format(when=when(decision.time), user=decision.user)
        lines.append(self.tag("p", by))
        if decision.reason:
            lines.append(self.tag("div", decision.reason, "said"))
        return "".join([*lines, "</div>"])

    def _decision(self) -> Decision | None:
        last = next(reversed(decisions_on(self.of.review, self.submission)), None)
        return last if last is not None and State(last.event) is not State.UNDER_REVIEW else None

    def steps(self) -> str:
        """What became of it, step by step."""
        heads = (Text("När", "When"), Text("Vad", "What"), Text("Vem", "Who"), Text("Skäl", "Reason"))
        rows = [
            (when(step.time), state_words(step.state), step.user, step.reason)
            for step in history_of(self.of.review, self.submission)
        ]
        return self.tag("h2", Text("Gången", "Course")) + self.table(heads, rows)

    def changed(self) -> str:
        """What is new, changed and deleted: counts, map and list."""
        changes = self.of.changes
        parts = [self.tag("h2", Text("Ändringar", "Changes"))]
        if not changes:
            nothing = Text("Inget objekt är ändrat.", "No object was changed.")
            return "".join([*parts, self.tag("p", nothing)])
        counts = counted(changes)
        said = [f"<span>{change_icon(each)}{self.say(CHANGES[each])}: {counts[each]}</span>" for each in ChangeType]
        parts.append(f"<p class=legend>{''.join(said)}</p>")
        run = self.run
        parts.append(
            change_map(changes, self.submission.municipality, run.areas, run.municipality_names, self.language)
        )
        if len(changes) <= MOST_NUMBERS:
            note = Text("Siffran är objektets nummer i listan.", "The number is the object's in the list.")
            parts.append(self.tag("p", note, "quiet"))
        parts += [self.change(number, change) for number, change in enumerate(changes, 1)]
        return "".join(parts)

    def change(self, number: int, change: ObjectChange) -> str:
        """An object with the fields that differ; a deleted one by its name alone."""
        thing, catalogue = change.object, self.run.catalogue
        name = self.say(thing.name or Text("utan namn", "without a name"))
        heading = f"{change_icon(change.type)}{number}. {self.say(class_title(thing.klass, catalogue))}: {name}"
        body = ""
        if change.type is ChangeType.CHANGED and change.before and change.after:
            was, now = change.before.object.klass, change.after.object.klass
            heads = (Text("Uppgift", "Field"), Text("Före", "Before"), Text("Efter", "After"))
            rows = [
                (
                    field_title(field.name, catalogue),
                    field_words(field.name, field.before, catalogue, was),
                    field_words(field.name, field.after, catalogue, now),
                )
                for field in change.fields
            ]
            body = self.table(heads, rows, "lines narrow")
        elif change.type is ChangeType.NEW:
            body = self.facts(
                (field_title(field.name, catalogue), field_words(field.name, field.after, catalogue, thing.klass))
                for field in change.fields
            )
        if change.after is not None:
            by = Text("Senast ändrad av {user}", "Last changed by {user}").format(user=change.after.user)
            body += self.tag("p", by, "quiet")
        return f"<section class=object><h3>{heading}</h3>{body}</section>"

    def found(self) -> str:
        """The findings of both checks side by side."""
        return self.tag("h2", Text("Fynd", "Findings")) + finding_table(self, self.of.recheck)

    def borders(self) -> str:
        """Where lines meet the neighbours'."""
        if not self.of.recheck.borders:
            return ""
        return self.tag("h2", Text("Vid kommungränsen", "At the border")) + border_table(self, self.of.recheck)

    def said(self) -> str:
        """The comments on this submission, and those on earlier ones as they stood when it was sent in."""
        objects = self.run.objects
        parts = [self.tag("h2", Text("Kommentarer", "Comments"))]
        own = [each for each in threads(self.of.review, self.submission.change) if each.question.position is not None]
        if own:
            parts.append(thread_list(self, own, objects))
        else:
            parts.append(self.tag("p", Text("Inga kommentarer.", "No comments.")))
        earlier = earlier_threads(self.of.review, self.submission)
        if earlier:
            title = Text("Från tidigare inlämningar", "From earlier submissions")
            parts += [self.tag("h2", title), thread_list(self, earlier, objects)]
        return "".join(parts)

    def foot(self) -> Text:
        """When it was written, and with which classification the check was run again."""
        text = Text(
            "Protokollet skrevs {when}. Granskningens kontroll är gjord med {catalogue}.",
            "The protocol was written {when}. The reviewer's check was made with {catalogue}.",
        )
        return text.format(when=when(self.of.made), catalogue=self.run.catalogue.name)
