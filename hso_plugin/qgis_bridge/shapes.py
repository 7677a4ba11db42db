"""Geometry of the core as QGIS has it."""

from __future__ import annotations

import shapely
from qgis.core import QgsGeometry
from shapely import Geometry


def as_qgis(geometry: Geometry) -> QgsGeometry:
    """The same geometry for QGIS. Two dimensions are named: shapely's own choice fails where GEOS is an older one."""
    shape = QgsGeometry()
    shape.fromWkb(shapely.to_wkb(geometry, output_dimension=2))
    return shape
