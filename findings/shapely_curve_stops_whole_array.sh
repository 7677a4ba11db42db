#!/usr/bin/env bash
# shapely 2.2.0 (GEOS 3.14.1): one curve stops the reading of a whole array, whatever `on_invalid` says.
#
# `on_invalid="ignore"` reads as «None for what cannot be read», and so it is for broken bytes. A CircularString
# (ISO 19125, WKB type 8) is well-formed and raises NotImplementedError all the same, with nothing read of the others.
# Whoever reads a layer that may hold curves (GeoPackage, PostGIS, GML) has to go back to one geometry at a time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check shapely==2.2.0 numpy==2.3.5
"$folder/venv/bin/python" - <<'PYTHON'
import struct

import numpy as np
import shapely

point = shapely.Point(1, 1).wkb
curve = struct.pack("<BII6d", 1, 8, 3, 0, 0, 1, 1, 2, 0)
broken = b"\x01\x63\x00\x00\x00"

read = shapely.from_wkb(np.array([point, broken], dtype=object), on_invalid="ignore")
print("broken bytes, ignored:", read)
assert read[0] == shapely.Point(1, 1) and read[1] is None

for word in ("raise", "warn", "ignore", "fix"):
    try:
        shapely.from_wkb(np.array([point, curve], dtype=object), on_invalid=word)
    except NotImplementedError as error:
        print(f"a curve, on_invalid={word}: NotImplementedError: {error}")
    else:
        raise SystemExit(f"a curve is read now with on_invalid={word}")
PYTHON
