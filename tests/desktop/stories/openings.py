"""How the stories begin inside QGIS: the dock shows itself, and a working copy or a review is opened in it."""

import os

from qgis.core import QgsApplication
from qgis.utils import plugins

from hso_plugin.qgis_bridge.profile.settings import Profile

#: Nobody listens there.
NOWHERE = "http://127.0.0.1:1/wfs"


def show_dock(driver):
    """The first time the dock shows itself; with the theme that the look asks for."""
    if os.environ.get("HSO_THEME"):
        QgsApplication.setUITheme(os.environ["HSO_THEME"])
    yield driver.until(plugins["hso_plugin"].gui.dock.isVisible, "the dock to show itself")


def open_copy(driver, idle, url=NOWHERE, municipality="2281"):
    """Open the working copy that the test has made, and wait until the map is there and all is `idle`."""
    yield from show_dock(driver)
    workspace = plugins["hso_plugin"].gui.workspace
    profile = Profile("prov", "Provplattformen", url, "", municipality, os.environ["HSO_WORKING_COPY"])
    workspace.use(profile, fresh=True)
    yield driver.until(lambda: workspace.snapshot is not None and idle(), "the map to open")
    yield driver.map_drawn()


def fill_in_review(driver, idle):
    """Fill in who the reviewer is and where the review copy is to be: the rights say that no municipality is needed."""
    yield from show_dock(driver)
    form = plugins["hso_plugin"].gui.panel.connect_form
    driver.type(form.platformBox, os.environ["HSO_URL"])
    driver.type(form.userEdit, os.environ["HSO_USER"])
    driver.type(form.passwordEdit, os.environ["HSO_PASSWORD"])
    driver.click(form.testButton)
    yield driver.until(lambda: idle() and form.lines.rowCount() == 5, "the self-test")
    form.copyEdit.setFilePath(os.environ["HSO_COPY"])
    yield driver.pause(0.3)


def settled(driver, idle, what, seconds=120):
    """Wait until all has been `idle` twice: what ends may begin something else."""
    for _ in range(2):
        yield driver.pause(0.3)
        yield driver.until(idle, what, seconds)
