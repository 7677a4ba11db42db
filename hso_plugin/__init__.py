"""QGIS plugin for the shared structure map of Västernorrland."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .plugin import Plugin


def classFactory(iface: QgisInterface | None) -> Plugin:
    """Called by QGIS; `iface` is None in qgis_process."""
    from .plugin import Plugin

    return Plugin(iface)
