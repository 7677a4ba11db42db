"""Geometry of the core as QGIS has it."""

from __future__ import annotations

import shapely
from qgis.core import QgsGeometry
from shapely import Geometry

#: A GeoPackage header without an envelope, before plain WKB (OGC 12-128r18, 2.1.3); 3006 in four bytes.
_HEADER = b"GP\x00\x01\xbe\x0b\x00\x00"


def as_qgis(geometry: Geometry) -> QgsGeometry:
    """The same geometry for QGIS. Two dimensions are named: shapely's own choice fails where GEOS is an older one."""
    shape = QgsGeometry()
    shape.fromWkb(shapely.to_wkb(geometry, output_dimension=2))
    return shape


def gpkg_blob(geometry: QgsGeometry) -> bytes | None:
    """The geometry as the file's reader knows it; a curve is made a line there just as OGR does it when saving."""
    return None if geometry.isNull() else _HEADER + bytes(geometry.asWkb())
