"""Checks while somebody draws: after every edit the findings follow what the map shows, in the background."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.errors import HsoError
from ...core.model import Finding, MapObject, Stage
from ...qgis_bridge.editing.edit_buffer import EditBuffer
from ...qgis_bridge.editing.live_rules import LiveRules, Shown
from ...qgis_bridge.tasks.feedback import FeedbackProgress
from ...qgis_bridge.tasks.latest_task import LatestTask
from ...qgis_bridge.tasks.sliced_work import SlicedWork
from ..widgets import words
from ..workspace.checked_copy import CheckedCopy
from ..workspace.snapshot import Snapshot, news

_ENABLED = "hso/live_check"
#: How long to wait after an edit: one stroke of a tool may be many edits.
WAIT_MS = 300


class LiveCheck(QObject):
    """Keeps a check of what the layers show. One task at a time; what happens meanwhile is taken in the next.

    It begins with the first edit, or with the check that somebody asked for, and goes on until the map is `closed`.
    """

    closed = pyqtSignal()

    def __init__(self, workspace: CheckedCopy) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.buffer = EditBuffer(self)
        self._reading = SlicedWork(self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._read)
        self._task = LatestTask()
        self._rules: LiveRules | None = None
        self._edited: Mapping[str, MapObject | None] = {}
        self._snapshot: Snapshot | None = None
        self._stage: Stage | None = None
        self._mark = 0
        self._again = self._broken = False
        self.buffer.touched.connect(self._touched)
        workspace.jobs.started.connect(self._file_is_read)
        workspace.changed.connect(self._follow_workspace)
        workspace.kept.connect(self.adopt)
        workspace.followed = lambda: self.following

    # ----- what the person chooses

    @property
    def enabled(self) -> bool:
        """True when the findings shall follow the drawing; kept in QGIS's settings, on from the start."""
        return bool(QgsSettings().value(_ENABLED, True, type=bool))

    def set_enabled(self, wanted: bool) -> None:
        """Turn it on or off. Turned on, it looks at once at what is unsaved."""
        QgsSettings().setValue(_ENABLED, wanted)
        self._broken = False
        if wanted:
            self._touched()
        else:
            self._stop()

    @property
    def following(self) -> bool:
        """True while the findings follow what the map shows, with nobody asking for a check."""
        return self.enabled and not self._broken and self._rules is not None

    @property
    def busy(self) -> bool:
        """True while it works, or is about to."""
        return self._task.busy or self._wait.isActive() or self._reading.busy

    @property
    def edited(self) -> Mapping[str, MapObject | None]:
        """Objects that the map shows otherwise than the file, by identity, when they were last checked."""
        return self._edited

    # ----- what it follows

    def adopt(self, rules: LiveRules) -> None:
        """Go on from a check of the saved file that somebody asked for."""
        self._task.forget()
        self._rules, self._edited = rules, rules.edited
        if self.buffer.unread or self._again:
            self._touched()

    def forget(self) -> None:
        """Stop, and let go of everything: the map is closed."""
        self._stop()
        self._broken = False
        self._snapshot = None
        self.buffer.unwatch()
        self.closed.emit()

    def _stop(self) -> None:
        self._task.forget()
        self._wait.stop()
        self._reading.stop()
        self._rules, self._edited = None, {}

    def _file_is_read(self, _title: str) -> None:
        self._mark = self.buffer.mark()

    def _follow_workspace(self) -> None:
        """The file was read anew, another one was opened, or another stage is asked for."""
        snapshot, stage = self._workspace.snapshot, self._workspace.stage
        if snapshot is self._snapshot and stage is self._stage:
            return
        before, self._snapshot, self._stage = self._snapshot, snapshot, stage
        if snapshot is None:
            self.forget()
        elif before is None or before.path != snapshot.path:
            self._stop()
            self.buffer.watch(snapshot.catalogue, snapshot.municipality)
        else:
            if before is not snapshot:
                self.buffer.settle(self._mark)
            if self._rules is not None:
                self._touched()

    def _touched(self) -> None:
        """Something is new. A wait that is under way is not begun again: drawing on and on must not put it off."""
        if self.enabled and not self._broken and self._snapshot is not None and not self._wait.isActive():
            self._wait.start()

    # ----- the work

    def _read(self) -> None:
        if self._task.busy or self._reading.busy:
            self._again = True
            return
        if self._workspace.jobs.busy:  # perhaps it reads the file, or is the check that somebody asked for
            self._wait.start()
            return
        if self._rules is None and not self.buffer.dirty:
            return  # nothing has been edited, and nobody has asked
        self._reading.run(self.buffer.read(), self._start, self._fail)

    def shown(self) -> Shown | None:
        """What the map shows, as far as `buffer` has been read; None when no map is open."""
        snapshot = self._snapshot
        if snapshot is None:
            return None
        return Shown(
            path=snapshot.path,
            catalogue=snapshot.catalogue,
            municipality=snapshot.municipality,
            stage=self._workspace.stage,
            saved=snapshot.by_identity,
            edits=self.buffer.edits(),
            news=news(snapshot),
        )

    def _start(self) -> None:
        shown = self.shown()
        if shown is None:
            return
        rules = self._rules or LiveRules()

        def work(progress: FeedbackProgress) -> tuple[Finding, ...]:
            return rules.follow(shown, progress)

        self._rules = rules
        title = words.translate("Hso", "Kontrollerar det som ritas")
        self._task.run(title, work, self._done, self._fail, self._take_next)

    def _done(self, findings: tuple[Finding, ...]) -> None:
        if self._rules is not None:
            self._edited = self._rules.edited
            self._workspace.show_findings(findings, self._edited)
        self._take_next()

    def _take_next(self) -> None:
        if self._again or self.buffer.unread:
            self._again = False
            self._touched()

    def _fail(self, error: HsoError) -> None:
        """Told once: then it keeps still until the map is opened anew or somebody turns it on."""
        self._stop()
        self._broken = True
        self._workspace.outdate_findings()
        self._workspace.report(error)
