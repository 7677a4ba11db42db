"""Writes a preset as a settings file for `qgis --globalsettingsfile`.

QGIS looks in it for what a person's own profile does not say, so a person's own choices win. It takes the place of
the file that comes with QGIS (`resources/qgis_global_settings.ini`: OpenStreetMap and more); therefore it begins with
what that one says.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from qgis.PyQt.QtCore import QSettings

from .model import Background, MapType, Preset, PresetError

#: The plugin's id, and the name that the connection of a roll-out has for good: persons' own settings refer to it.
PLUGIN = "hso_plugin"
CONNECTION = "lan"


def settings_of(preset: Preset) -> Iterator[tuple[str, str]]:
    """Keys and values, as QGIS 3.40 and the plugin read them."""
    repository, platform = preset.repository, preset.platform
    place = f"app/plugin_repositories/{repository.name}"
    yield from _given(place, url=repository.url, enabled="true", valid="true", authcfg=repository.authcfg)
    yield f"PythonPlugins/{PLUGIN}", "true"
    yield from _given(
        f"hso/profiles/{CONNECTION}",
        title=platform.title,
        url=platform.url,
        municipality=platform.municipality,
        role=platform.role,
        authcfg=platform.authcfg,
    )
    yield "hso/active", CONNECTION
    for background in preset.backgrounds:
        yield from _background(background)


def _background(background: Background) -> Iterator[tuple[str, str]]:
    values = {"url": background.url, "authcfg": background.authcfg}
    if background.type is MapType.XYZ:
        place = f"connections/xyz/items/{background.name}"
        values |= {"zmin": str(background.min_zoom), "zmax": str(background.max_zoom)}
    else:  # a WMTS is one of QGIS's WMS connections
        place = f"connections/ows/items/wms/connections/items/{background.name}"
    yield from _given(place, **values)


def _given(place: str, **values: str) -> Iterator[tuple[str, str]]:
    yield from ((f"{place}/{key}", value) for key, value in values.items() if value)


def settings_text(preset: Preset, base: str = "") -> str:
    """The file's text: `base`, and after it what the preset says. ASCII but for `base`, since Qt 5 and 6 differ."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "preset.ini"
        settings = QSettings(str(path), QSettings.Format.IniFormat)
        for key, value in settings_of(preset):
            settings.setValue(key, value)
        settings.sync()
        if settings.status() != QSettings.Status.NoError:
            raise PresetError("the settings could not be written: is the disk full?")
        written = path.read_text("ascii")
    return f"{base.rstrip()}\n\n{written}" if base.strip() else written
