"""The queue: all submissions, what they hold in numbers, and who is to do something about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ...ledger.ports import ChangeType
from ...model import Severity
from ...text import Text
from ..compare.differences import Archive, positions
from ..compare.report_reader import ReportHead, read_head
from ..records.model import Review, Submission, SubmissionState
from ..records.states import OPEN, history_of, newest
from ..records.threads import threads


class Party(StrEnum):
    """Who is to do something next."""

    REVIEWER = "granskare"
    MUNICIPALITY = "kommun"
    NOBODY = "ingen"


PARTIES = {
    Party.REVIEWER: Text("Granskaren", "The reviewer"),
    Party.MUNICIPALITY: Text("Kommunen", "The municipality"),
    Party.NOBODY: Text("Ingen", "Nobody"),
}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A submission in the queue.

    Attributes:
        submission: the record; its `time` says when it was sent in.
        state: where it stands.
        since: when it came to stand there, ISO 8601 as the platform wrote it.
        changes: number of objects by what happened to them since the last approved submission, all types.
        findings: number of findings in the submitter's report by severity, all severities; None where the report
            cannot be read.
        unmotivated: how many of its warnings have no motivation.
        threads, open_threads: how many questions were asked of it, and how many are not settled.
        newest: the municipality has sent in nothing later.
        waits_for: who is to do something next.
    """

    submission: Submission
    state: SubmissionState
    since: str
    changes: Mapping[ChangeType, int]
    findings: Mapping[Severity, int] | None
    unmotivated: int
    threads: int
    open_threads: int
    newest: bool
    waits_for: Party

    @property
    def municipality(self) -> str:
        """`kommunkod`."""
        return self.submission.municipality

    @property
    def changed(self) -> int:
        """Number of objects that changed in any way."""
        return sum(self.changes.values())


def queue(archive: Archive, review: Review) -> list[QueueRow]:
    """All submissions on the platform: first what waits for the reviewer, the oldest on top; then the newest on top."""
    landed = [each for each in review.submissions if each.position is not None]
    last = {code: newest(review, code) for code in {each.municipality for each in landed}}
    said: dict[str, list[bool]] = {}
    for thread in threads(review):
        said.setdefault(thread.question.submission or "", []).append(thread.settled)
    changed = _changes(archive, review, landed)
    rows = []
    for submission in landed:
        step = history_of(review, submission)[-1]
        is_newest = last[submission.municipality] == submission
        settled = said.get(submission.change, [])
        head: ReportHead = read_head(submission.report)
        rows.append(
            QueueRow(
                submission=submission,
                state=step.state,
                since=step.time,
                changes=changed[submission.change],
                findings=head.counts,
                unmotivated=head.unmotivated,
                threads=len(settled),
                open_threads=settled.count(False),
                newest=is_newest,
                waits_for=waits_for(step.state, newest=is_newest),
            )
        )
    return sorted(rows, key=_order)


def waits_for(state: SubmissionState, *, newest: bool) -> Party:
    """Who is to do something about a submission in `state`; nobody answers for one that was followed by another."""
    if state in OPEN:
        return Party.REVIEWER
    return (
        Party.MUNICIPALITY if newest and state in (SubmissionState.RETURNED, SubmissionState.REJECTED) else Party.NOBODY
    )


def _changes(archive: Archive, review: Review, submissions: list[Submission]) -> dict[str, Mapping[ChangeType, int]]:
    """Counts by `change`."""
    found: dict[str, Mapping[ChangeType, int]] = {}
    for code in {each.municipality for each in submissions}:
        own = {each.change: positions(review, each) for each in submissions if each.municipality == code}
        found.update(zip(own, archive.change_counts(code, list(own.values())), strict=True))
    return found


def _order(row: QueueRow) -> tuple[bool, int]:
    waits = row.waits_for is Party.REVIEWER
    position = row.submission.position or 0
    return not waits, position if waits else -position
