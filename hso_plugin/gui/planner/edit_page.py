"""② Redigera: the palette of classes and the municipality's objects."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QHeaderView, QWidget

from ...core.model import GeometryKind
from ...core.review.records import threads
from ..comments import words as comments_words
from ..drawing.digitizing import Drawing, Symbols
from ..drawing.objects_model import Choice, ObjectsModel, PaletteModel, palette_groups
from ..map.marker import MapMarker
from ..widgets import icons, words
from ..widgets.grouped_model import ITEM_ROLE
from ..widgets.page import Primary, span_headings
from ..widgets.steps import Step
from ..workspace.page import WorkspacePage
from ..workspace.workspace import Workspace


class EditPage(WorkspacePage):
    """One click on a class and the next thing is to draw; one click on an object and the map shows it.

    `history_wanted` comes with the geometry kind and the identity of an object, `deleted_wanted` when the person looks
    for what was deleted, `comments_wanted` with the identity of an object whose comments the person wants to see.
    """

    history_wanted = pyqtSignal(object, str)
    deleted_wanted = pyqtSignal()
    comments_wanted = pyqtSignal(str)
    form = "edit"

    def __init__(
        self, workspace: Workspace, marker: MapMarker, drawing: Drawing, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, marker, parent)
        self.drawing = drawing
        self.palette_model = PaletteModel(self)
        self.objects_model = ObjectsModel(self)
        self.paletteView.setModel(self.palette_model)
        self.objectsView.setModel(self.objects_model)
        header = self.paletteView.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(30)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.splitter.setSizes([320, 240])
        self._catalogue_name = ""
        self.paletteView.clicked.connect(self._draw)
        self.paletteView.activated.connect(self._draw)
        self.objectsView.clicked.connect(self._show_place)
        self.objectsView.activated.connect(self._open_form)
        self.filterEdit.textChanged.connect(self._filter)
        self.historyButton.setIcon(icons.icon("history"))
        self.deletedButton.setIcon(icons.icon("deleted"))
        self.historyButton.clicked.connect(self._want_history)
        self.deletedButton.clicked.connect(self.deleted_wanted)
        self.objectsView.selectionModel().currentChanged.connect(self._follow_choice)
        self.objects_model.modelReset.connect(self._follow_choice)
        self._add_actions()
        self._follow_choice()

    def primary(self) -> Primary:
        """Save what is being drawn, else on to the check."""
        snapshot = self.workspace.snapshot
        if self.workspace.unsaved:
            return Primary(words.translate("Hso", "Spara ändringarna i kartan"), True, self.workspace.save_edits)
        number = len(snapshot.objects) if snapshot else 0
        text = words.translate("Hso", "Nästa: Kontrollera {objects}").replace("{objects}", words.objects(number))
        return Primary(text, number > 0, self._check)

    def refresh(self) -> None:
        """Show counts and objects; the palette itself changes only with the catalogue."""
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        if self._catalogue_name != snapshot.catalogue.name:
            self._catalogue_name = snapshot.catalogue.name
            self.palette_model.symbol = self.objects_model.symbol = Symbols(snapshot.catalogue).icon
            self.palette_model.show(palette_groups(snapshot.catalogue))
            span_headings(self.paletteView)
        self.palette_model.recount(snapshot.listing.counts)
        self.objects_model.show(snapshot.listing)
        self.objects_model.note(comments_words.open_by_object(threads.threads(snapshot.review)))
        self._explain_emptiness()
        self.drawing.chosen.forget_saved()

    def _filter(self, text: str) -> None:
        self.objects_model.filter(text)
        self._explain_emptiness()

    def _explain_emptiness(self) -> None:
        snapshot = self.workspace.snapshot
        total = len(snapshot.objects) if snapshot else 0
        shown = len(self.objects_model.shown)
        title = words.translate("Hso", "Kommunens objekt")
        self.objectsLabel.setText(f"{title} ({shown} / {total})" if shown != total else f"{title} ({total})")
        self.emptyLabel.setVisible(shown == 0)
        if total == 0:
            text = words.translate(
                "Hso", "Kommunen har inga objekt än. Välj en klass ovan och rita det första på kartan."
            )
        else:
            text = words.translate("Hso", "Inget objekt passar sökningen. Töm sökfältet för att se alla.")
        self.emptyLabel.setText(text)

    def _draw(self, index: QModelIndex) -> None:
        choice = index.siblingAtColumn(0).data(ITEM_ROLE)
        if isinstance(choice, Choice):
            self.marker.clear()
            ready = self.drawing.start(choice)
            text = _how_to_draw(choice.kind) if ready else _why_not_drawn()
            self.workspace.say(text.replace("{class}", self.palette_model.title(choice)))
        elif index.isValid():
            self.paletteView.setExpanded(index, not self.paletteView.isExpanded(index))

    def _show_place(self, index: QModelIndex) -> None:
        self.marker.show(index.data(ITEM_ROLE).geometry)

    def _open_form(self, index: QModelIndex) -> None:
        item = index.data(ITEM_ROLE)
        self.drawing.open_form(item.kind, item.identity)

    def _add_actions(self) -> None:
        """What can be done with an object in the list, in its context menu."""
        view = self.objectsView
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for icon, text, act in (
            ("search", words.translate("Hso", "Visa på kartan"), self._show_place),
            ("edit", words.translate("Hso", "Öppna formuläret"), self._open_form),
            ("history", words.translate("Hso", "Historik"), self._want_history),
            ("comment", words.translate("Hso", "Kommentarer"), self._want_comments),
        ):
            action = QAction(icons.icon(icon), text, view)
            action.triggered.connect(lambda _on=False, act=act: act(view.currentIndex()))
            view.addAction(action)

    def _follow_choice(self) -> None:
        chosen = self.objectsView.currentIndex().isValid()
        self.historyButton.setEnabled(chosen)
        for action in self.objectsView.actions():
            action.setEnabled(chosen)

    def _want_history(self, _from: object = None) -> None:
        item = self.objectsView.currentIndex().data(ITEM_ROLE)
        if item is not None:
            self.history_wanted.emit(item.kind, item.identity)

    def _want_comments(self, index: QModelIndex) -> None:
        self.comments_wanted.emit(index.data(ITEM_ROLE).identity)

    def _check(self) -> None:
        self.workspace.go_to(Step.CHECK)
        self.workspace.check()


def _how_to_draw(kind: GeometryKind) -> str:
    if kind is GeometryKind.POINT:
        return words.translate("Hso", "Klicka på kartan där {class} ska ligga.")
    return words.translate("Hso", "Rita {class} på kartan. Högerklicka när du är klar.")


def _why_not_drawn() -> str:
    return words.translate(
        "Hso",
        "{class} går inte att rita nu: lagret är borta ur projektet eller går inte att redigera. "
        "Starta om QGIS, och se att du får skriva i arbetskopians mapp.",
    )
