"""Judges a proposal by the rules themselves: the finding is gone and nothing worse has come."""

from __future__ import annotations

from ..model import Finding, MapObject, Severity, Stage
from ..rules.engine.checker import Checker
from .affected_objects import AffectedObjects
from .registry import Case, Proposal

RANK = {severity: rank for rank, severity in enumerate(Severity)}


class Judge:
    """Runs the rules over a mended object and what lies around it, before and after."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._types = {rule.id: rule.type for rule in case.catalogue.rules}
        at_submission = Stage.SUBMISSION in case.rule.severity
        editing = case.surroundings.stage is Stage.EDITING
        self._stage = Stage.SUBMISSION if editing and at_submission else case.surroundings.stage

    def allows(self, before: MapObject, proposal: Proposal) -> bool:
        """True if the finding holds before, is gone after, and the proposal brings nothing it may not bring."""
        room, around = AffectedObjects(self._case, before, proposal.after, self._stage), self._case.surroundings
        own = [*room.judged, before]
        checker = Checker(own, room.present, room.areas, around.catalogue, self._stage, around.municipality)
        earlier = {finding.id: finding for finding in checker.findings}
        mended = earlier.get(self._case.finding.id)
        if mended is None:
            return False
        checker.recheck([proposal.after])
        later = {finding.id: finding for finding in checker.findings}
        return mended.id not in later and not any(
            self._spoils(finding, finding.id not in earlier, mended, proposal) for finding in later.values()
        )

    def _spoils(self, finding: Finding, new: bool, mended: Finding, proposal: Proposal) -> bool:
        rule_type, concerns = self._types[finding.rule], finding.object == proposal.after.identity
        if concerns and rule_type in proposal.forbids:
            return True
        revealed = concerns and (proposal.reveals is None or rule_type in proposal.reveals)
        return new and not (revealed and RANK[finding.severity] >= RANK[mended.severity])
