"""Watches the editable layers: are there unsaved edits, and when were some saved."""

from __future__ import annotations

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.error_codes.work import NOT_SAVED
from ...core.errors import HsoError
from ...core.text import Text
from ...qgis_bridge.layers import project
from ..widgets import open_forms


class UnsavedEdits(QObject):
    """Signals `modified` when edits begin to differ from what is saved or stop to, `saved` after a layer was saved.

    Every layer over the working copy is followed, also one that comes into the project later.
    """

    modified = pyqtSignal()
    saved = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watching = False
        self._layers: dict[str, QgsVectorLayer] = {}

    def watch(self) -> None:
        """Follow the layers of the open working copy."""
        self.unwatch()
        self._watching = True
        QgsProject.instance().layersAdded.connect(self._follow)
        QgsProject.instance().layersWillBeRemoved["QStringList"].connect(self._leave)
        self._follow()

    def unwatch(self) -> None:
        """Let go of all layers."""
        if self._watching:
            self._watching = False
            QgsProject.instance().layersAdded.disconnect(self._follow)
            QgsProject.instance().layersWillBeRemoved["QStringList"].disconnect(self._leave)
        layers, self._layers = self._layers, {}
        for layer in layers.values():
            if sip.isdeleted(layer):  # it has let go by itself
                continue
            layer.layerModified.disconnect(self.modified)
            layer.afterCommitChanges.disconnect(self._saved)
            layer.afterRollBack.disconnect(self.modified)

    def _follow(self, *_: object) -> None:
        for layer in project.layers():
            if layer.id() not in self._layers:
                layer.layerModified.connect(self.modified)
                layer.afterCommitChanges.connect(self._saved)
                layer.afterRollBack.connect(self.modified)
                self._layers[layer.id()] = layer

    def _leave(self, going: list[str]) -> None:
        if [self._layers.pop(each) for each in going if each in self._layers]:
            self.modified.emit()

    def unsaved(self) -> int:
        """Number of layers with unsaved edits."""
        return sum(layer.isModified() for layer in self._layers.values())

    def unconfirmed(self) -> int:
        """Number of layers with unsaved edits, what is typed in open forms and not confirmed included.

        Looks through all open windows: for when editing is about to end.
        """
        typed = {form.layer().id() for form in open_forms.unconfirmed(self._layers)}
        return sum(layer.isModified() or name in typed for name, layer in self._layers.items())

    def save(self, *, stop: bool) -> None:
        """Save every layer that is being edited; `stop` also ends edit mode, under which the file must not be written.

        What was typed in open forms is confirmed before edit mode ends.

        Raises:
            HsoError: QGIS refused to save a layer, or what a form holds. The edits stay in the map.
        """
        for form in open_forms.unconfirmed(self._layers) if stop else ():
            if not open_forms.confirm(form):
                raise HsoError(
                    NOT_SAVED,
                    Text(
                        "Ett formulär är öppet med ändringar som QGIS inte tar emot. Rätta dem, eller stäng formuläret "
                        "med Avbryt, och försök igen.",
                        "A form is open with changes that QGIS does not take. Correct them, or close the form with "
                        "Cancel, and try again.",
                    ),
                    try_again=True,
                )
        for layer in self._layers.values():
            if layer.isEditable() and (stop or layer.isModified()) and not layer.commitChanges(stop):
                raise HsoError(
                    NOT_SAVED,
                    Text(
                        "QGIS kunde inte spara lagret {name}. Dina ändringar ligger kvar i kartan. Se detaljerna.",
                        "QGIS could not save the layer {name}. Your edits are still in the map. See the details.",
                    ).format(name=layer.name()),
                    "\n".join(layer.commitErrors()),
                    try_again=True,
                )

    def _saved(self) -> None:
        self.saved.emit()
        self.modified.emit()
