"""A person's desk: a working copy, a line to the model, and hands that edit, save, sync, crash and decide."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, Self

import requests
import shapely

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.ports import Conflict, PullResult, PushResult
from hso_plugin.core.ledger.pull import pull
from hso_plugin.core.ledger.push import push
from hso_plugin.core.model import GeometryKind, MapObject
from hso_plugin.core.platform.wfs_platform import WfsPlatform
from hso_plugin.core.progress import Silent
from hso_plugin.workcopy import NewWorkingCopy, Settings, WorkingCopyFile
from hso_plugin.workcopy.storage.blob import encode
from hso_plugin.workcopy.storage.connection import connect

from . import model_server
from .model_server import CATALOGUE, Fault

#: The methods of the working copy that are one durable step each.
STEPS = ("apply", "write_outbox", "mark_sent", "refuse", "drop_unsent")
FIELDS = ("namn", "stallningstagande", "kalla_plan")
PLACE = "geom"


class Server(Protocol):
    """What a desk has its line to."""

    def session(self, user: str, reads: Sequence[Fault] = (), writes: Sequence[Fault] = ()) -> requests.Session:
        """A session of `user` whose requests meet these faults, in turn, then none."""
        ...


class Crash(BaseException):
    """The process ends here, whatever it was doing."""


class Process:
    """A store opened by a process that dies before or after its `last`-th durable step of `steps` (None: never)."""

    def __init__(self, copy: object, last: int | None, *, after: bool, steps: Sequence[str] = STEPS) -> None:
        self._copy = copy
        self._left = -1 if last is None else last
        self._after = after
        self._steps = steps

    def __getattr__(self, name: str) -> object:
        found = getattr(self._copy, name)
        return self._counted(found) if name in self._steps else found

    def _counted(self, method: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            dies = self._left == 0
            self._left -= 1
            if dies and not self._after:
                raise Crash
            result = method(*arguments)
            if dies:
                raise Crash
            return result

        return call


def template(path: Path, municipality: str) -> None:
    """An empty working copy of `municipality`, to be copied for each desk."""
    areas = {"2281": shapely.MultiPolygon([shapely.box(590_000, 6_900_000, 640_000, 6_960_000)])}
    settings = Settings(model_server.URL, municipality, f"x-{municipality}")
    with NewWorkingCopy(path, settings, model_server.profile(), CATALOGUE, areas) as new:
        new.finish(dict.fromkeys(GeometryKind, 0)).close()
        new.publish()


@dataclass
class Desk:
    """One person. The user name ends with the municipality."""

    user: str
    path: Path
    server: Server

    @property
    def municipality(self) -> str:
        return self.user.partition("-")[2]

    @classmethod
    def new(cls, user: str, folder: Path, templates: Path, server: Server) -> Self:
        path = folder / f"{user}.gpkg"
        shutil.copyfile(templates / f"{user.partition('-')[2]}.gpkg", path)
        return cls(user, path, server)

    def copy(self) -> WorkingCopyFile:
        copy = WorkingCopyFile.open(self.path)
        vars(copy)["catalogue"] = CATALOGUE  # the one it would read, which takes most of the time
        return copy

    @cached_property
    def window(self) -> WorkingCopyFile:
        """The working copy as the person sees it, kept open as QGIS does; syncs open it for themselves."""
        return self.copy()

    def objects(self) -> dict[str, MapObject]:
        return {thing.identity: thing for thing in self.window.objects()}

    def base_version(self, identity: str) -> int:
        """The version here rests on, 0 for none."""
        return int(self._sql("SELECT objektversion FROM hso_base WHERE objektidentitet = ?", identity) or 0)

    def conflicts(self) -> Sequence[Conflict]:
        return self.window.conflicts()

    # What the person saves, as QGIS writes it

    def draw(self, kind: GeometryKind, identity: str, token: int) -> None:
        columns = ", ".join(("objektidentitet", "klass", PLACE, *FIELDS))
        klass = "A1" if kind is GeometryKind.POINT else "B1"
        values = (identity, klass, _shape(kind, token), *(f"{name} {token}" for name in FIELDS))
        self._sql(f"INSERT INTO {kind.table} ({columns}) VALUES ({', '.join('?' * len(values))})", *values)

    def edit(self, thing: MapObject, name: str, token: int) -> None:
        value = _shape(thing.kind, token) if name == PLACE else f"{name} {token}"
        self._sql(f'UPDATE {thing.kind.table} SET "{name}" = ? WHERE objektidentitet = ?', value, thing.identity)

    def delete(self, thing: MapObject) -> None:
        self._sql(f"DELETE FROM {thing.kind.table} WHERE objektidentitet = ?", thing.identity)

    def _sql(self, statement: str, *values: object) -> Any:
        row = self._hand.execute(statement, values).fetchone()
        return row[0] if row else None

    @cached_property
    def _hand(self) -> sqlite3.Connection:
        return connect(self.path)

    def close(self) -> None:
        self.window.close()
        self._hand.close()

    # What the plugin does

    def sync(
        self,
        *,
        send: bool,
        reads: Sequence[Fault] = (),
        writes: Sequence[Fault] = (),
        dies: int | None = None,
        after: bool = False,
    ) -> PullResult | PushResult | HsoError | None:
        """Receive, or send; what came of it: an error, or None when the process died."""
        with self.copy() as copy:
            platform = WfsPlatform(copy.server, CATALOGUE, self.server.session(self.user, reads, writes))
            store: WorkingCopyFile = Process(copy, dies, after=after)  # type: ignore[assignment]
            try:
                return push(platform, store, self.user, Silent()) if send else pull(platform, store, Silent())
            except HsoError as error:
                return error
            except Crash:
                return None


def token_of(thing: MapObject, name: str) -> int:
    """The number of the edit that a field's value comes from."""
    if name == PLACE:
        return round(shapely.get_coordinates(thing.geometry)[0][0]) - 600_000
    return int(str(thing.attributes[name]).rpartition(" ")[2])


def _shape(kind: GeometryKind, token: int) -> bytes | None:
    start = (600_000 + token, 6_930_000)
    shape = shapely.Point(start) if kind is GeometryKind.POINT else shapely.LineString([start, (start[0], 6_940_000)])
    return encode([shape])[0]
