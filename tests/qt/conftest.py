"""Gives the plugin's windows a PyQt without QGIS: HSO_QT says which of PyQt5 and PyQt6.

`qgis.PyQt` is that PyQt with what QGIS's own adds to it for Qt 6. Of the rest of QGIS there is one thing, the language
it runs in, which nearly every word asks for: any other import of it fails, and with it the window that needs it.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from scripts.dev.lint.qt_probe import ADDED

VERSION = int(os.environ.get("HSO_QT", "5"))
GUI = Path(__file__).resolve().parents[2] / "hso_plugin" / "gui"


def _stand_in(name: str, **names: object) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(names)
    sys.modules[name] = module
    return module


class _Language:
    """What `QgsApplication` says of the language; nothing else of it is here."""

    code = "sv_SE"

    @classmethod
    def locale(cls) -> str:
        return cls.code


def _lay_qt() -> None:
    """Put PyQt under the names that the plugin imports it by, and `hso_plugin.gui` without its `__init__`."""
    qt = _stand_in("qgis.PyQt", __path__=[])
    _stand_in("qgis", __path__=[], PyQt=qt)
    for name in ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtSvg", "QtXml", "QtTest", "sip", "uic"):
        module = importlib.import_module(f"PyQt{VERSION}.{name}")
        setattr(qt, name, module)
        sys.modules[f"qgis.PyQt.{name}"] = module
    if VERSION == 6:
        for (module, name), there in ADDED.items():
            setattr(getattr(qt, module), name, getattr(getattr(qt, there), name))
    _stand_in("qgis.core", QgsApplication=_Language)
    gui = _stand_in("hso_plugin.gui", __path__=[str(GUI)])
    importlib.import_module("hso_plugin").gui = gui  # type: ignore[attr-defined]


_lay_qt()


@pytest.fixture(autouse=True)
def _needs_application(qapp) -> None:
    """Every test here draws something."""


@pytest.fixture(params=["sv_SE", "en_GB"])
def language(request, monkeypatch) -> Iterator[str]:
    """The language the core's words are said in."""
    monkeypatch.setattr(_Language, "code", request.param)
    current = importlib.import_module("hso_plugin.qgis_bridge.profile.language").current
    current.cache_clear()
    yield request.param
    current.cache_clear()
