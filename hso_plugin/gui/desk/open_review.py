"""The open review copy: read in a task, brought level with the platform, and made anew when it cannot go on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.catalogue.model import Catalogue
from ...core.error_codes.connection import UNREACHED
from ...core.errors import HsoError
from ...core.review.records.model import Review
from ...qgis_bridge import jobs
from ...qgis_bridge.jobs import review_jobs
from ...qgis_bridge.profile import settings
from ..widgets import words
from ..widgets.job_runner import JobRunner
from .snapshot import ReviewSnapshot
from .snapshot import read as read_snapshot


class OpenReview(QObject):
    """One at a time: a reviewer's profile and its copy as a `ReviewSnapshot`.

    Attributes:
        snapshot: the copy as it was read last; None while none is open, then see `trouble`.
        offline: the platform could not be reached the last time.
    """

    changed = pyqtSignal()
    opened = pyqtSignal()
    failed = pyqtSignal(object)
    said = pyqtSignal(str)
    succeeded = pyqtSignal(str)
    #: A file was written: its path.
    written = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.profile: settings.Profile | None = None
        self.snapshot: ReviewSnapshot | None = None
        self.trouble: HsoError | None = None
        self.offline = False
        self.jobs = JobRunner(self)
        self.jobs.started.connect(self.changed)
        self.jobs.ended.connect(self.changed)
        self.jobs.failed.connect(self.failed)
        self.jobs.said.connect(self.said)

    @property
    def review(self) -> Review:
        """All that is known of the review."""
        return self.snapshot.review if self.snapshot is not None else Review()

    @property
    def catalogue(self) -> Catalogue | None:
        """The classification; None while no copy is open."""
        return self.snapshot.catalogue if self.snapshot is not None else None

    def use(self, profile: settings.Profile) -> None:
        """Review on `profile`: what is here is shown at once, then the platform is asked for news.

        Not when QGIS would ask for its master password for that: nobody has asked for news yet.
        """
        self.close()
        self.profile = profile
        settings.activate(profile.name)
        self.changed.emit()
        if jobs.exists(profile.working_copy):
            self.reread(lambda: self.fetch(quiet=True) if jobs.asks_nobody(profile) else None)
        else:
            self.fetch()

    def close(self) -> None:
        """Let go of the copy and stop what is running."""
        self.jobs.forget()
        self.profile = self.snapshot = self.trouble = None
        self.offline = False
        self._read_anew()
        self.changed.emit()

    def _read_anew(self) -> None:
        """The snapshot is another, or none: for what stands on it."""

    def reread(self, then: Callable[[], Any] | None = None) -> None:
        """Read the copy as it is now; `then()` when it is done."""
        profile = self.profile
        if profile is None:
            return

        def done(snapshot: ReviewSnapshot) -> None:
            first = self.snapshot is None
            self.snapshot, self.trouble = snapshot, None
            self._read_anew()
            self.changed.emit()
            if first:
                self.opened.emit()
            if then is not None:
                then()

        def broken(error: HsoError | None) -> None:
            if error is not None and error.renewable:
                self.fetch()  # made anew; what was on its way comes along
                return
            self.trouble = error
            self.changed.emit()
            if error is not None:
                self.report(error, self.reread)

        self.jobs.run(
            words.translate("Hso", "Läser granskningen"),
            lambda progress: read_snapshot(profile.working_copy, progress),
            done,
            self.reread,
            broken=broken,
            silent=True,
        )

    def fetch(self, *, quiet: bool = False) -> None:
        """Bring the copy and the platform level; it is made where there is none.

        With `quiet` nothing is said when the platform cannot be reached: the header tells.
        """
        profile = self.profile
        if profile is None:
            return

        def done(_result: Any) -> None:
            self.offline = False
            self.reread()

        def broken(error: HsoError | None) -> None:
            self.offline = error is not None and error.code == UNREACHED
            if self.snapshot is None:
                self.trouble = error
            self.changed.emit()
            if error is not None and not (quiet and self.offline):
                self.report(error, self.fetch)

        self.jobs.run(
            words.translate("Hso", "Hämtar det som lämnats in"),
            lambda progress: review_jobs.open_review_copy_job(profile, progress),
            done,
            self.fetch,
            broken=broken,
            silent=True,
        )

    # ----- for those who work with the copy

    def report(self, error: HsoError, again: Callable[[], Any] | None = None) -> None:
        """Tell of an error; `again` is offered when it may pass."""
        self.jobs.report(error, again)

    def unreached(self) -> None:
        """The platform did not answer."""
        self.offline = True

    def announce(self, text: str) -> None:
        """Tell that something was done."""
        self.succeeded.emit(text)

    def say(self, text: str) -> None:
        """A hint for the message bar."""
        self.said.emit(text)

    def run(
        self,
        title: str,
        job: Callable[[settings.Profile, Any], Any],
        done: Callable[[Any], None],
        again: Callable[[], None],
    ) -> None:
        """Run `job(profile, progress)` over the open copy, then `done(result)`; `again` is offered after an error."""
        profile = self.profile
        if profile is not None and self.snapshot is not None:
            self.jobs.run(title, lambda progress: job(profile, progress), done, again)

    def write(self, path: str, job: Callable[[settings.Profile, Any], Any], again: Callable[[], None]) -> None:
        """`run` what writes the file `path`; told with `written`."""
        title = words.translate("Hso", "Skriver {file}").replace("{file}", Path(path).name)
        self.run(title, job, lambda _result: self.written.emit(path), again)
