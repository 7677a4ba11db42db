"""Tells which of the Python packages that QGIS's installers carry are missing or too old here."""

from __future__ import annotations

from importlib import import_module

#: Package and the oldest version that will do.
REQUIRED = {"shapely": 2, "lxml": 4, "requests": 2}


def missing() -> list[str]:
    """What is missing, for people: `shapely 2`. Empty when all is there."""
    return [f"{name} {version}" for name, version in REQUIRED.items() if not _is_there(name, version)]


def _is_there(name: str, version: int) -> bool:
    try:
        module = import_module(name)
    except ImportError:
        return False
    found = getattr(module, "__version__", None)
    return found is None or int(found.split(".")[0]) >= version
