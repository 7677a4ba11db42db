"""The findings on the map: as many as in the list, told apart, out of the way of saving, and gone when they should."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsProject,
    QgsSettings,
    QgsVectorFileWriter,
)

from hso_plugin.core.model import Finding, GeometryKind, Severity
from hso_plugin.core.progress import Silent
from hso_plugin.core.text import Text
from hso_plugin.qgis_bridge.layers import findings_layers, project
from hso_plugin.qgis_bridge.layers.findings_features import features, points_in
from hso_plugin.qgis_bridge.layers.names import ROLE
from tests.support.working_copies import SHAPES, thing

#: Of the group.
NAMES = ("Fynd", "Findings")


@pytest.fixture(autouse=True)
def switched_on():
    """As when QGIS is new."""
    QgsSettings().remove("hso/findings_on_map")
    yield
    QgsSettings().remove("hso/findings_on_map")


def finding(number: int, geometry, *, about: str | None = "a", severity=Severity.ERROR, says="Något.") -> Finding:
    text = Text(f"{says} {number}", "Something.")
    return Finding(f"id-{number}", "regel", severity, about, "A3", text, Text("Gör så.", "Do."), geometry)


def quiet(gui, qtbot) -> None:
    qtbot.waitUntil(lambda: gui.workspace.idle and not gui.live.busy and not gui.findings_layer.busy, timeout=20_000)


def on_map() -> dict[str, str]:
    """Ids and severities of the findings on the map."""
    layers = [each for each in QgsProject.instance().mapLayers().values() if each.customProperty(ROLE) == "fynd"]
    return {feature["id"]: feature["allvar"] for layer in layers for feature in layer.getFeatures()}


def with_place(findings) -> dict[str, str]:
    return {f.id: str(f.severity) for f in findings if f.geometry is not None}


@pytest.fixture
def checked(opened, qtbot):
    opened.workspace.check()
    quiet(opened, qtbot)
    return opened


def test_a_check_puts_every_finding_on_the_map_on_top_of_the_objects(checked):
    assert on_map() == with_place(checked.workspace.findings) and on_map()
    root = QgsProject.instance().layerTreeRoot()
    group = root.findLayer(project.layer(GeometryKind.POINT).id()).parent()
    assert group.children()[0].name() in NAMES
    assert all(
        layer.crs().authid() == "EPSG:3006" and layer.readOnly() for layer in checked.findings_layer._layers.values()
    )


def test_edits_change_only_what_they_concern(checked, ground, qtbot):
    layer = checked.findings_layer._layers[GeometryKind.POINT]
    before = {feature["id"]: feature.id() for feature in layer.getFeatures()}
    ground.rename(ground.towns[0], "")
    quiet(checked, qtbot)
    assert on_map() == with_place(checked.workspace.findings)
    other = {f.id for f in checked.workspace.findings if f.object == ground.towns[1].object.identity}
    after = {feature["id"]: feature.id() for feature in layer.getFeatures()}
    assert other and {i: after[i] for i in other} == {i: before[i] for i in other}
    project.layer(GeometryKind.POINT).rollBack()
    quiet(checked, qtbot)
    assert on_map().keys() == before.keys()


def test_it_is_turned_off_and_on_and_remembers(checked, qtbot):
    told = []
    checked.findings_layer.toggled.connect(told.append)
    checked.findings_layer.set_shown(False)
    assert on_map() == {} and not checked.findings_layer._layers
    assert not any(
        group.name() in ("Fynd", "Findings") for group in QgsProject.instance().layerTreeRoot().findGroups(True)
    )
    checked.workspace.check()
    quiet(checked, qtbot)
    assert on_map() == {} and not checked.findings_layer.shown
    checked.findings_layer.set_shown(True)
    quiet(checked, qtbot)
    assert on_map() == with_place(checked.workspace.findings) and told == [False, True]


def test_layers_that_somebody_takes_out_stay_out(checked, qtbot):
    QgsProject.instance().removeMapLayer(checked.findings_layer._layers[GeometryKind.AREA])
    qtbot.waitUntil(lambda: not checked.findings_layer.shown, timeout=5000)
    assert on_map() == {}
    checked.workspace.check()
    quiet(checked, qtbot)
    assert on_map() == {}


@pytest.mark.parametrize("what", ["off", "anew"])
def test_what_a_person_made_of_them_is_left_alone(checked, ground, tmp_path, qtbot, what):
    layers = QgsProject.instance().mapLayers().values()
    kept = next(each for each in layers if each.customProperty(ROLE) == "fynd" and each.featureCount())
    copied = kept.clone()
    QgsProject.instance().addMapLayer(copied)
    rows = kept.featureCount()
    path = str(tmp_path / "att gora.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(kept, path, QgsProject.instance().transformContext(), options)
    kept.setDataSource(path, "Att göra", "ogr")  # as «Make permanent» does
    if what == "off":
        checked.findings_layer.set_shown(False)
    else:
        checked.workspace.check()
    quiet(checked, qtbot)
    assert kept.isValid() and kept.featureCount() == rows and kept.id() in QgsProject.instance().mapLayers()
    assert copied.featureCount() == rows and copied.id() in QgsProject.instance().mapLayers()
    assert not kept.readOnly()
    drawn = [each for each in QgsProject.instance().mapLayers().values() if each.customProperty(ROLE) == "fynd"]
    assert len(drawn) == (2 if what == "off" else 5)


def test_another_map_or_none_takes_them_away(checked, qtbot):
    checked.workspace.begin_new()
    assert on_map() == {} and len(QgsProject.instance().mapLayers()) == 8


def test_a_project_that_is_cleared_takes_them_along(checked, qtbot):
    QgsProject.instance().clear()
    qtbot.wait(50)
    assert not checked.findings_layer._layers and checked.findings_layer.shown


def test_they_neither_stand_in_the_way_of_closing_nor_come_back_empty(checked, tmp_path, qtbot):
    layers = checked.findings_layer._layers.values()
    assert all(layer.customProperty("skipMemoryLayersCheck") for layer in layers)
    path = str(tmp_path / "projekt.qgz")
    assert QgsProject.instance().write(path)
    checked.workspace.begin_new()
    QgsProject.instance().clear()
    assert QgsProject.instance().read(path)
    assert not [each for each in QgsProject.instance().mapLayers().values() if each.customProperty(ROLE) == "fynd"]
    assert len(project.layers()) == 3
    QgsProject.instance().clear()


def test_a_tip_shows_what_somebody_typed_as_text():
    layer = findings_layers.create()[GeometryKind.POINT]
    found = finding(1, shapely.Point(0, 0), says="<b>&amp;</b>")
    [(_, _, feature)] = features([found], {}, "sv", Silent())
    layer.dataProvider().addFeatures([feature])
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(next(layer.getFeatures()))
    tip = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
    assert tip == "<p>&lt;b&gt;&amp;amp;&lt;/b&gt; 1</p>"


def test_exact_places_are_drawn_as_they_are_and_whole_objects_as_a_point():
    area, line = thing(GeometryKind.AREA, "A4"), thing(GeometryKind.LINE, "B1")
    objects = {each.identity: each for each in (area, line)}
    piece = shapely.box(600_000, 6_930_000, 600_010, 6_930_010)
    mixture = shapely.GeometryCollection([piece, shapely.Point(0, 0), shapely.LineString([(0, 0), (1, 1)])])
    found = [
        finding(0, shapely.from_wkb(shapely.to_wkb(area.geometry)), about=area.identity),
        finding(1, line.geometry, about=line.identity),
        finding(2, piece, about=area.identity),
        finding(3, mixture, about=area.identity),
        finding(4, shapely.LineString([(0, 0), (1, 1)]), about=area.identity),
        finding(5, SHAPES[GeometryKind.AREA], about=None),
        finding(6, None, about=area.identity),
        finding(7, shapely.Polygon(), about=area.identity),
        finding(8, shapely.GeometryCollection(), about=area.identity),
        finding(9, shapely.Polygon(), about=None),
    ]
    placed = {i: (kind, feature) for kind, i, feature in features(found, objects, "sv", Silent())}
    kinds = [placed[f"id-{n}"][0] for n in range(6)]
    assert kinds == [*[GeometryKind.POINT] * 2, *[GeometryKind.AREA] * 2, GeometryKind.LINE, GeometryKind.POINT]
    assert [placed[f"id-{n}"][1].attribute(6) for n in range(6)] == ["1", "1", "", "", "", "1"]
    assert set(placed) == {f"id-{n}" for n in range(6)}
    assert placed["id-3"][1].geometry().area() == pytest.approx(100)
    for number, shape in ((0, area.geometry), (1, line.geometry), (5, SHAPES[GeometryKind.AREA])):
        point = shapely.from_wkb(bytes(placed[f"id-{number}"][1].geometry().asWkb()))
        assert point.distance(shape) < 0.001


def test_a_place_that_crosses_itself_has_a_point_all_the_same():
    bow = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    flat = shapely.Polygon([(0, 0), (10, 10), (0, 0)])
    points = points_in(np.array([bow, flat, shapely.Point(3, 3)], dtype=object))
    assert (shapely.distance(points, shapely.box(0, 0, 10, 10)) == 0).all()
    assert (shapely.get_type_id(points) == shapely.GeometryType.POINT).all()


def test_many_findings_come_and_go(opened, qtbot):
    many = [finding(n, shapely.Point(600_000 + n, 6_930_000), severity=list(Severity)[n % 3]) for n in range(3000)]
    opened.workspace.show_findings(many)
    quiet(opened, qtbot)
    assert on_map() == with_place(many)
    fewer = [replace(f, severity=Severity.NOTE) if n % 2 else f for n, f in enumerate(many) if n % 3]
    opened.workspace.show_findings(fewer)
    quiet(opened, qtbot)
    assert on_map() == with_place(fewer)
