"""A real review copy on disk: two municipalities, what they submitted, and what was said of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import shapely

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.ledger.ports import Right
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion
from hso_plugin.core.platform.server import REQUIRED_TYPES, ServerProfile
from hso_plugin.core.review.records.model import TABLES, Decision, Event, Record, Submission
from hso_plugin.core.wfs.schema import FeatureType
from hso_plugin.gui.desk.desk import ReviewDesk
from hso_plugin.qgis_bridge.profile.settings import REVIEWER, Profile
from hso_plugin.workcopy import Settings
from hso_plugin.workcopy.review.review_copy import ReviewCopy

CATALOGUE = catalogues.default()
#: Nobody listens there: what is sent waits.
URL = "http://127.0.0.1:9/wfs"
SUNDSVALL, TIMRA = "2281", "2262"
AREAS = {
    SUNDSVALL: shapely.MultiPolygon([shapely.box(590_000, 6_900_000, 640_000, 6_940_000)]),
    TIMRA: shapely.MultiPolygon([shapely.box(590_000, 6_940_000, 640_000, 6_980_000)]),
}
REPORT = json.dumps(
    {"format": 1, "catalogue": CATALOGUE.name, "counts": {"fel": 0, "varning": 1, "upplysning": 2}, "unmotivated": 0}
)


@dataclass
class Submitted:
    """A review copy and what is in it. Timrå has an approved submission and a new one, Sundsvall a first one."""

    path: Path
    submissions: dict[str, Submission]
    objects: dict[str, MapObject]

    @property
    def profile(self) -> Profile:
        return Profile("granskning", "Provplattformen", URL, "", "", str(self.path), REVIEWER)

    def arrives(self, record: Record) -> None:
        """A record that somebody else made comes in."""
        table = next(name for name, sort in TABLES.items() if sort is type(record))
        with ReviewCopy.open(self.path) as copy:
            copy.review_store().take_in(table, [record])

    def desk(self, qtbot: object) -> ReviewDesk:
        """A desk with the copy open on it."""
        desk = ReviewDesk()
        desk.use(self.profile)
        idle(desk, qtbot)
        assert desk.snapshot is not None
        return desk


def idle(desk: ReviewDesk, qtbot: object) -> None:
    """Wait until the desk has nothing more to do."""
    for _ in range(2):
        qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=20_000)  # type: ignore[attr-defined]
        qtbot.wait(20)  # type: ignore[attr-defined]


def make(path: Path) -> Submitted:
    """The copy at `path`."""
    stays = _node("Söråker", TIMRA, 620_000, 6_950_000)
    moves = _node("Sörberge", TIMRA, 615_000, 6_945_000)
    goes = _node("Bergeforsen", TIMRA, 612_000, 6_948_000)
    moved = MapObject(
        moves.kind,
        moves.identity,
        TIMRA,
        {**moves.attributes, "namn": "Sörberge centrum"},
        shapely.Point(615_500, 6_945_000),
    )
    new, other = _node("Fagervik", TIMRA, 618_000, 6_946_000), _node("Matfors", SUNDSVALL, 600_000, 6_930_000)
    versions = [_version(thing, 1, at) for at, thing in enumerate((stays, moves, goes, other), 1)]
    versions += [_version(moved, 2, 8), _version(goes, 2, 9, deleted=True), _version(new, 1, 10)]
    first, again = _submission(TIMRA, 4, 5, "Första"), _submission(TIMRA, 10, 11, "Ny runda")
    sundsvall = _submission(SUNDSVALL, 10, 12, "Vår första")
    names = {
        name: FeatureType(name, "qgs", "http://www.qgis.org/gml", "geometry", {"fid": "long"})
        for name in REQUIRED_TYPES
    }
    server = ServerProfile(URL, "", names)
    with ReviewCopy.create(path, Settings(URL, "", "granskare"), server, CATALOGUE, AREAS) as copy:
        copy.archive(GeometryKind.POINT, versions, 10)
        store = copy.review_store()
        store.note_rights([Right("granskare", None, "granskare")])
        store.take_in("inlamning", [first, again, sundsvall])
        store.take_in("beslut", [decision(first, Event.TAKEN_UP, 6), decision(first, Event.APPROVED, 7)])
        copy.note_contact()
    known = {"stays": stays, "moved": moved, "gone": goes, "new": new, "other": other}
    return Submitted(path, {"first": first, "timra": again, "sundsvall": sundsvall}, known)


def resubmit(ground: Submitted) -> Submission:
    """Timrå's second submission is returned, Sörberge gets another name, Fagervik goes again: Timrå submits anew."""
    timra, moved, new = ground.submissions["timra"], ground.objects["moved"], ground.objects["new"]
    renamed = replace(moved, attributes={**moved.attributes, "namn": "Sörberge"})
    with ReviewCopy.open(ground.path) as copy:
        copy.archive(GeometryKind.POINT, [_version(renamed, 3, 15), _version(new, 2, 16, deleted=True)], 16)
    ground.arrives(decision(timra, Event.TAKEN_UP, 13))
    ground.arrives(decision(timra, Event.RETURNED, 14, reason="Rätta namnet."))
    again = _submission(TIMRA, 16, 17, "Rättat")
    ground.arrives(again)
    return again


def decision(of: Submission, event: Event, position: int, user: str = "granskare", reason: str = "") -> Decision:
    """A decision as the platform has it."""
    return Decision(str(uuid4()), of.change, event, reason, user, position, f"2026-11-{position:02}T09:00:00+00:00")


def _node(name: str, municipality: str, east: float, north: float) -> MapObject:
    values = {"klass": "A3", "namn": name}
    return MapObject(GeometryKind.POINT, str(uuid4()), municipality, values, shapely.Point(east, north))  # type: ignore[arg-type]


def _version(thing: MapObject, number: int, position: int, *, deleted: bool = False) -> ObjectVersion:
    time = f"2026-11-{position:02}T08:00:00+00:00"
    return ObjectVersion(thing, number, str(uuid4()), deleted, f"planerare-{thing.municipality}", position, time)


def _submission(municipality: str, snapshot: int, position: int, message: str) -> Submission:
    user, time = f"planerare-{municipality}", f"2026-11-{position:02}T08:00:00+00:00"
    return Submission(str(uuid4()), municipality, snapshot, CATALOGUE.name, REPORT, message, user, position, time)
