"""The first start on a computer with a preset, and a later one when somebody has chosen for themselves.

Environment: HSO_START, `first` or `later`; HSO_COPY, where a working copy may be.
"""

import json
import os
from dataclasses import asdict, replace
from pathlib import Path

from qgis.core import QgsOwsConnection, QgsSettings
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QDockWidget, QTreeView, QTreeWidget
from qgis.utils import active_plugins, iface, plugins

from hso_plugin.qgis_bridge.profile import settings

MAP = "Topografisk karta, nedtonad"


def browser_top(provider):
    """Index of the browser's item of all connections of a kind."""
    model = iface.browserModel()
    tops = [model.index(row, 0) for row in range(model.rowCount())]
    [found] = [top for top in tops if model.dataItem(top) and model.dataItem(top).providerKey() == provider]
    return found


def in_browser(provider):
    """Names of the connections of a kind, as the browser lists them; empty before it has looked."""
    model, top = iface.browserModel(), browser_top(provider)
    return sorted(model.data(model.index(row, 0, top)) for row in range(model.rowCount(top)))


def known():
    """What QGIS and the plugin know of what the preset says."""
    own = QgsSettings()
    own.beginGroup("app/plugin_repositories/HSO")
    repository = {
        "url": own.value("url", ""),
        **{key: own.value(key, False, type=bool) for key in ("enabled", "valid")},
    }
    return {
        "loaded": "hso_plugin" in active_plugins,
        "repository": repository,
        "xyz": in_browser("XYZ Tiles"),
        "xyz_address": QgsSettings().value(f"connections/xyz/items/{MAP}/url"),
        "wms": in_browser("WMS"),
        "wms_address": QgsOwsConnection("WMS", "Ortofoto").uri().param("url"),
        "profile": asdict(settings.active()),
    }


def choose_otherwise():
    """What somebody may well choose instead of what the preset says."""
    chosen = replace(settings.active(), title="Min egen", municipality="2260", working_copy=os.environ["HSO_COPY"])
    settings.save_profile(chosen)
    own = QgsSettings()
    own.setValue("app/plugin_repositories/HSO/enabled", False)
    own.setValue(f"connections/xyz/items/{MAP}/url", "https://egen.example.org/{z}/{x}/{y}.png")


def story(driver):
    driver.window.findChild(QDockWidget, "Browser").show()  # it looks for connections when it is seen
    yield driver.until(lambda: iface.browserModel().rowCount() > 0, "the browser")
    for provider in ("XYZ Tiles", "WMS"):
        iface.browserModel().fetchMore(browser_top(provider))
    yield driver.until(lambda: "Ortofoto" in in_browser("WMS") and MAP in in_browser("XYZ Tiles"), "the browser")
    facts = {"known": known()}
    if os.environ["HSO_START"] == "first":
        yield from look_around(driver, facts)
        choose_otherwise()
    Path(os.environ["HSO_FACTS"]).write_text(json.dumps(facts), "utf-8")
    driver.confirm("What is known", str(facts["known"]), ok=facts["known"]["loaded"])


def look_around(driver, facts):
    """The browser, the plugin manager and the plugin's own form, as a person finds them."""
    dock = driver.window.findChild(QDockWidget, "Browser")
    tree = next(view for view in dock.findChildren(QTreeView) if view.model().rowCount())
    for provider in ("XYZ Tiles", "WMS"):
        tree.expand(tree.model().mapFromSource(browser_top(provider)))
    tree.scrollToBottom()
    yield driver.pause(0.5)
    driver.picture("1-browser")
    dock.hide()

    QTimer.singleShot(0, iface.actionManagePlugins().trigger)  # it holds whoever opens it until it is closed
    yield driver.until(lambda: driver.dialog() is not None, "the plugin manager")
    manager = driver.dialog()
    pages = driver.widget("mOptionsListWidget", manager)
    yield driver.until(lambda: manager.findChild(QTreeWidget, "treeRepositories").topLevelItemCount() > 1, "the list")
    pages.setCurrentRow(pages.count() - 1)
    yield driver.pause(0.5)
    driver.picture("2-plugin-manager")
    listed = driver.widget("treeRepositories", manager)
    rows = [listed.topLevelItem(row) for row in range(listed.topLevelItemCount())]
    facts["listed"] = {row.text(1): (row.text(0), row.text(2)) for row in rows}
    manager.close()
    yield driver.until(lambda: driver.dialog() is None, "the plugin manager to close")

    form = plugins["hso_plugin"].gui.panel
    yield driver.until(lambda: form.isVisible(), "the dock of the first start")
    yield driver.pause(0.5)
    driver.picture("3-first-start")
    facts["primary"] = form.primaryButton.text()
    driver.click(form.primaryButton)
    yield driver.until(lambda: form.connect_form.isVisible(), "the form")
    yield driver.pause(0.3)
    driver.picture("4-form")
    facts["form"] = {
        "platform": form.connect_form.platformBox.currentText(),
        "title": form.connect_form.nameBox.currentText(),
        "municipality": form.connect_form.municipalityBox.currentText(),
    }
