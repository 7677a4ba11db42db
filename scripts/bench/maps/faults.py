"""Spoils a few of a map's objects in every way the rules know: one in 300 in each way, nine in a hundred in all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import shapely

from hso_plugin.core.model import GeometryKind, MapObject

ONE_IN = 300

#: What is done to the attributes, by the kind of fault; None takes one away.
ATTRIBUTES: dict[str, dict[str, Any]] = {
    "no class": {"klass": None},
    "unknown class": {"klass": "Z9"},
    "class of other geometry": {"klass": "?"},
    "nothing required": {"skede": None, "prioritet": None, "hk_miljo": None},
    "no agenda": {"agenda2030": None},
    "wrong type": {"prioritet": 2, "invanare": "många", "belopp_mkr": "dyrt", "elbehov_mw": "mycket"},
    "unknown code": {"niva": "galaktisk", "rus_prioritet": ("2.1", "9.9")},
    "number out of bounds": {"belopp_mkr": 9_999_999.0, "invanare": -5, "spanning_kv": 5_000.0},
    "short name": {"namn": "Nå"},
    "short position": {"stallningstagande": "Ska bevaras."},
    "not assessed": {"hk_miljo": "ej_bedomd"},
    "short motivation": {"hk_miljo": "malkonflikt", "hk_miljo_motivering": "Vet ej."},
    "few choices": {"servicetyp": ("skola",), "berorda_kommuner": ("2281",)},
    "other priority": {"rus_prioritet": ("1.1",)},
    "few inhabitants": {"invanare": 40},
    "no weighing": {"malkonflikt_9_11": None},
}
#: Kinds of fault that are none in other classes.
ONLY = {"other priority": ("D1", "D2")}
#: A class of another geometry.
_OTHER = {GeometryKind.POINT: "C1", GeometryKind.LINE: "A3", GeometryKind.AREA: "B1"}


def _bow(xy: Any) -> Any:
    """A square over the same box, its edge crossing itself."""
    (min_e, min_n), (max_e, max_n) = xy.min(axis=0), xy.max(axis=0)
    return [(min_e, min_n), (max_e, max_n), (max_e, min_n), (min_e, max_n), (min_e, min_n)]


def _knot(xy: Any) -> Any:
    """A line that goes on across its own first piece."""
    a, b = xy[0], xy[len(xy) // 2]
    return np.vstack([xy, xy[-1] + (500, 500), a + (b - a) / 2 + (50, 50), a + (b - a) / 2 - (50, 50)])


def _spiked(xy: Any) -> Any:
    """A spike of 400 m and 10 cm at the second vertex."""
    return np.vstack([xy[:2], xy[1] + (400.0, 0.05), xy[1] + (0.0, 0.1), xy[2:]])


def _twice(xy: Any) -> Any:
    """The second vertex once more, 2 mm away."""
    return np.vstack([xy[:2], xy[1] + (0.002, 0.0), xy[2:]])


def _sliver(xy: Any) -> Any:
    """A tongue of 300 m and 1 m at the second vertex."""
    return np.vstack([xy[:2], xy[1] + np.array([(300.0, 0.0), (300.0, 1.0), (0.0, 1.0)]), xy[2:]])


def _outer(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The change done to the ring of an area's first part, or to a line; points stay."""

    def changed(geometry: Any) -> Any:
        if geometry.geom_type == "MultiPolygon":
            ring = shapely.get_coordinates(geometry.geoms[0].exterior)
            return shapely.MultiPolygon([shapely.Polygon(change(ring))])
        if geometry.geom_type == "LineString":
            return shapely.LineString(change(shapely.get_coordinates(geometry)))
        return geometry

    return changed


def _moved(east: float, north: float) -> Callable[[Any], Any]:
    return lambda geometry: shapely.transform(geometry, lambda xy: xy + np.array([east, north]))


GEOMETRIES: dict[str, Callable[[Any], Any]] = {
    "no geometry": lambda _: None,
    "empty geometry": lambda geometry: type(geometry)(),
    "crosses itself": _outer(lambda xy: _bow(xy) if (xy[0] == xy[-1]).all() else _knot(xy)),
    "spike": _outer(_spiked),
    "sliver": _outer(_sliver),
    "vertex twice": _outer(_twice),
    "height": lambda geometry: shapely.force_3d(geometry, 12.0),
    "in a neighbouring municipality": _moved(30_000, 10_000),
    "outside the county": _moved(0, 500_000),
    "coordinates swapped": lambda geometry: shapely.transform(geometry, lambda xy: xy[:, ::-1]),
}


def add_faults(objects: list[MapObject], random: Random) -> None:
    """Replace some of `objects`: one in `ONE_IN` for every kind of fault, and as many drawn twice.

    A fault of attributes goes to objects that have one of these, so that it is one.
    """
    each = max(1, len(objects) // ONE_IN)
    for fault, changes in ATTRIBUTES.items():
        classes = ONLY.get(fault)
        can = [
            index
            for index, item in enumerate(objects)
            if not changes.keys().isdisjoint(item.attributes) and (not classes or item.klass in classes)
        ]
        for index in random.sample(can, min(each, len(can))):
            objects[index] = _without(objects[index], changes)
    for spoil in GEOMETRIES.values():
        for index in random.sample(range(len(objects)), each):
            if not shapely.is_missing(objects[index].geometry) and not shapely.is_empty(objects[index].geometry):
                objects[index] = replace(objects[index], geometry=spoil(objects[index].geometry))
    for index in random.sample(range(len(objects) - 1), each):
        if objects[index].kind is objects[index + 1].kind:
            twin = objects[index]
            objects[index + 1] = replace(objects[index + 1], attributes=dict(twin.attributes), geometry=twin.geometry)


def _without(item: MapObject, changes: dict[str, Any]) -> MapObject:
    values = dict(item.attributes)
    for name, value in changes.items():
        # Only what the object has: a growth area has no number of inhabitants to be wrong.
        if value is None or name not in values:
            values.pop(name, None)
        else:
            values[name] = _OTHER[item.kind] if value == "?" else value
    return replace(item, attributes=values)
