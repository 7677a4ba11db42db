"""What can be done with a finding: show it, open its object, mend it, motivate it. Shared by both lists of findings."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal
from shapely import Geometry

from ...core.errors import HsoError
from ...core.mend import Mend, mendable
from ...core.model import Finding, MapObject, Severity
from ...core.motivation import Motivation
from ...qgis_bridge.editing.edited_rows import hidden_by_filter
from ...qgis_bridge.layers.neighbours import neighbour
from ..drawing.digitizing import Drawing
from ..map.marker import MapMarker
from ..widgets import words
from ..workspace.workspace import Workspace
from .mending import Mending

#: Before a finding's id: the marker shows the other object of the finding, not its place.
OTHER = "other:"


class FindingActions(QObject):
    """Acts for whichever list the person uses. `previewed` brings a finding and its mend, None without a safe one.

    `unpreviewed`: a mend could not be worked out, or not be made.
    """

    previewed = pyqtSignal(object, object)
    unpreviewed = pyqtSignal()

    def __init__(
        self, workspace: Workspace, marker: MapMarker, drawing: Drawing, mending: Mending, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._marker = marker
        self._drawing = drawing
        self._mending = mending
        #: Asked with the name of a layer whose filter hides the object: True to take the filter off.
        self.unfilter_question: Callable[[str], bool] = lambda _name: False
        mending.previewed.connect(self.previewed)
        mending.failed.connect(self._fail)

    # ----- what there is

    def about(self, identity: str | None) -> MapObject | None:
        """The own object with this identity, as the findings speak of it: saved or not."""
        snapshot = self.workspace.snapshot
        if identity is None or snapshot is None:
            return None
        if identity in self.workspace.edited:
            return self.workspace.edited[identity]
        return snapshot.by_identity.get(identity)

    def other(self, finding: Finding) -> MapObject | None:
        """The other object of the finding, own or a neighbour's."""
        if finding.other is None:
            return None
        return self.about(finding.other) or neighbour(finding.other)

    def can_open(self, finding: Finding) -> bool:
        """True when the finding's object has a form to open."""
        return self.about(finding.object) is not None

    def can_mend(self, finding: Finding) -> bool:
        """True when there may be a mend for the finding; whether there is one says `preview`."""
        snapshot, item = self.workspace.snapshot, self.about(finding.object)
        return snapshot is not None and item is not None and mendable(finding, item, snapshot.catalogue)

    @staticmethod
    def asks_for_motivation(finding: Finding) -> bool:
        """True for a warning: an error must be mended, and a note asks for nothing."""
        return finding.severity is Severity.WARNING

    def can_motivate(self, finding: Finding) -> bool:
        """True for a warning on what is saved: only that keeps its identity."""
        snapshot = self.workspace.snapshot
        saved = snapshot is not None and (finding.object is None or finding.object in snapshot.by_identity)
        return self.asks_for_motivation(finding) and saved

    def motivation(self, finding: Finding) -> Motivation | None:
        """The motivation that holds for the finding."""
        return self.workspace.motivations.get(finding.id)

    # ----- what can be done

    def show(self, finding: Finding, *, move: bool = True) -> None:
        """Mark the exact place and flash it; `move` the map there, else leave it where it is."""
        seen = self._marker.show(self._place(finding), move=move)
        self._marker.owner = finding.id
        if not seen:
            self.workspace.say(
                words.translate("Hso", "Objektet har ingen plats på kartan. Öppna formuläret i stället.")
            )

    def follow(self, finding: Finding) -> None:
        """Let the mark follow a finding that has changed while somebody draws, if it is the one that is marked."""
        if self._marker.owner == finding.id:
            self._marker.outline(self._place(finding))
            self._marker.owner = finding.id

    def show_other(self, finding: Finding) -> None:
        """Move the map to the other object of the finding."""
        other = self.other(finding)
        if other is not None and self._marker.show(other.geometry):
            self._marker.owner = OTHER + finding.id
        else:
            self.workspace.say(words.translate("Hso", "Det andra objektet finns inte längre på kartan."))

    def forget(self, finding: Finding) -> None:
        """Take the marks of a finding that is gone off the map; what else is marked by now stays."""
        if self._marker.owner in (finding.id, OTHER + finding.id):
            self._marker.clear()
        self._mending.clear()

    def clear(self) -> None:
        """Take the marks off the map."""
        self._marker.clear()
        self._mending.clear()

    def open_form(self, finding: Finding) -> None:
        """Open the form of the finding's object, at the field that the finding is about."""
        item, field = self.about(finding.object), finding.part.partition(":")[0]
        if item is None or self._drawing.open_form(item.kind, item.identity, field):
            return
        hiding = hidden_by_filter(item.identity, item.kind)
        if not hiding:
            self.workspace.say(words.translate("Hso", "Objektet finns inte längre i lagret. Kontrollera igen."))
        elif self.unfilter_question(hiding[0].name()):
            self._unfilter(hiding[0], lambda: self._drawing.open_form(item.kind, item.identity, field))

    def _unfilter(self, layer: QgsVectorLayer, then: Callable[[], object]) -> None:
        """Take the filter off a layer, which QGIS does in none that is being edited."""
        if layer.isEditable() or not layer.setSubsetString(""):
            text = words.translate("Hso", "Avsluta redigeringen av lagret {name}, och försök igen.")
            self.workspace.say(text.replace("{name}", layer.name()))
        else:
            then()

    def preview(self, finding: Finding) -> None:
        """Work out what a mend would do; told with `previewed`."""
        self._mending.preview(finding)

    def forget_preview(self) -> None:
        """Take the preview off the map."""
        self._mending.clear()

    def apply(self, mend: Mend) -> None:
        """Do what was previewed, as one step that can be undone."""
        try:
            self._mending.apply(mend)
        except HsoError as error:
            self._fail(error)
        else:
            self.workspace.say(
                words.translate("Hso", "Klart. Ångra med Ctrl+Z om det inte blev som du ville, och spara sedan lagret.")
            )

    def _place(self, finding: Finding) -> Geometry | None:
        if finding.geometry is not None:
            return finding.geometry
        item = self.about(finding.object)
        return item.geometry if item else None

    def _fail(self, error: HsoError) -> None:
        self.unpreviewed.emit()
        self.workspace.report(error)
