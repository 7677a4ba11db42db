"""Releases of the assembled map: recorded, saved as they were, and laid on the map. No widget in here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.error_codes.review import NO_RELEASE
from ...core.errors import HsoError
from ...core.file_names import plain_name
from ...core.review.records.model import Release
from ...core.review.records.ports import Exchanged
from ...core.review.records.states import may_release
from ...qgis_bridge.jobs import review_figures_jobs, review_jobs
from ...qgis_bridge.layers import release_layers
from ...qgis_bridge.profile.settings import Profile
from ...qgis_bridge.tasks.sliced_work import SlicedWork
from ..desk.desk import ReviewDesk
from ..widgets import words


class ReleaseWork(QObject):
    """Works on the review copy that is open on the desk.

    `recorded` comes with the name of a release that the platform has taken, `shown` with its group on the map.
    """

    recorded = pyqtSignal(str)
    shown = pyqtSignal(object)

    def __init__(self, desk: ReviewDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._turns = SlicedWork(self)

    @property
    def may_record(self) -> bool:
        """True when the person may record a release."""
        return self.desk.snapshot is not None and may_release(self.desk.snapshot.rights)

    def record(self, name: str) -> None:
        """Record what is approved now as a release called `name`."""

        def job(profile: Profile, progress: Any) -> Exchanged:
            result = review_jobs.record_release_job(profile, name, progress)
            if result.refused:  # it is told now, and another name is another release
                review_jobs.drop_job(profile, [each.record.change for each in result.refused], progress)
            return result

        self.desk.run(
            words.translate("Hso", "Fastställer utgåvan"),
            job,
            lambda result: self.desk.reread(lambda: self._tell(name, result)),
            lambda: self.record(name),
        )

    def _tell(self, name: str, result: Exchanged) -> None:
        refused = next((each for each in result.refused if isinstance(each.record, Release)), None)
        if refused is not None:
            self.desk.report(HsoError(NO_RELEASE, refused.reason, refused.details))
        elif result.trouble is not None:
            self.desk.report(result.trouble, self.desk.fetch)
        else:
            text = words.translate("Hso", "Utgåvan {name} är fastställd och finns på plattformen.")
            self.desk.announce(text.replace("{name}", f"«{name}»"))
            self.recorded.emit(name)

    def save(self, release: Release, path: str) -> None:
        """Fetch a release as it was into the GeoPackage `path`."""
        self.desk.write(
            path,
            lambda profile, progress: review_figures_jobs.fetch_release_job(profile, release.name, path, progress),
            lambda: self.save(release, path),
        )

    def show(self, release: Release) -> None:
        """Lay a release on the map as it was; told with `shown` and its group. A second time it is only gone to."""
        known, catalogue, profile = release_layers.group_of(release), self.desk.catalogue, self.desk.profile
        if known is not None:
            known.setItemVisibilityCheckedRecursive(True)
            self.shown.emit(known)
            return
        if catalogue is None or profile is None:
            return
        path = release_file(profile, release)

        def done(_result: Any) -> None:
            steps = release_layers.show_steps(path, release, catalogue)
            self._turns.run(
                steps,
                lambda: self.shown.emit(release_layers.group_of(release)),
                lambda error: self.desk.report(error),
            )

        def fetch(profile: Profile, progress: Any) -> None:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            review_figures_jobs.have_release_job(profile, release.name, path, progress)

        self.desk.run(words.translate("Hso", "Hämtar utgåvan"), fetch, done, lambda: self.show(release))

    def close(self) -> None:
        """Before the windows go, or what they show is taken off the map."""
        self._turns.stop()


def release_file(profile: Profile, release: Release) -> str:
    """Where a release that is shown on the map lies: beside the review copy, one file each."""
    folder = Path(profile.working_copy).with_suffix("").with_name(f"{Path(profile.working_copy).stem}-utgavor")
    return str(folder / f"{plain_name(release.name)}-{release.change[:8]}.gpkg")
