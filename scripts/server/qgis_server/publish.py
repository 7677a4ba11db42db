"""Makes the published QGIS project and the schema that the gate checks against.

Run with the system's Python: publish.py LAYERS.json PROJECT.qgs SCHEMA.json

LAYERS.json is a list of {"name", "title", "key", "geometry": null or {"column", "type"}, "insert": bool}. The database
is reached through the service `hso` of PGSERVICEFILE, so the project holds neither password nor port. Field types come
from the database itself.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsEditorWidgetSetup,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

#: Västernorrland in EPSG:3006 (min E, min N, max E, max N): told, not computed, so that the project opens at once.
EXTENT = QgsRectangle(488671, 6893073, 713020, 7102331)
#: Decimals of coordinates: the platform's grid is 1 mm.
PRECISION = 3
#: The row's key is the platform's to give; a forged one is refused. The trigger overrules positions and times.
NOT_WRITABLE = frozenset({"fid"})
_KINDS = {
    QMetaType.Type.Int: "integer",
    QMetaType.Type.LongLong: "integer",
    QMetaType.Type.Double: "double",
    QMetaType.Type.Bool: "boolean",
}


def make_layer(entry: dict[str, Any]) -> QgsVectorLayer:
    """The layer of one table or view. Raises `SystemExit` if the database does not have it."""
    uri = QgsDataSourceUri()
    uri.setConnection("hso", "", "", "", QgsDataSourceUri.SslMode.SslDisable)
    geometry = entry["geometry"]
    uri.setDataSource("hso", entry["name"], geometry["column"] if geometry else None, "", entry["key"])
    if geometry:
        uri.setWkbType(QgsWkbTypes.parseType(geometry["type"]))
        uri.setSrid("3006")
    uri.setUseEstimatedMetadata(True)
    uri.setParam("checkPrimaryKeyUnicity", "0")
    layer = QgsVectorLayer(uri.uri(False), entry["name"], "postgres")
    if not layer.isValid():
        raise SystemExit(f"the table hso.{entry['name']} cannot be opened: {layer.error().message()}")
    layer.serverProperties().setShortName(entry["name"])
    layer.serverProperties().setTitle(entry["title"])
    if geometry:
        layer.setExtent(EXTENT)
    for index in range(layer.fields().count()):
        # QGIS Server writes what a widget would show: a plain text widget shows the value as it is.
        layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("TextEdit", {}))
    return layer


def publish(entries: list[dict[str, Any]], project: QgsProject) -> dict[str, Any]:
    """Fill `project` with the published layers; return the schema of their types."""
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:3006"))
    project.setTitle("Strukturbild Västernorrland (lokal plattform)")
    project.setTrustLayerMetadata(True)
    project.writeEntry("WMSServiceCapabilities", "/", True)
    project.writeEntry("WMSServiceTitle", "/", project.title())
    project.writeEntry(
        "WMSServiceAbstract", "/", "Hållbar samhällsomställning: kommunernas strukturbild. Testdata, delvis syntetiska."
    )
    schema: dict[str, Any] = {}
    layers, writable = [], []
    for entry in entries:
        layer = make_layer(entry)
        project.addMapLayer(layer)
        layers.append(layer.id())
        if entry["insert"]:
            writable.append(layer.id())
        project.writeEntry("WFSLayersPrecision", "/" + layer.id(), PRECISION)
        schema[entry["name"]] = {
            "insert": entry["insert"],
            "geometry": bool(entry["geometry"]),
            "fields": {
                f.name(): _KINDS.get(f.type(), "text") for f in layer.fields().toList() if f.name() not in NOT_WRITABLE
            },
        }
    project.writeEntry("WFSLayers", "/", layers)
    project.writeEntry("WFSTLayers", "Insert", writable)
    project.writeEntry("WFSTLayers", "Update", [])
    project.writeEntry("WFSTLayers", "Delete", [])
    return schema


def main(layers: Path, target: Path, schema: Path) -> None:
    """Write project and schema."""
    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject.instance()
    assert project is not None
    types = publish(json.loads(layers.read_text(encoding="utf-8")), project)
    if not project.write(str(target)):
        raise SystemExit(f"cannot write {target}: {project.error()}")
    schema.write_text(json.dumps(types, indent=1), encoding="utf-8")
    project.clear()
    application.exitQgis()


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
