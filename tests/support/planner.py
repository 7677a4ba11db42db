"""A person with a working copy, who edits with OGR as QGIS does and sends with the plugin's own code."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import requests
from osgeo import ogr

from hso_plugin.core.progress import Silent
from hso_plugin.workcopy import Settings, WorkingCopyFile, fetch_new, receive, send
from tests.support.platform_fixture import TestPlatform

PLACE = "POINT (617000.25 6921000.5)"


class Planner:
    """A person with a working copy, who edits with OGR as QGIS does and sends with the plugin's own code."""

    def __init__(self, platform: TestPlatform, path: Path, login: str, municipality: str) -> None:
        self.path = path
        self.url = platform.url
        self.dsn_connect = platform.connect
        self.login, password = platform.user(login)
        self.session = requests.Session()
        self.session.auth = (self.login, password)
        self.municipality = municipality

    def fetch(self) -> int:
        return fetch_new(self.path, Settings(self.url, self.municipality, ""), self.session, Silent())

    def draw(self, name: str, place: str = PLACE, kind: str = "punkt", **values: str) -> str:
        """Draw an object at `place` (WKT), a node unless something else is said, and save it; its identity."""
        identity = str(uuid4())
        source = ogr.Open(str(self.path), update=1)
        layer = source.GetLayerByName(f"strukturbild_{kind}")
        feature = ogr.Feature(layer.GetLayerDefn())
        for key, value in {"objektidentitet": identity, "klass": "A3", "namn": name, **values}.items():
            feature.SetField(key, value)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(place))
        assert layer.CreateFeature(feature) == 0
        del feature, layer, source
        return identity

    def turn_round(self, identity: str) -> None:
        """Turn a line round, as QGIS's tool does."""
        source = ogr.Open(str(self.path), update=1)
        layer = source.GetLayerByName("strukturbild_linje")
        layer.SetAttributeFilter(f"objektidentitet = '{identity}'")
        feature = layer.GetNextFeature()
        line = feature.GetGeometryRef().Clone()
        turned = ogr.Geometry(ogr.wkbLineString)
        for point in reversed(line.GetPoints()):
            turned.AddPoint_2D(*point[:2])
        feature.SetGeometry(turned)
        assert layer.SetFeature(feature) == 0
        del feature, layer, source

    def sql(self, statement: str) -> None:
        source = ogr.Open(str(self.path), update=1)
        source.ExecuteSQL(statement)
        del source

    def rename(self, identity: str, name: str) -> None:
        self.sql(f"UPDATE strukturbild_punkt SET namn = '{name}' WHERE objektidentitet = '{identity}'")

    def delete(self, identity: str) -> None:
        self.sql(f"DELETE FROM strukturbild_punkt WHERE objektidentitet = '{identity}'")

    def send(self):
        return send(self.path, self.session, Silent())

    def receive(self):
        return receive(self.path, self.session, Silent())

    def names(self) -> dict[str, str]:
        with WorkingCopyFile.open(self.path) as copy:
            return {t.identity: t.name for t in [*copy.objects(), *copy.neighbours()]}

    def copy(self) -> WorkingCopyFile:
        return WorkingCopyFile.open(self.path)
