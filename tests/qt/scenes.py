"""How each window that needs no QGIS is made and filled, by the name of its class.

A scene gives the window and what must be read in it in Swedish and in English. Classes are looked up by name, wherever
in `hso_plugin.gui` they lie.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any

import shapely
from qgis.PyQt.QtCore import QAbstractItemModel, QObject
from qgis.PyQt.QtWidgets import QAbstractItemDelegate, QLabel, QMainWindow, QWidget

import hso_plugin.gui
from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.merge import Side
from hso_plugin.core.ledger.ports import ChangeType, Conflict, Received
from hso_plugin.core.model import Finding, GeometryKind, MapObject, ObjectVersion, Severity
from hso_plugin.core.review.records.model import Event, Submission, SubmissionState
from hso_plugin.core.review.records.states import Step as Stand
from hso_plugin.core.text import Text

CATALOGUE = catalogues.default()
PLACE = shapely.Point(600_000, 6_930_000)
MINE = MapObject(GeometryKind.POINT, "a", "2281", {"klass": "A3", "namn": "Matfors"}, PLACE)
THEIRS = MapObject(GeometryKind.POINT, "a", "2281", {"klass": "A3", "namn": "Matfors centrum"}, PLACE)
VERSION = ObjectVersion(THEIRS, 2, "c", False, "kollega", 7, "2026-02-01T08:00:00Z")
BASE = ObjectVersion(MINE, 1, "b", False, "kollega", 6, "2026-01-01T08:00:00Z")
CONFLICT = Conflict(BASE, MINE, VERSION)
SUBMISSION = Submission("s", "2262", 1, "VN", "{}", "", "planerare-2262", 1)
FINDING = Finding("1", "r", Severity.ERROR, "a", "A3", Text("ett fel", "a fault"), Text("så här", "like this"), PLACE)


@cache
def modules() -> tuple[dict[str, ModuleType], dict[str, str]]:
    """The modules of the windows that can be imported without QGIS, and for each other one what of QGIS it wants.

    Raises ImportError when something else is missing: that is no reason to be left out.
    """
    found: dict[str, ModuleType] = {}
    missing: dict[str, str] = {}
    for module in pkgutil.walk_packages(hso_plugin.gui.__path__, "hso_plugin.gui."):
        try:
            found[module.name] = importlib.import_module(module.name)
        except ImportError as error:
            name = error.name or ""
            if not name.startswith("qgis.") or name.startswith("qgis.PyQt"):
                raise
            missing[module.name] = f"{error}"
    return found, missing


@cache
def classes() -> dict[str, type]:
    """The windows, models and delegates of those modules by name."""
    found = {}
    for module in modules()[0].values():
        for name, value in vars(module).items():
            if isinstance(value, type) and issubclass(value, QObject) and value.__module__ == module.__name__:
                assert name not in found, f"two classes {name}"
                found[name] = value
    return found


def named(name: str) -> Any:
    """A class or function of those modules, by its name; the one that is made there, not one that is imported."""
    values = ((module, vars(module).get(name)) for module in modules()[0].values())
    found = [value for module, value in values if getattr(value, "__module__", "") == module.__name__]
    assert len(found) == 1, f"{len(found)} are called {name}"
    return found[0]


Scene = tuple[Any, dict[str, str]]
SCENES: dict[str, Callable[[], Scene]] = {}


def scene(make: Callable[[], Scene]) -> Callable[[], Scene]:
    """Keep `make` under the name of the class that it shows."""
    SCENES[make.__name__] = make
    return make


def _both(text: str) -> dict[str, str]:
    return {"sv_SE": text, "en_GB": text}


@scene
def BottomDock() -> Scene:
    window = QMainWindow()
    dock = named("BottomDock")(window, "Historik", "hsoProv", QLabel("innehåll"), 200)
    dock.open()
    dock.kept = window
    return dock, _both("innehåll")


@scene
def JobStrip() -> Scene:
    strip = named("JobStrip")()
    strip.start("Hämtar Sundsvall")
    strip.progress(0.4, "40 av 100")
    assert (strip.bar.maximum(), strip.bar.value()) == (1000, 400)
    return strip, _both("40 av 100")


@scene
def ProblemStrip() -> Scene:
    strip = named("ProblemStrip")()
    pressed = []
    strip.show_error(HsoError("HSO-PROV", Text("Det gick inte.", "It failed.")), lambda: pressed.append(1))
    strip.detailsButton.click()
    assert strip.detailsEdit.toPlainText() == "HSO-PROV"
    strip.againButton.click()
    assert pressed == [1]
    strip.show_error(HsoError("HSO-PROV", Text("Det gick inte.", "It failed.")), lambda: pressed.append(1))
    return strip, {"sv_SE": "Det gick inte.", "en_GB": "It failed."}


@scene
def StepButton() -> Scene:
    button = named("StepButton")()
    button.setText("Lämna in")
    assert button.minimumSizeHint().width() < button.sizeHint().width()
    return button, _both("Lämna in")


@scene
def StepsBar() -> Scene:
    bar, step = named("StepsBar")(), named("Step")
    for each in step:
        bar.add(each, "Hämta" if each is step.FETCH else each.name.title())
    bar.show_state(step.EDIT, step.CHECK, [step.FETCH], list(step), {step.CHECK: "3 fel"})
    gone = []
    bar.chosen.connect(gone.append)
    bar.buttons[step.SEND].click()
    assert gone == [step.SEND]
    bar.resize(2000, 60)
    return bar, _both("✓\nHämta")


@scene
def ReviewBar() -> Scene:
    bar = named("ReviewBar")()
    for title in ("Kö", "Granska"):
        bar.add(title)
    gone = []
    bar.chosen.connect(gone.append)
    bar.buttons[1].click()
    assert (gone, bar.current) == ([1], 1)
    return bar, _both("Granska")


@scene
def DecideBox() -> Scene:
    box = named("DecideBox")()
    box.show_for(dict.fromkeys((Event.APPROVED, Event.RETURNED), (SUBMISSION,)), {"s": "Timrå"})
    box.choose(Event.RETURNED)
    assert not box.choice().complete
    box.reasonEdit.setPlainText("Rita om gränsen.")
    assert box.choice().complete
    return box, {"sv_SE": "Lämna åter", "en_GB": "Return"}


@scene
def CheckList() -> Scene:
    made = named("CheckList")()
    made.show_lines(named("check_lines")(1, 0, 0, None, ""))
    wanted = []
    made.wanted.connect(wanted.append)
    need = named("Need")
    made.buttons[need.SENT].click()
    assert wanted == [need.SENT]
    return made, _both("Spara och skicka")


@scene
def StagesLine() -> Scene:
    line = named("StagesLine")()
    stages = named("stages")([Stand(SubmissionState.SUBMITTED, "2026-02-01T08:00:00Z", "planerare-2262")])
    line.show_stages(stages)
    line.show_stages(stages)  # what stood there before is taken away
    assert len(line.labels) == 3
    return line, {"sv_SE": "Inskickad", "en_GB": "Submitted"}


@scene
def Value() -> Scene:
    return named("Value")("Matfors", bold=True), _both("Matfors")


@scene
def AlikeFields() -> Scene:
    case = named("Case")(CONFLICT, CATALOGUE)
    fields = named("AlikeFields")(case.alike, Side.MINE)
    fields.button.click()
    assert fields.values is not None
    return fields, _both("Klass")


@scene
def ConflictList() -> Scene:
    listed = named("ConflictList")()
    listed.fill([CONFLICT], CATALOGUE, "a")
    assert listed.identity == "a"
    listed.show()
    return listed, {"sv_SE": "Matfors", "en_GB": "Matfors"}


@scene
def FindingsView() -> Scene:
    view, model = named("FindingsView")(), named("FindingsModel")(wide=True)
    view.set_up(model)
    model.show(named("listed_findings")((FINDING,), {"a": MINE}, CATALOGUE), {}, stale=False)
    view.resize(900, 200)
    assert view.go_to(FINDING)
    view.kept = model
    return view, {"sv_SE": "ett fel", "en_GB": "a fault"}


@scene
def HistoryDetails() -> Scene:
    entry = named("Entry")(VERSION, ChangeType.CHANGED, False, BASE, THEIRS)
    return named("HistoryDetails")(entry, CATALOGUE), _both("Matfors centrum")


@scene
def PlotView() -> Scene:
    part, plot = named("Part"), named("Plot")
    bars = (("Sundsvall", (3, 1)), ("Timrå", (1, 0)))
    view = named("PlotView")(plot("Objekt", (part("D1", "#112233"), part("D2", "#445566")), bars))
    view.resize(400, view.heightForWidth(400))
    return view, _both("Objekt")


@scene
def ChangesView() -> Scene:
    view, words = RowHeights()
    view.setSelectionMode(view.SelectionMode.ExtendedSelection)
    view.selectAll()
    assert [len(part.indexes()) for part in view.selectionModel().selection()] == [1]
    return view, words


@scene
def RowHeights() -> Scene:
    view, model = named("ChangesView")(), named("ChangesModel")()
    model.show(named("received_groups")([Received(ChangeType.CHANGED, VERSION)]))
    view.setModel(model)
    view.setItemDelegate(named("RowHeights")(view))
    view.expandAll()
    assert view.visualRect(model.index(0, 0, model.index(0, 0))).height() > 0
    view.kept = model
    return view, _both("Matfors centrum")


def is_window(kind: type) -> bool:
    """True for what a person sees: widgets and delegates. Models have tests of their own."""
    return issubclass(kind, QWidget | QAbstractItemDelegate) and not issubclass(kind, QAbstractItemModel)
