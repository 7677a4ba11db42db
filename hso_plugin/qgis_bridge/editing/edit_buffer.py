"""Follows the editable layers: which rows were touched since the file was read, edits that are not saved included.

A layer's signals say which rows were touched. Those rows, never all, are read in the main thread, a few at a time, and
become objects in the task that wants them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qgis.core import QgsFeatureRequest, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.catalogue.model import Catalogue
from ...core.model import IDENTITY, GeometryKind
from ..layers.project_layers import layers
from ..layers.values import plain
from .edited_rows import EditedRow, Key, RowEdits, read_rows

#: Rows read between two turns of the event loop.
_PORTION = 50


class EditBuffer(QObject):
    """Follows the editable layers. `touched` comes with every edit, and when edits were saved or undone."""

    touched = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue: Catalogue | None = None
        self._municipality = ""
        self._watching = False
        #: By kind, and the layer's part of a row's `Key`.
        self._layers: dict[tuple[GeometryKind, str], QgsVectorLayer] = {}
        self._connections: list[Any] = []
        self._forget()

    def _forget(self) -> None:
        self._touched: set[Key] = set()
        self._rows: dict[Key, EditedRow] = {}
        self._settled: dict[Key, int] = {}
        self._moment = 0

    # ----- following

    def watch(self, catalogue: Catalogue, municipality: str) -> None:
        """Follow the layers of the open working copy, from what is unsaved in them now."""
        self.unwatch()
        self._catalogue, self._municipality = catalogue, municipality
        self._watching = True
        QgsProject.instance().layersAdded.connect(self._follow_new)
        self._follow_new()

    def _follow_new(self, *_: object) -> None:
        """Follow every layer over the working copy that is not followed yet."""
        before = len(self._touched)
        followed = {layer.id() for layer in self._layers.values()}
        for kind in GeometryKind:
            for layer in layers(kind):
                if layer.id() not in followed:
                    self._follow(kind, "" if (kind, "") not in self._layers else layer.id(), layer)
        if len(self._touched) > before:
            self.touched.emit()

    def _follow(self, kind: GeometryKind, name: str, layer: QgsVectorLayer) -> None:
        self._layers[kind, name] = layer

        def touch(fid: int, *_: Any) -> None:
            self._touched.add((kind, fid, name))
            self._settled.pop((kind, fid, name), None)
            self.touched.emit()

        def settle(*_: Any) -> None:
            for key in (*self._rows, *self._touched):
                if (key[0], key[2]) == (kind, name):
                    self._settled[key] = self._moment
            self.touched.emit()

        def leave() -> None:
            """It is taken out of the project, and what was not saved in it with it."""
            self._layers.pop((kind, name), None)
            lost = [key for key in self._rows if (key[0], key[2]) == (kind, name)]
            for key in lost:
                del self._rows[key]
                self._settled.pop(key, None)
            left = {key for key in self._touched if (key[0], key[2]) != (kind, name)}
            if lost or left != self._touched:
                self._touched = left
                self.touched.emit()

        pairs: list[tuple[Any, Any]] = [
            (layer.featureAdded, touch),
            (layer.featureDeleted, touch),
            (layer.geometryChanged, touch),
            (layer.attributeValueChanged, touch),
            # Until then QGIS has told of every row that got its number, or its old content back.
            (layer.afterCommitChanges, settle),
            (layer.afterRollBack, settle),
            (layer.willBeDeleted, leave),
        ]
        for signal, slot in pairs:
            signal.connect(slot)
            self._connections.append((layer, signal, slot))
        buffer = layer.editBuffer()
        if buffer is not None:
            fids = {*buffer.addedFeatures(), *buffer.changedGeometries(), *buffer.changedAttributeValues()}
            self._touched |= {(kind, fid, name) for fid in fids | set(buffer.deletedFeatureIds())}

    def unwatch(self) -> None:
        """Let go of all layers, and of what was read of them."""
        if self._watching:
            self._watching = False
            QgsProject.instance().layersAdded.disconnect(self._follow_new)
        connections, self._connections = self._connections, []
        for layer, signal, slot in connections:
            if not sip.isdeleted(layer):  # else it has let go by itself
                signal.disconnect(slot)
        self._layers = {}
        self._forget()

    # ----- reading

    @property
    def dirty(self) -> bool:
        """True when something was touched since the file was read."""
        return bool(self._touched or self._rows)

    @property
    def unread(self) -> bool:
        """True when something was touched that `read` has not read."""
        return bool(self._touched)

    def read(self) -> Iterator[None]:
        """Read what was touched, as a generator: between two of its values QGIS may deal with other events."""
        while self._touched:
            kind, _, name = next(iter(self._touched))
            fids = [key[1] for key in self._touched if (key[0], key[2]) == (kind, name)][:_PORTION]
            self._touched.difference_update((kind, fid, name) for fid in fids)
            if (kind, name) in self._layers and self._catalogue is not None:
                self._read(kind, name, fids, self._catalogue)
            yield

    def _read(self, kind: GeometryKind, name: str, fids: list[int], catalogue: Catalogue) -> None:
        layer = self._layers[kind, name]
        known = self._identities(kind, name, fids)
        left = set(fids)
        features = layer.getFeatures(QgsFeatureRequest().setFilterFids(fids))
        for fid, row in read_rows(layer, features, catalogue, self._municipality, known):
            left.discard(fid)
            self._rows[kind, fid, name] = row
        for fid in left:
            if fid in known:
                self._rows[kind, fid, name] = EditedRow(known[fid], None)
            else:
                self._rows.pop((kind, fid, name), None)

    def _identities(self, kind: GeometryKind, name: str, fids: list[int]) -> dict[int, str]:
        """Identities in the file. A deleted row may be gone from it: then what was read before."""
        layer = self._layers[kind, name]
        rows = {fid: self._rows.get((kind, fid, name)) for fid in fids if fid >= 0}
        found = {fid: row.identity for fid, row in rows.items() if row is not None}
        asked = [fid for fid in fids if fid >= 0]
        if asked:
            request = QgsFeatureRequest().setFilterFids(asked).setFlags(QgsFeatureRequest.Flag.NoGeometry)
            request.setSubsetOfAttributes([IDENTITY], layer.fields())
            for feature in layer.dataProvider().getFeatures(request):
                found[feature.id()] = str(plain(feature[IDENTITY]) or "")
        return found

    def edits(self) -> RowEdits:
        """What was touched since the file was read, as far as `read` has come."""
        if self._catalogue is None:
            raise RuntimeError("no layers are followed")
        return RowEdits(dict(self._rows), self._catalogue, self._municipality)

    # ----- the file is read anew

    def mark(self) -> int:
        """Now somebody begins to read the file; for `settle`."""
        self._moment += 1
        return self._moment

    def settle(self, mark: int) -> None:
        """What was saved or undone before `mark` is in what was read then: let go of it."""
        for key in [key for key, moment in self._settled.items() if moment < mark]:
            del self._settled[key]
            self._touched.discard(key)
            self._rows.pop(key, None)
