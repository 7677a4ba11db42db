"""Runs Windows' Python with what follows, and makes it first where it is missing.

python -m scripts.dev.windows                          makes it, and says what is in it
python -m scripts.dev.windows -m pytest tests/unit     runs it
"""

from __future__ import annotations

import sys

from .prepare import prepare
from .run import run

VERSIONS = """
import platform, sqlite3, numpy, shapely
from osgeo import gdal
print(f"Python {platform.python_version()} on {platform.platform()}, GDAL {gdal.__version__}, "
      f"GEOS {shapely.geos_version_string}, shapely {shapely.__version__}, numpy {numpy.__version__}, "
      f"SQLite {sqlite3.sqlite_version}")
"""


def main(arguments: list[str]) -> int:
    """Run it; its exit code."""
    prepare()
    return run(arguments or ("-c", VERSIONS))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
