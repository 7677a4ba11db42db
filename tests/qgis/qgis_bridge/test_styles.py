"""Symbols: every class looks like itself, and neighbours' objects paler."""

from __future__ import annotations

import pytest
from qgis.core import QgsSymbolLayerUtils
from qgis.PyQt.QtCore import QSize

from hso_plugin.core.model import GeometryKind
from hso_plugin.qgis_bridge.layers import styles
from tests.support.working_copies import CATALOGUE


def picture(symbol) -> bytes:
    image = QgsSymbolLayerUtils.symbolPreviewPixmap(symbol, QSize(60, 40)).toImage()
    return bytes(image.constBits().asarray(image.sizeInBytes()))


@pytest.mark.parametrize("kind", list(GeometryKind))
def test_every_class_looks_different_and_its_neighbours_twin_too(kind):
    pictures = [
        picture(styles.symbol(klass, kind, faded=faded))
        for klass in CATALOGUE.classes_of(kind)
        for faded in (False, True)
    ]
    assert len(set(pictures)) == len(pictures)


@pytest.mark.parametrize("kind", list(GeometryKind))
def test_the_legend_names_every_class_and_what_has_none(kind):
    categories = styles.renderer(CATALOGUE, kind).categories()
    assert [c.value() for c in categories] == [k.code for k in CATALOGUE.classes_of(kind)] + [""]
    assert all(category.label().startswith(str(category.value())) for category in categories)


def test_faded_is_lighter():
    klass = CATALOGUE.classes["A1"]
    strong = styles.symbol(klass, GeometryKind.POINT).color()
    faded = styles.symbol(klass, GeometryKind.POINT, faded=True).color()
    assert faded.lightness() > strong.lightness()
    assert faded.hue() == pytest.approx(strong.hue(), abs=3)


@pytest.mark.parametrize("faded", [False, True])
@pytest.mark.parametrize("kind", list(GeometryKind))
def test_the_project_gets_no_drawing_order(kind, faded):
    """QGIS 3.40.6 ends when it draws a layer with one in a project with transaction groups."""
    assert not styles.renderer(CATALOGUE, kind, faded=faded).orderByEnabled()


def test_the_greatest_places_are_drawn_last():
    renderer = styles.renderer(CATALOGUE, GeometryKind.POINT)
    assert renderer.usingSymbolLevels()
    passes = [c.symbol().symbolLayer(0).renderingPass() for c in renderer.categories()]
    assert passes == sorted(set(passes), reverse=True)
