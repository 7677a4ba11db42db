"""Looks names up in PyQt5 or PyQt6 and loads forms: run by qt_names.py with the Python that has the one or the other.

Reads a question as JSON from standard input and prints a line for each thing that is missing. Imports nothing of the
project, since PyQt6's environment has only PyQt6.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import types
import xml.etree.ElementTree as ElementTree
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

#: What qgis.PyQt adds to PyQt6 (read in qgis/PyQt/*.py of QGIS 3.40): module and name, and where PyQt6 has it.
ADDED = {
    ("QtWidgets", "QAction"): "QtGui",
    ("QtWidgets", "QActionGroup"): "QtGui",
    ("QtWidgets", "QShortcut"): "QtGui",
}
#: Names that qgis.PyQt adds of its own.
OWN = {("QtCore", "NULL")}


def resolve(version: int, module: str, chain: list[str]) -> str | None:
    """What is missing in `module.chain`, or None when all of it is there."""
    if version == 5:
        package = "qgis.PyQt"  # the real thing is here
    else:
        package = "PyQt6"
        if chain and (module, chain[0]) in OWN:
            return None
        module = ADDED.get((module, chain[0]), module) if chain else module
    try:
        value: Any = importlib.import_module(f"{package}.{module}")
    except ImportError as error:
        return f"no module {module} ({error})"
    for depth, name in enumerate(chain, start=1):
        try:
            value = getattr(value, name)
        except AttributeError:
            return f"no {module}.{'.'.join(chain[:depth])}"
    return None


def stand_in_for_custom_widgets(form: str) -> None:
    """Put a plain class of the widget that each custom one extends where the form will look for it.

    QGIS's own widgets are not in PyQt6's environment, and the question is whether the form's Qt is understood.
    """
    widgets = importlib.import_module("PyQt6.QtWidgets")
    for custom in ElementTree.parse(form).iter("customwidget"):
        name, extends, header = (custom.findtext(tag) or "" for tag in ("class", "extends", "header"))
        module_name = header.removesuffix(".h").replace("/", ".")
        module = None
        for depth in range(1, module_name.count(".") + 2):
            path = module_name.rsplit(".", module_name.count(".") + 1 - depth)[0]
            made = sys.modules.setdefault(path, types.ModuleType(path))
            if module:
                setattr(module, path.rsplit(".", 1)[-1], made)
            module = made
        setattr(module, name, type(name, (getattr(widgets, extends),), {}))


def load(version: int, form: str) -> str | None:
    """Why the form cannot be loaded, or None when it can."""
    uic = importlib.import_module(f"PyQt{version}.uic")
    try:
        if version == 6:
            stand_in_for_custom_widgets(form)
        uic.loadUi(form)
    except Exception as error:  # noqa: BLE001 - whatever uic raises is the finding
        return f"does not load: {type(error).__name__}: {error}"
    return None


def main() -> None:
    """Answer the question on standard input."""
    question = json.load(sys.stdin)
    version = question["version"]
    application = importlib.import_module(f"PyQt{version}.QtWidgets").QApplication([])
    for name in question["names"]:
        missing = resolve(version, name["module"], name["chain"])
        if missing:
            print(f"{name['place']}: {missing}")
    for form in question["forms"]:
        fault = load(version, form)
        if fault:
            print(f"{form}: {fault}")
    application.quit()


if __name__ == "__main__":
    main()
