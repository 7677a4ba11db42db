"""The windows and jobs in QGIS over a real platform: the people of the platform's own tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.core import QgsProject
from qgis.PyQt import sip

from hso_plugin.gui.launcher import Launcher
from hso_plugin.gui.main import Gui
from hso_plugin.qgis_bridge.layers import project
from tests.support.people import ledger, planner, reviewer

__all__ = ["ledger", "planner", "reviewer"]


@pytest.fixture
def launcher(qgis_iface, qgis_new_project) -> Iterator[Launcher]:
    """The ways into the plugin's windows, taken away again after the test where it has not done so itself."""
    made = Launcher(qgis_iface)
    yield made
    if not sip.isdeleted(made):
        made.unload()
    project.let_go()
    QgsProject.instance().clear()


@pytest.fixture
def gui(launcher) -> Gui:
    """The plugin's windows."""
    made = launcher.gui
    assert made is not None
    return made
