"""① Hämta: the form of the first time, afterwards what the last fetch brought and a button for more."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QScrollArea, QStackedWidget, QWidget

from ..changes.model import ChangesModel, received_groups
from ..changes.row_heights import RowHeights
from ..map.marker import MapMarker
from ..widgets import words
from ..widgets.grouped_model import ITEM_ROLE
from ..widgets.page import Primary, span_headings
from ..workspace.page import WorkspacePage
from ..workspace.workspace import Workspace
from .closed_page import ClosedPage
from .connect_form import ConnectForm


class FetchPage(WorkspacePage):
    """Two faces: the connection's form while there is no working copy, else the list of what came in."""

    form = "fetch"

    def __init__(self, workspace: Workspace, marker: MapMarker, parent: QWidget | None = None) -> None:
        super().__init__(workspace, marker, parent)
        self.model = ChangesModel(self)
        self.receivedView.setModel(self.model)
        self.receivedView.setItemDelegate(RowHeights(self))
        self.receivedView.setHeaderHidden(True)
        self.receivedView.selectionModel().currentChanged.connect(self._show_place)

    def primary(self) -> Primary:
        """«Hämta nytt»."""
        return Primary(words.translate("Hso", "Hämta nytt"), self.workspace.snapshot is not None, self.workspace.fetch)

    def refresh(self) -> None:
        """Show what the last fetch brought."""
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        self.model.catalogue = snapshot.catalogue
        self.model.show(received_groups(snapshot.received, self.workspace.merged))
        span_headings(self.receivedView)
        came = bool(snapshot.received)
        self.receivedView.setVisible(came)
        self.emptyLabel.setVisible(not came)
        if came:
            people = {r.version.user for r in snapshot.received if r.version.user}
            self.introLabel.setText(
                words.counted(
                    len(people),
                    words.translate("Hso", "Det senaste som kommit in: {changes} från {n} person."),
                    words.translate("Hso", "Det senaste som kommit in: {changes} från {n} personer."),
                ).replace("{changes}", words.changes(len(snapshot.received)))
            )
            self.introLabel.setToolTip(words.exact(snapshot.fetched))
        else:
            self.introLabel.setText(
                words.translate("Hso", "{own} i {municipality} och {others} i grannkommunerna finns på din dator.")
                .replace("{own}", words.objects(len(snapshot.objects)))
                .replace("{others}", words.objects(snapshot.neighbours))
                .replace("{municipality}", snapshot.municipality_name)
            )
            self.emptyLabel.setText(
                words.translate(
                    "Hso",
                    "Inget nytt har kommit in än. Det som andra skickar till plattformen visas här när du hämtar.",
                )
            )

    def _show_place(self) -> None:
        row = self.receivedView.currentIndex().data(ITEM_ROLE)
        if row is not None and hasattr(row, "object"):
            self.marker.show(row.object.geometry)


class FetchStep(QStackedWidget):
    """Puts in front the form, the list, or what is wrong with the map, as the workspace has a connection and a map."""

    def __init__(self, form: ConnectForm, closed: ClosedPage, page: FetchPage) -> None:
        super().__init__()
        self.connect_form = form
        self.closed = closed
        self.page = page
        scroll = QScrollArea()  # the form is taller than a small screen when everything is unfolded
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(form)
        self._form_area = scroll
        self.addWidget(scroll)
        self.addWidget(closed)
        self.addWidget(page)

    def show_state(self, *, connected: bool, opened: bool) -> None:
        """Put the form in front without a connection, the list with an open map."""
        self.setCurrentWidget(self.page if opened else self.closed if connected else self._form_area)
