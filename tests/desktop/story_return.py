"""A planner opens QGIS again, with the panel as it was left: the first time with the working copy opened by hand."""

import os

from qgis.utils import plugins

from hso_plugin.qgis_bridge import settings
from tests.desktop.openings import open_copy


def story(driver):
    gui = plugins["hso_plugin"]._gui
    dock, workspace = gui.dock, gui.workspace
    began = os.environ["HSO_BEGINS"]
    if began == "new":
        yield from open_copy(driver, lambda: workspace.idle)
        settings.save_profile(workspace.profile)
        settings.activate(workspace.profile.name)
    elif began == "closed":
        # QGIS's own menu of panels, not the plugin's button.
        yield driver.pause(2)
        driver.confirm("Closed", "the panel stays closed", ok=dock.isHidden() and workspace.profile is None)
        dock.toggleViewAction().trigger()
    yield driver.until(lambda: workspace.snapshot is not None and workspace.idle, "the map to be there")
    yield driver.map_drawn()
    driver.confirm("Map", dock.content.titleLabel.text(), ok=dock.isVisible() and gui.action.isChecked())
    if os.environ["HSO_LEAVES"] == "closed":
        dock.hide()
