"""Tells which other coordinate system a place outside the county seems to be given in."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ...text import Text

Extent = tuple[float, float, float, float]

#: How far (m) a place may lie outside the county's box when it is brought back with the rough formulas below.
ROUGHLY_M = 30_000.0

#: Radius of the sphere of EPSG:3857, and of the one whose meridian is as long as that of GRS 80, in metres.
MERCATOR_RADIUS_M, MERIDIAN_RADIUS_M = 6_378_137.0, 6_367_449.0
#: SWEREF 99 TM (Lantmäteriet): central meridian, false easting and scale; false easting of the twelve local zones.
CENTRAL_DEGREES, FALSE_EASTING_M, SCALE, LOCAL_FALSE_EASTING_M = 15.0, 500_000.0, 0.9996, 150_000.0
#: RT 90 2.5 gon V (Lantmäteriet): central meridian, false easting.
RT90_DEGREES, RT90_EASTING_M = 15.806, 1_500_064.0
#: The central meridians of the local zones 15 45, 16 30, 17 15 and 18 45, which are used in the county or beside it.
LOCAL_DEGREES = (15.75, 16.5, 17.25, 18.75)

SWAPPED = Text(
    "Koordinaterna verkar stå i omvänd ordning: nord där öst ska stå.",
    "The coordinates seem to be in the reverse order: northing where easting should be.",
)
DEGREES = Text(
    "Koordinaterna verkar vara grader (latitud och longitud, WGS 84 eller SWEREF 99).",
    "The coordinates seem to be degrees (latitude and longitude, WGS 84 or SWEREF 99).",
)
MERCATOR = Text(
    "Koordinaterna verkar vara i webbkartornas system, EPSG:3857.",
    "The coordinates seem to be in the system of web maps, EPSG:3857.",
)
RT90 = Text("Koordinaterna verkar vara i RT 90.", "The coordinates seem to be in RT 90.")
LOCAL = Text(
    "Koordinaterna verkar vara i en lokal zon av SWEREF 99, till exempel 17 15.",
    "The coordinates seem to be in a local zone of SWEREF 99, for example 17 15.",
)
UNKNOWN = Text(
    "Antingen är det ritat på fel plats, eller så är koordinaterna i ett annat system.",
    "Either it is drawn in the wrong place, or its coordinates are in another system.",
)


def resembles(east: float, north: float, extent: Extent) -> Text:
    """A sentence on what `east`, `north` (metres, taken for SWEREF 99 TM) may be instead.

    Args:
        east, north: a place outside `extent`.
        extent: the county's box: min E, min N, max E, max N in EPSG:3006.
    """
    if _inside(north, east, extent, 0):
        return SWAPPED
    if abs(east) <= 180 and abs(north) <= 180:
        return DEGREES
    for x, y in ((east, north), (north, east)):
        for said, place in _readings(x, y):
            if _inside(*place, extent, ROUGHLY_M):
                return said
    return UNKNOWN


def _readings(x: float, y: float) -> Iterator[tuple[Text, tuple[float, float]]]:
    """What `x` east and `y` north would roughly be in SWEREF 99 TM, read in each of the other systems."""
    if abs(x) < 2e7 and abs(y) < 2e7:
        latitude = math.atan(math.sinh(y / MERCATOR_RADIUS_M))
        degrees = math.degrees(x / MERCATOR_RADIUS_M)
        yield MERCATOR, (_easting(degrees, latitude), MERIDIAN_RADIUS_M * latitude * SCALE)
    latitude = y / MERIDIAN_RADIUS_M
    yield RT90, (x - RT90_EASTING_M + _easting(RT90_DEGREES, latitude), y * SCALE)
    for degrees in LOCAL_DEGREES:
        yield LOCAL, (x - LOCAL_FALSE_EASTING_M + _easting(degrees, latitude), y * SCALE)


def _easting(degrees: float, latitude: float) -> float:
    return FALSE_EASTING_M + math.radians(degrees - CENTRAL_DEGREES) * MERCATOR_RADIUS_M * math.cos(latitude) * SCALE


def _inside(east: float, north: float, extent: Extent, metres: float) -> bool:
    west, south, to_east, to_north = extent
    return west - metres <= east <= to_east + metres and south - metres <= north <= to_north + metres
