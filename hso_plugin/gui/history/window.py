"""What has become of an object, version by version, and the objects that were deleted; earlier versions come back."""

from __future__ import annotations

from itertools import pairwise

from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QMainWindow, QWidget

from ...core.errors import HsoError
from ...core.geometry import same
from ...core.ledger.object_history import Deleted, ObjectHistory
from ...core.model import GeometryKind
from ..map.before_after import BeforeAfter
from ..map.extent import extent_of
from ..map.marker import MapMarker
from ..widgets import icons, questions, ui_loader, words
from ..widgets.bottom_dock import BottomDock
from ..widgets.shortcuts import bind_keys
from ..workspace.workspace import Workspace
from . import model
from . import words as say
from .details import HistoryDetails
from .feed import HistoryFeed
from .lists import DeletedList, VersionList
from .model import Entry

#: Height in pixels the first time; afterwards QGIS remembers it.
HEIGHT = 300


class HistoryDock(BottomDock):
    """Shows the past of one object, or the municipality's deleted objects; read anew when the map has changed.

    Attributes:
        past: of the object that is shown, None while there is none.
        deleted: the deleted objects, None until they have been asked for.
        details: the chosen step, field by field.
    """

    def __init__(self, window: QMainWindow, workspace: Workspace, marker: MapMarker, places: BeforeAfter) -> None:
        content = QWidget()
        ui_loader.load("history", content)
        super().__init__(window, words.translate("Hso", "Historik"), "hsoHistoryDock", content, HEIGHT)
        self.content = content
        self.workspace = workspace
        self._marker = marker
        self._places = places
        self.past: ObjectHistory | None = None
        self.deleted: Deleted | None = None
        self.details: HistoryDetails | None = None
        self._listed = False
        ui = content
        self._version_list, self._deleted_list = VersionList(ui.versionList), DeletedList(ui.deletedList)
        ui.splitter.setSizes([190, 680])
        ui.splitter.setStretchFactor(1, 1)
        ui.noticeIcon.setPixmap(icons.pixmap("offline"))
        ui.showButton.setIcon(icons.icon("search"))
        ui.refreshButton.setIcon(icons.icon("fetch"))
        ui.versionList.currentItemChanged.connect(self._explain)
        ui.deletedList.currentItemChanged.connect(self._point)
        ui.deletedList.itemActivated.connect(self._open_deleted)
        ui.historyButton.clicked.connect(self._open_deleted)
        ui.backButton.clicked.connect(self.open_deleted)
        ui.showButton.clicked.connect(self.look)
        ui.refreshButton.clicked.connect(self.read)
        ui.restoreButton.clicked.connect(self.restore)
        bind_keys(ui, {"F8": self.look, "F5": self.read, "Esc": self.hide})
        self.feed = HistoryFeed(workspace, lambda: not self.isHidden(), self)
        self.feed.arrived.connect(self._arrived)
        self.feed.forgotten.connect(self._forget)
        workspace.changed.connect(self._enable)
        self.visibilityChanged.connect(self._draw)

    # ----- opening and closing

    def open_history(self, kind: GeometryKind, identity: str) -> None:
        """Show the past of an object, own or another municipality's."""
        self.feed.read_history(kind, identity)

    def open_deleted(self) -> None:
        """Show the municipality's deleted objects."""
        self.feed.read_deleted()

    def read(self) -> None:
        """Ask the platform anew for what is shown."""
        self.feed.read()

    def close_down(self) -> None:
        """Let go of the map, before the plugin is unloaded."""
        self.feed.close()
        self.workspace.changed.disconnect(self._enable)
        self._places.clear()

    def _arrived(self, found: ObjectHistory | Deleted) -> None:
        new = self.isHidden() or self._is_other(found)
        if isinstance(found, ObjectHistory):
            self._show_past(found)
        else:
            self._show_deleted(found)
        if new:
            # In turns, since each takes tens of milliseconds the first time: the table, the dock's place, the map.
            QTimer.singleShot(0, self._bring)

    def _forget(self) -> None:
        self.past = self.deleted = None
        self.hide()

    def _is_other(self, found: ObjectHistory | Deleted) -> bool:
        if isinstance(found, Deleted):
            return not self._listed
        return self._listed or self.past is None or self.past.identity != found.identity

    def _bring(self) -> None:
        self.open()
        self.look()
        (self.content.deletedList if self._listed else self.content.versionList).setFocus()

    # ----- acting

    @property
    def entry(self) -> Entry | None:
        """The chosen step."""
        return None if self._listed else self._version_list.chosen

    def look(self) -> None:
        """Move the map to all places of the object, or to the chosen deleted one."""
        if self._listed:
            chosen = self._deleted_list.chosen
            self._marker.zoom_to(extent_of((chosen.object,)) if chosen else None)
        elif self.past is not None:
            self._marker.zoom_to(model.extent(model.entries(self.past)))

    def restore(self) -> None:
        """Make the object in the map what the chosen version says; asks first when an unsent change gives way."""
        entry, past = self.entry, self.past
        if entry is None or past is None or entry.version is None or not say.can_restore(entry, past):
            return
        if past.unsent is None or questions.replace_change(self, entry.version.version):
            self.workspace.restore(past, entry.version)

    def _open_deleted(self) -> None:
        chosen = self._deleted_list.chosen
        if chosen is not None:
            self.open_history(chosen.object.kind, chosen.object.identity)

    # ----- showing

    def _show_past(self, past: ObjectHistory) -> None:
        snapshot = self.feed.snapshot
        if snapshot is None:
            return
        chosen = self.entry.key if self.entry and self.past and self.past.identity == past.identity else None
        self.past, self._listed = past, False
        found = model.entries(past)
        ui = self.content
        ui.titleLabel.setText(model.title(past, found, snapshot.catalogue))
        self._show_parts(past.trouble, say.empty_text() if not found else "")
        self._version_list.fill(found, chosen)
        self._explain()

    def _show_deleted(self, deleted: Deleted) -> None:
        snapshot = self.feed.snapshot
        if snapshot is None:
            return
        self.deleted, self._listed = deleted, True
        ui = self.content
        title = words.translate("Hso", "Borttagna objekt i {municipality}")
        ui.titleLabel.setText(title.replace("{municipality}", snapshot.municipality_name))
        empty = "" if deleted.versions else say.nothing_deleted_text(complete=deleted.trouble is None)
        self._show_parts(deleted.trouble, empty)
        self._deleted_list.fill(deleted.versions, snapshot.catalogue)
        self._point()

    def _show_parts(self, trouble: HsoError | None, empty: str) -> None:
        ui = self.content
        ui.noticeLabel.setText(say.trouble_text(words.say(trouble.text)) if trouble else "")
        ui.noticeFrame.setVisible(trouble is not None)
        ui.emptyLabel.setText(empty)
        for widget, shown in (
            (ui.emptyLabel, bool(empty)),
            (ui.splitter, not empty and not self._listed),
            (ui.deletedList, not empty and self._listed),
            (ui.historyButton, not empty and self._listed),
            (ui.backButton, not self._listed and self.deleted is not None),
            (ui.showButton, not empty),
        ):
            widget.setVisible(shown)

    def _explain(self) -> None:
        entry, past, snapshot = self.entry, self.past, self.feed.snapshot
        ui = self.content
        if entry is None or past is None or snapshot is None:
            self._draw()
            return
        self.details = HistoryDetails(entry, snapshot.catalogue)
        ui.scrollArea.setWidget(self.details)
        ui.summaryLabel.setText(say.summary_text(entry, len(self.details.changes)))
        ui.restoreLabel.setText(say.restore_text(entry, past))
        ui.restoreButton.setVisible(past.own)
        for one, other in pairwise((ui.versionList, ui.showButton, ui.refreshButton, self.details.alike.button,
                                    ui.restoreButton)):  # fmt: skip
            QWidget.setTabOrder(one, other)
        self._enable()
        self._draw()

    def _enable(self) -> None:
        entry, past = self.entry, self.past
        free = not self.workspace.jobs.busy
        self.content.refreshButton.setEnabled(free)
        possible = entry is not None and past is not None and say.can_restore(entry, past)
        self.content.restoreButton.setEnabled(free and possible)

    def _point(self) -> None:
        self.content.historyButton.setEnabled(self._deleted_list.chosen is not None)
        self._draw()

    def _draw(self) -> None:
        """The chosen place is on the map as long as the window is seen; where it was before too, dashed."""
        self._places.clear()
        if self.isHidden():
            if self.past is not None or self.deleted is not None:
                self._marker.clear()
            return
        chosen, entry = self._deleted_list.chosen, self.entry
        if self._listed:
            self._marker.outline(chosen.object.geometry if chosen else None)
        elif entry is not None:
            self._marker.clear()
            before = entry.before.object.geometry if entry.before else None
            if before is None or same(before, entry.after.geometry):
                self._marker.outline(entry.after.geometry)
            else:
                self._places.show(before, entry.after.geometry)
