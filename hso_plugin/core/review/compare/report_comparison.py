"""The submitter's report beside the findings of the same rules run again: what differs must not go unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ...model import Finding
from ...motivation import Motivation, same_place
from ...text import Text
from .report_reader import Report, ReportHead


class Match(StrEnum):
    """Who found it. `DIFFERS`: both, but not with the same severity, on the same grounds or in the same place."""

    SAME = "lika"
    DIFFERS = "olika"
    THEIRS = "bara_inlamnad"
    OURS = "bara_granskning"


MATCHES = {
    Match.SAME: Text("Samma i inlämningen", "The same in the submission"),
    Match.DIFFERS: Text("Annorlunda i inlämningen", "Different in the submission"),
    Match.THEIRS: Text("Bara i inlämningens rapport", "Only in the submission's report"),
    Match.OURS: Text("Bara vid granskningens kontroll", "Only in the reviewer's check"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A finding, and who found it.

    Attributes:
        theirs: as the submitter reported it; its sentences are in the report's one language.
        ours: as the rules find it now.
        motivation: why the submitter lets it stand.
    """

    match: Match
    theirs: Finding | None
    ours: Finding | None
    motivation: Motivation | None = None

    @property
    def finding(self) -> Finding:
        """What to show: ours, and the submitter's where only they have found it."""
        found = self.ours or self.theirs
        if found is None:
            raise ValueError("nobody has found it")
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """All findings of both sides.

    Attributes:
        rows: in the order of ours, then what only the submitter found, in the order of the report.
        head: what the submitter's report says of itself.
        catalogue: name of the classification that ours were found with.
    """

    rows: tuple[Compared, ...]
    head: ReportHead
    catalogue: str

    @property
    def counts(self) -> dict[Match, int]:
        """How many there are of each, all of them."""
        numbers = Counter(row.match for row in self.rows)
        return {each: numbers[each] for each in Match}

    @property
    def agrees(self) -> bool:
        """True when both found the same, with the same classification."""
        return self.head.catalogue == self.catalogue and self.counts[Match.SAME] == len(self.rows)


def compare(report: Report, findings: Sequence[Finding], catalogue: str) -> Comparison:
    """Hold the findings of the reviewer's own run against the submitter's report.

    Args:
        report: as it was submitted.
        findings: of the same objects at the same position, in the order of `rules.check`.
        catalogue: name of the classification that they were found with.
    """
    theirs = {finding.id: finding for finding in report.findings}
    ours = {finding.id for finding in findings}
    motivations = report.motivations or {}
    rows = [
        Compared(_match(theirs.get(each.id), each), theirs.get(each.id), each, motivations.get(each.id))
        for each in findings
    ]
    rows += [
        Compared(Match.THEIRS, each, None, motivations.get(each.id)) for each in theirs.values() if each.id not in ours
    ]
    return Comparison(tuple(rows), report.head, catalogue)


def _match(theirs: Finding | None, ours: Finding) -> Match:
    if theirs is None:
        return Match.OURS
    same = (
        theirs.severity is ours.severity
        and (theirs.rule, theirs.object, theirs.other, theirs.facts) == (ours.rule, ours.object, ours.other, ours.facts)
        and same_place(theirs.geometry, ours.geometry)
    )
    return Match.SAME if same else Match.DIFFERS
