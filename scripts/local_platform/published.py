"""What the platform publishes over WFS, and the QGIS project made from it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from hso_plugin.core.model import GeometryKind
from scripts.server.errors import PlatformError

from .layout import Layout
from .state import PlatformState

SOURCES = Path(__file__).parents[1] / "server" / "qgis_server"
SYSTEM_PYTHON = Path("/usr/bin/python3")
_POSTGIS = {GeometryKind.POINT: "Point", GeometryKind.LINE: "LineString", GeometryKind.AREA: "MultiPolygon"}
_WORDS = {GeometryKind.POINT: "punkter", GeometryKind.LINE: "linjer", GeometryKind.AREA: "ytor"}
_TABLES = (
    ("inlamning", "Inlämningar", True),
    ("beslut", "Beslut", True),
    ("kommentar", "Kommentarer", True),
    ("utgava", "Utgåvor", True),
    ("regelverk", "Klassificeringens versioner", False),
    ("behorighet", "Egen behörighet", False),
)
_SERVICE = """\
[hso]
host={sockets}
port={port}
dbname=hso
user=hso_wfs
password={password}
application_name=hso-wfs
connect_timeout=5
"""


def layers() -> list[dict[str, object]]:
    """Every published type: name, title, key, geometry, and whether rows may be added."""
    result: list[dict[str, object]] = []
    for kind in GeometryKind:
        geometry = {"column": "geom", "type": _POSTGIS[kind]}
        words = _WORDS[kind]
        for name, title, insert in (
            (kind.ledger, f"Strukturbild, {words}: alla versioner", True),
            (kind.table, f"Strukturbild, {words}: gällande", False),
            (f"{kind.table}_publicerad", f"Strukturbild, {words}: publicerad", False),
        ):
            result.append({"name": name, "title": title, "key": "fid", "geometry": geometry, "insert": insert})
    for name, title, insert in _TABLES:
        result.append({"name": name, "title": title, "key": "fid", "geometry": None, "insert": insert})
    area = {"column": "geom", "type": "MultiPolygon"}
    result.append({"name": "kommun", "title": "Kommuner", "key": "fid", "geometry": area, "insert": False})
    return result


class Published:
    """Project, schema, plugin and settings of QGIS Server in the run tree."""

    def __init__(self, layout: Layout, state: PlatformState) -> None:
        self.layout = layout
        self.state = state
        self.project = layout.server / "strukturbild.qgs"
        self.schema = layout.server / "schema.json"
        self.service = layout.server / "pg_service.conf"
        self.plugins = layout.server / "plugins"

    def environment(self) -> dict[str, str]:
        """Environment of the workers and of the script that makes the project: nothing of the person's own."""
        return {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            "HOME": str(self.layout.server),
            "XDG_RUNTIME_DIR": str(self.layout.server),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PGSERVICEFILE": str(self.service),
            "HSO_SCHEMA": str(self.schema),
            "QGIS_CUSTOM_CONFIG_PATH": str(self.layout.server),
            "QGIS_OPTIONS_PATH": str(self.layout.server),
            "QGIS_PROJECT_FILE": str(self.project),
            "QGIS_PLUGINPATH": str(self.plugins),
            "QGIS_SERVER_LOG_FILE": str(self.layout.logs / "qgis-server.log"),
            "QGIS_SERVER_LOG_LEVEL": "1",
            "QGIS_SERVER_PARALLEL_RENDERING": "false",
            "QGIS_SERVER_IGNORE_BAD_LAYERS": "false",
            "QGIS_SERVER_TRUST_LAYER_METADATA": "true",
            # The workers are restarted when the project changes, so it is never looked for on disk.
            "QGIS_SERVER_PROJECT_CACHE_STRATEGY": "off",
            "QGIS_SERVER_FORCE_READONLY_LAYERS": "false",
        }

    def write_service(self, sockets: Path) -> None:
        """Tell the workers where the database is, and the password of their role."""
        password = self.state.database_passwords["hso_wfs"]
        self.layout.write(
            self.service, _SERVICE.format(sockets=sockets, port=self.state.postgres_port, password=password)
        )

    def write(self, migrations: Mapping[str, str]) -> bool:
        """Bring project, schema and plugin up to date. True when anything changed, so that workers must start anew.

        Args:
            migrations: checksum by name: with other columns the project is another.
        """
        entries = json.dumps(layers(), ensure_ascii=False, indent=1)
        digest = hashlib.sha256(json.dumps([entries, dict(migrations)]).encode())
        for path in sorted(SOURCES.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(SOURCES).as_posix().encode() + path.read_bytes())
        stamp = self.layout.server / "made-from"
        if stamp.exists() and stamp.read_text(encoding="ascii") == digest.hexdigest():
            return False
        self._copy_sources()
        listing = self.layout.server / "layers.json"
        self.layout.write(listing, entries)
        self._run(listing)
        self.layout.write(stamp, digest.hexdigest())
        return True

    def _copy_sources(self) -> None:
        """The plugin and the scripts, where the servers' account can read them."""
        shutil.rmtree(self.plugins, ignore_errors=True)
        shutil.copytree(SOURCES / "plugins", self.plugins, ignore=shutil.ignore_patterns("__pycache__"))
        for script in SOURCES.glob("*.py"):
            shutil.copy(script, self.layout.server / script.name)
        for path in (self.layout.server, *self.layout.server.rglob("*")):
            self.layout.account.own(path)

    def _run(self, listing: Path) -> None:
        command = self.layout.account.command(
            SYSTEM_PYTHON, self.layout.server / "publish.py", listing, self.project, self.schema
        )
        done = subprocess.run(
            command,
            cwd=self.layout.server,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise PlatformError(f"the QGIS project could not be made: {done.stderr.strip()[-600:]}")
