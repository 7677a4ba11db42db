"""The findings of a check as a GeoPackage: their exact places as layers that QGIS styles, and one table of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import shapely
from osgeo import ogr, osr

from ...core.model import CLASS, IDENTITY, MUNICIPALITY, Finding
from ...core.reports.places import spots
from ...core.reports.run import CheckRun
from ...core.text import Text
from ..storage.blob import SRS_ID
from ..storage.new_gpkg import GpkgWriter
from .gpkg_export import replace_gpkg

_STYLES = Path(__file__).parents[2] / "resources" / "report"
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
    MUNICIPALITY: Text("Kommunkod", "Municipality code"),
    CLASS: Text("Klass", "Class"),
    "namn": Text("Objekt", "Object"),
    "meddelande": Text("Vad", "What"),
    "varfor": Text("Varför", "Why"),
    "atgarda": Text("Åtgärda", "How to mend"),
    "motivering": Text("Motivering", "Motivation"),
    "motiverad_av": Text("Motiverad av", "Motivated by"),
    "motiverad": Text("Motiverad när", "Motivated when"),
    IDENTITY: Text("Objektidentitet", "Object identity"),
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
    replace_gpkg(path, lambda gpkg: _write(gpkg, run, language))


def _write(gpkg: GpkgWriter, run: CheckRun, language: str) -> None:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(SRS_ID)
    layers = {dimension: gpkg.add_layer(name, reference, kind) for dimension, (name, kind, _) in _LAYERS.items()}
    table = gpkg.add_layer(_TABLE, None, ogr.wkbNone)
    _add_fields((*layers.values(), table), language)
    _add_findings(gpkg, layers, table, run, language)
    _add_styles(gpkg)


def _add_fields(layers: Iterable[ogr.Layer], language: str) -> None:
    for layer in layers:
        for name, title in _FIELDS.items():
            field = ogr.FieldDefn(name, ogr.OFTString)
            field.SetAlternativeName(title.get(language))
            layer.CreateField(field)


def _add_findings(
    gpkg: GpkgWriter, layers: Mapping[int, ogr.Layer], table: ogr.Layer, run: CheckRun, language: str
) -> None:
    shown = ~np.isnan(spots([finding.geometry for finding in run.findings])).any(axis=1)
    for finding, has_place in zip(run.findings, shown, strict=True):
        values = dict(zip(_FIELDS, _values(run, finding, language), strict=True))
        gpkg.add_row(table, values, None)
        for dimension, place in _places(finding) if has_place else ():
            gpkg.add_row(layers[dimension], values, place)


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


def _add_styles(gpkg: GpkgWriter) -> None:
    """The style of each layer, which QGIS takes when the layer is added to a map."""
    styles = gpkg.add_layer("layer_styles", None, ogr.wkbNone, "id")
    for name in _STYLE_FIELDS:
        styles.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    default = ogr.FieldDefn("useAsDefault", ogr.OFTInteger)
    default.SetSubType(ogr.OFSTBoolean)
    styles.CreateField(default)
    styles.CreateField(ogr.FieldDefn("update_time", ogr.OFTDateTime))
    for name, _, _ in _LAYERS.values():
        values = {
            "f_table_name": name,
            "f_geometry_column": "geom",
            "styleName": name,
            "styleQML": (_STYLES / f"{name}.qml").read_text(encoding="utf-8"),
            "useAsDefault": 1,
            "update_time": f"{datetime.now(UTC):%Y/%m/%d %H:%M:%S}",
        }
        gpkg.add_row(styles, {**dict.fromkeys(_STYLE_FIELDS, ""), **values}, None)
