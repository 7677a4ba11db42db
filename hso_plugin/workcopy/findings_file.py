"""The findings of a check as a GeoPackage: their exact places as layers that QGIS styles, and one table of all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import shapely
from osgeo import ogr, osr

from ..core.errors import HsoError
from ..core.model import Finding
from ..core.reports.places import spots
from ..core.reports.run import CheckRun
from ..core.text import Text
from .blob import SRS_ID
from .connection import disk_fault, faults
from .schema import ogr_exceptions

_STYLES = Path(__file__).parents[1] / "resources" / "report"
_TABLE = "fynd"
#: Layers by the dimension of what is in them.
_LAYERS = {
    0: ("fynd_punkt", ogr.wkbMultiPoint, shapely.multipoints),
    1: ("fynd_linje", ogr.wkbMultiLineString, shapely.multilinestrings),
    2: ("fynd_yta", ogr.wkbMultiPolygon, shapely.multipolygons),
}
_FIELDS = {
    "allvar": Text("Allvar", "Severity"),
    "regel": Text("Regel", "Rule"),
    "kommunkod": Text("Kommunkod", "Municipality code"),
    "klass": Text("Klass", "Class"),
    "namn": Text("Objekt", "Object"),
    "meddelande": Text("Vad", "What"),
    "varfor": Text("Varför", "Why"),
    "atgarda": Text("Åtgärda", "How to mend"),
    "motivering": Text("Motivering", "Motivation"),
    "motiverad_av": Text("Motiverad av", "Motivated by"),
    "motiverad": Text("Motiverad när", "Motivated when"),
    "objektidentitet": Text("Objektidentitet", "Object identity"),
    "annat_objekt": Text("Annat objekts identitet", "Other object's identity"),
    "fynd": Text("Fynd", "Finding"),
}
#: As QGIS makes it (and looks for it) when a style is saved in a GeoPackage.
_STYLE_FIELDS = ("f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML",
                 "styleSLD", "description", "owner", "ui")  # fmt: skip


def write_findings(path: Path | str, run: CheckRun, language: str) -> None:
    """Write the findings to a new GeoPackage at `path`, sentences in `language`; an older report there is replaced.

    Layers `fynd_punkt`, `fynd_linje` and `fynd_yta` (EPSG:3006) hold the exact places, the table `fynd` all findings.

    Raises:
        HsoError: `HSO-FINNS` when there is a working copy at `path`, `HSO-UPPTAGEN` when the file there is open in
            QGIS, `HSO-DISK` when it cannot be written. What was there is left then.
    """
    target = Path(path)
    _refuse_working_copy(target)
    part = target.with_name(f".{target.stem}.ny.gpkg")
    try:
        part.unlink(missing_ok=True)
        with ogr_exceptions():
            _write(part, run, language)
        try:
            os.replace(part, target)
        except PermissionError as error:  # Windows, while some program shows it
            raise _open_elsewhere(f"{target}: {error}") from error
    except (OSError, RuntimeError) as error:
        raise disk_fault(f"{target}: {error}") from error
    finally:
        if part.parent.is_dir():
            part.unlink(missing_ok=True)


def _refuse_working_copy(target: Path) -> None:
    if not target.is_file():
        return
    if "hso_state" in _tables(target):
        raise HsoError(
            "HSO-FINNS",
            Text(
                "Filen är en arbetskopia, och skrivs inte över. Välj ett annat namn för rapporten.",
                "The file is a working copy, and is not overwritten. Choose another name for the report.",
            ),
            str(target),
        )
    # While QGIS edits the file, what it wrote last lies beside it, and would end up in the new one.
    if target.with_name(target.name + "-wal").exists():
        raise _open_elsewhere(str(target))


def _open_elsewhere(details: str) -> HsoError:
    return HsoError(
        "HSO-UPPTAGEN",
        Text(
            "Rapporten är öppen i QGIS och kan inte ersättas. Ta bort dess lager, eller välj ett annat namn.",
            "The report is open in QGIS and cannot be replaced. Remove its layers, or choose another name.",
        ),
        details,
        try_again=True,
    )


def _tables(target: Path) -> set[str]:
    with faults(), closing(sqlite3.connect(target)) as connection:
        try:
            return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        except sqlite3.DatabaseError as error:
            if "not a database" in str(error):  # then it is no working copy either
                return set()
            raise


def _write(path: Path, run: CheckRun, language: str) -> None:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(SRS_ID)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    source.StartTransaction()
    layers = {}
    for dimension, (name, kind, _) in _LAYERS.items():
        layers[dimension] = source.CreateLayer(name, reference, kind, ["GEOMETRY_NAME=geom", "FID=fid"])
    table = source.CreateLayer(_TABLE, None, ogr.wkbNone, ["FID=fid"])
    for layer in (*layers.values(), table):
        for name, title in _FIELDS.items():
            field = ogr.FieldDefn(name, ogr.OFTString)
            field.SetAlternativeName(title.get(language))
            layer.CreateField(field)
    shown = ~np.isnan(spots([finding.geometry for finding in run.findings])).any(axis=1)
    for finding, has_place in zip(run.findings, shown, strict=True):
        values = dict(zip(_FIELDS, _values(run, finding, language), strict=True))
        _add(table, values, None)
        for dimension, place in _places(finding) if has_place else ():
            _add(layers[dimension], values, place)
    _add_styles(source)
    source.CommitTransaction()
    del layer, layers, table, source  # OGR writes when the last reference goes


def _values(run: CheckRun, finding: Finding, language: str) -> Iterator[str | None]:
    item, rule = run.objects.get(finding.object or ""), run.rules.get(finding.rule)
    motivation = run.motivations.get(finding.id)
    yield from (str(finding.severity), finding.rule, finding.municipality, finding.klass, item.name if item else None)
    yield finding.message.get(language)
    yield rule.why.get(language) if rule else None
    yield finding.mend.get(language)
    yield from (motivation.text, motivation.user, motivation.written) if motivation else (None, None, None)
    yield from (finding.object, finding.other, finding.id)


def _places(finding: Finding) -> Iterator[tuple[int, shapely.Geometry]]:
    """The place by dimension, as multi-geometries: a collection of several dimensions is divided."""
    parts = shapely.get_parts(shapely.get_parts(finding.geometry))
    dimensions = shapely.get_dimensions(parts)
    for dimension, (_, _, collect) in _LAYERS.items():
        if (dimensions == dimension).any():
            yield dimension, collect(parts[dimensions == dimension])


def _add(layer: ogr.Layer, values: dict[str, str | None], place: shapely.Geometry | None) -> None:
    feature = ogr.Feature(layer.GetLayerDefn())
    for name, value in values.items():
        if value is not None:
            feature.SetField(name, value)
    if place is not None:
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(shapely.to_wkb(place)))
    layer.CreateFeature(feature)


def _add_styles(source: ogr.DataSource) -> None:
    """The style of each layer, which QGIS takes when the layer is added to a map."""
    styles = source.CreateLayer("layer_styles", None, ogr.wkbNone, ["FID=id"])
    for name in _STYLE_FIELDS:
        styles.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    default = ogr.FieldDefn("useAsDefault", ogr.OFTInteger)
    default.SetSubType(ogr.OFSTBoolean)
    styles.CreateField(default)
    styles.CreateField(ogr.FieldDefn("update_time", ogr.OFTDateTime))
    for name, _, _ in _LAYERS.values():
        feature = ogr.Feature(styles.GetLayerDefn())
        for field in _STYLE_FIELDS:
            feature.SetField(field, "")
        feature.SetField("f_table_name", name)
        feature.SetField("f_geometry_column", "geom")
        feature.SetField("styleName", name)
        feature.SetField("styleQML", (_STYLES / f"{name}.qml").read_text(encoding="utf-8"))
        feature.SetField("useAsDefault", 1)
        feature.SetField("update_time", f"{datetime.now(UTC):%Y/%m/%d %H:%M:%S}")
        styles.CreateFeature(feature)
