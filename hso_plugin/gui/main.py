"""The plugin's windows in QGIS and what ties them together, and undoing all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtWidgets import QDockWidget

from ..qgis_bridge.layers import project
from ..qgis_bridge.profile import settings
from ..qgis_bridge.tasks import long_work
from .map.marker import MapMarker
from .planner.dock import WorkspacePanel
from .role_switch import RoleSwitch
from .widgets import words
from .widgets.messages import Messages
from .widgets.questions import take_filter_off
from .widgets.steps import Step
from .workspace.mended_notice import MendedNotice
from .workspace.outcome_words import upgraded_text
from .workspace.unsaved_edits import UnsavedEdits
from .workspace.workspace import Workspace

if TYPE_CHECKING:
    from .conflicts.window import ConflictDock
    from .desk.desk import ReviewDesk
    from .drawing.digitizing import Drawing
    from .drawing.number_fields import NumberFields
    from .findings.actions import FindingActions
    from .findings.details import FindingDetails
    from .findings.dock import FindingsDock
    from .findings.feed import FindingsFeed
    from .findings.layer import FindingsLayer
    from .findings.live_check import LiveCheck
    from .findings.mending import Mending
    from .findings.page import CheckPage
    from .findings.panel import FindingsPanel
    from .history.window import HistoryDock
    from .map.view import MapView
    from .planner.edit_page import EditPage
    from .planner.group_mark import GroupMark
    from .planner.send_page import SendPage
    from .workspace.news_poller import NewsPoller

Docked = TypeVar("Docked", bound=QDockWidget)
#: What the parts that follow an open working copy are made of. They are imported by the task that reads the copy: to
#: import takes longer than to make, and cannot be cut up as finely as the event loop needs.
PART_MODULES = (
    "changes.view", "comments.marks", "conflicts.map_sides", "conflicts.window", "drawing.digitizing",
    "drawing.number_fields",
    "findings.actions", "findings.dock", "findings.feed", "findings.layer", "findings.live_check",
    "findings.mending", "findings.page", "findings.panel", "history.window", "map.before_after", "map.view",
    "planner.edit_page", "planner.group_mark", "planner.send_page", "submission.handing_in", "submission.page",
    "submission.standing", "workspace.news_poller",
)  # fmt: skip


def import_parts() -> None:
    """Import what an open working copy needs of the windows; makes none of it. For a task."""
    for name in PART_MODULES:
        import_module(f".{name}", __package__)


class Gui(QObject):
    """Everything the person sees of the plugin. The panel is put into `dock`, which the launcher has made.

    What only an open working copy needs is made as one is opened, a part in each turn of the event loop, or when it is
    asked for before that.
    """

    def __init__(self, iface: QgisInterface, dock: QDockWidget) -> None:
        super().__init__()
        self._iface = iface
        self._closing: list[Callable[[], object]] = []
        self._marker = MapMarker(iface.mapCanvas())  # type: ignore[arg-type]  # QGIS always has one
        self.edits = UnsavedEdits(self)
        self.workspace = Workspace(self.edits, self)
        self.workspace.importing, self.workspace.preparing = import_parts, self._parts
        self.dock = dock
        self.panel = WorkspacePanel(iface, self.workspace, self._marker, dock)
        self.panel.add_page(Step.EDIT, words.translate("Hso", "Redigera"), self._edit_page)
        self.panel.add_page(Step.CHECK, words.translate("Hso", "Kontrollera"), self._check_page)
        self.panel.add_page(Step.SEND, words.translate("Hso", "Skicka"), self._send_page)
        self.panel.add_submit_page()
        self.panel.refresh()
        self.messages = Messages(iface.messageBar())  # type: ignore[arg-type]
        self.reviewing = RoleSwitch(iface, dock, self.panel, self._marker, self._tell_review)
        self._tell()

    def begin(self) -> None:
        """Open the working copy of the profile that was used last, unless something is open."""
        profile = settings.active()
        if self.workspace.profile is None and self.reviewing.profile is None and profile is not None:
            QTimer.singleShot(0, lambda: self.workspace.use(profile))

    def unload(self) -> None:
        """Undo everything that was done here, and stop what is running. The dock stays with its launcher."""
        long_work.forget_all()
        self.workspace.close()
        self.reviewing.close_down()
        self.panel.close_down()
        for close in self._closing:
            close()
        self._marker.clear()
        self.messages.close()
        project.let_go()
        self.deleteLater()

    # ----- what follows an open working copy

    def _parts(self) -> Iterator[None]:
        """Make all that an open working copy needs; between two values QGIS may deal with other events."""
        for name in (
            "live",
            "findings_layer",
            "mending",
            "feed",
            "actions",
            "news_poller",
            "group_mark",
            "number_fields",
            "_narrow_details",
            "_narrow_panel",
        ):
            getattr(self, name)
            yield
        self.panel.comments  # noqa: B018 - a part of the last page
        yield
        for step in Step:
            self.panel.page(step)
            yield
        for name in ("_wide_details", "_wide_panel", "findings_dock", "conflict_dock", "history_dock"):
            getattr(self, name)
            yield

    @cached_property
    def live(self) -> LiveCheck:
        """Follows what is drawn."""
        from .findings.live_check import LiveCheck

        made = LiveCheck(self.workspace)
        self._closing.append(made.forget)
        return made

    @cached_property
    def findings_layer(self) -> FindingsLayer:
        """The findings on the map."""
        from .findings.layer import FindingsLayer

        made = FindingsLayer(self.workspace)
        self._closing.append(made.close)
        return made

    @cached_property
    def mending(self) -> Mending:
        """What can be mended by a click."""
        from .findings.mending import Mending

        made = Mending(self.live, self._iface)
        self._closing.append(made.clear)
        return made

    @cached_property
    def feed(self) -> FindingsFeed:
        """Prepares the findings for the lists."""
        from .findings.feed import FindingsFeed

        made = FindingsFeed(self.workspace, self)
        self._closing.append(made.close)
        return made

    @cached_property
    def actions(self) -> FindingActions:
        """What can be done with a finding."""
        from .findings.actions import FindingActions

        made = FindingActions(self.workspace, self._marker, self._drawing, self.mending, self)
        made.unfilter_question = lambda layer: take_filter_off(self.dock, layer)
        return made

    @cached_property
    def news_poller(self) -> NewsPoller:
        """Sees whether there is something new on the platform, while the dock is seen."""
        from .workspace.news_poller import NewsPoller

        made = NewsPoller(self.workspace, self.dock.isVisible)
        self.dock.visibilityChanged.connect(made.follow)
        self._closing += [lambda: self.dock.visibilityChanged.disconnect(made.follow), made.close]
        return made

    @cached_property
    def group_mark(self) -> GroupMark:
        """The state in the layer tree."""
        from .planner.group_mark import GroupMark

        made = GroupMark(self.workspace, self._iface.layerTreeView())  # type: ignore[arg-type]
        self._closing.append(made.close)
        return made

    @cached_property
    def number_fields(self) -> NumberFields:
        """Takes numbers as they are meant."""
        from .drawing.number_fields import NumberFields

        made = NumberFields(self)
        self._closing.append(made.close)
        return made

    @cached_property
    def findings_dock(self) -> FindingsDock:
        """The findings as a table."""
        from .findings.dock import FindingsDock

        return self._docked(FindingsDock(self._iface.mainWindow(), self._wide_panel))

    @cached_property
    def conflict_dock(self) -> ConflictDock:
        """The conflicts, side by side."""
        from .conflicts.map_sides import ConflictMap
        from .conflicts.window import ConflictDock

        places = ConflictMap(self._iface.mapCanvas())  # type: ignore[arg-type]
        made = ConflictDock(self._iface.mainWindow(), self.workspace, self._marker, places)
        self._closing.append(made.close_down)
        return self._docked(made)

    @cached_property
    def history_dock(self) -> HistoryDock:
        """What has become of an object."""
        from .history.window import HistoryDock
        from .map.before_after import BeforeAfter

        places = BeforeAfter(self._iface.mapCanvas())  # type: ignore[arg-type]
        made = HistoryDock(self._iface.mainWindow(), self.workspace, self._marker, places)
        self._closing.append(made.close_down)
        return self._docked(made)

    @cached_property
    def _drawing(self) -> Drawing:
        from .drawing.digitizing import Drawing

        made = Drawing(self._iface)
        self._closing.append(made.chosen.forget)
        return made

    @cached_property
    def _map(self) -> MapView:
        from .map.view import MapView

        made = MapView(self._iface.mapCanvas(), self)  # type: ignore[arg-type]
        self._closing.append(made.close)
        return made

    @cached_property
    def _narrow_details(self) -> FindingDetails:
        from .findings.details import FindingDetails

        return FindingDetails(self.actions, wide=False)

    @cached_property
    def _wide_details(self) -> FindingDetails:
        from .findings.details import FindingDetails

        return FindingDetails(self.actions, wide=True)

    @cached_property
    def _narrow_panel(self) -> FindingsPanel:
        from .findings.panel import FindingsPanel

        return FindingsPanel(self.feed, self.actions, self._map, self._narrow_details, wide=False)

    @cached_property
    def _wide_panel(self) -> FindingsPanel:
        from .findings.panel import FindingsPanel

        return FindingsPanel(self.feed, self.actions, self._map, self._wide_details, wide=True)

    def _docked(self, dock: Docked) -> Docked:
        def take_away() -> None:
            self._iface.removeDockWidget(dock)
            dock.deleteLater()

        self._closing.append(take_away)
        return dock

    # ----- the pages of the panel that need more than the workspace

    def _edit_page(self) -> EditPage:
        from .planner.edit_page import EditPage

        page = EditPage(self.workspace, self._marker, self._drawing)
        page.history_wanted.connect(lambda *wanted: self.history_dock.open_history(*wanted))
        page.deleted_wanted.connect(lambda: self.history_dock.open_deleted())
        page.comments_wanted.connect(lambda identity: self.panel.submit_page.show_comments(identity))
        return page

    def _check_page(self) -> CheckPage:
        from .findings.page import CheckPage

        page = CheckPage(self.workspace, self._marker, self._narrow_panel, self.live, self.findings_layer)
        page.table_wanted.connect(lambda: self.findings_dock.open())
        return page

    def _send_page(self) -> SendPage:
        from .map.before_after import BeforeAfter
        from .planner.send_page import SendPage

        page = SendPage(self.workspace, self._marker, BeforeAfter(self._iface.mapCanvas()))  # type: ignore[arg-type]
        page.solve_wanted.connect(lambda identity: self.conflict_dock.open(identity))
        return page

    # ----- what the message bar says

    def _tell(self) -> None:
        """Let the message bar say what the planner's work has to say."""
        messages, workspace = self.messages, self.workspace
        workspace.said.connect(lambda text: messages.inform(text, 6))
        workspace.opened.connect(lambda _fresh: self._tell_of_groups())
        exported = words.translate("Hso", "Fynden är exporterade till {file}.")
        workspace.exported.connect(lambda path: messages.written(path, exported))
        workspace.succeeded.connect(messages.succeeded)
        self.panel.renewal.told.connect(messages.keep)
        workspace.upgraded.connect(lambda backup: messages.keep(*upgraded_text(backup)))
        self._closing.append(MendedNotice(workspace, messages.warn).close)

    def _tell_review(self, desk: ReviewDesk) -> None:
        """The same for the reviewer's."""
        messages = self.messages
        desk.said.connect(lambda text: messages.inform(text, 10))
        saved = words.translate("Hso", "Sparat i {file}.")
        desk.written.connect(lambda path: messages.written(path, saved))
        desk.succeeded.connect(messages.succeeded)

    def _tell_of_groups(self) -> None:
        """QGIS keeps the file locked while a layer is edited: before it stands in anybody's way."""
        if project.in_transaction_groups():
            text = words.translate(
                "Hso",
                "Projektet har automatiska transaktionsgrupper: medan ett lager redigeras kan tillägget inte skriva i "
                "arbetskopian. Välj ett annat läge i Projekt – Egenskaper – Datakällor.",
            )
            self.messages.warn(text)
