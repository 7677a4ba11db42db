"""Layers over the working copy that the person added: what is unsaved in them is asked about before a send."""

from __future__ import annotations

from qgis.core import QgsProject, QgsVectorLayer

from hso_plugin.core.model import GeometryKind
from hso_plugin.qgis_bridge.layers import project
from tests.qgis.gui.waiting import settled


def added(ground) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{ground.path}|layername=strukturbild_punkt", "prov — strukturbild_punkt", "ogr")
    return QgsProject.instance().addMapLayer(layer)


def test_unsaved_edits_in_a_table_from_the_browser_are_asked_about(opened, ground, qtbot):
    workspace = opened.workspace
    layer = added(ground)
    asked = []
    workspace.unsaved_question = lambda number: asked.append(number) or False
    assert layer.startEditing()
    assert layer.changeAttributeValue(next(layer.getFeatures()).id(), layer.fields().lookupField("namn"), "Nytt")
    assert workspace.unsaved == 1
    workspace.fetch()
    workspace.send()
    assert asked == [1, 1] and not workspace.jobs.busy and layer.isModified()
    workspace.unsaved_question = lambda _number: True
    assert workspace.edits_settled()
    settled(opened, qtbot)
    assert not layer.isEditable() and [each.object.name for each in workspace.snapshot.pending] == ["Nytt"]


def test_a_layer_that_is_taken_away_takes_no_other_with_it(opened, ground):
    layer = added(ground)
    QgsProject.instance().removeMapLayer(layer.id())
    ground.rename(ground.towns[0], "Nytt")
    assert opened.workspace.unsaved == 1
    project.layer(GeometryKind.POINT).rollBack()
