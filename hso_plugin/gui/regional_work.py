"""The whole county at once: the check across borders, how things stand, and the releases. No widget in here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.catalogue.model import Catalogue
from ..core.errors import HsoError
from ..core.model import Finding
from ..core.review.assemble import Assembly
from ..core.review.model import Release, Review, Submission
from ..core.review.overview import Overview
from ..core.review.ports import Exchanged
from ..core.review.states import may_release
from ..qgis_bridge import jobs, language, release_layers, review_figures_jobs, review_jobs, review_layers
from ..qgis_bridge.assembly_jobs import comments_on_job
from ..qgis_bridge.review_layers import Shown
from ..qgis_bridge.settings import Profile
from ..qgis_bridge.turns import Turns
from . import words
from .job_runner import Problem
from .places import file_name
from .review_desk import ReviewDesk


class RegionalWork(QObject):
    """Works on the review copy that is open on the desk; what it has computed is kept until the copy is another.

    Attributes:
        assembly: the last check over all municipalities, None before one was made; whether it was made of what is
            submitted too is `with_submitted`.
        overview: how things stood when it was computed, None before.
    """

    changed = pyqtSignal()
    recorded = pyqtSignal(str)
    shown = pyqtSignal(object)
    #: The checked maps are being put on the map, in the place of what the review showed there.
    mapped = pyqtSignal()

    def __init__(self, desk: ReviewDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.assembly: Assembly | None = None
        self.overview: Overview | None = None
        self.with_submitted = False
        self._turns, self._drawing = Turns(self), Turns(self)
        self._drawn: Assembly | None = None
        self._of: dict[str, Review] = {}
        self._path = ""
        desk.changed.connect(self._follow)

    # ----- what there is

    @property
    def review(self) -> Review:
        """All that is known of the review."""
        return self.desk.snapshot.review if self.desk.snapshot else Review()

    @property
    def catalogue(self) -> Catalogue | None:
        """The classification; None while no copy is open."""
        return self.desk.snapshot.catalogue if self.desk.snapshot else None

    @property
    def may_release(self) -> bool:
        """True when the person may record a release."""
        return self.desk.snapshot is not None and may_release(self.desk.snapshot.rights)

    @property
    def assembly_stale(self) -> bool:
        """True when something was submitted or decided since the check."""
        return self.assembly is not None and _told(self._of.get("assembly")) != _told(self.review)

    @property
    def overview_stale(self) -> bool:
        """True when something was submitted, decided or said since the overview was computed."""
        return self.overview is not None and self._of.get("overview") != self.review

    @property
    def busy(self) -> bool:
        """True while something is being put on the map."""
        return self._turns.busy or self._drawing.busy

    # ----- the check over all municipalities

    def assemble(self, *, submitted: bool) -> None:
        """Check what is approved, or what is submitted too, of all municipalities together."""
        review = self.review

        def done(assembly: Assembly) -> None:
            self.assembly, self.with_submitted = assembly, submitted
            self._of["assembly"] = review
            self.changed.emit()
            self.put_on_map()

        self._run(
            words.translate("Hso", "Kontrollerar kommunerna tillsammans"),
            lambda profile, progress: review_figures_jobs.assemble_job(profile, progress, submitted=submitted),
            done,
            lambda: self.assemble(submitted=submitted),
        )

    def put_on_map(self) -> None:
        """Show the maps that were checked, of all municipalities, if they are not what the map shows."""
        assembly = self.assembly
        if assembly is None or assembly is self._drawn:
            return
        self._drawn = assembly
        self.mapped.emit()
        title = words.translate("Hso", "Länet: det som kontrollerades")
        shown = Shown(title, tuple(assembly.objects.values()))
        self._drawing.run(review_layers.show_steps([shown], assembly.catalogue, assembly.areas))

    def leave_map(self) -> None:
        """Something else of the review is put on the map."""
        self._drawing.stop()
        self._drawn = None

    def tell(self, finding: Finding, text: str, submissions: Sequence[Submission]) -> None:
        """Send `text` on a finding as a comment on each of `submissions`, on their own objects where it names one."""
        self._run(
            words.translate("Hso", "Skickar kommentaren"),
            lambda profile, progress: comments_on_job(profile, finding, text, submissions, progress),
            self.desk.comment,
            lambda: self.tell(finding, text, submissions),
        )

    def export_assembly(self, path: str) -> None:
        """Write the check as a report to read and print."""
        assembly = self.assembly
        if assembly is not None:
            self._write(
                lambda profile, progress: review_figures_jobs.assembly_report_job(
                    profile, assembly, path, language.current(), progress
                ),
                path,
                lambda: self.export_assembly(path),
            )

    # ----- how things stand

    def look(self) -> None:
        """Compute how things stand in the county."""
        review = self.review

        def done(overview: Overview) -> None:
            self.overview = overview
            self._of["overview"] = review
            self.changed.emit()

        self._run(
            words.translate("Hso", "Räknar samman läget"),
            review_figures_jobs.overview_job,
            done,
            self.look,
        )

    def export_overview(self, path: str) -> None:
        """Write the overview as a report to read and print."""
        overview = self.overview
        if overview is not None:
            self._write(
                lambda profile, progress: review_figures_jobs.overview_report_job(
                    profile, overview, path, language.current(), progress
                ),
                path,
                lambda: self.export_overview(path),
            )

    # ----- releases

    def record_release(self, name: str) -> None:
        """Record what is approved now as a release called `name`."""

        def job(profile: Profile, progress: Any) -> Exchanged:
            result = review_jobs.record_release_job(profile, name, progress)
            if result.refused:  # it is told now, and another name is another release
                review_jobs.drop_job(profile, [each.record.change for each in result.refused], progress)
            return result

        self._run(
            words.translate("Hso", "Fastställer utgåvan"),
            job,
            lambda result: self.desk.reread(lambda: self._tell(name, result)),
            lambda: self.record_release(name),
        )

    def _tell(self, name: str, result: Exchanged) -> None:
        refused = next((each for each in result.refused if isinstance(each.record, Release)), None)
        if refused is not None:
            self.desk.failed.emit(Problem(HsoError("HSO-UTGAVA", refused.reason, refused.details), None))
        elif result.trouble is not None:
            self.desk.failed.emit(Problem(result.trouble, self.desk.fetch))
        else:
            text = words.translate("Hso", "Utgåvan {name} är fastställd och finns på plattformen.")
            self.desk.succeeded.emit(text.replace("{name}", f"«{name}»"))
            self.recorded.emit(name)

    def save_release(self, release: Release, path: str) -> None:
        """Fetch a release as it was into the GeoPackage `path`."""
        self._write(
            lambda profile, progress: review_figures_jobs.fetch_release_job(profile, release.name, path, progress),
            path,
            lambda: self.save_release(release, path),
        )

    def show_release(self, release: Release) -> None:
        """Lay a release on the map as it was; told with `shown` and its group. A second time it is only gone to."""
        known, catalogue, profile = release_layers.group_of(release), self.catalogue, self.desk.profile
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
                lambda error: self.desk.failed.emit(Problem(error, None)),
            )

        def fetch(profile: Profile, progress: Any) -> None:
            if not jobs.exists(path):  # a release never changes
                Path(path).parent.mkdir(parents=True, exist_ok=True)
                review_figures_jobs.fetch_release_job(profile, release.name, path, progress)

        self._run(words.translate("Hso", "Hämtar utgåvan"), fetch, done, lambda: self.show_release(release))

    def close(self) -> None:
        """Before the windows go, or what they show is taken off the map."""
        self._turns.stop()
        self.leave_map()

    # ----- inside

    def _run(
        self,
        title: str,
        job: Callable[[Profile, Any], Any],
        done: Callable[[Any], None],
        again: Callable[[], None],
    ) -> None:
        profile = self.desk.profile
        if profile is not None and self.desk.snapshot is not None:
            self.desk.jobs.run(title, lambda progress: job(profile, progress), done, again)

    def _write(self, job: Callable[[Profile, Any], Any], path: str, again: Callable[[], None]) -> None:
        title = words.translate("Hso", "Skriver {file}").replace("{file}", Path(path).name)
        self._run(title, job, lambda _result: self.desk.written.emit(path), again)

    def _follow(self) -> None:
        path = self.desk.snapshot.path if self.desk.snapshot else ""
        if path != self._path:
            self._path = path
            self.assembly = self.overview = None
        self.changed.emit()


def release_file(profile: Profile, release: Release) -> str:
    """Where a release that is shown on the map lies: beside the review copy, one file each."""
    folder = Path(profile.working_copy).with_suffix("").with_name(f"{Path(profile.working_copy).stem}-utgavor")
    return str(folder / f"{file_name(release.name)}-{release.change[:8]}.gpkg")


def _told(review: Review | None) -> tuple[Any, ...] | None:
    """What decides which maps are assembled."""
    return None if review is None else (review.submissions, review.decisions)
