"""Tells which of the Python packages that QGIS's installers carry are missing, too old or broken here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from qgis.PyQt.QtCore import QCoreApplication

#: Package and the oldest version that will do.
REQUIRED = {"shapely": 2, "lxml": 4, "requests": 2}

_usable: set[str] = set()


def missing() -> list[str]:
    """What is missing or too old, for people: `shapely 2`. Empty when all is there.

    Nothing is imported, so that a start of QGIS does not pay for it. Whether what is there works is seen by
    `unusable`, before its first use.
    """
    return _lacking(_installed)


def unusable() -> list[str]:
    """What cannot be imported or is too old, for people, as `missing`. Imports the packages."""
    return _lacking(_imported)


def sentence(names: Sequence[str]) -> str:
    """What to tell the person when `names` are missing: what it means and what to do."""
    return QCoreApplication.translate(
        "Hso",
        "Insticksprogrammet HSO Strukturbild kan inte starta: QGIS saknar {names}. Installera QGIS med det vanliga "
        "installationsprogrammet (MSI), eller lägg till paketen i OSGeo4W Setup eller, på Linux, i QGIS Python. "
        "Starta sedan om QGIS.",
    ).replace("{names}", ", ".join(names))


def _lacking(is_there: Callable[[str, int], bool]) -> list[str]:
    return [f"{name} {oldest}" for name, oldest in REQUIRED.items() if not is_there(name, oldest)]


def _installed(name: str, oldest: int) -> bool:
    if find_spec(name) is None:
        return False
    try:
        return _is_enough(version(name), oldest)
    except PackageNotFoundError:  # laid there without a word about itself
        return True


def _imported(name: str, oldest: int) -> bool:
    if name not in _usable:
        try:
            module = import_module(name)
        except ImportError:
            return False
        if not _is_enough(getattr(module, "__version__", None), oldest):
            return False
        _usable.add(name)
    return True


def _is_enough(found: str | None, oldest: int) -> bool:
    return found is None or int(found.split(".")[0]) >= oldest
