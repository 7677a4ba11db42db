"""A reviewer's copy on disk of two municipalities that meet, made without a platform, and a desk over it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import shapely

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.ledger.ports import Right
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.platform.server import REQUIRED_TYPES, REVIEW_TYPES, ServerProfile
from hso_plugin.core.review.records.model import TABLES
from hso_plugin.core.wfs.schema import FeatureType
from hso_plugin.qgis_bridge.profile.settings import REVIEWER, Profile
from hso_plugin.workcopy import Settings
from hso_plugin.workcopy.review.review_copy import ReviewCopy
from tests.support.review_ledger import SUNDSVALL, TIMRA, Ledger

CATALOGUE = catalogues.default()
#: Nobody listens there: what is sent waits.
URL = "http://127.0.0.1:9/wfs"
AREAS = {
    SUNDSVALL: shapely.MultiPolygon([shapely.box(590_000, 6_900_000, 640_000, 6_960_000)]),
    TIMRA: shapely.MultiPolygon([shapely.box(640_000, 6_900_000, 690_000, 6_960_000)]),
}
CENTRE, CORRIDOR, SITE, HOMES, ISSUE = (f"00000000-0000-4000-8000-00000000000{n}" for n in range(1, 6))


def county() -> Ledger:
    """A corridor that stops at the border, an area that overlaps beyond it, and a question; Sundsvall has no centre."""
    ledger = Ledger()
    ledger.put(CENTRE, shapely.Point(660_000, 6_930_000), klass="A2", namn="Timrå centrum", hk_miljo="bidrar")
    line = shapely.LineString([(660_000, 6_930_000), (640_000, 6_930_000)])
    ledger.put(CORRIDOR, line, klass="B1", namn="E4 norrut", trafikslag="vag", rus_prioritet=("3.1",))
    ledger.put(HOMES, _area(640_000, 6_910_000), klass="A4", namn="Sköns strand")
    ledger.put(ISSUE, _area(650_000, 6_940_000), klass="F1", namn="Vattentäkten", fragestatus="dialog",
               berorda_kommuner=(SUNDSVALL, TIMRA))  # fmt: skip
    ledger.put(SITE, _area(639_500, 6_910_000), SUNDSVALL, klass="D1", namn="Petersvik")
    return ledger


def _area(east: float, north: float) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([shapely.box(east, north, east + 1_000, north + 1_000)])


@dataclass
class ReviewGround:
    """A review copy and what it was made of."""

    path: Path
    ledger: Ledger

    @property
    def profile(self) -> Profile:
        return Profile("prov-granskning", "Provplattformen", URL, "", "", str(self.path), REVIEWER)

    def write(self) -> None:
        """Bring the file up to what the ledger holds."""
        with ReviewCopy.open(self.path) as copy:
            for kind in GeometryKind:
                new = [each for each in self.ledger.all if each.object.kind is kind]
                if new:
                    copy.archive(kind, new, new[-1].position or 0)
            store, review = copy.review_store(), self.ledger.review
            for table, found in zip(
                TABLES, (review.submissions, review.decisions, review.comments, review.releases), strict=True
            ):
                store.take_in(table, found)
            store.note_rights([Right("granskare", None, "granskare")])


def lay(path: Path) -> ReviewGround:
    """A copy at `path` in which Timrå is approved, and Sundsvall submitted."""
    ledger = county()
    settings = Settings(URL, "", "granskare", profile="prov-granskning")
    attributes = {"anvandare": "string", "lopnr": "long"}
    types = {
        name: FeatureType(name, "qgs", "http://www.qgis.org/gml", "geometry", attributes)
        for name in (*REQUIRED_TYPES, *REVIEW_TYPES)
    }
    ReviewCopy.create(path, settings, ServerProfile(URL, "", types), CATALOGUE, AREAS).close()
    ledger.approve(TIMRA)
    ledger.submit(SUNDSVALL)
    ground = ReviewGround(path, ledger)
    ground.write()
    return ground
