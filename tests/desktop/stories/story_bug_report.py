"""*Hjälp → Samla felrapport* in the real window, of a plugin that works or one that could not start.

Environment: HSO_REPORT, where the zip is to be; HSO_BROKEN, `yes` when the plugin could not start.
"""

import json
import os
from pathlib import Path

from qgis.PyQt.QtWidgets import QDialog, QPushButton
from qgis.utils import iface, plugins


def story(driver):
    broken = os.environ["HSO_BROKEN"] == "yes"
    facts = {"provider": plugins["hso_plugin"]._provider is not None, "gui": plugins["hso_plugin"].gui is not None}
    if broken:
        yield driver.until(lambda: iface.messageBar().currentItem() is not None, "the message")
        facts["said"] = iface.messageBar().currentItem().text()
        yield driver.pause(0.5)
        driver.picture("1-cannot-start")
        [button] = iface.messageBar().currentItem().findChildren(QPushButton)
        driver.click(button)
    else:
        iface.helpMenu().popup(driver.window.mapToGlobal(driver.window.menuBar().geometry().bottomLeft()))
        yield driver.pause(0.5)
        iface.helpMenu().grab().save(f"{os.environ['HSO_STORY_PICTURES']}/1-help.png")
        iface.helpMenu().hide()
        [action] = [each for each in iface.helpMenu().actions() if each.objectName() == "hsoBugReportAction"]
        facts["entry"] = action.text()
        action.trigger()
    yield driver.until(lambda: driver.window.findChild(QDialog, "hsoBugReport") is not None, "the window")
    window = driver.window.findChild(QDialog, "hsoBugReport")
    yield driver.until(lambda: window.report is not None, "the report")
    yield driver.pause(0.5)
    driver.picture("2-report")
    for number in range(1, window.tabs.count()):
        window.tabs.setCurrentIndex(number)
        yield driver.pause(0.2)
        driver.picture(f"3-{window.tabs.tabText(number)}")
    window.save(Path(os.environ["HSO_REPORT"]))
    yield driver.pause(0.3)
    driver.picture("4-saved")
    facts["id"] = window.report.id
    facts["fits"] = window.height() <= driver.window.height() and window.width() <= driver.window.width()
    driver.click(window.closeButton)
    yield driver.until(lambda: driver.window.findChild(QDialog, "hsoBugReport") is None, "the window to go")
    Path(os.environ["HSO_FACTS"]).write_text(json.dumps(facts), "utf-8")
    driver.confirm("The report is saved", facts["id"], ok=Path(os.environ["HSO_REPORT"]).exists())
