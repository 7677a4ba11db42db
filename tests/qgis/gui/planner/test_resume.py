"""QGIS started with the panel open: what was worked with is opened again, but not in a project about something else."""

from __future__ import annotations

from threading import current_thread, main_thread

from qgis.core import QgsProject, QgsSettings

from hso_plugin import requirements
from hso_plugin.gui.planner.dock import WorkspacePanel
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.qgis_bridge.profile import settings
from hso_plugin.qgis_bridge.tasks import long_work
from tests.qgis.gui.conftest import CATALOGUE


def resumed(launcher, gui, ground, qtbot, name: str) -> bool:
    """QGIS has started with the panel open, in a project of that file name; whether the map was opened."""
    settings.save_profile(ground.profile)
    settings.activate(ground.profile.name)
    gui.dock.show()
    QgsProject.instance().setFileName(name)
    try:
        launcher.resume()
        qtbot.wait(100)
        qtbot.waitUntil(lambda: not gui.workspace.jobs.busy, timeout=10_000)
        return gui.workspace.profile is not None
    finally:
        QgsProject.instance().setFileName("")
        QgsSettings().remove(f"hso/profiles/{ground.profile.name}")


def test_what_was_worked_with_is_opened_again(launcher, gui, ground, qtbot):
    assert resumed(launcher, gui, ground, qtbot, "")
    assert not gui.dock.isHidden()


def test_nothing_gets_into_another_project_unasked(launcher, gui, ground, qtbot, tmp_path):
    assert not resumed(launcher, gui, ground, qtbot, str(tmp_path / "annat.qgz"))
    assert gui.dock.isHidden() and not project.layers() and not QgsProject.instance().layerTreeRoot().children()


def test_a_project_with_the_map_in_it_is_gone_on_with(launcher, gui, ground, qtbot, tmp_path):
    for _ in project.steps(str(ground.path), CATALOGUE, "2281"):
        pass
    assert resumed(launcher, gui, ground, qtbot, str(tmp_path / "karta.qgz"))
    assert not gui.dock.isHidden() and len(project.layers()) == 3


def test_what_fills_the_panel_is_imported_before_the_event_loop_is_asked_to_make_it(launcher, qtbot, monkeypatch):
    """QGIS has started with the panel open: it is there, and filled a little later."""
    threads = []
    unusable = requirements.unusable
    monkeypatch.setattr(requirements, "unusable", lambda: threads.append(current_thread()) or unusable())
    launcher.dock.show()
    launcher.resume()
    assert not launcher.dock.isHidden() and launcher._gui is None
    qtbot.waitUntil(lambda: launcher._gui is not None, timeout=10_000)
    assert threads[0] is not main_thread()
    assert launcher.dock.findChildren(WorkspacePanel)


def test_a_panel_that_was_closed_meanwhile_is_not_filled(launcher, qtbot):
    launcher.dock.show()
    launcher.resume()
    task = launcher._importing
    launcher.dock.hide()
    qtbot.waitUntil(lambda: task not in long_work._running, timeout=10_000)
    qtbot.wait(50)
    assert launcher._gui is None and launcher.dock.isHidden()
