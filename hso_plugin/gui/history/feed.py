"""Reads the past for its window: an object's versions, what was deleted, and the same anew when the map has changed."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.ledger.object_history import Deleted, ObjectHistory
from ...core.model import GeometryKind
from ...qgis_bridge import jobs
from ..widgets import words
from ..workspace.snapshot import Snapshot
from ..workspace.workspace import Workspace

#: How long to wait for a job to end before the past is read anew.
PATIENCE_MS = 200


class HistoryFeed(QObject):
    """`arrived` comes with an `ObjectHistory` or a `Deleted`, `shown` until the next; `forgotten` when the map is gone.

    Attributes:
        snapshot: the working copy when it was read.
        seen: whether anybody looks at it; else nothing is read by itself.
    """

    arrived = pyqtSignal(object)
    forgotten = pyqtSignal()

    def __init__(self, workspace: Workspace, seen: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._seen = seen
        self.snapshot: Snapshot | None = None
        self.shown: ObjectHistory | Deleted | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._read_again)
        workspace.changed.connect(self._follow)

    @property
    def idle(self) -> bool:
        """True when nothing is about to be read."""
        return not self._again.isActive()

    def read_history(self, kind: GeometryKind, identity: str) -> None:
        """Ask for the past of an object, own or another municipality's."""
        profile = self._workspace.profile
        if self._workspace.snapshot is None or profile is None:
            return
        self._workspace.jobs.run(
            words.translate("Hso", "Läser historiken"),
            lambda progress: jobs.history_job(profile, kind, identity, progress),
            self._take,
            lambda: self.read_history(kind, identity),
        )

    def read_deleted(self) -> None:
        """Ask for the municipality's deleted objects."""
        profile = self._workspace.profile
        if self._workspace.snapshot is None or profile is None:
            return
        self._workspace.jobs.run(
            words.translate("Hso", "Läser borttagna objekt"),
            lambda progress: jobs.deleted_job(profile, progress),
            self._take,
            self.read_deleted,
        )

    def read(self) -> None:
        """Ask the platform anew for what is shown."""
        if isinstance(self.shown, ObjectHistory):
            self.read_history(self.shown.kind, self.shown.identity)
        elif self.shown is not None:
            self.read_deleted()

    def close(self) -> None:
        """Let go of the workspace."""
        self._again.stop()
        self._workspace.changed.disconnect(self._follow)

    def _take(self, found: ObjectHistory | Deleted) -> None:
        self.snapshot = self._workspace.snapshot
        if self.snapshot is not None:
            self.shown = found
            self.arrived.emit(found)

    def _follow(self) -> None:
        snapshot = self._workspace.snapshot
        if snapshot is None or (self.snapshot is not None and snapshot.path != self.snapshot.path):
            self.shown = self.snapshot = None
            self.forgotten.emit()
        elif snapshot is not self.snapshot and self.shown is not None and self._seen():
            self._again.start(0)

    def _read_again(self) -> None:
        """The map has changed: read anew, when nothing else is going on, which must not wait for this."""
        profile, shown = self._workspace.profile, self.shown
        if not self._seen() or profile is None or self._workspace.snapshot is self.snapshot:
            return
        if not self._workspace.idle:
            self._again.start(PATIENCE_MS)
        elif not isinstance(shown, ObjectHistory) or shown.trouble is None:
            self.read()
        else:  # not before the person asks for it: to wait for a net that is gone takes its time
            path, trouble = profile.working_copy, shown.trouble
            self._workspace.jobs.run(
                words.translate("Hso", "Läser historiken"),
                lambda _progress: jobs.known_history_job(path, shown.kind, shown.identity, trouble),
                self._take,
                self.read,
            )
