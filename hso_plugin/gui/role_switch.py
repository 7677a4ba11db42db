"""Gives the dock another face for a reviewer's connection, and the planner's back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtWidgets import QDockWidget, QStackedWidget

from ..qgis_bridge.profile import settings
from .map.marker import MapMarker
from .planner.dock import WorkspacePanel

if TYPE_CHECKING:
    from .desk.desk import ReviewDesk
    from .review.panel import ReviewPanel


class RoleSwitch(QObject):
    """The reviewer's desk and its panel, which a planner never has made. `made` is called with the desk that is new."""

    def __init__(
        self,
        iface: QgisInterface,
        dock: QDockWidget,
        planner: WorkspacePanel,
        marker: MapMarker,
        made: Callable[[ReviewDesk], None],
    ) -> None:
        super().__init__(planner)
        self._iface, self._dock, self._planner, self._marker = iface, dock, planner, marker
        self._made = made
        self.panel: ReviewPanel | None = None
        self._faces = QStackedWidget(dock)
        self._faces.addWidget(planner)
        dock.setWidget(self._faces)
        planner.workspace.review_wanted.connect(self._review)
        planner.workspace.plan_wanted.connect(self._plan)
        self._every = QTimer(self)
        self._every.setInterval(settings.LOOK_EVERY_MS)
        self._every.timeout.connect(self._look)

    @cached_property
    def desk(self) -> ReviewDesk:
        """What the reviewer works with."""
        from .desk.desk import ReviewDesk

        desk = ReviewDesk(self)
        self._made(desk)
        return desk

    @property
    def profile(self) -> settings.Profile | None:
        """The reviewer's connection, None when none is open."""
        return self.desk.profile if "desk" in self.__dict__ else None

    def close_down(self) -> None:
        """Stop and take everything off the map, before the plugin is unloaded."""
        self._every.stop()
        if self.panel is not None:
            self.panel.close_down()
        if "desk" in self.__dict__:
            self.desk.close()

    def _review(self, profile: settings.Profile) -> None:
        if self.panel is None:
            from .review.panel import ReviewPanel

            self.panel = ReviewPanel(self._iface, self.desk, self._marker, self._planner.menu)
            self._faces.addWidget(self.panel)
        self.panel.close_down()
        self._faces.setCurrentWidget(self.panel)
        self.panel.go_to(self.panel.queue_page)
        self.desk.use(profile)
        self._every.start()

    def _plan(self) -> None:
        self._every.stop()
        self._faces.setCurrentWidget(self._planner)
        if self.panel is not None and self.desk.profile is not None:
            self.panel.close_down()
            self.desk.close()

    def _look(self) -> None:
        """See now and then whether something has come in, while nothing else is going on and somebody sees it."""
        if settings.looks() and self._dock.isVisible() and not self.desk.jobs.busy:
            self.desk.fetch(quiet=True)
