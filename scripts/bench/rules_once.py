"""One check of a map in a process of its own: its time, and the most memory the process ever had. Prints JSON."""

from __future__ import annotations

import json
import pickle
import resource
import subprocess
import sys
from collections.abc import Iterator
from typing import IO

from hso_plugin.core import catalogue, rules
from hso_plugin.core.model import Finding, MapObject, Stage
from scripts.bench.result import computing
from scripts.local_platform.seed.county import County

SEED = 1
WARM_UP = 1_000


def objects(count: int) -> list[MapObject]:
    """The map, drawn in another process: as if read from a file, objects share the attributes' names but no values."""
    with subprocess.Popen([sys.executable, "-m", __spec__.name, str(count), "draw"], stdout=subprocess.PIPE) as drawing:
        assert drawing.stdout is not None
        read = list(_read(drawing.stdout, count))
    if drawing.returncode or len(read) != count:
        raise RuntimeError("the map could not be drawn")
    return read


def _read(stream: IO[bytes], count: int) -> Iterator[MapObject]:
    for _ in range(count):
        item: MapObject = pickle.load(stream)  # nosec B301  # written by `draw`, a moment ago
        attributes = {sys.intern(name): value for name, value in item.attributes.items()}
        yield MapObject(item.kind, item.identity, item.municipality, attributes, item.geometry)


def draw(count: int) -> None:
    """Write the objects one by one to standard output."""
    from scripts.bench.maps.objects import generate

    for item in generate(count, SEED, catalogue.default()):
        # One at a time, so that no two share a text.
        pickle.dump(item, sys.stdout.buffer)


def main(count: int) -> None:
    """Check once, after a small map that loads and compiles what there is to."""
    shipped, areas = catalogue.default(), County.load().areas
    rules.check(objects(WARM_UP), (), areas, shipped, Stage.SUBMISSION, "2281")
    drawn = objects(count)
    found: list[Finding] = []
    seconds = computing(lambda: found.extend(rules.check(drawn, (), areas, shipped, Stage.SUBMISSION, "2281")))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak, "findings": len(found)}))


if __name__ == "__main__":
    if sys.argv[2:] == ["draw"]:
        draw(int(sys.argv[1]))
    else:
        main(int(sys.argv[1]))
