"""A release on the map: its GeoPackage as a group of layers that are only read, in the classes' own symbols."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from ...core.catalogue.model import Catalogue
from ...core.error_codes.review import NO_RELEASE
from ...core.errors import HsoError
from ...core.model import GeometryKind
from ...core.review.records.model import Release
from ...core.text import Text
from . import styles
from .names import OWN, title

#: Custom property of the group: `change` of the release.
RELEASE = "hso/utgava"
_ORDER = (GeometryKind.POINT, GeometryKind.LINE, GeometryKind.AREA)


def group_of(release: Release) -> QgsLayerTreeGroup | None:
    """The group that shows `release`, wherever the person has moved it; None when the map does not show it."""
    groups = QgsProject.instance().layerTreeRoot().findGroups(True)
    found = (each for each in groups if each.customProperty(RELEASE) == release.change)
    return next((each for each in found if each.findLayers()), None)


def show_steps(path: str, release: Release, catalogue: Catalogue) -> Iterator[None]:
    """Put the layers of the release's file at `path` into the project, as a generator for `SlicedWork`.

    They lie below what the person edits. Raises `HsoError` (HSO-UTGAVA) when the file cannot be opened.
    """
    project = QgsProject.instance()
    layers = [_layer(path, kind, catalogue) for kind in _ORDER]
    yield
    root = project.layerTreeRoot()
    name = QCoreApplication.translate("Hso", "Utgåva: {name}").replace("{name}", release.name)
    group = root.addGroup(name)
    group.setCustomProperty(RELEASE, release.change)
    for layer in layers:
        project.addMapLayer(layer, False)
        group.addLayer(layer)
        yield
    group.setExpanded(False)


def extent_of(group: QgsLayerTreeGroup) -> QgsRectangle:
    """Around everything the group's layers hold, EPSG:3006; empty when they hold nothing."""
    whole = QgsRectangle()
    for node in group.findLayers():
        extent = node.layer().extent() if node.layer() is not None else QgsRectangle()
        if not extent.isNull() and extent.isFinite() and node.layer().featureCount():
            whole.combineExtentWith(extent)
    return whole


def _layer(path: str, kind: GeometryKind, catalogue: Catalogue) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{path}|layername={kind.table}", title(OWN, kind), "ogr")
    if not layer.isValid():
        raise HsoError(
            NO_RELEASE,
            Text(
                "Utgåvan går inte att visa på kartan. Spara den som GeoPackage och öppna filen i QGIS.",
                "The release cannot be shown on the map. Save it as a GeoPackage and open the file in QGIS.",
            ),
            f"{path} {kind.table}: {layer.error().summary()}",
        )
    layer.setRenderer(styles.renderer(catalogue, kind))
    layer.setLabeling(styles.labeling(kind))
    layer.setLabelsEnabled(True)
    layer.setDisplayExpression('coalesce("namn", "klass", \'\')')
    layer.setReadOnly(True)
    return layer
