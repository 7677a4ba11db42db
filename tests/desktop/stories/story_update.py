"""Runs inside QGIS: installs, works with and updates the plugin by QGIS's own plugin manager; writes what came of it.

Environment: HSO_STORIES, this folder; HSO_STORY_RESULT, the file to write; HSO_STORY_DO, one of the functions at the
end; HSO_REPOSITORY and HSO_PLATFORM, JSON with `url`, `user`, `password`; HSO_WORKING_COPY; HSO_MUNICIPALITY;
HSO_STORY_PICTURES.
"""

import importlib
import json
import os
import sys
from pathlib import Path

import processing
import qgis.utils
from pyplugin_installer.installer_data import repositories
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.utils import iface

REPOSITORY, PLATFORM = "hsorepo", "hsoplat"
COPY, MUNICIPALITY = os.environ["HSO_WORKING_COPY"], os.environ["HSO_MUNICIPALITY"]
sys.path.append(os.environ["HSO_STORIES"])
manager = importlib.import_module("plugin_manager")
result = manager.result


def sign_in() -> None:
    """The two logins as saved authentications, under a master password."""
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("lösenordet för provet", True)
    for identity, name in ((REPOSITORY, "HSO_REPOSITORY"), (PLATFORM, "HSO_PLATFORM")):
        if identity in manager.configIds():
            continue
        known = json.loads(os.environ[name])
        config = QgsAuthMethodConfig("Basic")
        config.setId(identity)
        config.setName(identity)
        config.setConfig("username", known["user"])
        config.setConfig("password", known["password"])
        assert manager.storeAuthenticationConfig(config)[0]


def install() -> None:
    """What a person does in the plugin manager: reload the repositories, choose the plugin, press Install or Update."""
    offered = manager.offered()
    result["repositories"] = {name: each["error"] for name, each in repositories.all().items() if each["enabled"]}
    result["offered"] = {key: offered[key] for key in ("version_available", "status", "zip_repository")}
    manager.press_install()


def windows():
    """Those of the plugin that runs: version 0.1.0 made them at once, later ones when they are first asked for."""
    running = qgis.utils.plugins[manager.PLUGIN]
    return running.gui if hasattr(running, "gui") else running._gui


def module(room, name):
    """A module of the plugin that runs: in version 0.1.0 qgis_bridge had no rooms."""
    try:
        return importlib.import_module(f"{manager.PLUGIN}.qgis_bridge.{room}.{name}")
    except ModuleNotFoundError:
        return importlib.import_module(f"{manager.PLUGIN}.qgis_bridge.{name}")


def open_copy():
    """Have the plugin that runs open the working copy; wait until it has, or says why not."""
    gui = windows()
    gui.dock.show()
    url = json.loads(os.environ["HSO_PLATFORM"])["url"]
    profile = module("profile", "settings").Profile("prov", "Provplattformen", url, PLATFORM, MUNICIPALITY, COPY)
    gui.workspace.use(profile)
    workspace = gui.workspace
    while not (workspace.idle and (workspace.snapshot or workspace.trouble)):
        yield 100
    yield 500
    snapshot, trouble = workspace.snapshot, workspace.trouble
    if trouble:
        return {"code": trouble.code, "sv": trouble.text.sv, "en": trouble.text.en}
    return {
        "objects": sorted([thing.identity, thing.name or ""] for thing in snapshot.objects),
        "pending": sorted(each.object.name for each in snapshot.pending),
        "conflicts": sorted(each.identity for each in snapshot.conflicts),
        "submissions": [each.change for each in snapshot.review.submissions],
        "waiting": snapshot.waiting,
    }


def rename(names) -> None:
    """Change objects in QGIS's layer and save, as a person does: names by identity."""
    from hso_plugin.core.model import GeometryKind

    layer = module("layers", "project").layer(GeometryKind.POINT)
    assert layer.startEditing()
    for feature in layer.getFeatures():
        if feature["objektidentitet"] in names:
            index = layer.fields().lookupField("namn")
            assert layer.changeAttributeValue(feature.id(), index, names[feature["objektidentitet"]])
    assert layer.commitChanges(), layer.commitErrors()


def picture(name) -> None:
    iface.mainWindow().grab().save(str(Path(os.environ["HSO_STORY_PICTURES"]) / f"{name}.png"))


def begin():
    """Install what the repository offers, and fetch the map with it."""
    install()
    yield 500
    where = {"URL": json.loads(os.environ["HSO_PLATFORM"])["url"], "AUTHCFG": PLATFORM}
    result["fetched"] = processing.run("hso:clone", {**where, "MUNICIPALITY": MUNICIPALITY, "WORKING_COPY": COPY})


def work():
    """Edit, and fetch what a colleague has changed meanwhile; then update while the map is open, and go on."""
    yield from open_copy()
    gui = windows()
    panel = gui.panel if hasattr(gui, "panel") else gui.dock
    panel.submitting.sync()  # what the page of the fifth step does when it is opened
    while not (gui.workspace.idle and gui.workspace.snapshot.review.submissions):
        yield 100
    rename(json.loads(os.environ["HSO_NAMES"]))
    yield 1000
    processing.run("hso:pull", {"WORKING_COPY": COPY})
    result["edited"] = yield from open_copy()
    picture("1-before")
    result["before"] = manager.state()
    layers = len(QgsProject.instance().mapLayers())
    install()
    yield 1000
    result["updated"] = manager.state()
    result["layers"] = [layers, len(QgsProject.instance().mapLayers())]
    result["opened"] = yield from open_copy()
    result["bar"] = [item.text() for item in iface.messageBar().items()]
    picture("2-after")
    try:
        processing.run("hso:push", {"WORKING_COPY": COPY})
    except Exception as error:  # noqa: BLE001 - it says what waits: the conflict
        result["push"] = str(error)
    result["sent"] = yield from open_copy()
    picture("3-sent")


def go_back():
    """Install what the repository offers now, an older version, and open the newer version's working copy with it."""
    install()
    yield 500
    result["opened"] = yield from open_copy()
    picture("4-refused")


def play(steps) -> None:
    """Go on with the steps, each after the milliseconds that it asks for."""
    try:
        QTimer.singleShot(next(steps), lambda: play(steps))
    except StopIteration:
        manager.finish(manager.state())
    except Exception:  # noqa: BLE001 - the test shows it
        manager.broke()
        manager.finish(manager.state())


def go() -> None:
    try:
        sign_in()
        iface.mainWindow().resize(1366, 768)
    except Exception:  # noqa: BLE001 - the test shows it
        manager.broke()
        manager.finish(manager.state())
        return
    play({"begin": begin, "work": work, "go_back": go_back}[os.environ["HSO_STORY_DO"]]())


manager.begin(go)
