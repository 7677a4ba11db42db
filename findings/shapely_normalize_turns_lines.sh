#!/usr/bin/env bash
# shapely 2.2.0 (GEOS 3.14.1): the normal form of a line forgets which way it runs.
#
# `normalize` is the usual answer to «are these two the same, whatever vertex they start at?». For rings it only moves
# the start and the winding. An open line it may turn round, so a line and its reverse have one and the same normal
# form, and `equals_exact(normalize=True)` calls them equal. Where direction means something (a corridor, a river, a
# one-way street) a person's «reverse line» then looks like no change at all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check shapely==2.2.0 numpy==2.3.5
"$folder/venv/bin/python" - <<'PYTHON'
import shapely

line = shapely.LineString([(0, 0), (1, 0), (1, 1)])
turned = shapely.reverse(line)
print("line:", line, "| reversed:", turned)
print("normal forms:", shapely.normalize(line), "|", shapely.normalize(turned))
assert line != turned
assert not shapely.equals_exact(line, turned)
assert shapely.normalize(line) == shapely.normalize(turned), "direction is kept now"
assert shapely.equals_exact(line, turned, normalize=True), "direction is kept now"
PYTHON
