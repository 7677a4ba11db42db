"""Motivating while somebody draws: the side table is written under layers in edit mode, and no edit is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shapely
from qgis.core import QgsFeature, QgsFeedback, QgsGeometry, QgsProject, QgsVectorLayer

from hso_plugin.core.model import GeometryKind
from hso_plugin.core.motivation import Motivation
from hso_plugin.qgis_bridge import jobs, project
from hso_plugin.qgis_bridge.feedback import FeedbackProgress
from hso_plugin.workcopy import WorkingCopyFile
from tests.qgis.working_copies import CATALOGUE, OWN, make

PROGRESS = FeedbackProgress(QgsFeedback(), lambda _text: None)


@pytest.fixture
def path(tmp_path, qgis_new_project) -> Iterator[str]:
    made = str(make(tmp_path / "sundsvall.gpkg"))
    for _ in project.steps(made, CATALOGUE, OWN):
        pass
    yield made
    QgsProject.instance().clear()
    project.let_go()


def motivation(finding: str = "f1") -> Motivation:
    text, written = "Avvägt i samråd med Timrå.", "2026-01-02T03:04:05+00:00"
    return Motivation(finding, "yta-liten", "o1", text, "planerare-2281", written, "A4", shapely.Point(1, 2))


def stored(path: str) -> list[Motivation]:
    with WorkingCopyFile.open(path) as copy:
        return copy.motivations()


def edited(kind: GeometryKind) -> QgsVectorLayer:
    """The layer of a kind in edit mode, with a new, a changed and a deleted object that are not saved."""
    layer = project.layer(kind)
    assert layer.startEditing()
    features = list(layer.getFeatures())
    assert layer.changeAttributeValue(features[0].id(), layer.fields().indexOf("namn"), "Ändrat men inte sparat")
    assert layer.deleteFeature(features[1].id())
    new = QgsFeature(layer.fields())
    new.setGeometry(QgsGeometry.fromWkt("Point (600500 6930500)"))
    new["klass"], new["namn"] = "A3", "Ritat men inte sparat"
    assert layer.addFeature(new)
    return layer


def test_motivating_leaves_edit_mode_and_its_edits_alone(path):
    layer = edited(GeometryKind.POINT)
    before = layer.featureCount()
    reading = layer.getFeatures()  # a reader in the middle of the table, as while the map is drawn
    assert reading.nextFeature(QgsFeature())
    jobs.motivate_job(path, motivation(), PROGRESS)
    jobs.motivate_job(path, motivation("f2"), PROGRESS)
    jobs.withdraw_motivation_job(path, "f2", PROGRESS)
    assert layer.isEditable()
    assert layer.isModified()
    assert layer.featureCount() == before
    assert stored(path) == [motivation()]
    assert layer.commitChanges(), layer.commitErrors()
    with WorkingCopyFile.open(path) as copy:
        names = {thing.name for thing in copy.objects(GeometryKind.POINT)}
        assert {"Ändrat men inte sparat", "Ritat men inte sparat"} <= names
        assert len(copy.pending()) == 3
        assert copy.motivations() == [motivation()]


def test_a_motivation_stands_when_the_edits_are_undone(path):
    layer = edited(GeometryKind.POINT)
    jobs.motivate_job(path, motivation(), PROGRESS)
    assert layer.rollBack()
    assert stored(path) == [motivation()]
    with WorkingCopyFile.open(path) as copy:
        assert copy.pending() == []
