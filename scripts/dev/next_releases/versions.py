"""Says which versions a system has of what the plugin stands on."""

from __future__ import annotations

import platform
import re
import subprocess
from pathlib import Path


def versions() -> dict[str, str]:
    """Name and version of each: QGIS, Qt, Python, GDAL, GEOS, PostgreSQL, PostGIS, numpy and shapely."""
    import numpy
    import shapely
    from osgeo import gdal
    from qgis.core import Qgis
    from qgis.PyQt.QtCore import qVersion

    servers = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    said = (
        subprocess.run([servers[-1], "--version"], capture_output=True, text=True, check=True).stdout if servers else ""
    )
    found = re.search(r"\d[\d.]*", said)
    return {
        "QGIS": Qgis.version(),
        "Qt": qVersion(),
        "Python": platform.python_version(),
        "GDAL": gdal.__version__,
        "GEOS": shapely.geos_version_string,
        "PostgreSQL": found[0] if found else "none",
        "numpy": numpy.__version__,
        "shapely": shapely.__version__,
    }


if __name__ == "__main__":
    print("versions: " + ", ".join(f"{name} {version}" for name, version in versions().items()), flush=True)
