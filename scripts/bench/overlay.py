"""What the rules are measured against: QGIS's `native:intersection`, and the bare computation with shapely."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from qgis.analysis import QgsNativeAlgorithms
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from hso_plugin.core.catalogue import Catalogue
from hso_plugin.core.model import GeometryKind, MapObject, Value

#: Rule type of the overlap rules.
OVERLAP = "ytoverlapp"


def sound_areas(objects: Sequence[MapObject]) -> list[MapObject]:
    """The areas that anything can overlay: with a geometry, valid and in 2D or 3D."""
    areas = [o for o in objects if o.kind is GeometryKind.AREA and o.geometry is not None]
    return [o for o in areas if shapely.is_valid(o.geometry) and not shapely.is_empty(o.geometry)]


class NativeIntersection:
    """QGIS's overlay of the areas with themselves, as a person would run it, but for the one thread.

    The layer has the areas' columns, and the overlay checks the geometries as it does unless told otherwise. All of
    them are valid, for it stops at one that is not. The result goes to memory.

    Args:
        file: a GeoPackage to put the layer in, as in a working copy; without it the layer is in memory.
    """

    def __init__(self, areas: Sequence[MapObject], catalogue: Catalogue, file: Path | None = None) -> None:
        registry = QgsApplication.processingRegistry()
        if registry.providerById("native") is None:
            registry.addProvider(QgsNativeAlgorithms(registry))
        self._algorithm = registry.algorithmById("native:intersection")
        self._layer = QgsVectorLayer("MultiPolygon?crs=EPSG:3006&index=yes", "areas", "memory")
        names = [attribute.name for attribute in catalogue.columns(GeometryKind.AREA)]
        self._layer.dataProvider().addAttributes([QgsField(name, QMetaType.Type.QString) for name in names])
        self._layer.updateFields()
        features = []
        for item in areas:
            geometry, feature = QgsGeometry(), QgsFeature(self._layer.fields())
            feature.setAttributes([_written(item.attributes.get(name)) for name in names])
            geometry.fromWkb(shapely.to_wkb(item.geometry, output_dimension=2))
            feature.setGeometry(geometry)
            features.append(feature)
        self._layer.dataProvider().addFeatures(features)
        if file:
            self._layer = _in_file(self._layer, file)

    def run(self) -> int:
        """Overlay; the number of pieces, those of every area with itself among them."""
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        context.setInvalidGeometryCheck(Qgis.InvalidGeometryCheck.AbortOnInvalid)
        wanted = {"INPUT": self._layer, "OVERLAY": self._layer, "OUTPUT": "memory:"}
        results, done = self._algorithm.run(wanted, context, feedback)
        if not done:
            raise RuntimeError(feedback.textLog())
        return int(context.getMapLayer(results["OUTPUT"]).featureCount())


def _in_file(layer: QgsVectorLayer, file: Path) -> QgsVectorLayer:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(file), QgsProject.instance().transformContext(), options
    )
    if error != QgsVectorFileWriter.NoError:
        raise RuntimeError(message)
    return QgsVectorLayer(str(file), layer.name(), "ogr")


def _written(value: Value | None) -> str | None:
    return None if value is None else str(value)


class BareOverlap:
    """Spatial index, query, intersection and area with shapely, of the class pairs that the overlap rules judge."""

    def __init__(self, areas: Sequence[MapObject], catalogue: Catalogue) -> None:
        self._geometries = np.array([item.geometry for item in areas], dtype=object)
        judged = catalogue.overlapping("F") | catalogue.overlapping("V")
        left, right = self._pairs()
        # Which pairs these are is known beforehand: what is timed is the geometry alone.
        self._wanted = np.array(
            [a < b and (areas[a].klass, areas[b].klass) in judged for a, b in zip(left, right, strict=True)]
        )

    def run(self) -> float:
        """Square metres that overlap in all."""
        left, right = self._pairs()
        left, right = left[self._wanted], right[self._wanted]
        pieces = shapely.intersection(self._geometries[left], self._geometries[right])
        return float(shapely.area(pieces).sum())

    def _pairs(self) -> NDArray[Any]:
        found: NDArray[Any] = shapely.STRtree(self._geometries).query(self._geometries, predicate="intersects")
        return found
