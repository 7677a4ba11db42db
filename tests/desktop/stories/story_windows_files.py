"""QGIS under Windows' rules for open files, and the form that says where the map will lie, told in the real window."""

import os
from pathlib import Path

from qgis.PyQt.QtCore import QFile
from qgis.utils import plugins

from hso_plugin.qgis_bridge.profile import copy_location
from tests.desktop.stories.openings import show_dock


def refused(path: Path) -> list[bool]:
    """Whether Python and Qt are refused the file at `path`, which is open meanwhile."""
    with path.open():
        try:
            os.replace(path, path.with_name("annat"))
        except PermissionError:
            return [True, not QFile.remove(str(path))]
    return [False]


def story(driver):
    path = Path(os.environ["HSO_FOLDER"], "oppen.csv")
    path.write_text("innehåll", "utf-8")
    answers = refused(path)
    path.unlink()
    driver.confirm("Open files", f"Python and Qt refused: {answers}", ok=answers == [True, True])
    free = "LD_PRELOAD" not in os.environ
    driver.confirm("Other programs", f"what QGIS starts is free of the rules: {free}", ok=free)

    yield from show_dock(driver)
    form = plugins["hso_plugin"].gui.panel.connect_form
    driver.choose(form.municipalityBox, "Sundsvall")
    yield driver.pause(0.3)
    driver.picture("1-place")
    folder = str(Path(form.copyEdit.filePath()).parent)
    said = form.placeLabel.text().replace("\u200b", "")
    fits = form.placeLabel.width() <= form.width() and form.placeLabel.visibleRegion().boundingRect().height() > 0
    driver.confirm("Place", said, ok=folder in said and folder.endswith("Strukturbild") and fits)

    session = copy_location.in_remote_session
    copy_location.in_remote_session = lambda: True  # there is no such session on this system
    try:
        driver.choose(form.municipalityBox, "Timrå")
        yield driver.pause(0.3)
        driver.picture("2-thin-client")
        label = form.placeLabel
        whole = label.visibleRegion().boundingRect().height() >= label.heightForWidth(label.width())
        driver.confirm("Thin client", "the warning can be read as a whole", ok=whole)
    finally:
        copy_location.in_remote_session = session
