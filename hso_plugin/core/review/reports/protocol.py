"""The protocol of a review: who submitted what and when, what it changed, what was found and said, and the decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...reports.document import document
from ...text import Text
from ..compare.differences import ObjectChange
from ..compare.recheck import Recheck
from ..compare.since_return import SinceReturn
from ..queue.rows import PARTIES, waits_for
from ..records.model import Decision, Review, Submission, SubmissionState
from ..records.states import approved_before, decisions_on, history_of, newest, state_of
from ..records.threads import earlier_threads, threads
from ..records.words import expected, state_words
from .change_list import change_list
from .comments import thread_list
from .findings import border_table, finding_table
from .page import ReportPage, when

_SUBMISSION = Text("Inlämningen {when}", "The submission of {when}")


@dataclass(frozen=True)
class Protocol:
    """What a protocol is made from.

    Attributes:
        review: all that is known; what waits to be sent is not told.
        submission: the one it is about.
        changes: what it changes, in the order of `differences.changes`.
        recheck: the reviewer's own check of it.
        made: when the protocol was written, ISO 8601 with a zone.
        since: what of the changes is new since the submission was returned; None when it follows no return.
    """

    review: Review
    submission: Submission
    changes: Sequence[ObjectChange]
    recheck: Recheck
    made: str
    since: SinceReturn | None = None


def protocol(of: Protocol, language: str) -> str:
    """The protocol as an HTML document in `language`. Times are those of this computer's clock."""
    page = _Protocol(of, language)
    name = of.recheck.run.title
    title = Text("Granskning av strukturbilden: {name}", "Review of the structure map: {name}").format(name=name)
    parts = [page.tag("h1", title), page.submitted(), page.verdict(), page.steps(), page.changed()]
    parts += [page.found(), page.borders(), page.said(), page.tag("p", page.foot(), "quiet")]
    return document(title, "\n".join(parts), language)


class _Protocol(ReportPage):
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
            compared = _SUBMISSION.format(when=when(before.time))
        returned = _SUBMISSION.format(when=when(self.of.since.returned.time)) if self.of.since else ""
        return self.facts(
            (
                (Text("Kommun", "Municipality"), self.run.title),
                (Text("Inskickad", "Submitted"), when(self.submission.time)),
                (Text("Av", "By"), self.submission.user),
                (Text("Meddelande", "Message"), self.submission.message),
                (Text("Klassificering", "Classification"), self.submission.catalogue),
                (Text("Jämförd med", "Compared with"), compared),
                (Text("Lämnades åter", "Returned"), returned),
                (Text("Plats i liggaren", "Position in the ledger"), str(self.submission.snapshot)),
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
        lines.append(f"<div class=verdict><p><b>{self.say(state_words(SubmissionState(decision.event)))}</b></p>")
        by = Text("{when} av {user}", "{when} by {user}").format(when=when(decision.time), user=decision.user)
        lines.append(self.tag("p", by))
        if decision.reason:
            lines.append(self.tag("div", decision.reason, "said"))
        return "".join([*lines, "</div>"])

    def _decision(self) -> Decision | None:
        last = next(reversed(decisions_on(self.of.review, self.submission)), None)
        return last if last is not None and SubmissionState(last.event) is not SubmissionState.UNDER_REVIEW else None

    def steps(self) -> str:
        """What became of it, step by step."""
        heads = (Text("När", "When"), Text("Vad", "What"), Text("Vem", "Who"), Text("Skäl", "Reason"))
        rows = [
            (when(step.time), state_words(step.state), step.user, step.reason)
            for step in history_of(self.of.review, self.submission)
        ]
        return self.tag("h2", Text("Gången", "Course")) + self.table(heads, rows)

    def changed(self) -> str:
        """What is new, changed and deleted."""
        return change_list(self, self.of.changes, self.of.since, self.run)

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
