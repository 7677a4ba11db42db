"""What the plugin is measured against: ogr2ogr, and QGIS's own WFS provider doing the same jobs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from qgis.core import (
    QgsDataSourceUri,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from hso_plugin.core.model import ObjectVersion

CURRENT = "strukturbild_yta"


def ogr2ogr(url: str, user: str, password: str, target: Path) -> None:
    """Read the current objects with GDAL's WFS driver into a GeoPackage."""
    source = f"WFS:{url}?SERVICE=WFS&VERSION=1.1.0&SRSNAME=EPSG:3006"
    subprocess.run(
        ["ogr2ogr", "-q", "-f", "GPKG", str(target), source, CURRENT, "-t_srs", "EPSG:3006"],
        # Not on the command line, which everybody on the machine can read.
        env=os.environ | {"GDAL_HTTP_USERPWD": f"{user}:{password}"},
        check=True,
        capture_output=True,
    )


def provider_layer(url: str, user: str, password: str, type_name: str) -> QgsVectorLayer:
    """A layer of QGIS's WFS provider."""
    uri = QgsDataSourceUri()
    for name, value in {
        "url": url, "typename": type_name, "version": "1.1.0", "srsname": "EPSG:3006",
        "username": user, "password": password, "pagingEnabled": "false", "restrictToRequestBBOX": "0",
    }.items():  # fmt: skip
        uri.setParam(name, value)
    layer = QgsVectorLayer(uri.uri(False), type_name, "WFS")
    if not layer.isValid():
        raise RuntimeError(f"the WFS provider cannot open {type_name}: {layer.error().message()}")
    return layer


def provider_export(layer: QgsVectorLayer, target: Path) -> int:
    """Read everything through the provider and export it to a GeoPackage; the number of features."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(target), QgsProject.instance().transformContext(), options
    )
    if error != QgsVectorFileWriter.WriterError.NoError:
        raise RuntimeError(message)
    return QgsVectorLayer(str(target)).featureCount()


def provider_reload(layer: QgsVectorLayer) -> int:
    """What QGIS does to see what is new: fetch everything again; the number of features."""
    layer.dataProvider().reloadData()
    return sum(1 for _ in layer.getFeatures())


def provider_commit(layer: QgsVectorLayer, versions: Sequence[ObjectVersion], rows: Sequence[dict[str, str]]) -> None:
    """Add new objects to the ledger with QGIS's own editing, and commit."""
    features = []
    for version, row in zip(versions, rows, strict=True):
        feature = QgsFeature(layer.fields())
        for name, value in (row | {"andring": str(uuid4()), "objektidentitet": str(uuid4())}).items():
            feature[name] = value
        geometry = QgsGeometry()
        assert version.object.geometry is not None
        geometry.fromWkb(version.object.geometry.wkb)
        feature.setGeometry(geometry)
        features.append(feature)
    layer.startEditing()
    layer.addFeatures(features)
    if not layer.commitChanges():
        raise RuntimeError("; ".join(layer.commitErrors()))
