"""Where a working copy may lie: who fetches one is refused a network drive, and is not kept waiting by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeedback,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QStandardPaths

from hso_plugin.core.errors import HsoError
from hso_plugin.core.reports.formats import HTML
from hso_plugin.processing.provider import HsoProvider
from hso_plugin.qgis_bridge import jobs
from hso_plugin.qgis_bridge.bug_report.copy_facts import copy_facts
from hso_plugin.qgis_bridge.jobs import review_files, review_jobs, written_files
from hso_plugin.qgis_bridge.layers import layer_release
from hso_plugin.qgis_bridge.profile import copy_location
from hso_plugin.qgis_bridge.profile.settings import REVIEWER, Profile
from hso_plugin.qgis_bridge.tasks.feedback import FeedbackProgress
from tests.support.working_copies import make

SHARE = "\\\\server\\delad\\karta.gpkg"
PROGRESS = FeedbackProgress(QgsFeedback(), lambda _: None)


def profile(path: str, role: str = "") -> Profile:
    return Profile("p", "p", "https://example.org/wfs", "", "" if role else "2281", path, role or "planerare")


def test_a_place_that_the_system_cannot_look_at_is_no_fault_of_the_question(tmp_path):
    path = tmp_path / f"{'a' * 300}.gpkg"
    assert not copy_location.on_network(path)
    copy_location.require_usable(path)
    assert copy_location.unused_path(path) == path
    assert not jobs.exists(str(path))
    assert not review_files.review_exists(profile(str(path), REVIEWER))
    assert copy_facts(path).described == {"fel": "filen finns inte"}
    with pytest.raises(HsoError, match="HSO-DISK"):
        written_files.require_file(str(path / "rapport.html"), (HTML,))


def test_a_network_place_is_known(tmp_path):
    assert copy_location.on_network(Path("//server/delad/karta.gpkg"))
    assert copy_location.on_network(Path(SHARE))
    assert not copy_location.on_network(tmp_path / "ny" / "karta.gpkg")


def test_a_folder_that_is_a_link_to_a_server_is_known_by_where_it_leads(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(copy_location, "leads_to_server", lambda path: asked.append(path) or path.endswith("delad"))
    (tmp_path / "delad").mkdir()
    (tmp_path / "lokal").symlink_to(tmp_path / "delad")
    assert copy_location.on_network(tmp_path / "lokal" / "karta.gpkg")


def test_the_default_is_among_the_local_program_data():
    place = copy_location.default_working_copy("Länsplattformen (test)", "2281")
    local = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    assert place == Path(local) / "Strukturbild" / "lansplattformen-test-2281.gpkg"
    assert copy_location.default_review_copy("Länsplattformen").parent == place.parent


@pytest.mark.parametrize(
    "fetch",
    [lambda: jobs.clone_job(profile(SHARE), PROGRESS),
     lambda: review_jobs.open_review_copy_job(profile(SHARE, REVIEWER), PROGRESS)],
)  # fmt: skip
def test_every_fetch_refuses_a_network_place(fetch):
    with pytest.raises(HsoError) as caught:
        fetch()
    assert caught.value.code == "HSO-NATVERKSPLATS"


def test_so_does_the_algorithm():
    provider = HsoProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    try:
        algorithm = QgsApplication.processingRegistry().algorithmById("hso:clone")
        feedback = QgsProcessingFeedback()
        where = {"URL": "https://example.org/wfs", "MUNICIPALITY": "2281", "WORKING_COPY": SHARE}
        _, done = algorithm.run(where, QgsProcessingContext(), feedback)
        assert not done
        assert "nätverksplats" in feedback.textLog() or "network" in feedback.textLog()
    finally:
        QgsApplication.processingRegistry().removeProvider(provider)


def test_layers_on_a_server_are_not_asked_for_when_a_local_file_is_let_go_of(path, tmp_path, monkeypatch):
    layers = {}
    for name, file in (
        ("own", path),
        ("other name", make(tmp_path / "annan.gpkg")),
        ("same name", make(_made(tmp_path / "mapp") / Path(path).name)),
    ):
        layers[name] = QgsVectorLayer(f"{file}|layername=strukturbild_punkt", name, "ogr")
        QgsProject.instance().addMapLayer(layers[name])
    asked = []
    real = Path.resolve

    def resolve(self: Path, *rest: object) -> Path:
        asked.append(self)
        return real(self, *rest)

    monkeypatch.setattr(Path, "resolve", resolve)
    monkeypatch.setattr(copy_location, "leads_to_server", lambda file: "mapp" in file)
    found = layer_release.over(path)
    assert layers["own"].id() in found
    assert layers["other name"].id() not in found and layers["same name"].id() not in found
    assert asked == []


def test_a_file_is_known_by_another_path_to_it(path, tmp_path):
    (tmp_path / "lank").symlink_to(tmp_path)
    layer = QgsVectorLayer(f"{tmp_path / 'lank' / Path(path).name}|layername=strukturbild_punkt", "egen", "ogr")
    QgsProject.instance().addMapLayer(layer)
    assert layer.id() in layer_release.over(path)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
