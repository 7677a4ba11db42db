"""The open working copy: read in a task, shown in QGIS's project, and kept up to date with its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.errors import HsoError
from ...qgis_bridge import jobs
from ...qgis_bridge.layers import project
from ...qgis_bridge.profile import settings
from ...qgis_bridge.tasks.feedback import FeedbackProgress
from ...qgis_bridge.tasks.sliced_work import SlicedWork
from ..widgets import words
from ..widgets.job_runner import JobRunner, Problem
from . import open_errors
from .snapshot import Contact, CopyState, Snapshot
from .snapshot import read as read_snapshot
from .unsaved_edits import UnsavedEdits

#: How long to wait after the last saved layer before reading anew: QGIS saves layers one after the other.
SETTLE_MS = 150


class OpenCopy(QObject):
    """One at a time: a profile and its working copy as a `Snapshot`; None while it is not open, then see `trouble`.

    `showing` is emitted with True before layers are put into the project, with False when that is over.
    """

    changed = pyqtSignal()
    showing = pyqtSignal(bool)
    opened = pyqtSignal(bool)
    failed = pyqtSignal(object)
    said = pyqtSignal(str)
    #: An older file was brought up to date; where it is kept as it was.
    upgraded = pyqtSignal(str)
    #: A reviewer's connection was chosen (it comes along), or a planner's, or the form of a new one.
    review_wanted = pyqtSignal(object)
    plan_wanted = pyqtSignal()

    def __init__(self, edits: UnsavedEdits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.profile: settings.Profile | None = None
        self.snapshot: Snapshot | None = None
        self.trouble: HsoError | None = None
        self.contact = Contact()
        self.edits = edits
        self.jobs = JobRunner(self)
        self.jobs.started.connect(self.changed)
        self.jobs.ended.connect(self.changed)
        self.jobs.failed.connect(self.failed)
        self.jobs.said.connect(self.said)
        #: Imports what makes what is to follow an open copy; called in the task that reads it.
        self.importing: Callable[[], None] = lambda: None
        #: Makes that, a little at a time, before the first one is shown.
        self.preparing: Callable[[], Iterator[None]] = lambda: iter(())
        self._fresh = self._keep = self._instead = False
        self._showing, self._reloading = SlicedWork(self), SlicedWork(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        edits.modified.connect(self.changed)
        self._anew = QTimer(self)
        self._anew.setSingleShot(True)
        self._anew.setInterval(SETTLE_MS)
        self._anew.timeout.connect(self._project_read)
        QgsProject.instance().readProject.connect(self._project_read)
        QgsProject.instance().cleared.connect(self._project_closed)

    @property
    def unsaved(self) -> int:
        """Number of layers with edits that are not saved."""
        return self.edits.unsaved()

    @property
    def waiting(self) -> int:
        """Number of changes a send would send."""
        return self.snapshot.waiting if self.snapshot else 0

    @property
    def state(self) -> CopyState:
        """What the header shows."""
        if self.jobs.busy or self._showing.busy:
            return CopyState.WORKING
        if self.snapshot is None:
            return CopyState.UNCONNECTED
        state = self.snapshot.state
        if self.unsaved and state is not CopyState.CONFLICT:
            return CopyState.UNSAVED
        if self.contact.offline and state not in (CopyState.CONFLICT, CopyState.REFUSED):
            return CopyState.OFFLINE
        return CopyState.TO_FETCH if state is CopyState.SYNCED and self.contact.to_fetch else state

    @property
    def idle(self) -> bool:
        """True when nothing runs and nothing is about to."""
        return not (self.jobs.busy or self._showing.busy or self._reloading.busy or self._settle.isActive())

    # ----- opening

    def use(self, profile: settings.Profile, *, fresh: bool = False, keep: bool = False, instead: bool = False) -> None:
        """Work with `profile`; opens its working copy, into the project too. What stands in the way is `trouble`.

        `fresh`: it has just been fetched, and the person has not seen it yet; told with `opened`.
        `keep`: the profile has been changed, and is saved once its working copy has opened.
        `instead`: layers of a file that is no connection's give way to it; else that is `trouble`.
        A reviewer's profile has no working copy: it is passed on with `review_wanted`.
        """
        self._forget()
        if profile.reviews:
            self.profile = None
            self.changed.emit()
            self.review_wanted.emit(profile)
            return
        self.plan_wanted.emit()
        self._fresh, self._keep, self._instead = fresh, keep, instead or fresh
        self.profile = profile
        settings.activate(profile.name)
        if profile.working_copy and jobs.exists(profile.working_copy):
            self.changed.emit()
            self._open(profile)
        else:
            self._trouble(open_errors.missing(profile.working_copy))

    def use_file(self, path: str) -> None:
        """Have the present profile work with the file at `path` from now on, if that is its working copy."""
        if self.profile is not None:
            self.use(replace(self.profile, working_copy=path), fresh=True, keep=True)

    def begin_new(self) -> None:
        """Show the form for a new connection; the present one stays among the profiles."""
        self._forget()
        self.profile = None
        self.plan_wanted.emit()
        self.changed.emit()

    def _open(self, profile: settings.Profile) -> None:
        def done(snapshot: Snapshot) -> None:
            if snapshot.municipality != profile.municipality:
                self._trouble(open_errors.other_municipality(snapshot, profile))
                return
            strange = [] if self._instead else self._strange_files(snapshot.path)
            if strange:
                self._trouble(open_errors.another_file(strange[0]))
                return
            shown = project.steps(snapshot.path, snapshot.catalogue, snapshot.municipality)
            steps = chain(self.preparing(), shown)
            self._showing.run(steps, lambda: self._shown(snapshot), self._not_shown)
            self.showing.emit(True)

        def read(progress: FeedbackProgress) -> Snapshot:
            self.importing()
            return read_snapshot(profile.working_copy, progress)

        self.jobs.run(
            words.translate("Hso", "Öppnar arbetskopian"),
            read,
            done,
            lambda: None,
            broken=lambda error: self._trouble(error or open_errors.cancelled()),
            silent=True,
        )

    @staticmethod
    def _strange_files(path: str) -> list[str]:
        """Files whose layers the project shows, and that are neither the one at `path` nor any connection's.

        A project that was copied along with the working copy beside it shows such a file.
        """
        known = [Path(each.working_copy).resolve() for each in settings.load_profiles() if each.working_copy]
        last = project.open_working_copy()
        return [each for each in project.other_copies(path) if Path(each).resolve() not in known and each != last]

    def _shown(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.showing.emit(False)
        if snapshot.backup:
            self.upgraded.emit(snapshot.backup)
        self._keep_profile()
        self.edits.watch()
        self.changed.emit()
        self.opened.emit(self._fresh)

    def _keep_profile(self) -> None:
        if self._keep and self.profile is not None:
            try:
                settings.save_profile(self.profile)
            except HsoError as error:
                self.report(error)

    def _not_shown(self, error: HsoError) -> None:
        self.showing.emit(False)
        self._trouble(error)

    def _trouble(self, error: HsoError) -> None:
        self.trouble = error
        self.changed.emit()

    def _project_read(self) -> None:
        """A project was opened, perhaps this one again: its layers are others then, and the file is not held."""
        if self.profile is None or not self.profile.working_copy:
            return
        path = self.profile.working_copy
        if not project.is_in_project(path) and not self._strange_files(path):
            return
        if self.jobs.busy:  # it must not be broken off
            self._anew.start()
        else:
            self.use(self.profile)

    def _project_closed(self) -> None:
        """The layers left with their project; nothing of ours must get into the next one by itself."""
        if self.snapshot is not None:
            self._forget()
            self._trouble(open_errors.closed())

    def report(self, error: HsoError, again: Callable[[], Any] | None = None) -> None:
        """Tell of an error; `again` is offered when it may pass."""
        self.jobs.report(error, again)

    def say(self, text: str) -> None:
        """A hint for the message bar."""
        self.said.emit(text)

    def hold_map(self, holding: bool) -> None:
        """Keep the map where it is while layers come and go, until it is called with False."""
        self.showing.emit(holding)

    def unreached(self) -> None:
        """The platform did not answer."""
        self.contacted(replace(self.contact, offline=True))

    def contacted(self, contact: Contact) -> None:
        """Note what came of speaking to the platform, and show it."""
        if contact != self.contact:
            self.contact = contact
            self.changed.emit()

    # ----- keeping up

    def refresh(self, then: Callable[[], Any] | None = None) -> None:
        """Read the working copy anew, after something in it has changed; `then()` when it is done, however it went."""
        before = self.snapshot
        if before is None or self.jobs.busy:
            if before is not None:
                self._settle.start()
            if then is not None:
                then()
            return

        def done(snapshot: Snapshot) -> None:
            if self.snapshot is not None:  # else the map was closed meanwhile
                self.snapshot = snapshot
                self.changed.emit()
                self._refreshed()
            if then is not None:
                then()

        self.jobs.run(
            words.translate("Hso", "Läser arbetskopian"),
            lambda progress: read_snapshot(before.path, progress, before),
            done,
            self.refresh,
            broken=None if then is None else lambda _error: then(),
        )

    def _refreshed(self) -> None:
        """For those who have something to do when the file has been read anew."""

    def reload(self, steps: Iterator[None]) -> None:
        """Have the project's layers show what the file says now, a little at a time."""
        self._reloading.run(steps)

    def save_edits(self, *, stop: bool = False) -> bool:
        """Save all layers, and end editing where `stop`; False (and a message) when QGIS refuses one."""
        try:
            self.edits.save(stop=stop)
        except HsoError as error:
            self.failed.emit(Problem(error, self.save_edits))
            return False
        return True

    def close(self) -> None:
        """Stop what is running and let go of the layers; before the plugin is unloaded."""
        QgsProject.instance().readProject.disconnect(self._project_read)
        QgsProject.instance().cleared.disconnect(self._project_closed)
        self.jobs.forget()
        self._stop()
        self.edits.unwatch()

    def _stop(self) -> None:
        self._settle.stop()
        self._anew.stop()
        if self._showing.busy:
            self._showing.stop()
            self.showing.emit(False)
        self._reloading.stop()

    def _forget(self) -> None:
        self._stop()
        self.edits.unwatch()
        self.snapshot = self.trouble = None
        self.contact = Contact()
