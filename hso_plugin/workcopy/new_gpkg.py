"""New GeoPackages through OGR, with every fault raised: those too that come first when the file is closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from osgeo import ogr


@contextmanager
def new_gpkg(path: Path) -> Iterator[ogr.DataSource]:
    """A new GeoPackage at `path`, open for the block. Layers of it must not be used afterwards.

    OGR makes tables and spatial indexes late, perhaps not until it closes the file, and says nothing of a full disk
    when the last reference just goes: whole layers would be missing.

    Raises:
        RuntimeError: what OGR said, for example that the folder cannot be written to. What is at `path` is of no use.
    """
    with _exceptions(), _closed(ogr.GetDriverByName("GPKG").CreateDataSource(str(path))) as source:
        yield source


@contextmanager
def open_gpkg(path: Path) -> Iterator[ogr.DataSource]:
    """The GeoPackage at `path`, open for the block to be added to. Layers of it must not be used afterwards.

    Raises:
        RuntimeError: what OGR said.
    """
    with _exceptions(), _closed(ogr.Open(str(path), update=1)) as source:
        yield source


@contextmanager
def _closed(source: ogr.DataSource) -> Iterator[ogr.DataSource]:
    try:
        yield source
    except BaseException:
        with suppress(RuntimeError):
            _close(source)  # Windows removes no file that is open
        raise
    _close(source)


def _close(source: ogr.DataSource) -> None:
    if hasattr(source, "Close"):
        source.Close()
    else:  # before GDAL 3.8
        source.Destroy()


def _exceptions() -> AbstractContextManager[object]:
    """A block in which OGR raises `RuntimeError`, and afterwards does as it did before."""
    return ogr.ExceptionMgr() if hasattr(ogr, "ExceptionMgr") else _Exceptions()


class _Exceptions:
    """OGR's exceptions on within a block, and as they were afterwards: QGIS and others share the setting."""

    def __enter__(self) -> None:
        self._before = ogr.GetUseExceptions()
        ogr.UseExceptions()

    def __exit__(self, *_: object) -> None:
        if not self._before:
            ogr.DontUseExceptions()
