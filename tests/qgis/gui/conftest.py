"""A real working copy, and the workspace and dock over it in a real QGIS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
import shapely
from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion
from hso_plugin.core.platform.server import REQUIRED_TYPES, ServerProfile
from hso_plugin.core.wfs.schema import FeatureType
from hso_plugin.gui.launcher import Launcher
from hso_plugin.gui.main import Gui
from hso_plugin.gui.widgets.steps import Step
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.qgis_bridge.profile import settings
from hso_plugin.qgis_bridge.profile.settings import Profile
from hso_plugin.workcopy import NewWorkingCopy, Settings, WorkingCopyFile
from tests.qgis.gui.waiting import settled

CATALOGUE = catalogues.default()
URL = "http://127.0.0.1:9/wfs"
AREAS = {"2281": shapely.MultiPolygon([shapely.box(590_000, 6_900_000, 640_000, 6_960_000)])}


def town(name: str, east: float, **attributes: object) -> ObjectVersion:
    """A service node of Sundsvall, as the platform has it."""
    values = {"klass": "A3", "namn": name, **attributes}
    thing = MapObject(GeometryKind.POINT, str(uuid4()), "2281", values, shapely.Point(east, 6_930_000))  # type: ignore[arg-type]
    return ObjectVersion(thing, 1, str(uuid4()), False, "planerare-2281", 1, "2026-01-01T00:00:00Z")


def later(version: ObjectVersion, **attributes: object) -> ObjectVersion:
    """The next version of an object, by a colleague."""
    thing = version.object
    changed = MapObject(
        thing.kind,
        thing.identity,
        thing.municipality,
        {**thing.attributes, **attributes},
        thing.geometry,  # type: ignore[arg-type]
    )
    position = (version.position or 0) + 10
    return ObjectVersion(changed, version.version + 1, str(uuid4()), False, "kollega", position, "2026-02-01T08:00:00Z")


@dataclass
class Ground:
    """A working copy on disk and what it was made of."""

    path: Path
    towns: list[ObjectVersion]

    @property
    def profile(self) -> Profile:
        return Profile("prov-2281", "Provplattformen", URL, "", "2281", str(self.path))

    def rename(self, version: ObjectVersion, name: str) -> None:
        """Change an object here, as a person would."""
        layer = project.layer(version.object.kind)
        # QGIS draws in threads of its own. A connection that one of these opens while editing begins, which changes the
        # file's journal, can read nothing (NOLOCK), and is then lent to others too.
        QApplication.processEvents()
        iface.mapCanvas().waitWhileRendering()
        layer.startEditing()
        feature = next(f for f in layer.getFeatures() if f["objektidentitet"] == version.object.identity)
        assert layer.changeAttributeValue(feature.id(), layer.fields().lookupField("namn"), name)

    def arrives(self, version: ObjectVersion) -> None:
        """A colleague's version comes in, as with a fetch."""
        with WorkingCopyFile.open(self.path) as copy:
            copy.apply(version.object.kind, [version], version.position or 0)


@pytest.fixture
def swedish(monkeypatch) -> None:
    """What the core says is said in Swedish, whatever QGIS runs in."""
    monkeypatch.setattr("hso_plugin.qgis_bridge.profile.language.current", lambda: "sv")


@pytest.fixture
def ground(tmp_path) -> Ground:
    """A working copy of Sundsvall with two service nodes."""
    path = tmp_path / "prov.gpkg"
    towns = [town("Matfors", 600_000), town("Njurunda", 610_000)]
    settings = Settings(URL, "2281", "planerare-2281", profile="prov-2281")
    types = {name: FeatureType(name, "qgs", "http://www.qgis.org/gml", "geometry", {}) for name in REQUIRED_TYPES}
    server = ServerProfile(url=URL, title="", types=types)
    with NewWorkingCopy(path, settings, server, CATALOGUE, AREAS) as new:
        for kind in GeometryKind:
            new.load(kind, towns if kind is GeometryKind.POINT else [])
        new.finish(dict.fromkeys(GeometryKind, 1)).close()
        new.publish()
    return Ground(path, towns)


@pytest.fixture
def launcher(qgis_iface, qgis_new_project) -> Iterator[Launcher]:
    """The ways into the plugin's windows, taken away again after the test with what they opened."""
    settings.set_looks(False)  # nobody listens at the address, and the state would say so
    made = Launcher(qgis_iface)
    yield made
    settings.set_looks(True)
    made.unload()
    project.let_go()
    QgsProject.instance().clear()


@pytest.fixture
def gui(launcher) -> Gui:
    """The plugin's windows."""
    made = launcher.gui
    assert made is not None
    return made


@pytest.fixture
def opened(gui, ground, qtbot) -> Gui:
    """The windows with the working copy open in them."""
    gui.workspace.use(ground.profile)
    qtbot.waitUntil(lambda: gui.workspace.snapshot is not None and not gui.workspace.jobs.busy, timeout=10_000)
    gui.dock.show()
    return gui


@pytest.fixture
def checked(opened, qtbot, qgis_iface):
    """The check page with findings of the strictest rules on it."""
    qgis_iface.mainWindow().show()  # what nobody can see is not drawn
    opened.panel.go_to(Step.CHECK)
    opened.live.set_enabled(False)
    opened.panel.check_page.stageBox.setCurrentIndex(1)
    opened.workspace.check()
    settled(opened, qtbot)
    assert opened.workspace.findings
    yield opened
    opened.live.set_enabled(True)  # the choice is kept, also for the tests that come after
    qgis_iface.mainWindow().hide()
