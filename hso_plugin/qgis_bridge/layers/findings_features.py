"""Findings as features of the findings' layers, made in a task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from qgis.core import QgsFeature, QgsGeometry
from shapely import Geometry, GeometryType
from shapely.errors import GEOSException

from ...core.model import Finding, GeometryKind, MapObject
from ...core.progress import Progress, check_cancelled

#: Findings dealt with at a time.
_PORTION = 500
_KINDS = (GeometryKind.POINT, GeometryKind.LINE, GeometryKind.AREA)
_MIXED = (GeometryType.GEOMETRYCOLLECTION, GeometryType.LINEARRING)
#: The layer that a finding is in, its id and its feature.
Placed = tuple[GeometryKind, str, QgsFeature]


def features(
    findings: Sequence[Finding], objects: Mapping[str, MapObject], language: str, progress: Progress
) -> Iterator[Placed]:
    """A feature for each finding that has a place.

    The exact place is drawn as it is: a piece of an area, a loose end. A finding on a whole object, or on a whole
    municipality, is a point in it: else hatching would cover the map. Raises `Cancelled`.
    """
    for start in range(0, len(findings), _PORTION):
        check_cancelled(progress)
        part = findings[start : start + _PORTION]
        places = _array([finding.geometry for finding in part])
        known = [objects.get(finding.object or "") for finding in part]
        shapes = _array([None if thing is None else thing.geometry for thing in known])
        whole = shapely.equals_identical(places, shapes) | np.array([finding.object is None for finding in part])
        places[whole] = points_in(places[whole])
        for index in np.flatnonzero(np.isin(shapely.get_type_id(places), _MIXED)):
            places[index] = _highest_parts(places[index])
        drawn = np.flatnonzero(~(shapely.is_missing(places) | shapely.is_empty(places)))
        dimensions = shapely.get_dimensions(places)
        # Two dimensions are named: shapely's own choice fails where GEOS is an older one.
        for index, wkb in zip(drawn, shapely.to_wkb(places[drawn], output_dimension=2), strict=True):
            finding = part[index]
            yield _KINDS[dimensions[index]], finding.id, _feature(finding, wkb, bool(whole[index]), language)


def points_in(geometries: NDArray[np.object_]) -> NDArray[np.object_]:
    """A point on the middle of each line (its longest part) and inside each area; a point is itself."""
    points = geometries.copy()
    lines = np.flatnonzero(shapely.get_dimensions(geometries) == 1)
    longest = [max(shapely.get_parts(line), key=shapely.length) for line in geometries[lines]]
    points[lines] = shapely.line_interpolate_point(_array(longest), 0.5, normalized=True)
    areas = shapely.get_dimensions(geometries) == 2
    try:
        points[areas] = shapely.point_on_surface(geometries[areas])
    except GEOSException:  # what crosses itself may have no inside
        points[areas] = _array([_some_point(area) for area in geometries[areas]])
    return points


def _some_point(area: Geometry) -> Geometry:
    try:
        return shapely.point_on_surface(area)
    except GEOSException:
        return shapely.Point(shapely.get_coordinates(area)[0])


def _highest_parts(geometry: Geometry) -> Geometry | None:
    """Of a mixture the parts of the highest dimension, as a layer takes them; None when it is empty."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    if not len(parts):
        return None
    dimensions = shapely.get_dimensions(parts)
    make = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)[int(dimensions.max())]
    return make(parts[dimensions == dimensions.max()])


def _array(geometries: Sequence[Any]) -> NDArray[np.object_]:
    made = np.empty(len(geometries), dtype=object)
    made[:] = geometries
    return made


def _feature(finding: Finding, wkb: bytes, whole: bool, language: str) -> QgsFeature:
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    feature = QgsFeature()
    feature.setGeometry(geometry)
    message, mend = finding.message.get(language), finding.mend.get(language)
    row = [finding.id, str(finding.severity), message, mend, finding.rule, finding.klass, "1" if whole else ""]
    feature.setAttributes(row)
    return feature
