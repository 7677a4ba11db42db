"""A platform's ledger without a platform: versions, submissions and decisions, written as a reviewer's copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random
from uuid import UUID

import shapely

from hso_plugin.core.catalogue import Catalogue
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion
from hso_plugin.core.platform.server import ServerProfile
from hso_plugin.core.review.records.model import Decision, Event, Record, Submission
from hso_plugin.core.review.records.rows import table_of
from hso_plugin.workcopy import Settings
from hso_plugin.workcopy.review.review_copy import ReviewCopy
from scripts.local_platform.seed.county import County


class Ledger:
    """A platform's positions, handed out one after another, and what stands at them."""

    def __init__(self, seed: int, url: str, catalogue: Catalogue) -> None:
        self.random = Random(seed)
        self.url = url
        self.catalogue = catalogue
        self.now: dict[str, ObjectVersion] = {}
        self.versions: list[ObjectVersion] = []
        self.records: list[Record] = []
        self.position = 0

    def next(self) -> tuple[int, str]:
        """A position, and the identity of what is put there."""
        self.position += 1
        return self.position, str(UUID(int=self.random.getrandbits(128), version=4))

    def put(self, things: Iterable[MapObject], *, deleted: bool = False) -> None:
        """The next version of each."""
        for thing in things:
            position, change = self.next()
            known = self.now.get(thing.identity)
            number = known.version + 1 if known else 1
            version = ObjectVersion(thing, number, change, deleted, "planerare", position, time_at(position))
            self.now[thing.identity] = version
            self.versions.append(version)

    def edit(self, things: Iterable[MapObject]) -> None:
        """Move half of them and rename the others."""
        for turn, thing in enumerate(things):
            if turn % 2 and thing.geometry is not None:
                self.put([replace(thing, geometry=shapely.transform(thing.geometry, lambda xy: xy + 1.0))])
            else:
                self.put([replace(thing, attributes={**thing.attributes, "namn": f"{thing.name} {self.position}"})])

    def submit(self, municipality: str, report: str, *events: Event) -> str:
        """A submission of what stands now, and what was decided on it; its `change`."""
        snapshot = self.position
        position, change = self.next()
        self.records.append(
            Submission(
                change, municipality, snapshot, self.catalogue.name, report, "Klart", "p", position, time_at(position)
            )
        )
        for event in events:
            at, decision = self.next()
            self.records.append(Decision(decision, change, event, "Skäl", "granskare", at, time_at(at)))
        return change

    def write(self, path: Path) -> None:
        """A reviewer's copy of all this."""
        path.parent.mkdir(parents=True, exist_ok=True)
        settings, profile = Settings(self.url, "", "granskare"), ServerProfile(self.url, "", {})
        with ReviewCopy.create(path, settings, profile, self.catalogue, County.load().areas) as copy:
            for kind in GeometryKind:
                own = [version for version in self.versions if version.object.kind is kind]
                copy.archive(kind, own, own[-1].position or 0 if own else 0)
            for table in ("inlamning", "beslut"):
                copy.review_store().take_in(table, [each for each in self.records if table_of(each) == table])


def time_at(position: int) -> str:
    """When a position was taken: some time in 2026."""
    return f"2026-{1 + position // 9000 % 12:02}-{1 + position // 300 % 28:02}T{position // 60 % 24:02}:00:00+00:00"
