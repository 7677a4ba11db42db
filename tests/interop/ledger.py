"""The ledgers as the plugin's own reader sees them, and versions written straight into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

import shapely

from hso_plugin.core import probe
from hso_plugin.core.catalogue.model import Catalogue
from hso_plugin.core.ledger.ports import InsertAnswer
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion, Value
from hso_plugin.core.platform.server import ServerProfile
from hso_plugin.core.platform.wfs_platform import WfsPlatform
from hso_plugin.core.progress import Silent

from .server import Server

PLACE = shapely.Point(617_000.25, 6_921_000.5)


@dataclass(frozen=True)
class Ledger:
    """The ledgers of a server after the positions `start`."""

    server: Server
    profile: ServerProfile
    catalogue: Catalogue
    start: Mapping[GeometryKind, int]

    @classmethod
    def of(cls, server: Server) -> Ledger:
        session = server.session()
        profile = probe.find_server(server.url, session)
        return cls(server, profile, probe.read_catalogue(profile, session), {})

    def platform(self, role: str = "planerare") -> WfsPlatform:
        return WfsPlatform(self.profile, self.catalogue, self.server.session(role))

    def from_now(self) -> Ledger:
        return replace(self, start=self.platform().heads())

    def versions(self, *identities: str, kind: GeometryKind = GeometryKind.POINT) -> list[ObjectVersion]:
        """What the ledger has of objects, in its order."""
        pages = self.platform().onward(kind, self.start[kind] + 1, Silent())
        return [version for page in pages for version in page if version.object.identity in identities]

    def said(self, identity: str) -> list[tuple[int, str, bool, str]]:
        """(version, name, deleted, user) of every version of a point."""
        return [(v.version, v.object.name, v.deleted, v.user) for v in self.versions(identity)]

    def insert(self, *versions: ObjectVersion, role: str = "planerare") -> InsertAnswer:
        """Send versions in one Transaction, with none of the checks that the plugin makes before."""
        return self.platform(role).insert(versions)

    def node(self, name: str, role: str = "planerare", **changes: Value) -> ObjectVersion:
        """The first version of a new node, in the name of `role`."""
        return first(
            MapObject(
                GeometryKind.POINT,
                str(uuid4()),
                self.server.municipality,
                {"klass": "A3", "namn": name, **changes},
                PLACE,
            ),
            self.server.people[role].user,
        )


def first(content: MapObject, user: str) -> ObjectVersion:
    """`content` as a new object."""
    return ObjectVersion(content, 1, str(uuid4()), deleted=False, user=user)


def following(version: ObjectVersion, **attributes: Value) -> ObjectVersion:
    """The next version after `version`, by the same person."""
    content = replace(version.object, attributes={**version.object.attributes, **attributes})
    return replace(version, object=content, version=version.version + 1, change=str(uuid4()))


def identities(versions: Sequence[ObjectVersion]) -> list[str]:
    return [version.object.identity for version in versions]
