"""Measures the rules beside QGIS's overlay and bare shapely, in one process, in turns; prints JSON."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from qgis.core import QgsApplication

from hso_plugin.core import catalogue, rules
from hso_plugin.core.model import Stage
from scripts.local_platform.seed.county import County

from .maps.big_areas import big_areas
from .maps.edits import recheck_times
from .maps.objects import generate
from .overlay import OVERLAP, BareOverlap, NativeIntersection, sound_areas
from .result import computing

SEED = 1
EDITS = 60
#: Areas of very many vertices, and vertices of each.
BIG_AREAS, VERTICES = 10, 100_000


def main(count: int, rounds: int, file: Path) -> None:
    """Everything once to warm up, then in turns. `file` is where the GeoPackage for QGIS's overlay goes."""
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    shipped, polygons = catalogue.default(), County.load().areas
    objects = generate(count, SEED, shipped)
    areas = sound_areas(objects)
    overlap_alone = replace(shipped, rules=tuple(rule for rule in shipped.rules if rule.type == OVERLAP))
    native, bare = NativeIntersection(areas, shipped, file), BareOverlap(areas, shipped)
    in_memory = NativeIntersection(areas, shipped)
    big = big_areas(BIG_AREAS, VERTICES)
    native_big = NativeIntersection(big, shipped)
    jobs: dict[str, Callable[[], object]] = {
        "native_intersection": native.run,
        "native_in_memory": in_memory.run,
        "rules": lambda: rules.check(objects, (), polygons, shipped, Stage.SUBMISSION, "2281"),
        "native_big_shapes": native_big.run,
        "rules_big_shapes": lambda: rules.check(big, (), polygons, shipped, Stage.SUBMISSION, "2281"),
        "overlap_shapely": bare.run,
        "overlap": lambda: rules.check(areas, (), polygons, overlap_alone, Stage.SUBMISSION, "2281"),
    }
    found = rules.check(objects, (), polygons, shipped, Stage.SUBMISSION, "2281")
    measured: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds + 1):
        for name, job in jobs.items():
            gc.collect()
            taken = computing(job)
            if number:  # the first is to warm up
                measured[name].append(taken)
                print(f"  {name}: {taken:.3f} s", file=sys.stderr, flush=True)
    measured["recheck"] = recheck_times(objects, polygons, shipped, EDITS)
    details = {"objects": count, "areas": len(areas), "pieces": native.run(), "findings": len(found)}
    print(json.dumps({"seconds": measured, "details": details}))
    # QGIS ends badly while a layer of a file is still held.
    jobs.clear()
    del native, native_big, in_memory, job
    application.exitQgis()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
