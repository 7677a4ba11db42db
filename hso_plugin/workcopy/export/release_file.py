"""A release as a GeoPackage that any program opens: the map as it was adopted, and what it consists of.

It holds what the published map holds: no user names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import shapely
from osgeo import ogr, osr
from shapely import Geometry

from ...core.catalogue.model import Attribute, Catalogue
from ...core.model import IDENTITY, MUNICIPALITY, OBJECT_VERSION, VALID_FROM, GeometryKind, ObjectVersion
from ...core.review.regional.release import ReleaseContents
from ...core.text import Text
from ..storage.blob import SRS_ID
from ..storage.new_gpkg import GpkgWriter
from ..storage.readback import check_gpkg
from ..storage.schema import FIELD_TYPES, WKB_TYPES
from .gpkg_export import replace_gpkg

_PARTS = ("utgava", "faststalld", "regelverk", MUNICIPALITY, "namn", "inlamning", "lage", "inlamnad")


def write_release(
    path: Path | str, contents: ReleaseContents, catalogue: Catalogue, areas: Mapping[str, Geometry]
) -> None:
    """Write a release to a new GeoPackage at `path`; an older one there is replaced.

    Tables: `strukturbild_punkt`, `_linje`, `_yta` (EPSG:3006; columns as on the platform, several codes with commas
    between), `kommun`, and `utgava` with one row for each municipality that is in it: its submission, and the ledger
    position (`lage`) that its objects are of.

    Args:
        catalogue: names and orders the columns. What an object says beside it, from another classification, gets
            columns of text.

    Raises:
        HsoError: as `replace_gpkg`.
    """
    replace_gpkg(path, lambda gpkg: _write(gpkg, contents, catalogue, areas))


def is_whole(path: Path | str, contents: ReleaseContents, areas: Mapping[str, Geometry]) -> bool:
    """True if the file at `path` is there and has every row that `write_release` writes.

    One that was written to a full disk may lack layers: not every version of OGR told it.
    """
    kinds = Counter(version.object.kind for version in contents.versions)
    rows = {kind.table: kinds[kind] for kind in GeometryKind}
    try:
        check_gpkg(Path(path), {**rows, "kommun": len(areas), "utgava": len(contents.submissions)})
    except OSError:
        return False
    return True


def _write(gpkg: GpkgWriter, contents: ReleaseContents, catalogue: Catalogue, areas: Mapping[str, Geometry]) -> None:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(SRS_ID)
    versions = contents.versions
    for kind in GeometryKind:
        own = [version for version in versions if version.object.kind is kind]
        layer = gpkg.add_layer(kind.table, reference, WKB_TYPES[kind])
        for name in (IDENTITY, MUNICIPALITY, VALID_FROM):
            layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
        layer.CreateField(ogr.FieldDefn(OBJECT_VERSION, ogr.OFTInteger))
        for attribute in [*catalogue.columns(kind), *_unknown(own, catalogue, kind)]:
            field = ogr.FieldDefn(attribute.name, _type(attribute, own))
            field.SetAlternativeName(attribute.title.sv)
            layer.CreateField(field)
        _fill(gpkg, layer, own)
    names = {each.code: each.name for each in catalogue.municipalities}
    _add_areas(gpkg, reference, areas, names)
    _add_parts(gpkg, contents, names)


def _type(attribute: Attribute, versions: Sequence[ObjectVersion]) -> int:
    """The column's type: text where an object has something in the place of a number."""
    values = (version.object.attributes.get(attribute.name) for version in versions)
    if attribute.multiple or (attribute.type != "text" and any(isinstance(value, str) for value in values)):
        return int(ogr.OFTString)
    return int(FIELD_TYPES[attribute.type])


def _unknown(versions: Sequence[ObjectVersion], catalogue: Catalogue, kind: GeometryKind) -> list[Attribute]:
    """Attributes that objects have and the catalogue does not."""
    known = {attribute.name for attribute in catalogue.columns(kind)}
    names = sorted({name for version in versions for name in version.object.attributes} - known)
    return [Attribute(name, "text", Text(name, name), Text("", "")) for name in names]


def _fill(gpkg: GpkgWriter, layer: ogr.Layer, versions: Sequence[ObjectVersion]) -> None:
    for version in versions:
        thing = version.object
        values: dict[str, object] = {
            IDENTITY: thing.identity,
            MUNICIPALITY: thing.municipality,
            VALID_FROM: version.valid_from,
            OBJECT_VERSION: version.version,
            **{name: ",".join(v) if isinstance(v, tuple) else v for name, v in thing.attributes.items()},
        }
        gpkg.add_row(layer, values, thing.geometry)


def _add_areas(
    gpkg: GpkgWriter, reference: osr.SpatialReference, areas: Mapping[str, Geometry], names: Mapping[str, str]
) -> None:
    layer = gpkg.add_layer("kommun", reference, ogr.wkbMultiPolygon)
    for name in (MUNICIPALITY, "namn"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for code, area in areas.items():
        place = shapely.multipolygons(shapely.get_parts(area))
        gpkg.add_row(layer, {MUNICIPALITY: code, "namn": names.get(code, code)}, place)


def _add_parts(gpkg: GpkgWriter, contents: ReleaseContents, names: Mapping[str, str]) -> None:
    layer = gpkg.add_layer("utgava", None, ogr.wkbNone)
    for name in _PARTS:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTInteger64 if name == "lage" else ogr.OFTString))
    release = contents.release
    for code, submission in contents.submissions.items():
        row = (release.name, release.time, release.catalogue, code, names.get(code, code), submission.change,
               submission.snapshot, submission.time)  # fmt: skip
        gpkg.add_row(layer, dict(zip(_PARTS, row, strict=True)), None)
