"""The version of the plugin that runs, as its `metadata.txt` says it."""

from __future__ import annotations

import configparser
from pathlib import Path

_PLUGIN = Path(__file__).resolve().parents[1]


def _read() -> str:
    # Installed, the file lies in the plugin's folder; in the source it lies beside that.
    parser = configparser.ConfigParser(interpolation=None)
    parser.read([_PLUGIN.parent / "metadata.txt", _PLUGIN / "metadata.txt"], encoding="utf-8")
    return parser.get("general", "version", fallback="")


#: Read when the plugin is loaded: the files on the disk may be a newer version's while the old one still runs.
PLUGIN_VERSION = _read()
