"""A working copy with conflicts in it, the window over it, and places that three sides can differ about."""

from __future__ import annotations

import shapely

from hso_plugin.core.ledger.merge import Side
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion
from hso_plugin.gui.conflicts.window import ConflictDock
from hso_plugin.gui.main import Gui
from hso_plugin.workcopy import WorkingCopyFile
from tests.qgis.gui.conftest import Ground

AREA, LINE, POINT = GeometryKind.AREA, GeometryKind.LINE, GeometryKind.POINT


class Scene:
    """A working copy with conflicts in it, and the window over it."""

    def __init__(self, ground: Ground, gui: Gui, qtbot) -> None:
        self.ground, self.gui, self.qtbot = ground, gui, qtbot

    @property
    def window(self) -> ConflictDock:
        return self.gui.conflict_dock

    @property
    def workspace(self):
        return self.gui.workspace

    def settled(self) -> None:
        self.qtbot.waitUntil(lambda: self.workspace.idle, timeout=10_000)

    def arrives(self, version: ObjectVersion) -> None:
        self.ground.arrives(version)

    def show(self, identity: str = "") -> None:
        self.workspace.refresh()
        self.settled()
        self.window.open(identity)
        self.qtbot.waitUntil(self.window.isVisible, timeout=5000)
        self.qtbot.waitUntil(lambda: self.window.fields.isAncestorOf(self.window.window().focusWidget())
                             or self.window.case.gone, timeout=5000)  # fmt: skip

    def fields(self) -> dict[str, Side]:
        case = self.window.case
        return {row.name: case.side(row.name) for row in case.rows}

    def choose(self, name: str, side: Side) -> None:
        self.window.fields.radios[name][side].click()

    def press(self, button: str) -> None:
        getattr(self.window.content, button).click()
        self.settled()

    def object(self, identity: str) -> MapObject | None:
        with WorkingCopyFile.open(self.ground.path) as copy:
            return {item.identity: item for item in copy.objects()}.get(identity)

    def pending(self) -> dict[str, str]:
        with WorkingCopyFile.open(self.ground.path) as copy:
            return {p.object.identity: str(p.type) for p in copy.pending()}

    def conflicts(self) -> int:
        with WorkingCopyFile.open(self.ground.path) as copy:
            return len(copy.conflicts())


PLACES = {
    POINT: (shapely.Point(600_000, 6_930_000), shapely.Point(600_340, 6_930_000), shapely.Point(600_000, 6_930_900)),
    LINE: tuple(
        shapely.LineString([(600_000, 6_930_000), (604_000, 6_930_000 + bend), (608_000, 6_930_000)])
        for bend in (0, 400, -900)
    ),
    AREA: tuple(
        shapely.MultiPolygon([shapely.box(600_000, 6_930_000, 601_000, 6_930_000 + height)])
        for height in (1000, 1400, 700)
    ),
}
CLASSES = {POINT: "A3", LINE: "B1", AREA: "D1"}
