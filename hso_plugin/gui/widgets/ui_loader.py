"""Loads a `.ui` file from `hso_plugin/forms` onto a widget."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt import uic
from qgis.PyQt.QtWidgets import QWidget

FORMS = Path(__file__).resolve().parents[2] / "forms"


def load(name: str, widget: QWidget) -> None:
    """Build `forms/{name}.ui` onto `widget`; the children become its attributes. No compiled resources (Qt 5 and 6)."""
    uic.loadUi(str(FORMS / f"{name}.ui"), widget)
