"""What the rules are measured against: QGIS's `native:intersection`, and the bare computation with shapely."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from qgis.analysis import QgsNativeAlgorithms
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

from hso_plugin.core.catalogue import Catalogue
from hso_plugin.core.model import GeometryKind, MapObject

#: Rule type of the overlap rules.
OVERLAP = "ytoverlapp"


def sound_areas(objects: Sequence[MapObject]) -> list[MapObject]:
    """The areas that anything can overlay: with a geometry, valid and in 2D or 3D."""
    areas = [o for o in objects if o.kind is GeometryKind.AREA and o.geometry is not None]
    return [o for o in areas if shapely.is_valid(o.geometry) and not shapely.is_empty(o.geometry)]


class NativeIntersection:
    """QGIS's overlay of the areas with themselves, in memory, in this thread.

    The layer has no attributes to copy and only valid geometries, which then need no check: what the overlay does
    beyond the overlay itself is left out.
    """

    def __init__(self, areas: Sequence[MapObject]) -> None:
        registry = QgsApplication.processingRegistry()
        if registry.providerById("native") is None:
            registry.addProvider(QgsNativeAlgorithms(registry))
        self._algorithm = registry.algorithmById("native:intersection")
        self._layer = QgsVectorLayer("MultiPolygon?crs=EPSG:3006&index=yes", "areas", "memory")
        features = []
        for item in areas:
            geometry, feature = QgsGeometry(), QgsFeature()
            geometry.fromWkb(shapely.to_wkb(item.geometry, output_dimension=2))
            feature.setGeometry(geometry)
            features.append(feature)
        self._layer.dataProvider().addFeatures(features)

    def run(self) -> int:
        """Overlay; the number of pieces, those of every area with itself among them."""
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        context.setInvalidGeometryCheck(Qgis.InvalidGeometryCheck.NoCheck)
        wanted = {"INPUT": self._layer, "OVERLAY": self._layer, "OUTPUT": "memory:"}
        results, done = self._algorithm.run(wanted, context, feedback)
        if not done:
            raise RuntimeError(feedback.textLog())
        return int(context.getMapLayer(results["OUTPUT"]).featureCount())


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
