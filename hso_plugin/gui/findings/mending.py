"""Mends a finding for the person: shows what will happen, and does it as one step that can be undone."""

from __future__ import annotations

from collections.abc import Collection

from qgis.core import QgsFeature, QgsVectorLayer
from qgis.gui import QgisInterface, QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.error_codes.work import NOT_MENDED
from ...core.errors import HsoError
from ...core.geometry import same
from ...core.mend import Mend
from ...core.model import Finding, MapObject
from ...core.text import Text
from ...qgis_bridge.editing import edited_rows
from ...qgis_bridge.jobs.mend_jobs import Mends
from ...qgis_bridge.layers.shapes import as_qgis
from ...qgis_bridge.tasks.feedback import FeedbackProgress
from ...qgis_bridge.tasks.latest_task import LatestTask
from ...qgis_bridge.tasks.sliced_work import SlicedWork
from ...workcopy.storage.codec import column_value
from ..drawing.start_editing import start_editing
from ..map.before_after import BeforeAfter
from ..widgets import words
from .live_check import LiveCheck


class Mending(QObject):
    """One preview at a time. `previewed` brings the finding and its `Mend`, or None where there is no safe one."""

    previewed = pyqtSignal(object, object)
    failed = pyqtSignal(object)

    def __init__(self, live: LiveCheck, iface: QgisInterface) -> None:
        super().__init__(live)
        self._live = live
        self._iface = iface
        self._canvas: QgsMapCanvas = iface.mapCanvas()  # type: ignore[assignment]  # QGIS always has one
        self._picture = BeforeAfter(self._canvas)
        self._mends = Mends()
        self._reading = SlicedWork(self)
        live.closed.connect(self.clear)
        self._task = LatestTask()

    @property
    def busy(self) -> bool:
        """True while a mend is being worked out."""
        return self._task.busy or self._reading.busy

    def preview(self, finding: Finding) -> None:
        """Work out what the mend would be, and draw it on the map; told by `previewed`. Nothing is changed yet."""
        self.clear()
        self._reading.run(self._live.buffer.read(), lambda: self._find(finding), self._fail)

    def _find(self, finding: Finding) -> None:
        shown = self._live.shown()
        if shown is None:
            return

        def work(progress: FeedbackProgress) -> Mend | None:
            return self._mends.find(finding, shown, progress)

        def done(mend: Mend | None) -> None:
            if mend is not None:
                self._picture.show(mend.before.geometry, mend.after.geometry)
            self.previewed.emit(finding, mend)

        title = words.translate("Hso", "Räknar ut en åtgärd")
        self._task.run(title, work, done, self._fail)

    def _fail(self, error: HsoError) -> None:
        self.failed.emit(error)

    def clear(self) -> None:
        """Take the preview off the map, and tell of none that is being worked out."""
        self._reading.stop()
        self._task.forget()
        self._picture.clear()

    def apply(self, mend: Mend) -> None:
        """Change the object in the map as `mend` says, as one step that Ctrl+Z takes back. It is not saved yet.

        Raises:
            HsoError: `HSO-ATGARD` when the object is no longer as it was in the preview, or QGIS refused; nothing has
                changed then.
        """
        self.clear()
        known, shown = edited_rows.find(mend.before.identity, mend.before.kind), self._live.shown()
        if known is None or shown is None:
            raise _changed_since()
        layer, feature = known
        now = edited_rows.object_of(layer, feature, shown.catalogue, shown.municipality)
        if not _says_the_same(now, mend.before):
            raise _changed_since()
        if not start_editing(layer, self._canvas):
            raise _refused(layer)
        layer.beginEditCommand(words.translate("Hso", "Åtgärda: {what}").replace("{what}", words.say(mend.text)))
        try:
            _write(layer, feature, mend, shown.catalogue.free_texts)
        except BaseException:
            layer.destroyEditCommand()
            raise
        layer.endEditCommand()
        self._iface.setActiveLayer(layer)  # QGIS takes back what was done in the active layer
        layer.triggerRepaint()


def _write(layer: QgsVectorLayer, feature: QgsFeature, mend: Mend, free_texts: Collection[str]) -> None:
    before, after, fid = mend.before, mend.after, feature.id()
    shape = None if same(before.geometry, after.geometry) else after.geometry
    if shape is not None and not layer.changeGeometry(fid, as_qgis(shape)):
        raise _refused(layer)
    for name in {**before.attributes, **after.attributes}:
        value = after.attributes.get(name)
        if value == before.attributes.get(name):
            continue
        written = "" if value is None and name in free_texts else column_value(value)
        if not layer.changeAttributeValue(fid, layer.fields().lookupField(name), written):
            raise _refused(layer)


def _says_the_same(one: MapObject, other: MapObject) -> bool:
    return dict(one.attributes) == dict(other.attributes) and same(one.geometry, other.geometry)


def _changed_since() -> HsoError:
    return HsoError(
        NOT_MENDED,
        Text(
            "Objektet har ändrats sedan åtgärden visades, så inget har gjorts. Tryck på Åtgärda igen.",
            "The object has changed since the mend was shown, so nothing was done. Press Mend again.",
        ),
    )


def _refused(layer: QgsVectorLayer) -> HsoError:
    return HsoError(
        NOT_MENDED,
        Text(
            "QGIS kunde inte ändra objektet i lagret {name}, så inget har gjorts. Se om lagret går att redigera.",
            "QGIS could not change the object in the layer {name}, so nothing was done. See if the layer can be "
            "edited.",
        ).format(name=layer.name()),
        "\n".join(layer.commitErrors()),
    )
