"""Findings as features of the findings' layers, made in a task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from qgis.core import QgsFeature, QgsGeometry
from shapely import Geometry
from shapely.errors import GEOSException

from ..core.model import Finding, GeometryKind, MapObject
from ..core.progress import Progress, check_cancelled

#: Findings dealt with at a time.
_PORTION = 500
_KINDS = (GeometryKind.POINT, GeometryKind.LINE, GeometryKind.AREA)
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
        places = np.array([finding.geometry for finding in part], dtype=object)
        known = [objects.get(finding.object or "") for finding in part]
        shapes = np.array([None if thing is None else thing.geometry for thing in known], dtype=object)
        whole = shapely.equals_identical(places, shapes) | np.array([finding.object is None for finding in part])
        for finding, place, is_whole in zip(part, places, whole, strict=True):
            shape = point_in(place) if is_whole else place
            if shape is not None and not shape.is_empty:
                kind, simple = _of_one_dimension(shape)
                yield kind, finding.id, _feature(finding, simple, language)


def point_in(geometry: Geometry | None) -> Geometry | None:
    """A point on the middle of a line or inside an area; None where there is none to be found."""
    if geometry is None or geometry.is_empty:
        return None
    try:
        if shapely.get_dimensions(geometry) == 1:
            longest = max(shapely.get_parts(geometry), key=shapely.length)
            return shapely.line_interpolate_point(longest, 0.5, normalized=True)
        return shapely.point_on_surface(geometry)
    except GEOSException:  # what crosses itself may have no inside
        return shapely.Point(shapely.get_coordinates(geometry)[0])


def _of_one_dimension(geometry: Geometry) -> tuple[GeometryKind, Geometry]:
    """The geometry as a layer takes it: several parts, and of a mixture those of the highest dimension."""
    parts: NDArray[np.object_] = shapely.get_parts(shapely.get_parts(geometry))
    dimensions = shapely.get_dimensions(parts)
    kept = parts[dimensions == dimensions.max()]
    make = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)[int(dimensions.max())]
    return _KINDS[int(dimensions.max())], make(kept)


def _feature(finding: Finding, shape: Geometry, language: str) -> QgsFeature:
    geometry = QgsGeometry()
    geometry.fromWkb(shapely.to_wkb(shape, output_dimension=2))
    feature = QgsFeature()
    feature.setGeometry(geometry)
    message, mend = finding.message.get(language), finding.mend.get(language)
    feature.setAttributes([finding.id, str(finding.severity), message, mend, finding.rule, finding.klass])
    return feature
