"""Judges a proposal by the rules themselves: the finding is gone and nothing worse has come."""

from __future__ import annotations

from collections.abc import Mapping

import shapely
from shapely import Geometry

from ..model import Finding, MapObject, Severity, Stage
from ..rules import check
from .registry import Case, Proposal
from .surroundings import Box, bounds

#: Own objects whose boxes are this near (m) are judged anew with the mended one …
JUDGED_M = 2_000.0
#: … and others this near are there for them to be near to. No distance in the rules of domain.md is longer.
PRESENT_M = 10_000.0
#: Municipality polygons of more vertices than this are cut to what is present: buffering them whole takes long.
MANY_VERTICES = 2_000

RANK = {severity: rank for rank, severity in enumerate(Severity)}


class Judge:
    """Runs the rules over a mended object and what lies around it, before and after."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._types = {rule.id: rule.type for rule in case.catalogue.rules}
        at_submission = Stage.SUBMISSION in case.rule.severity
        editing = case.surroundings.stage is Stage.EDITING
        self._stage = Stage.SUBMISSION if editing and at_submission else case.surroundings.stage
        self._rooms: dict[str, _Room] = {}

    def allows(self, before: MapObject, proposal: Proposal) -> bool:
        """True if the finding holds before, is gone after, and the proposal brings nothing it may not bring."""
        room = self._rooms.get(before.identity)
        if room is None:
            room = self._rooms[before.identity] = _Room(self._case, before, proposal.after.klass, self._stage)
        mended = room.before.get(self._case.finding.id)
        if mended is None:
            return False
        after = room.check(proposal.after)
        return mended.id not in after and not any(
            self._spoils(finding, finding.id not in room.before, mended, proposal) for finding in after.values()
        )

    def _spoils(self, finding: Finding, new: bool, mended: Finding, proposal: Proposal) -> bool:
        rule_type, concerns = self._types[finding.rule], finding.object == proposal.after.identity
        if concerns and rule_type in proposal.forbids:
            return True
        revealed = concerns and (proposal.reveals is None or rule_type in proposal.reveals)
        return new and not (revealed and RANK[finding.severity] >= RANK[mended.severity])


class _Room:
    """What is checked together with one object."""

    def __init__(self, case: Case, item: MapObject, klass: str, stage: Stage) -> None:
        self._case, self._stage = case, stage
        around = case.surroundings
        box = bounds(item)
        # An object without a place meets no other.
        present = [] if box is None else around.near(box, PRESENT_M)
        judged = [] if box is None else [other for other in around.near(box, JUDGED_M) if around.is_own(other)]
        # Who changes class is counted with those of the new one, wherever they are.
        others = around.objects.values() if klass != item.klass else ()
        counted = [other for other in others if other.klass == klass]
        self._own = {other.identity: other for other in [*judged, *counted, item]}
        self._present = [other for other in present if other.identity not in self._own]
        self._areas = around.polygons if box is None else _cut(around.polygons, box)
        self.before = self.check(item)

    def check(self, item: MapObject) -> Mapping[str, Finding]:
        """Findings by id with `item` in its object's place."""
        around = self._case.surroundings
        objects = list({**self._own, item.identity: item}.values())
        areas, municipality = self._areas, around.municipality
        found = check(objects, self._present, areas, around.catalogue, self._stage, municipality)
        return {finding.id: finding for finding in found}


def _cut(areas: Mapping[str, Geometry], box: Box) -> Mapping[str, Geometry]:
    """Municipality polygons with those of many vertices cut to what is present, but never to nothing."""
    low_e, low_n, high_e, high_n = box
    present = shapely.box(low_e - PRESENT_M, low_n - PRESENT_M, high_e + PRESENT_M, high_n + PRESENT_M)
    result = {}
    for code, area in areas.items():
        many = shapely.get_num_coordinates(area) > MANY_VERTICES
        piece = shapely.intersection(area, present) if many else area
        result[code] = area if piece.is_empty else piece
    return result
