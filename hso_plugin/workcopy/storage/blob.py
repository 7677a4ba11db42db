"""Geometry in a GeoPackage: WKB behind a header with the envelope (OGC 12-128r18, 2.1.3), in whole columns at a time.

Also the SQL functions that the GeoPackage's spatial-index triggers call and Python's SQLite does not have.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from osgeo import gdal, ogr
from shapely import Geometry

from ...core.geometry import UNREADABLE, on_grid
from ...core.model import GeometryKind

SRS_ID = 3006
_HEADER = np.dtype([("magic", "S2"), ("version", "u1"), ("flags", "u1"), ("srs", "<i4"), ("envelope", "<f8", 4)])
_LITTLE_ENDIAN_XY = 0b0000_0011
_EMPTY_FLAG = 0b0001_0000
#: GEOS's numbers of the types that are brought into their kind's form.
_POLYGON = 3
_MULTI = {GeometryKind.POINT: 4, GeometryKind.LINE: 5}
#: What OGR has beside curves and GEOS does not know.
_SURFACES = (ogr.wkbPolyhedralSurface, ogr.wkbTIN, ogr.wkbTriangle)
#: Bytes of the envelope by the contents indicator code of the flags; the last three codes are not valid.
_ENVELOPE_BYTES = (0, 32, 48, 48, 64, 0, 0, 0)


def encode(geometries: Sequence[Geometry | None]) -> list[bytes | None]:
    """GeoPackage blobs of `geometries`."""
    array = np.array(geometries, dtype=object)
    headers = np.zeros(len(array), _HEADER)
    headers["magic"] = b"GP"
    headers["flags"] = _LITTLE_ENDIAN_XY
    headers["srs"] = SRS_ID
    headers["envelope"] = shapely.bounds(array)[:, [0, 2, 1, 3]] if len(array) else 0
    raw = headers.tobytes()
    size = _HEADER.itemsize
    return [
        None if wkb is None else raw[i * size : (i + 1) * size] + wkb
        for i, wkb in enumerate(shapely.to_wkb(array, byte_order=1).tolist())
    ]


def decode(blobs: Sequence[bytes | None], kind: GeometryKind | None = None) -> list[Geometry | None]:
    """Geometries of GeoPackage `blobs`, 2D and on the grid; None for no, empty or unreadable geometry.

    Programs write what a layer does not allow: curves become lines of points, and with `kind` a single polygon becomes
    a multipolygon and a multi-geometry of one part that part. What still does not fit its kind stays as it is.
    """
    wkb = [None if blob is None else _wkb(blob) for blob in blobs]
    try:
        array = shapely.from_wkb(np.array(wkb, dtype=object))
    except UNREADABLE:  # one that shapely does not read; the others are read all the same
        array = np.array([None if each is None else _one(each) for each in wkb], dtype=object)
    array = shapely.force_2d(array)
    array[shapely.is_empty(array)] = None
    if kind is not None:
        _fit(array, kind)
    return list(shapely.transform(array, on_grid))


def _one(wkb: bytes) -> Geometry | None:
    """A geometry that may be a curve or a surface of triangles; None for what nobody can read."""
    try:
        return shapely.from_wkb(wkb)
    except UNREADABLE:
        linear = _linear(wkb)
        return None if linear is None else shapely.from_wkb(linear, on_invalid="ignore")


def _linear(wkb: bytes) -> bytes | None:
    """WKB that shapely reads, of lines of points and of polygons; None for what OGR does not read either.

    Whether OGR raises or gives None is for QGIS and others to say: on GDAL before 3.7 it cannot even be changed for a
    while, when its other modules were asked to raise after it.
    """
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        other = ogr.CreateGeometryFromWkb(wkb)
        if other is None:
            return None
        linear = other.GetLinearGeometry()
        if ogr.GT_Flatten(linear.GetGeometryType()) in _SURFACES:
            linear = ogr.ForceToMultiPolygon(linear)
        return bytes(linear.ExportToWkb())
    except RuntimeError:
        return None
    finally:
        gdal.PopErrorHandler()


def _fit(array: npt.NDArray[np.object_], kind: GeometryKind) -> None:
    types = shapely.get_type_id(array)
    if kind is GeometryKind.AREA:
        for index in np.flatnonzero(types == _POLYGON):
            array[index] = shapely.MultiPolygon([array[index]])
        return
    for index in np.flatnonzero((types == _MULTI[kind]) & (shapely.get_num_geometries(array) == 1)):
        array[index] = shapely.get_geometry(array[index], 0)


def envelopes(blobs: Sequence[bytes]) -> npt.NDArray[np.float64]:
    """(min E, max E, min N, max N) of `blobs` that `encode` made, shape (n, 4)."""
    size = _HEADER.itemsize
    headers = np.frombuffer(b"".join(blob[:size] for blob in blobs), _HEADER)
    found: npt.NDArray[np.float64] = headers["envelope"]
    return found


def _wkb(blob: bytes) -> bytes:
    # Cut off before the flags there is nothing to read: no geometry either.
    return blob[8 + _ENVELOPE_BYTES[blob[3] >> 1 & 0b111] :] if len(blob) > 3 else b""


def _envelope(blob: bytes) -> tuple[float, float, float, float]:
    """(min E, max E, min N, max N) of a blob, from its header when that has it."""
    if blob[3] >> 1 & 0b111:
        order = "<" if blob[3] & 1 else ">"
        return struct.unpack_from(f"{order}4d", blob, 8)
    west, south, east, north = shapely.bounds(_one(_wkb(blob))).tolist()
    return west, east, south, north


def _is_empty(blob: bytes) -> int:
    """1 for an empty geometry, and for one that nobody can read: the index has no place for that either."""
    if blob[3] & _EMPTY_FLAG:
        return 1
    if blob[3] >> 1 & 0b111:
        return 0
    shape = _one(_wkb(blob))
    return int(shape is None or shapely.is_empty(shape))


def add_functions(connection: sqlite3.Connection) -> None:
    """Give `connection` the functions that spatial-index triggers need (GeoPackage annex F.3)."""
    connection.create_function("ST_IsEmpty", 1, lambda b: None if b is None else _is_empty(b), deterministic=True)
    for index, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        connection.create_function(
            name, 1, lambda b, i=index: None if b is None else _envelope(b)[i], deterministic=True
        )
