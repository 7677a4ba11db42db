"""Fetches, receives and sends with the plugin's own code, in whichever Python runs it; prints the seconds as JSON.

Reads one JSON object from standard input: `url`, `dsn`, `user`, `password`, `start` (the first of the polygons that
change), `added` (the first number of those that are drawn), `changed` and `drawn` (how many). Imports no QGIS:
`scripts.bench.windows` runs it in Linux's Python and in Windows'.
"""

from __future__ import annotations

import json
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import requests
import shapely
from osgeo import gdal

from hso_plugin.core.progress import Silent
from hso_plugin.workcopy import Settings, fetch_new, receive, send

from .maps import polygons
from .result import computing

gdal.UseExceptions()


def measure(told: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Seconds of processor time of each job, and the versions that did it."""
    session = requests.Session()
    session.auth = (told["user"], told["password"])
    path = folder / "karta.gpkg"
    settings = Settings(told["url"], polygons.MUNICIPALITY, told["user"])
    found = {"clone": computing(lambda: fetch_new(path, settings, session, Silent()))}
    polygons.change(told["dsn"], told["user"], range(told["start"], told["start"] + told["changed"]), version=2)
    results: list[Any] = []
    found["pull"] = computing(lambda: results.append(receive(path, session, Silent())))
    polygons.draw(path, range(told["added"], told["added"] + told["drawn"]))
    found["push"] = computing(lambda: results.append(send(path, session, Silent())))
    done = len(results[0].received), results[1].landed
    if done != (told["changed"], told["drawn"]):
        raise RuntimeError(f"{done} received and landed, not {told['changed']} and {told['drawn']}")
    versions = {
        "python": platform.python_version(), "gdal": gdal.__version__, "geos": shapely.geos_version_string,
        "shapely": shapely.__version__, "numpy": np.__version__,
    }  # fmt: skip
    return {"seconds": found, "versions": versions}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        print(json.dumps(measure(json.load(sys.stdin), Path(temporary))))
