"""The workspace panel: header, steps, a page a step and one primary button."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, cast

from qgis.gui import QgisInterface
from qgis.PyQt.QtWidgets import QWidget

from ...core.model import Severity
from ...qgis_bridge.profile import settings
from ..map.marker import MapMarker
from ..widgets import icons, ui_loader, words
from ..widgets.job_runner import Problem
from ..widgets.job_strip import JobStrip
from ..widgets.page import Primary
from ..widgets.problem import ProblemStrip
from ..widgets.questions import save_first
from ..widgets.steps import Step, StepsBar
from ..widgets.tab_order import read_in_order
from ..workspace.workspace import Workspace
from . import step_states
from .closed_page import ClosedPage
from .connect_form import ConnectForm
from .connections_menu import ConnectionsMenu
from .fetch_page import FetchPage, FetchStep
from .header import Header
from .renewal import Renewal

if TYPE_CHECKING:
    from ..comments.view import CommentsView
    from ..findings.page import CheckPage
    from ..submission.handing_in import Submitting
    from ..submission.page import SubmitPage
    from ..workspace.page import WorkspacePage
    from .edit_page import EditPage
    from .send_page import SendPage


class WorkspacePanel(QWidget):
    """Shows a `Workspace`; whoever adds the pages of the steps has it shown with `refresh`."""

    def __init__(self, iface: QgisInterface, workspace: Workspace, marker: MapMarker, parent: QWidget) -> None:
        super().__init__(parent)
        ui_loader.load("workspace", self)
        self.setMinimumWidth(320)
        self.workspace = workspace
        self._iface = iface
        self._marker = marker

        self.connect_form = ConnectForm(workspace)
        self.fetch_page = FetchPage(workspace, marker)
        self.closed_page = ClosedPage(workspace, marker)
        self.fetch_step = FetchStep(self.connect_form, self.closed_page, self.fetch_page)
        self.pages.addWidget(self.fetch_step)
        self._makers: dict[Step, Callable[[], WorkspacePage]] = {}
        self._pages: dict[Step, WorkspacePage] = {Step.FETCH: self.fetch_page}
        self.steps = StepsBar(self)
        self.add_page(Step.FETCH, words.translate("Hso", "Hämta"), lambda: self.fetch_page)
        self.stepsLayout.addWidget(self.steps)
        self.job_strip = JobStrip(self)
        self.problem_strip = ProblemStrip(self)
        self.stripLayout.addWidget(self.problem_strip)
        self.stripLayout.addWidget(self.job_strip)
        self.renewal = Renewal(workspace)
        self.step = Step.FETCH
        self._primary: Primary | None = None
        self._shown: dict[Step, tuple[object, object]] = {}
        self._header = Header(self, workspace)
        self.menu = ConnectionsMenu(workspace, self)
        self.profileButton.setIcon(icons.icon("profile"))
        self.profileButton.setMenu(self.menu)
        self._order()
        self._connect(workspace)

    def _connect(self, workspace: Workspace) -> None:
        self.primaryButton.clicked.connect(self._act)
        self.timesButton.clicked.connect(lambda: self.go_to(Step.SEND))
        self.steps.chosen.connect(self.go_to)
        self.connect_form.primary_changed.connect(self._show_primary)
        self.closed_page.form_wanted.connect(self._fill_form)
        self.job_strip.cancelled.connect(workspace.jobs.cancel)
        workspace.changed.connect(self.refresh)
        workspace.opened.connect(self._opened)
        workspace.showing.connect(self._marker.hold)
        workspace.jobs.started.connect(self.job_strip.start)
        workspace.jobs.started.connect(self.problem_strip.hide)
        workspace.jobs.progressed.connect(self.job_strip.progress)
        workspace.jobs.ended.connect(self.job_strip.stop)
        workspace.failed.connect(self._fail)
        workspace.step_wanted.connect(self.go_to)
        workspace.unsaved_question = lambda number: save_first(self, number)

    # ----- the pages of an open map

    def add_page(self, step: Step, title: str, make: Callable[[], WorkspacePage]) -> None:
        """Another step, after those that are there; `make` makes its page when it is first needed."""
        self._makers[step] = make
        self.steps.add(step, title)

    def add_submit_page(self) -> None:
        """The last step, handing in."""
        self.add_page(Step.SUBMIT, words.translate("Hso", "Lämna in"), self._make_submit_page)

    def page(self, step: Step) -> WorkspacePage:
        """The page of `step`, made now unless it is there."""
        page = self._pages.get(step)
        if page is None:
            page = self._pages[step] = self._makers[step]()
            page.primary_changed.connect(self._show_primary)
            self.pages.addWidget(page)
            self._order()
        return page

    @property
    def edit_page(self) -> EditPage:
        """The palette and the objects."""
        return cast("EditPage", self.page(Step.EDIT))

    @property
    def check_page(self) -> CheckPage:
        """The findings."""
        return cast("CheckPage", self.page(Step.CHECK))

    @property
    def send_page(self) -> SendPage:
        """What waits to be sent."""
        return cast("SendPage", self.page(Step.SEND))

    @property
    def submit_page(self) -> SubmitPage:
        """What is handed in."""
        return cast("SubmitPage", self.page(Step.SUBMIT))

    @cached_property
    def submitting(self) -> Submitting:
        """The jobs around handing in."""
        from ..submission.handing_in import Submitting

        made = Submitting(self.workspace)
        made.changed.connect(self._show_steps)
        return made

    @cached_property
    def comments(self) -> CommentsView:
        """What is said of what was handed in; stands on the page of handing in."""
        from ..comments.marks import CommentMarks
        from ..comments.view import CommentsView

        marks = CommentMarks(self._iface.mapCanvas(), self)  # type: ignore[arg-type]
        return CommentsView(self.submitting, self._marker, marks)

    def close_down(self) -> None:
        """Stop what is running, before the plugin is unloaded."""
        self.renewal.close()
        if Step.SUBMIT in self._pages:
            self.submit_page.close_down()

    def _make_submit_page(self) -> SubmitPage:
        from ..submission.page import SubmitPage

        page = SubmitPage(self.submitting, self._marker, self.comments)
        page.findings_wanted.connect(self._show_findings)
        return page

    def _order(self) -> None:
        """Have the Tab key go through the panel as it is read, whichever of the pages are there."""
        pages = [self._widget(step) for step in sorted(self._pages)]
        read_in_order([self.header, self.steps, *pages, self.stripHolder, self.primaryButton])

    def _widget(self, step: Step) -> QWidget:
        return self.fetch_step if step is Step.FETCH else self.page(step)

    # ----- following the workspace

    def _opened(self, fresh: bool) -> None:
        """Show a map that is new to the person: their own municipality, ready to draw."""
        snapshot = self.workspace.snapshot
        if fresh and snapshot is not None:
            self._marker.zoom_to(snapshot.listing.extent)
            self.go_to(Step.EDIT)

    def go_to(self, step: Step) -> None:
        """Show the page of `step`."""
        if step != self.step:
            self._marker.clear()
        self.step = step if self.workspace.snapshot is not None else Step.FETCH
        self.refresh()

    def refresh(self) -> None:
        """Show the workspace's present state."""
        connected = self.workspace.snapshot is not None
        if not connected:
            self.step = Step.FETCH
        self._header.show_state()
        self._show_steps()
        self.fetch_step.show_state(connected=self.workspace.profile is not None, opened=connected)
        self.pages.setCurrentWidget(self._widget(self.step))
        if connected:
            self._refresh_page()
        else:
            self.closed_page.refresh()
        self._show_primary()

    def _refresh_page(self) -> None:
        """Only the page that is seen, and only when there is something new for it: a large map takes its time."""
        news = (self.workspace.snapshot, self.workspace.findings)
        known = self._shown.get(self.step)
        if known is None or known[0] is not news[0] or known[1] is not news[1]:
            self._shown[self.step] = news
            self.page(self.step).refresh()

    # The bar of steps

    def _show_steps(self) -> None:
        if self.workspace.snapshot is None:
            self.steps.show_state(self.step, Step.FETCH, set(), {Step.FETCH}, {})
        else:
            from ..submission.standing import step_note

            notes = {Step.SUBMIT: step_note(self.submitting)}
            self.steps.show_state(self.step, self._next(), self._done(), set(Step), notes)

    def _done(self) -> set[Step]:
        return step_states.done(self.workspace, self.submitting)

    def _next(self) -> Step:
        return step_states.following(self.workspace, self.submitting)

    def _show_findings(self, severity: Severity) -> None:
        """Show just the findings that hold a submission up."""
        self.check_page.panel.filters.only(severity, motivated=severity is not Severity.WARNING)
        self.go_to(Step.CHECK)

    # The primary button

    def _show_primary(self) -> None:
        if self.workspace.snapshot is not None:
            self._primary = self.page(self.step).primary()
        else:
            closed = self.workspace.profile is not None
            self._primary = self.closed_page.primary() if closed else self.connect_form.primary()
        self.primaryButton.setText(self._primary.text)
        self.primaryButton.setEnabled(self._primary.enabled and not self.workspace.jobs.busy)

    def _act(self) -> None:
        if self._primary is not None:
            self._primary.action()

    def _fail(self, problem: Problem) -> None:
        if problem.error.renewable and self.workspace.snapshot is not None:
            label = words.translate("Hso", "&Hämta om med mina ändringar")
            self.problem_strip.show_error(problem.error, self.renewal.run, label)
        else:
            self.problem_strip.show_error(problem.error, problem.again)

    def _fill_form(self, profile: settings.Profile) -> None:
        self.workspace.begin_new()
        self.connect_form.fill(profile)
