"""Geometry as GML 3.1.1: written feature by feature, read page by page with arrays."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from lxml import etree
from shapely import Geometry

from ..errors import HsoError
from ..geometry import GRID_DECIMALS, Coordinates, on_grid
from ..model import GeometryKind
from ..text import Text
from .names import SRS

#: Plausible ranges in SWEREF 99 TM, metres: no place in Sweden satisfies them in both axis orders.
EASTING = (200_000.0, 1_100_000.0)
NORTHING = (6_100_000.0, 7_700_000.0)
_POSITIONS = ("{*}posList", "{*}pos", "{*}coordinates")


def write(geometry: Geometry) -> str:
    """GML of a Point, LineString or MultiPolygon in easting, northing, millimetres.

    MultiPolygon and not MultiSurface: QGIS Server describes the latter and refuses it.
    """
    kind = geometry.geom_type
    if kind == "Point":
        return f'<gml:Point srsName="{SRS}"><gml:pos>{_positions(geometry)}</gml:pos></gml:Point>'
    if kind == "LineString":
        return f'<gml:LineString srsName="{SRS}"><gml:posList>{_positions(geometry)}</gml:posList></gml:LineString>'
    if kind == "MultiPolygon":
        members = "".join(f"<gml:polygonMember>{_polygon(part)}</gml:polygonMember>" for part in geometry.geoms)
        return f'<gml:MultiPolygon srsName="{SRS}">{members}</gml:MultiPolygon>'
    raise ValueError(f"no object has a geometry of type {kind}")


def _polygon(polygon: shapely.Polygon) -> str:
    rings = [f"<gml:exterior>{_ring(polygon.exterior)}</gml:exterior>"]
    rings.extend(f"<gml:interior>{_ring(ring)}</gml:interior>" for ring in polygon.interiors)
    return f"<gml:Polygon>{''.join(rings)}</gml:Polygon>"


def _ring(ring: shapely.LinearRing) -> str:
    return f"<gml:LinearRing><gml:posList>{_positions(ring)}</gml:posList></gml:LinearRing>"


def _positions(geometry: Geometry) -> str:
    values = shapely.get_coordinates(geometry).ravel().tolist()
    return " ".join([f"%.{GRID_DECIMALS}f"] * len(values)) % tuple(values)


def read(elements: Sequence[etree._Element | None], kind: GeometryKind) -> list[Geometry | None]:
    """The geometries in property `elements`, one for each, in easting, northing on the grid; None where there is none.

    One array for the whole page: building geometries one by one costs ten times as much.

    Raises:
        HsoError: `HSO-AXLAR` for coordinates in the wrong order or outside Sweden, `HSO-SVAR` for a geometry that
            cannot be built or is of another type.
    """
    texts: list[str] = []
    part_of: list[int] = []  # the part (point, line or ring) of each text
    ring_polygon: list[int] = []
    polygon_owner: list[int] = []
    owners: list[int] = []  # the element of each part, for points and lines
    parts = polygons = 0
    for index, element in enumerate(elements):
        if element is None:
            continue
        if kind is GeometryKind.AREA:
            for polygon in element.iter("{*}Polygon"):
                for boundary in polygon:
                    texts.extend(found := _texts(boundary))
                    part_of.extend([parts] * len(found))
                    ring_polygon.append(polygons)
                    parts += 1
                polygon_owner.append(index)
                polygons += 1
        else:
            found = _texts(element)
            if found:
                texts.extend(found)
                part_of.extend([parts] * len(found))
                owners.append(index)
                parts += 1
    coordinates, indices = _coordinates(texts, part_of)
    result: list[Geometry | None] = [None] * len(elements)
    try:
        if kind is GeometryKind.AREA:
            rings = shapely.linearrings(coordinates, indices=indices) if parts else np.empty(0, object)
            built = shapely.polygons(rings, indices=np.array(ring_polygon, int)) if parts else np.empty(0, object)
            owner, first = np.unique(np.array(polygon_owner, int), return_inverse=True)
            multi = shapely.multipolygons(built, indices=first) if parts else np.empty(0, object)
            for index, geometry in zip(owner.tolist(), multi, strict=True):
                result[index] = geometry
        else:
            build = shapely.points if kind is GeometryKind.POINT else shapely.linestrings
            for index, geometry in zip(owners, build(coordinates, indices=indices) if parts else (), strict=True):
                result[index] = geometry
    except (shapely.GEOSException, ValueError) as error:
        raise _unreadable(str(error)) from error
    return result


def _texts(element: etree._Element) -> list[str]:
    """The coordinate texts below `element`, with plain blanks between numbers."""
    found = []
    for child in element.iter(*_POSITIONS):
        if child.get("srsDimension", "2") != "2":
            raise _unreadable("srsDimension is not 2")
        text = child.text or ""
        found.append(text.replace(",", " ") if "," in text else text)
    return found


def _coordinates(texts: list[str], part_of: list[int]) -> tuple[Coordinates, npt.NDArray[np.int64]]:
    """Coordinates, shape (n, 2), and the part each belongs to, shape (n,)."""
    if not texts:
        return np.empty((0, 2)), np.empty(0, int)
    # One parse for the whole page: a NaN after each text keeps them apart.
    with warnings.catch_warnings():
        warnings.simplefilter(
            "error", DeprecationWarning
        )  # how fromstring tells that it met something else than numbers
        try:
            values = np.fromstring(" nan ".join([*texts, ""]), sep=" ")
        except DeprecationWarning as error:
            raise _unreadable(str(error)) from error
    ends = np.flatnonzero(np.isnan(values))
    if len(ends) != len(texts):
        raise _unreadable("coordinates that are not numbers")
    counts = np.diff(ends, prepend=-1) - 1
    values = np.delete(values, ends)
    if (counts % 2).any() or (counts == 0).any():
        raise _unreadable("odd number of ordinates")
    coordinates = on_grid(values.reshape(-1, 2))
    check_axes(coordinates)
    return coordinates, np.repeat(np.array(part_of), counts // 2)


def check_axes(coordinates: Coordinates) -> None:
    """Raise `HsoError` (`HSO-AXLAR`) unless all of `coordinates`, shape (n, 2), are easting, northing in Sweden."""
    if not len(coordinates):
        return
    low, high = coordinates.min(axis=0), coordinates.max(axis=0)
    if EASTING[0] <= low[0] and high[0] <= EASTING[1] and NORTHING[0] <= low[1] and high[1] <= NORTHING[1]:
        return
    swapped = EASTING[0] <= low[1] and high[1] <= EASTING[1] and NORTHING[0] <= low[0] and high[0] <= NORTHING[1]
    raise HsoError("HSO-AXLAR", _axes_text(swapped), f"{low.tolist()} – {high.tolist()}")


def _axes_text(swapped: bool) -> Text:
    sv = "i fel ordning (norr före öster)" if swapped else "utanför Sverige (SWEREF 99 TM)"
    en = "in the wrong order (northing first)" if swapped else "outside Sweden (SWEREF 99 TM)"
    return Text(
        f"Servern skickar koordinater {sv}. Inget har hämtats. Kontakta plattformens förvaltare.",
        f"The server sends coordinates {en}. Nothing was fetched. Contact the platform's administrator.",
    )


def _unreadable(details: str) -> HsoError:
    return HsoError(
        "HSO-SVAR",
        Text(
            "Servern skickar ett objekt vars plats på kartan inte kan läsas. Inget har hämtats. "
            "Kontakta plattformens förvaltare.",
            "The server sends an object whose shape cannot be read. Nothing was fetched. "
            "Contact the platform's administrator.",
        ),
        details,
    )
