"""A ledger in memory, and a review of what was submitted from it: what the figures are computed from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import shapely

from hso_plugin.core.ledger.ports import ChangeType
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion, Value
from hso_plugin.core.review.compare.differences import Timeline, counted
from hso_plugin.core.review.records.model import Comment, Decision, Event, Release, Review, Submission

TIMRA, SUNDSVALL = "2262", "2281"
CATALOGUE = "VN-STRUKTUR 1.0 (förslag)"
REPORT = '{"format": 1, "catalogue": "%s", "counts": {"fel": 0, "varning": 2}, "unmotivated": 0, "findings": []}'
KINDS = {0: GeometryKind.POINT, 1: GeometryKind.LINE, 2: GeometryKind.AREA}


@dataclass
class Ledger:
    """Numbers versions and records as the platform does, in one sequence."""

    all: list[ObjectVersion] = field(default_factory=list)
    review: Review = field(default_factory=Review)
    position: int = 0

    def put(
        self,
        identity: str,
        geometry: shapely.Geometry | None = None,
        municipality: str = TIMRA,
        *,
        deleted: bool = False,
        **attributes: Value,
    ) -> ObjectVersion:
        """The next version of an object."""
        self.position += 1
        kind = KINDS[shapely.get_dimensions(geometry)] if geometry is not None else GeometryKind.POINT
        known = [each for each in self.all if each.object.identity == identity]
        thing = MapObject(kind, identity, municipality, attributes, geometry)
        if deleted and known:
            thing = known[-1].object
        version = ObjectVersion(
            thing, len(known) + 1, f"v{self.position}", deleted, "planerare.timra", self.position, self._time()
        )
        self.all.append(version)
        return version

    def _time(self) -> str:
        return f"2026-11-{1 + self.position // 24 % 28:02}T{self.position % 24:02}:00:00+00:00"

    def submit(self, municipality: str = TIMRA, **more: Any) -> Submission:
        """Submit a municipality's map as it stands."""
        snapshot = self.position
        self.position += 1
        values = {"message": "Klart", "user": "planerare.timra", "report": REPORT % CATALOGUE, **more}
        row = Submission(
            f"s{self.position}", municipality, more.pop("snapshot", snapshot), CATALOGUE, values["report"],
            values["message"], values["user"], self.position, self._time(),
        )  # fmt: skip
        self.review = replace(self.review, submissions=(*self.review.submissions, row))
        return row

    def decide(self, submission: Submission, *events: Event, reason: str = "") -> None:
        """Record events on a submission."""
        for event in events:
            self.position += 1
            row = Decision(
                f"b{self.position}", submission.change, event, reason, "granskare", self.position, self._time()
            )
            self.review = replace(self.review, decisions=(*self.review.decisions, row))

    def approve(self, municipality: str = TIMRA, **more: Any) -> Submission:
        """Submit and approve."""
        submission = self.submit(municipality, **more)
        self.decide(submission, Event.TAKEN_UP, Event.APPROVED)
        return submission

    def say(self, text: str, submission: Submission, **more: Any) -> Comment:
        """Comment on a submission."""
        self.position += 1
        user = more.pop("user", "granskare")
        row = Comment(
            f"k{self.position}", text, user, submission.change, position=self.position, time=self._time(), **more
        )
        self.review = replace(self.review, comments=(*self.review.comments, row))
        return row

    def release(self, name: str, *submissions: Submission) -> Release:
        """Record a release."""
        self.position += 1
        changes = tuple(each.change for each in submissions)
        row = Release(f"u{self.position}", name, changes, CATALOGUE, "granskare", self.position, self._time())
        self.review = replace(self.review, releases=(*self.review.releases, row))
        return row

    # The archive port

    def versions(
        self, municipalities: Collection[str] | None = None, after: int = 0, upto: int | None = None
    ) -> list[ObjectVersion]:
        """As `differences.Archive`."""
        return [
            each
            for each in self.all
            if (municipalities is None or each.object.municipality in municipalities)
            and after < (each.position or 0)
            and (upto is None or (each.position or 0) <= upto)
        ]

    def snapshot(
        self, municipality: str, position: int, identities: Collection[str] | None = None
    ) -> Mapping[str, ObjectVersion]:
        """As `differences.Archive`, step by step."""
        now: dict[str, ObjectVersion] = {}
        for each in self.versions([municipality], upto=position):
            if each.deleted:
                now.pop(each.object.identity, None)
            else:
                now[each.object.identity] = each
        return {name: each for name, each in now.items() if identities is None or name in identities}

    def change_counts(self, municipality: str, spans: Sequence[tuple[int, int]]) -> list[dict[ChangeType, int]]:
        """As `differences.Archive`."""
        timeline = Timeline(self.versions([municipality]))
        return [counted(timeline.between(*span)) for span in spans]
