#!/usr/bin/env bash
# shapely 2.2.0 (GEOS 3.14.1): `make_valid` fills a hole whose edge lies along the shell; the other method cuts it out.
#
# A square of 100 with a hole of 1 × 2 that shares an edge with the outline is invalid. Both methods give something
# valid without a warning. The default («linework») gives a collection of the whole square, 100, and a line; «structure»
# gives a polygon of 98, which is what was drawn. Whoever keeps the polygons of the collection has filled the hole.
# (Where the hole only touches the outline at a point, nothing needs mending.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check shapely==2.2.0 numpy==2.3.5
"$folder/venv/bin/python" - <<'PYTHON'
import shapely

drawn = shapely.Polygon([(0, 0), (10, 0), (10, 10), (0, 10)], [[(0, 2), (1, 2), (1, 4), (0, 4)]])
print("drawn:", drawn.area, shapely.is_valid_reason(drawn))
found = {"default": shapely.make_valid(drawn), "structure": shapely.make_valid(drawn, method="structure")}
for name, mended in found.items():
    print(f"{name}: {mended.area} {mended.geom_type}, valid: {mended.is_valid}")
assert not drawn.is_valid and all(mended.is_valid for mended in found.values())
assert (found["default"].area, found["structure"].area) == (100.0, 98.0)
PYTHON
