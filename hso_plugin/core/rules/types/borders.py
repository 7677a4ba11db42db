"""Rules on where an object may lie: inside its municipality and inside the county's box."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from shapely import Geometry

from ...text import Text
from .. import class_words
from ..objects.context import SLACK_M, Context
from ..params import Params
from ..registry import Hit, rule_type
from ..words import area, length
from .coordinate_systems import resembles

#: Steps a quarter of a circle is drawn with in a buffer: at 500 m the buffer is then at most 15 cm too small.
QUARTER_STEPS = 32


@rule_type("inom-kommun", params=("tolerance_m", "exempt"), says=("kommun", "matt"), asks=class_words.exempt)
def inside_municipality(context: Context, params: Params) -> Iterator[Hit]:
    """Objects lie within `tolerance_m` metres of their own municipality, but for the classes in `exempt`.

    The place is all that lies outside the border; the measure is its area or length, for points the distance.
    """
    tolerance = params.number("tolerance_m")
    exempt = list(params.classes("exempt"))
    judged = context.asked[(context.types[context.asked] >= 0) & ~np.isin(context.klass[context.asked], exempt)]
    homes = context.municipalities[judged]
    for code, home in context.areas.items():
        indices = judged[homes == code]
        allowed = _allowed(context, code, tolerance)
        outside = indices[~shapely.covers(allowed, context.sound[indices])]
        pieces = shapely.difference(context.sound[outside], home)
        for index, piece in zip(outside.tolist(), pieces, strict=True):
            name = context.municipality_name(code)
            yield Hit(index, {"kommun": name, "matt": _measure(piece, home)}, piece)


@rule_type("inom-lan", says=("forklaring",))
def inside_county_box(context: Context, _: Params) -> Iterator[Hit]:
    """Objects lie inside the catalogue's extent; the place is what lies outside.

    `forklaring` says which other coordinate system the object seems to be drawn in, if it seems so.
    """
    min_e, min_n, max_e, max_n = context.catalogue.extent
    bounds = shapely.bounds(context.sound[context.asked])
    with np.errstate(invalid="ignore"):
        outside = (bounds[:, 0] < min_e) | (bounds[:, 1] < min_n) | (bounds[:, 2] > max_e) | (bounds[:, 3] > max_n)
    box = shapely.box(min_e, min_n, max_e, max_n)
    for index in context.asked[outside].tolist():
        west, south, east, north = shapely.bounds(context.sound[index]).tolist()
        said = resembles((west + east) / 2, (south + north) / 2, context.catalogue.extent)
        yield Hit(index, {"forklaring": said}, shapely.difference(context.sound[index], box))


def _allowed(context: Context, code: str, tolerance: float) -> Geometry:
    """Where a municipality's objects may lie, prepared for many questions."""

    def build() -> Geometry:
        allowed = shapely.buffer(context.areas[code], tolerance + SLACK_M, quad_segs=QUARTER_STEPS)
        shapely.prepare(allowed)
        return allowed

    return context.once(("allowed", code, tolerance), build)


def _measure(piece: Geometry, home: Geometry) -> Text:
    dimension = shapely.get_dimensions(piece)
    if dimension == 2:
        return area(shapely.area(piece))
    return length(shapely.length(piece) if dimension == 1 else shapely.distance(piece, home))
