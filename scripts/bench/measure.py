"""Measures the plugin's jobs beside those of ogr2ogr and QGIS's WFS provider; prints the raw seconds as JSON.

Runs in a QGIS without windows (`scripts.bench` starts it), with the platform's address and sign-in in the environment.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from osgeo import ogr
from qgis.core import QgsApplication, QgsFeedback

from hso_plugin.core.ledger.push import next_version
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.platform import rows
from hso_plugin.core.platform.wfs_platform import WfsPlatform
from hso_plugin.qgis_bridge import jobs
from hso_plugin.qgis_bridge.jobs.sessions import session
from hso_plugin.qgis_bridge.profile.settings import Profile
from hso_plugin.qgis_bridge.tasks.feedback import FeedbackProgress
from hso_plugin.workcopy import WorkingCopyFile

from . import competitors
from .maps import polygons
from .result import seconds

ROUNDS = 3
CHANGED = 100
ADDED = 2000
MERGED = 2000
EMPTY_PULLS = 5


class Bench:
    """One run: a platform with its polygons, a folder, and the seconds measured so far by name."""

    def __init__(self, folder: Path, polygons_there: int) -> None:
        self.folder = folder
        self.count = polygons_there
        self.url, self.dsn = os.environ["HSO_URL"], os.environ["HSO_DSN"]
        self.log = Path(os.environ["HSO_ACCESS_LOG"])
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

        def reload() -> None:
            self._expect(competitors.provider_reload(layer))

        for name, job in (("pull100", pull), ("provider_reload", reload)):
            sent = self._sent()
            self.note(name, seconds(job))
            self.note(f"{name}_bytes", self._sent() - sent)
        for _ in range(EMPTY_PULLS):
            self.note("pull_empty", seconds(lambda: jobs.pull_job(profile, progress())))

    def _sent(self) -> int:
        """Bytes of all requests and answers so far, headers of answers not counted, from the web server's log."""
        time.sleep(0.3)  # the line of an answer comes after the answer
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return sum(int(line.split()[-3]) + int(line.split()[-2]) for line in lines)

    def merges(self, number: int) -> None:
        """2 000 objects changed here and there, in different fields: taken in, merged and written to the file."""
        profile = self.profile(0)
        jobs.pull_job(profile, progress())
        # Other objects each time, and none of those that were pulled.
        start = CHANGED * ROUNDS + number * MERGED
        rank(Path(profile.working_copy), range(start, start + MERGED))
        polygons.change(self.dsn, self.user, range(start, start + MERGED), version=2)
        with WorkingCopyFile.open(profile.working_copy) as copy, session(profile, progress()) as opened:
            platform = WfsPlatform(copy.server, copy.catalogue, opened)
            pages = list(platform.onward(GeometryKind.AREA, copy.cursor(GeometryKind.AREA) + 1, progress()))

            def merge() -> None:
                merged = 0
                for page in pages:
                    merged += len(copy.apply(GeometryKind.AREA, page, page[-1].position or 0).merged)
                if merged != MERGED:
                    raise RuntimeError(f"{merged} merged, not {MERGED}")

            self.note("merge2000", seconds(merge))

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
    """Draw polygons with a text of some length into a working copy."""
    polygons.draw(path, numbers, stallningstagande="Kommunen vill bevara och utveckla området. " * 3)


def rank(path: Path, numbers: range) -> None:
    """Give the polygons of a working copy with these numbers another priority, as QGIS does: through OGR."""
    wanted = {str(polygons.identity(number)) for number in numbers}
    source = ogr.Open(str(path), update=1)
    layer = source.GetLayerByName("strukturbild_yta")
    chosen = [feature for feature in layer if feature["objektidentitet"] in wanted]
    layer.StartTransaction()
    for feature in chosen:
        feature["prioritet"] = "3" if feature["prioritet"] != "3" else "1"
        layer.SetFeature(feature)
    layer.CommitTransaction()
    del chosen, layer, source


def main(folder: Path, polygons_there: int) -> None:
    """Measure everything; every kind of job in rounds of its own."""
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    bench = Bench(folder, polygons_there)
    for measure in (bench.clones, bench.pulls, bench.pushes, bench.merges):
        for number in range(ROUNDS):
            measure(number)
    print(json.dumps(bench.seconds))
    application.exitQgis()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
