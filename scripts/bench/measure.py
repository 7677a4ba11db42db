"""Measures the plugin's jobs beside those of ogr2ogr and QGIS's WFS provider; prints the raw seconds as JSON.

Runs in a QGIS without windows (`scripts.bench` starts it), with the platform's address and sign-in in the environment.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from osgeo import ogr
from qgis.core import QgsApplication, QgsFeedback

from hso_plugin.core import rows
from hso_plugin.core.ledger.push import next_version
from hso_plugin.qgis_bridge import jobs
from hso_plugin.qgis_bridge.feedback import FeedbackProgress
from hso_plugin.qgis_bridge.settings import Profile
from hso_plugin.workcopy import WorkingCopyFile

from . import competitors, polygons
from .result import seconds

ROUNDS = 3
CHANGED = 100
ADDED = 2000


class Bench:
    """One run: a platform with its polygons, a folder, and the seconds measured so far by name."""

    def __init__(self, folder: Path, polygons_there: int) -> None:
        self.folder = folder
        self.count = polygons_there
        self.url, self.dsn = os.environ["HSO_URL"], os.environ["HSO_DSN"]
        self.user, self.password = os.environ["HSO_USER"], os.environ["HSO_PASSWORD"]
        self.seconds: dict[str, list[float]] = {}

    def note(self, name: str, value: float) -> None:
        """Keep a measured time, and show it."""
        self.seconds.setdefault(name, []).append(value)
        print(f"  {name}: {value:.3f} s", file=sys.stderr, flush=True)

    def profile(self, number: int) -> Profile:
        """A connection with a working copy of its own."""
        return Profile("bench", "bench", self.url, "", polygons.MUNICIPALITY, str(self.folder / f"clone{number}.gpkg"))

    def clones(self, number: int) -> None:
        """A first fetch, in three ways."""
        sign_in = (self.url, self.user, self.password)
        self.note("ogr2ogr", seconds(lambda: competitors.ogr2ogr(*sign_in, self.folder / f"ogr{number}.gpkg")))
        self.note("clone", seconds(lambda: self._expect(jobs.clone_job(self.profile(number), progress()))))
        self.note("provider_export", seconds(lambda: self._expect(self._export(sign_in, number))))

    def _export(self, sign_in: tuple[str, str, str], number: int) -> int:
        layer = competitors.provider_layer(*sign_in, competitors.CURRENT)
        return competitors.provider_export(layer, self.folder / f"provider{number}.gpkg")

    def _expect(self, found: int) -> None:
        if found != self.count:
            raise RuntimeError(f"{found} objects, not {self.count}")

    def pulls(self, number: int) -> None:
        """What is new, when 100 objects have changed."""
        layer = competitors.provider_layer(self.url, self.user, self.password, competitors.CURRENT)
        self._expect(competitors.provider_reload(layer))
        start = number * CHANGED
        polygons.change(self.dsn, self.user, range(start, start + CHANGED), version=2)
        profile = self.profile(0)

        def pull() -> None:
            received = len(jobs.pull_job(profile, progress()).received)
            if received != CHANGED:
                raise RuntimeError(f"{received} received, not {CHANGED}")

        self.note("pull100", seconds(pull))
        self.note("provider_reload", seconds(lambda: self._expect(competitors.provider_reload(layer))))

    def pushes(self, number: int) -> None:
        """2 000 new objects, sent and seen to have landed."""
        profile = self.profile(0)
        jobs.pull_job(profile, progress())
        add_objects(Path(profile.working_copy), range(number * ADDED, (number + 1) * ADDED))
        with WorkingCopyFile.open(profile.working_copy) as copy:
            versions = [next_version(change, self.user) for change in copy.pending()]
        layer = competitors.provider_layer(self.url, self.user, self.password, "strukturbild_yta_version")
        values = [rows.to_values(version) for version in versions]

        def push() -> None:
            landed = jobs.push_job(profile, progress()).landed
            if landed != ADDED:
                raise RuntimeError(f"{landed} landed, not {ADDED}")

        self.note("push2000", seconds(push))
        self.note("provider_commit", seconds(lambda: competitors.provider_commit(layer, versions, values)))


def progress() -> FeedbackProgress:
    """A progress that nobody looks at."""
    return FeedbackProgress(QgsFeedback(), lambda _text: None)


def add_objects(path: Path, numbers: range) -> None:
    """Draw polygons into a working copy, as QGIS does: through OGR."""
    source = ogr.Open(str(path), update=1)
    layer = source.GetLayerByName("strukturbild_yta")
    layer.StartTransaction()
    for number in numbers:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["klass"], feature["namn"] = "C1", f"Nytt {number}"
        feature["stallningstagande"] = "Kommunen vill bevara och utveckla området. " * 3
        feature.SetGeometry(ogr.CreateGeometryFromWkb(polygons.circle(number, 200.0).wkb))
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    del feature, layer, source


def main(folder: Path, polygons_there: int) -> None:
    """Measure everything; every kind of job in rounds of its own."""
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    bench = Bench(folder, polygons_there)
    for measure in (bench.clones, bench.pulls, bench.pushes):
        for number in range(ROUNDS):
            measure(number)
    print(json.dumps(bench.seconds))
    application.exitQgis()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
