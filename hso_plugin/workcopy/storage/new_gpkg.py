"""New GeoPackages through OGR, with every fault raised: those too that come first when the file is closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import shapely
from osgeo import gdal, ogr, osr


class GpkgWriter:
    """Adds to a GeoPackage that OGR has open.

    Attributes:
        rows: how many rows each layer that it made was given, for `readback`.
    """

    def __init__(self, source: Any) -> None:
        self._source = source
        self.rows: dict[str, int] = {}

    def add_layer(self, name: str, reference: osr.SpatialReference | None, kind: int, fid: str = "fid") -> ogr.Layer:
        """Make a layer with the columns `fid` and, unless `kind` is `ogr.wkbNone`, `geom`."""
        options = [f"FID={fid}", *([] if kind == ogr.wkbNone else ["GEOMETRY_NAME=geom"])]
        layer = _made(self._source.CreateLayer(name, reference, kind, options), f"layer {name}")
        self.rows[name] = 0
        return layer

    def add_index(self, table: str, column: str = "geom") -> None:
        """Make the spatial index that a layer lacks."""
        names = ", ".join("'" + name.replace("'", "''") + "'" for name in (table, column))
        self._source.ExecuteSQL(f"SELECT CreateSpatialIndex({names})")

    def add_row(self, layer: ogr.Layer, values: Mapping[str, object], place: shapely.Geometry | None) -> None:
        """Add a feature; what is None stays empty."""
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in values.items():
            if value is not None:
                feature.SetField(name, value)
        if place is not None:
            feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(shapely.to_wkb(place)))
        layer.CreateFeature(feature)
        self.rows[layer.GetName()] += 1


@contextmanager
def new_gpkg(path: Path) -> Iterator[GpkgWriter]:
    """A new GeoPackage at `path`, open for the block. Layers of it must not be used afterwards.

    OGR makes tables and spatial indexes late, perhaps not until it closes the file, and says nothing of a full disk
    when the last reference just goes: whole layers would be missing. It makes each with some statements of their own:
    in one transaction they lock and write the file once, not some hundred times, which on Windows takes half a second.

    Raises:
        RuntimeError: what OGR said, for example that the folder cannot be written to. What is at `path` is of no use.
    """
    with _exceptions(), _closed(ogr.GetDriverByName("GPKG").CreateDataSource(str(path)), path) as source:
        _check(source.StartTransaction())
        yield GpkgWriter(source)
        _check(source.FlushCache())  # what is made late is made now
        _check(source.CommitTransaction())


@contextmanager
def open_gpkg(path: Path) -> Iterator[GpkgWriter]:
    """The GeoPackage at `path`, open for the block to be added to. Layers of it must not be used afterwards.

    Raises:
        RuntimeError: what OGR said.
    """
    with _exceptions(), _closed(ogr.Open(str(path), update=1), path) as source:
        yield GpkgWriter(source)


@contextmanager
def _closed(opened: Any, path: Path) -> Iterator[Any]:
    source = _made(opened, str(path))
    try:
        yield source
    except BaseException:
        with suppress(RuntimeError):
            _close(source)  # Windows removes no file that is open
        raise
    _close(source)


def _check(code: int | None) -> None:
    """Raise what OGR only gives as a code: some versions do not raise when a transaction cannot be ended."""
    if code:  # None from a version whose method gives nothing
        raise RuntimeError(gdal.GetLastErrorMsg() or f"OGR's fault {code}")


def _made(made: Any, what: str) -> Any:
    """`made`, which OGR gives as None when it did not come about and had nothing to say."""
    if made is None:
        raise RuntimeError(f"OGR made no {what}")
    return made


def _close(source: Any) -> None:
    """Close it. When that raises, it is closed all the same, but up to GDAL 3.12 Python would free it once more."""
    try:
        if hasattr(source, "Close"):
            source.Close()
        else:  # before GDAL 3.8
            source.Destroy()
    except RuntimeError:
        if source.this is not None:
            source.thisown = False
        raise


@contextmanager
def _exceptions() -> Iterator[None]:
    """A block in which OGR raises `RuntimeError`, and afterwards does as it did before.

    From GDAL 3.10 `CreateDataSource` gives a `gdal.Dataset`: the module `gdal` decides whether that raises, `ogr`
    whether its layers do.
    """
    with ExitStack() as stack:
        for module in (gdal, ogr):
            if hasattr(module, "ExceptionMgr"):
                stack.enter_context(module.ExceptionMgr())
            elif not module.GetUseExceptions():  # before GDAL 3.7
                module.UseExceptions()
                stack.callback(module.DontUseExceptions)
        yield
