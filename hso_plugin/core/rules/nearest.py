"""Says which object is the nearest, for rules that miss one close by."""

from __future__ import annotations

import shapely
from shapely import Geometry, STRtree

from ..text import Text
from .context import Context, Indices
from .words import length, object_name


def nearest(context: Context, place: Geometry, tree: STRtree, targets: Indices) -> Text:
    """A sentence on the object nearest to `place` among `targets`, over whose geometries `tree` is built."""
    if not len(targets):
        return Text("Det finns inget sådant objekt.", "There is no such object.")
    found = int(targets[tree.nearest(place)])
    name = object_name(context.objects[found])
    away = length(shapely.distance(place, context.sound[found]))
    return Text(f"Närmast är {name.sv}, {away.sv} bort.", f"The nearest is {name.en}, {away.en} away.")
