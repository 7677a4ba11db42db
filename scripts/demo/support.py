"""The support's part of the demonstration, without a window: the plugin's algorithms through qgis_process."""

from __future__ import annotations

import os
import subprocess
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from osgeo import ogr

THEIRS = "Stödet har kompletterat texten om Exempelbyn efter ett samtal med kommunen."


class Support:
    """The support, who may edit in every municipality."""

    def __init__(self, folder: Path, plugin: Path, facts: Mapping[str, str]) -> None:
        self.path = folder / "stod.gpkg"
        self._home = folder / "stod"
        self._facts = facts
        profile = self._home / "profile" / "profiles" / "default" / "python" / "plugins"
        profile.mkdir(parents=True, exist_ok=True)
        link = profile / plugin.name
        if not link.exists():
            link.symlink_to(plugin.resolve(), target_is_directory=True)
        self._process("plugins", "enable", plugin.name)

    def edit(self, identity: str) -> None:
        """Fetch Sundsvall's map, change one object and send it."""
        working_copy = f"--WORKING_COPY={self.path}"
        self._process("run", "hso:clone", f"--URL={self._facts['HSO_URL']}", "--MUNICIPALITY=2281", working_copy)
        source = ogr.Open(str(self.path), update=1)
        layer = source.GetLayerByName("strukturbild_punkt")
        layer.SetAttributeFilter(f"objektidentitet = '{identity}'")
        feature = layer.GetNextFeature()
        feature["stallningstagande"] = THEIRS
        layer.SetFeature(feature)
        del feature, layer, source
        self._process("run", "hso:push", working_copy)

    def _process(self, *arguments: str) -> None:
        environment = os.environ | {
            "HOME": str(self._home),
            "QT_QPA_PLATFORM": "offscreen",
            "QGIS_CUSTOM_CONFIG_PATH": str(self._home / "profile"),
            "PYTHONPATH": sysconfig.get_path("platlib"),
            "HSO_USER": self._facts["HSO_USER_STOD"],
            "HSO_PASSWORD": self._facts["HSO_PASSWORD_STOD"],
        }
        done = subprocess.run(
            ["qgis_process", *arguments], env=environment, capture_output=True, text=True, timeout=180, check=False
        )
        if done.returncode:
            raise RuntimeError(f"qgis_process {' '.join(arguments)}: {done.stdout[-1500:]}{done.stderr[-1500:]}")
