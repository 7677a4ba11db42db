"""Which versions of everything run here, and on what; a part that cannot tell says why instead."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import PYQT_VERSION_STR, QSysInfo, qVersion
from qgis.PyQt.QtGui import QGuiApplication

from ...core.plugin_version import PLUGIN_VERSION


def versions() -> dict[str, str]:
    """Name and version, of the libraries that QGIS and the plugin compute with too; for the main thread."""
    told: dict[str, Callable[[], Any]] = {
        "tillägget": lambda: PLUGIN_VERSION,
        "QGIS": lambda: f"{Qgis.version()} ({Qgis.devVersion()})",
        "Qt": qVersion,
        "PyQt": lambda: PYQT_VERSION_STR,
        "Python": lambda: sys.version,
        "GDAL": lambda: import_module("osgeo.gdal").VersionInfo("RELEASE_NAME"),
        "PROJ": _proj,
        # Two of them in one process is a fault that crashes QGIS.
        "GEOS i QGIS": Qgis.geosVersion,
        "GEOS i shapely": lambda: import_module("shapely").geos_version_string,
        "shapely": lambda: import_module("shapely").__version__,
        "numpy": lambda: import_module("numpy").__version__,
        "SQLite i Python": lambda: import_module("sqlite3").sqlite_version,
        "SpatiaLite": _spatialite,
        "lxml": lambda: import_module("lxml.etree").__version__,
        "libxml2": lambda: ".".join(map(str, import_module("lxml.etree").LIBXML_VERSION)),
        "requests": lambda: import_module("requests").__version__,
        "operativsystem": lambda: f"{QSysInfo.prettyProductName()}, {QSysInfo.kernelType()} {QSysInfo.kernelVersion()}",
        "processor": QSysInfo.currentCpuArchitecture,
        "språk": QgsApplication.locale,
        "skärm": _screens,
        "andra tillägg": _plugins,
    }
    return {name: _said(ask) for name, ask in told.items()}


def _said(ask: Callable[[], Any]) -> str:
    try:
        return str(ask())
    except ImportError:
        return "saknas"
    except Exception as error:  # noqa: BLE001 - one part that is broken must not take the report with it
        return f"kan inte läsas: {type(error).__name__}: {error}"


def _proj() -> str:
    osr = import_module("osgeo.osr")
    return f"{osr.GetPROJVersionMajor()}.{osr.GetPROJVersionMinor()}.{osr.GetPROJVersionMicro()}"


def _spatialite() -> str:
    connection = import_module("qgis.utils").spatialite_connect(":memory:")
    try:
        return str(connection.execute("SELECT spatialite_version() || ', SQLite ' || sqlite_version()").fetchone()[0])
    finally:
        connection.close()


def _screens() -> str:
    shown = []
    for each in QGuiApplication.screens():
        size, scale, dots = each.size(), each.devicePixelRatio(), each.logicalDotsPerInch()
        shown.append(f"{size.width()}×{size.height()} ({scale:g}×, {dots:.0f} dpi)")
    return ", ".join(shown)


def _plugins() -> str:
    utils = import_module("qgis.utils")
    return ", ".join(f"{each} {utils.pluginMetadata(each, 'version')}" for each in sorted(utils.active_plugins))
