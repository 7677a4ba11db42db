"""What a preset holds: the platform, the plugin repository and the background maps that a planner starts with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PresetError(Exception):
    """The preset cannot be used; the text has one sentence a line, each with the key and what to do."""


class MapType(StrEnum):
    """How a background map is served."""

    XYZ = "xyz"
    WMS = "wms"
    WMTS = "wmts"


@dataclass(frozen=True, slots=True)
class Platform:
    """The county's platform.

    Attributes:
        title: for people.
        url: address of the WFS.
        municipality: four digits; empty where one preset serves several municipalities, and for reviewers.
        role: `planerare` or `granskare`.
        authcfg: id of the QGIS authentication configuration to sign in with; empty when each person types it.
    """

    title: str
    url: str
    municipality: str = ""
    role: str = "planerare"
    authcfg: str = ""


@dataclass(frozen=True, slots=True)
class Repository:
    """Where QGIS's plugin manager fetches the plugin: `url` ends in `plugins.xml`."""

    name: str
    url: str
    authcfg: str = ""


@dataclass(frozen=True, slots=True)
class Background:
    """A background map, as it will stand in QGIS's browser.

    Attributes:
        url: of the tiles, with `{x}`, `{y}` and `{z}`, or of a WMS or WMTS's capabilities.
        min_zoom, max_zoom: zoom levels of an XYZ map's tiles.
    """

    name: str
    type: MapType
    url: str
    authcfg: str = ""
    min_zoom: int = 0
    max_zoom: int = 18


@dataclass(frozen=True, slots=True)
class Preset:
    """Everything of a roll-out."""

    platform: Platform
    repository: Repository
    backgrounds: tuple[Background, ...] = ()
