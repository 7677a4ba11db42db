"""A planner opens QGIS again, with the panel as it was left: the first time with the working copy opened by hand."""

import os

from qgis.utils import plugins

from hso_plugin.qgis_bridge.profile import settings
from tests.desktop.stories.openings import open_copy


def story(driver):
    plugin = plugins["hso_plugin"]
    launcher = plugin._launcher
    began = os.environ["HSO_BEGINS"]
    if began == "new":
        yield from open_copy(driver, lambda: plugin.gui.workspace.idle)
        settings.save_profile(plugin.gui.workspace.profile)
        settings.activate(plugin.gui.workspace.profile.name)
    elif began == "closed":
        # QGIS's own menu of panels, not the plugin's button.
        yield driver.pause(2)
        driver.confirm("Closed", "nothing is made", ok=launcher.dock.isHidden() and launcher._gui is None)
        launcher.dock.toggleViewAction().trigger()
    yield driver.until(lambda: launcher._gui is not None, "the panel to fill itself")
    panel, workspace = plugin.gui.panel, plugin.gui.workspace
    yield driver.until(lambda: workspace.snapshot is not None and workspace.idle, "the map to be there")
    yield driver.map_drawn()
    driver.picture(f"{began}")
    shown = panel.isVisible() and launcher.action.isChecked()
    driver.confirm("Map", panel.titleLabel.text(), ok=shown)
    if os.environ["HSO_LEAVES"] == "closed":
        launcher.dock.hide()
