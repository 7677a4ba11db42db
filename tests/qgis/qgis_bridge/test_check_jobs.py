"""What is done around a check: motivating, also while somebody draws, and the reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
import shapely
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsFeedback,
    QgsGeometry,
    QgsVectorLayer,
)

from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind, Severity, Stage
from hso_plugin.core.motivation import Motivation, motivation_for
from hso_plugin.core.reports import formats
from hso_plugin.core.reports.html_report import html_report
from hso_plugin.core.reports.run import CheckRun
from hso_plugin.qgis_bridge import jobs
from hso_plugin.qgis_bridge.jobs import check_jobs
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.qgis_bridge.tasks.feedback import FeedbackProgress
from hso_plugin.workcopy import WorkingCopyFile
from tests.support.working_copies import OTHER, OWN

PROGRESS = FeedbackProgress(QgsFeedback(), lambda _text: None)


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


def test_a_check_knows_its_motivations_and_remembers_when_it_was(path):
    first = jobs.check_run_job(path, Stage.EDITING, PROGRESS)
    assert first.counts[Severity.WARNING] == first.unmotivated > 1
    one = next(finding for finding in first.findings if finding.severity is Severity.WARNING)
    reason = motivation_for(one, "Avvägt i samråd med Timrå.", "planerare-2281", "2026-01-02T03:04:05+00:00")
    jobs.motivate_job(path, reason, PROGRESS)
    second = jobs.check_run_job(path, Stage.EDITING, PROGRESS)
    assert second.motivations == {one.id: reason}
    assert second.unmotivated == first.unmotivated - 1
    again = jobs.run_of(path, second.findings, second.stage, datetime.fromisoformat(second.checked))
    assert again == second


def test_the_regional_check_is_of_all_municipalities(path):
    assert {f.municipality for f in jobs.check_run_job(path, Stage.SUBMISSION, PROGRESS).findings} == {OWN}
    assert {f.municipality for f in jobs.check_run_job(path, Stage.REGIONAL, PROGRESS).findings} >= {OWN, OTHER}


def test_a_report_speaks_of_objects_as_they_are_drawn(path):
    run = jobs.check_run_job(path, Stage.SUBMISSION, PROGRESS)
    one = next(f.object for f in run.findings if f.object)
    gone = next(f.object for f in run.findings if f.object and f.object != one)
    drawn = replace(run.objects[one], attributes={"klass": "A3", "namn": "Ritat men inte sparat"})
    now = datetime.now().astimezone()
    shown = jobs.run_of(path, run.findings, run.stage, now, {one: drawn, gone: None})
    assert shown.objects[one].name == "Ritat men inte sparat"
    assert gone not in shown.objects
    assert "Ritat men inte sparat" in html_report(shown, "sv")


@pytest.mark.parametrize("name", ["r.json", "r.csv", "r.html", "r.gpkg", "R.JSON"])
def test_the_ending_says_what_is_written(path, tmp_path, name):
    run = jobs.check_run_job(path, Stage.SUBMISSION, PROGRESS)
    target = tmp_path / name
    target.write_text("en äldre rapport")
    jobs.export_job(run, str(target), "sv", PROGRESS)
    raw = target.read_bytes()
    beginning = {".json": b"{", ".csv": b"\xef\xbb\xbfAllvar;", ".html": b"<!DOCTYPE", ".gpkg": b"SQLite format 3"}
    assert raw.startswith(beginning[target.suffix.lower()])
    assert b"\r\r\n" not in raw
    assert {each.name for each in tmp_path.iterdir()} >= {name}
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".r") or each.name.startswith(".R")]


@pytest.mark.parametrize(
    ("name", "code"),
    [("r.pdf", "HSO-FILTYP"), ("r", "HSO-FILTYP"), (".json", "HSO-FILTYP"), ("saknas/r.json", "HSO-DISK"),
     ("saknas/r.gpkg", "HSO-DISK"), ("mapp.json", "HSO-DISK"), ("sundsvall.gpkg", "HSO-FINNS"),
     ("dold.json", "HSO-DISK"), ("dold.gpkg", "HSO-DISK")],
)  # fmt: skip
def test_what_cannot_be_written_is_said_and_leaves_nothing(path, tmp_path, name, code):
    run = jobs.check_run_job(path, Stage.SUBMISSION, PROGRESS)
    for each in ("mapp.json", ".dold.json.part", ".dold.ny.gpkg"):
        (tmp_path / each).mkdir()
    before = {each.name for each in tmp_path.iterdir()}
    assert refusal(run, str(tmp_path / name)) == code
    assert {each.name for each in tmp_path.iterdir()} == before


def test_qgis_shows_the_report_in_its_own_style(path, tmp_path):
    run = jobs.check_run_job(path, Stage.SUBMISSION, PROGRESS)
    target = str(tmp_path / "rapport.gpkg")
    jobs.export_job(run, target, "sv", PROGRESS)
    for table in ("fynd_punkt", "fynd_linje", "fynd_yta"):
        layer = QgsVectorLayer(f"{target}|layername={table}", table, "ogr")
        assert layer.isValid()
        assert layer.crs().authid() == "EPSG:3006"
        renderer = layer.renderer()
        assert isinstance(renderer, QgsCategorizedSymbolRenderer)
        assert {category.value() for category in renderer.categories()} == {str(each) for each in Severity}
        assert layer.featureCount() > 0
    assert layer.startEditing()
    assert refusal(run, target) == "HSO-UPPTAGEN"
    layer.rollBack()


def refusal(run: CheckRun, target: str) -> str:
    """The code of what stands in the way. Not `pytest.raises`, which keeps the layers of whoever called alive."""
    try:
        jobs.export_job(run, target, "sv", PROGRESS)
    except HsoError as error:
        return error.code
    return "written"


@pytest.mark.parametrize("name", ["rapport.csv", "rapport.html", "rapport.json", "rapport.gpkg"])
def test_a_report_that_another_program_has_open_is_called_that(path, tmp_path, name, monkeypatch):
    run = jobs.check_run_job(path, Stage.SUBMISSION, PROGRESS)
    target = tmp_path / name
    jobs.export_job(run, str(target), "sv", PROGRESS)
    before = {each.name: each.stat().st_mtime_ns for each in tmp_path.iterdir()}
    monkeypatch.setattr("hso_plugin.workcopy.storage.durable.PATIENCE", 0.2)
    with target.open("rb"):  # as Excel does
        with pytest.raises(HsoError) as caught:
            jobs.export_job(run, str(target), "sv", PROGRESS)
        assert caught.value.code == "HSO-UPPTAGEN"
        assert f"{name} är öppen i ett annat program" in caught.value.text.sv
        assert {each.name: each.stat().st_mtime_ns for each in tmp_path.iterdir()} == before
    jobs.export_job(run, str(target), "sv", PROGRESS)
    assert target.stat().st_mtime_ns > before[name]


def test_every_form_that_a_check_is_offered_in_is_written():
    assert list(check_jobs.WRITERS) == [each.ending for each in formats.CHECK]
