"""Layers over the working copy that the person added: what is unsaved in them is asked about before a send."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsProject, QgsVectorLayer

from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.workcopy import WorkingCopyFile
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


# ----- the project was copied, and the working copy with it


@pytest.fixture
def copied(opened, ground, tmp_path, qtbot):
    """The copied project, opened; the path of the working copy beside it."""
    folder = tmp_path / "kopia"
    folder.mkdir()
    place = ground.path.with_name("karta.qgz")
    assert QgsProject.instance().write(str(place))
    QgsProject.instance().clear()
    shutil.copy(place, folder)
    shutil.copy(ground.path, folder)
    assert QgsProject.instance().read(str(folder / place.name))
    qtbot.waitUntil(lambda: opened.workspace.trouble is not None and opened.workspace.idle, timeout=10_000)
    path = folder / ground.path.name
    assert {Path(each.source().partition("|")[0]) for each in QgsProject.instance().mapLayers().values()} == {path}
    return path


def test_a_copied_project_says_that_it_shows_another_file(opened, copied):
    assert opened.workspace.trouble.code == "HSO-ANNAN-FIL" and opened.workspace.snapshot is None
    page = opened.panel.closed_page
    assert opened.panel.fetch_step.currentWidget() is page
    assert page.detailsLabel.text() == str(copied) and not page.insteadButton.isHidden()
    assert page.chooseButton.isHidden() and page.fillButton.isHidden()


def test_one_may_go_on_with_the_copied_file(opened, ground, copied, qtbot):
    before = set(QgsProject.instance().mapLayers())
    opened.panel.primaryButton.click()
    qtbot.waitUntil(lambda: opened.workspace.snapshot is not None and opened.workspace.idle, timeout=10_000)
    assert Path(opened.workspace.snapshot.path) == copied and set(QgsProject.instance().mapLayers()) == before
    ground.rename(ground.towns[0], "I kopian")
    assert opened.workspace.save_edits(stop=True)
    qtbot.waitUntil(lambda: opened.workspace.waiting == 1, timeout=5000)


def test_one_may_have_the_map_of_the_connection_instead(opened, ground, copied, qtbot):
    opened.panel.closed_page.insteadButton.click()
    qtbot.waitUntil(lambda: opened.workspace.snapshot is not None and opened.workspace.idle, timeout=10_000)
    assert Path(opened.workspace.snapshot.path) == ground.path
    assert project.is_in_project(ground.path) and not project.is_in_project(copied)


# ----- transaction groups


def test_a_file_that_transaction_groups_keep_locked_is_not_blamed_on_others(opened, ground, monkeypatch):
    layer = project.layer(GeometryKind.POINT)
    assert QgsProject.instance().setTransactionMode(Qgis.TransactionMode.AutomaticGroups)
    assert project.in_transaction_groups()
    ground.rename(ground.towns[0], "Nytt")
    monkeypatch.setattr("hso_plugin.workcopy.storage.connection.BUSY_SECONDS", 0.2)
    with pytest.raises(HsoError) as caught, WorkingCopyFile.open(ground.path) as copy:
        copy.note_contact()
    assert caught.value.code == "HSO-UPPTAGEN"
    told = project.explained(caught.value)
    assert "transaktionsgrupper" in told.text.sv and layer.name() in told.text.sv
    layer.rollBack()
    assert project.explained(caught.value) is caught.value
    assert QgsProject.instance().setTransactionMode(Qgis.TransactionMode.Disabled)
