"""Geometry as GML 3.1.1: written feature by feature, read page by page with arrays."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from lxml import etree
from shapely import Geometry

from ..geometry import GRID_DECIMALS
from ..model import GeometryKind
from .names import SRS, local
from .shapes import FeaturePage, numbers, unreadable

_POSITIONS = ("{*}posList", "{*}pos", "{*}coordinates")
#: A Polygon, and the patch of a Surface, which some servers write in its place.
_POLYGONS = ("{*}Polygon", "{*}PolygonPatch")
#: What has points that no straight line between them passes, and old GML 2 forms with an element for each ordinate.
_NOT_READ = ("{*}Arc", "{*}ArcString", "{*}Circle", "{*}CircleByCenterPoint", "{*}coord")


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

    Raises:
        HsoError: `HSO-AXLAR` for coordinates in the wrong order or outside Sweden, `HSO-SVAR` for a geometry that
            cannot be built or is of another type.
    """
    page = FeaturePage(kind, len(elements))
    texts: list[str] = []
    part_of: list[int] = []  # the part (point, line or ring) of each text
    parts = 0
    for index, element in enumerate(elements):
        if element is None:
            continue
        before = parts
        if kind is GeometryKind.AREA:
            for polygon in element.iter(*_POLYGONS):
                for boundary in polygon:
                    texts.extend(found := _texts(boundary))
                    part_of.extend([parts] * len(found))
                    page.polygons.append(len(page.polygon_owners))
                    parts += 1
                page.polygon_owners.append(index)
        elif found := _texts(element):
            if len(found) > 1:
                _require_one(element, kind)
            texts.extend(found)
            part_of.extend([parts] * len(found))
            page.owners.append(index)
            parts += 1
        if parts == before and len(element):
            raise unreadable(f"a geometry of type {local(element[0].tag)}")
    return page.build(*numbers(texts, part_of))


def _require_one(element: etree._Element, kind: GeometryKind) -> None:
    """Refuse several shapes in one property: joined into one line they would be another one."""
    holders = {position.getparent() for position in element.iter(*_POSITIONS)}
    if len(holders) > 1 or kind is GeometryKind.POINT:
        raise unreadable(f"{len(holders)} shapes in one {local(element[0].tag)}")


def _texts(element: etree._Element) -> list[str]:
    """The coordinate texts below `element`."""
    found = []
    for child in element.iter(*_POSITIONS, *_NOT_READ):
        if child.get("srsDimension", "2") != "2":
            raise unreadable("srsDimension is not 2")
        name = local(child.tag)
        if name == "coordinates" and child.get("decimal", ".") != ".":
            raise unreadable("decimals are not written with a point")
        if name not in {"posList", "pos", "coordinates"}:
            raise unreadable(f"a geometry with {name}")
        found.append(child.text or "")
    return found
