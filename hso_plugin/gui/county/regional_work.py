"""The whole county at once: the check across borders, and how things stand. No widget in here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.model import Finding
from ...core.review.queue.overview import Overview
from ...core.review.records.model import Review, Submission
from ...core.review.regional.assemble import Assembly
from ...qgis_bridge.jobs import review_figures_jobs
from ...qgis_bridge.jobs.assembly_jobs import comments_on_job
from ...qgis_bridge.layers import review_layers
from ...qgis_bridge.layers.review_layers import Shown
from ...qgis_bridge.profile import language
from ...qgis_bridge.tasks.sliced_work import SlicedWork
from ..desk.desk import ReviewDesk
from ..widgets import words


class RegionalWork(QObject):
    """Works on the review copy that is open on the desk; what it has computed is kept until the copy is another.

    Attributes:
        assembly: the last check over all municipalities, None before one was made; whether it was made of what is
            submitted too is `with_submitted`.
        overview: how things stood when it was computed, None before.
    """

    changed = pyqtSignal()
    #: The checked maps are being put on the map, in the place of what the review showed there.
    mapped = pyqtSignal()

    def __init__(self, desk: ReviewDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.assembly: Assembly | None = None
        self.overview: Overview | None = None
        self.with_submitted = False
        self._drawing = SlicedWork(self)
        self._drawn: Assembly | None = None
        self._of: dict[str, Review] = {}
        self._path = ""
        desk.changed.connect(self._follow)

    # ----- what there is

    @property
    def assembly_stale(self) -> bool:
        """True when something was submitted or decided since the check."""
        return self.assembly is not None and _told(self._of.get("assembly")) != _told(self.desk.review)

    @property
    def overview_stale(self) -> bool:
        """True when something was submitted, decided or said since the overview was computed."""
        return self.overview is not None and self._of.get("overview") != self.desk.review

    # ----- the check over all municipalities

    def assemble(self, *, submitted: bool) -> None:
        """Check what is approved, or what is submitted too, of all municipalities together."""
        review = self.desk.review

        def done(assembly: Assembly) -> None:
            self.assembly, self.with_submitted = assembly, submitted
            self._of["assembly"] = review
            self.changed.emit()
            self.put_on_map()

        self.desk.run(
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
        """Something else of the review is put on the map, or what is there is taken off it."""
        self._drawing.stop()
        self._drawn = None

    def tell(self, finding: Finding, text: str, submissions: Sequence[Submission]) -> None:
        """Send `text` on a finding as a comment on each of `submissions`, on their own objects where it names one."""
        self.desk.run(
            words.translate("Hso", "Skickar kommentaren"),
            lambda profile, progress: comments_on_job(profile, finding, text, submissions, progress),
            self.desk.comment,
            lambda: self.tell(finding, text, submissions),
        )

    def export_assembly(self, path: str) -> None:
        """Write the check as a report to read and print."""
        self._report(review_figures_jobs.assembly_report_job, self.assembly, path)

    # ----- how things stand

    def look(self) -> None:
        """Compute how things stand in the county."""
        review = self.desk.review

        def done(overview: Overview) -> None:
            self.overview = overview
            self._of["overview"] = review
            self.changed.emit()

        self.desk.run(
            words.translate("Hso", "Räknar samman läget"),
            review_figures_jobs.overview_job,
            done,
            self.look,
        )

    def export_overview(self, path: str) -> None:
        """Write the overview as a report to read and print."""
        self._report(review_figures_jobs.overview_report_job, self.overview, path)

    # ----- inside

    def _report(self, job: Callable[..., Any], figures: Assembly | Overview | None, path: str) -> None:
        """Write `figures`, when there are any, as a report to read and print."""
        if figures is not None:
            self.desk.write(
                path,
                lambda profile, progress: job(profile, figures, path, language.current(), progress),
                lambda: self._report(job, figures, path),
            )

    def _follow(self) -> None:
        path = self.desk.snapshot.path if self.desk.snapshot else ""
        if path != self._path:
            self._path = path
            self.assembly = self.overview = None
        self.changed.emit()


def _told(review: Review | None) -> tuple[Any, ...] | None:
    """What decides which maps are assembled."""
    return None if review is None else (review.submissions, review.decisions)
