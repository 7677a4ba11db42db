"""The plugin as it was at an earlier commit, to start in turn with the present one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from scripts.demo.desktop import ROOT

#: The last commit at which a start of QGIS made all of the plugin's windows.
COMMIT = "a7b3564"


def plugin_before(commit: str = COMMIT) -> Path:
    """Folder of the plugin of `commit`, laid out by that commit's own packaging under `build/before`. Made once."""
    folder = ROOT / "build" / "before" / commit
    plugin = folder / "build" / "plugin" / "hso_plugin"
    if not plugin.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        source = subprocess.run(["git", "archive", commit], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
        subprocess.run(["tar", "-x"], cwd=folder, input=source, check=True)
        # Its own scripts: the folder that Python runs in comes first among those that modules are looked for in.
        subprocess.run([sys.executable, "-m", "scripts.package", "--folder"], cwd=folder, check=True)
    return plugin
