"""What the reviewer sees in the dock in place of the planner's steps: Kö · Granska · Sammanställning · Läge."""

from __future__ import annotations

from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QMenu, QWidget

from ...qgis_bridge.layers import review_layers
from ...qgis_bridge.layers.review_layers import Shown
from ...qgis_bridge.tasks.sliced_work import SlicedWork
from ..county.assembly_page import AssemblyPage
from ..county.overview_page import OverviewPage
from ..county.regional_work import RegionalWork
from ..county.release_work import ReleaseWork
from ..desk.desk import ReviewDesk
from ..desk.page import DeskPage
from ..desk.state_words import ICONS, state_of, state_text, times_text
from ..map.extent import extent_of
from ..map.marker import MapMarker
from ..widgets import icons, ui_loader, words
from ..widgets.job_runner import Problem
from ..widgets.job_strip import JobStrip
from ..widgets.page import Primary
from ..widgets.problem import ProblemStrip
from ..widgets.tab_order import read_in_order
from .bar import ReviewBar
from .page import ReviewPage
from .queue_model import open_number
from .queue_page import QueuePage

#: How often «för 5 minuter sedan» is written anew.
_FRESH_MS = 30_000


class ReviewPanel(QWidget):
    """Shows a `ReviewDesk`: header, tabs, a page a tab and one primary button."""

    def __init__(self, iface: QgisInterface, desk: ReviewDesk, marker: MapMarker, menu: QMenu) -> None:
        super().__init__()
        ui_loader.load("workspace", self)
        self.desk = desk
        self._marker = marker
        self.queue_page = QueuePage(desk, marker)
        self.review_page = ReviewPage(desk, marker, iface.mapCanvas())  # type: ignore[arg-type]  # QGIS always has one
        self.work, self.release_work = RegionalWork(desk, self), ReleaseWork(desk, self)
        self.assembly_page = AssemblyPage(self.work, self.release_work, marker)
        self.overview_page = OverviewPage(self.work, marker)
        self.bar = ReviewBar(self)
        self.stepsLayout.addWidget(self.bar)
        self._list: list[DeskPage] = []
        self._primary: Primary | None = None
        self._turns = SlicedWork(self)
        self._on_map = ""
        self.add_page(words.translate("Hso", "Kö"), self.queue_page)
        self.add_page(words.translate("Hso", "Granska"), self.review_page)
        self.add_page(words.translate("Hso", "Sammanställning"), self.assembly_page)
        self.add_page(words.translate("Hso", "Läge"), self.overview_page)
        self.job_strip, self.problem_strip = JobStrip(self), ProblemStrip(self)
        self.stripLayout.addWidget(self.problem_strip)
        self.stripLayout.addWidget(self.job_strip)
        self.profileButton.setIcon(icons.icon("profile"))
        self.profileButton.setMenu(menu)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._show_header)
        self._timer.start(_FRESH_MS)
        self._connect()
        self.refresh()

    def add_page(self, title: str, page: DeskPage) -> None:
        """Another tab."""
        self._list.append(page)
        self.pages.addWidget(page)
        self.bar.add(title)
        page.primary_changed.connect(self._show_primary)
        bar, pages = self.bar, self._list
        read_in_order([self.header, bar, *pages, self.stripHolder, self.primaryButton])

    def go_to(self, page: QWidget) -> None:
        """Show a page."""
        if page in self._list:
            self._turn(self._list.index(page))

    def refresh(self) -> None:
        """Show the desk's present state."""
        self._show_header()
        snapshot = self.desk.snapshot
        queue = words.translate("Hso", "Kö")
        number = open_number(snapshot) if snapshot is not None else 0
        self.bar.set_text(0, f"{queue} {words.number(number)}" if number else queue)
        self._current().refresh()
        self._show_primary()

    def close_down(self) -> None:
        """Take everything off the map, before the plugin is unloaded or another connection is used."""
        self._turns.stop()
        self.work.leave_map()
        self.release_work.close()
        self.review_page.picker.stop()
        review_layers.clear()
        self._on_map = ""
        self._marker.clear()

    # ----- inside

    def _connect(self) -> None:
        desk = self.desk
        self.bar.chosen.connect(self._turn)
        self.primaryButton.clicked.connect(self._act)
        self.timesButton.clicked.connect(desk.fetch)
        self.timesButton.setToolTip(words.translate("Hso", "Hämta det nya läget"))
        self.job_strip.cancelled.connect(desk.jobs.cancel)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        desk.changed.connect(lambda: self._soon.start(0))  # once, however much changes at a time
        desk.review_wanted.connect(lambda: self.go_to(self.review_page))
        desk.matter_read.connect(self._show_map)
        desk.jobs.started.connect(self.job_strip.start)
        desk.jobs.started.connect(self.problem_strip.hide)
        desk.jobs.progressed.connect(self.job_strip.progress)
        desk.jobs.ended.connect(self.job_strip.stop)
        desk.failed.connect(self._fail)
        self.work.mapped.connect(self._lose_map)

    def _current(self) -> DeskPage:
        return self._list[self.bar.current]

    def _turn(self, number: int) -> None:
        self._marker.clear()
        self.review_page.picker.stop()
        self.bar.choose(number)
        self.pages.setCurrentIndex(number)
        if self._list[number] is self.review_page:
            self._show_map()
        elif self._list[number] is self.assembly_page:
            self.work.put_on_map()
        self.refresh()

    def _show_header(self) -> None:
        desk = self.desk
        title = desk.profile.title if desk.profile is not None else ""
        self.titleLabel.setText(words.sentence((words.translate("Hso", "Granskning"), title)))
        state = state_of(desk)
        self.stateIcon.setPixmap(icons.pixmap(ICONS[state]))
        self.stateIcon.setAccessibleName(state_text(desk))
        self.stateLabel.setText(state_text(desk))
        self.timesButton.setVisible(desk.snapshot is not None)
        self.timesButton.setText(times_text(desk))

    def _show_primary(self) -> None:
        desk = self.desk
        if desk.snapshot is None:
            again = words.translate("Hso", "Försök igen")
            self._primary = Primary(again, desk.trouble is not None, desk.fetch)
        else:
            self._primary = self._current().primary()
        self.primaryButton.setText(self._primary.text)
        self.primaryButton.setEnabled(self._primary.enabled and not desk.jobs.busy)

    def _act(self) -> None:
        if self._primary is not None:
            self._primary.action()

    def _fail(self, problem: Problem) -> None:
        self.problem_strip.show_error(problem.error, problem.again)

    def _lose_map(self) -> None:
        """The county takes the submission's place on the map."""
        self._turns.stop()
        self._on_map = ""

    def _show_map(self) -> None:
        """The submission as it was sent in, with the others' published maps around it."""
        desk, content = self.desk, self.desk.content
        snapshot = desk.snapshot
        if content is None or snapshot is None or self._on_map == content.submission.change:
            return
        self._on_map = content.submission.change
        self.work.leave_map()
        title = words.translate("Hso", "Granskning: {municipality}")
        own = [version.object for version in content.after.values()]
        groups = [
            Shown(title.replace("{municipality}", snapshot.municipality(content.submission)), own),
            Shown(words.translate("Hso", "Andra kommuner (publicerat)"), content.around, faded=True),
        ]
        self._turns.run(review_layers.show_steps(groups, snapshot.catalogue, snapshot.areas))
        changed = tuple(change.object for change in content.changes)
        self._marker.zoom_to(extent_of(changed or tuple(own)))
