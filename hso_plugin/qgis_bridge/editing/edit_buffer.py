"""Follows the editable layers: which rows were touched since the file was read, edits that are not saved included.

A layer's signals say which rows were touched. Those rows, never all, are read in the main thread, a few at a time, and
become objects in the task that wants them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qgis.core import QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.catalogue.model import Catalogue
from ...core.model import IDENTITY, GeometryKind
from ..layers.names import KIND
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
        self._layers: dict[GeometryKind, QgsVectorLayer] = {}
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
        for layer in layers():
            self._follow(GeometryKind(layer.customProperty(KIND)), layer)
        if self._touched:
            self.touched.emit()

    def _follow(self, kind: GeometryKind, layer: QgsVectorLayer) -> None:
        self._layers[kind] = layer

        def touch(fid: int, *_: Any) -> None:
            self._touched.add((kind, fid))
            self._settled.pop((kind, fid), None)
            self.touched.emit()

        def settle(*_: Any) -> None:
            for key in (*self._rows, *self._touched):
                if key[0] is kind:
                    self._settled[key] = self._moment
            self.touched.emit()

        pairs: list[tuple[Any, Any]] = [
            (layer.featureAdded, touch),
            (layer.featureDeleted, touch),
            (layer.geometryChanged, touch),
            (layer.attributeValueChanged, touch),
            # Until then QGIS has told of every row that got its number, or its old content back.
            (layer.afterCommitChanges, settle),
            (layer.afterRollBack, settle),
            (layer.willBeDeleted, self.unwatch),
        ]
        for signal, slot in pairs:
            signal.connect(slot)
            self._connections.append((layer, signal, slot))
        buffer = layer.editBuffer()
        if buffer is not None:
            fids = {*buffer.addedFeatures(), *buffer.changedGeometries(), *buffer.changedAttributeValues()}
            self._touched |= {(kind, fid) for fid in fids | set(buffer.deletedFeatureIds())}

    def unwatch(self) -> None:
        """Let go of all layers, and of what was read of them."""
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
            kind = next(iter(self._touched))[0]
            fids = [key[1] for key in self._touched if key[0] is kind][:_PORTION]
            self._touched.difference_update((kind, fid) for fid in fids)
            layer = self._layers.get(kind)
            if layer is not None and self._catalogue is not None:
                self._read(kind, layer, fids, self._catalogue)
            yield

    def _read(self, kind: GeometryKind, layer: QgsVectorLayer, fids: list[int], catalogue: Catalogue) -> None:
        known = self._identities(kind, layer, fids)
        left = set(fids)
        features = layer.getFeatures(QgsFeatureRequest().setFilterFids(fids))
        for fid, row in read_rows(layer, features, catalogue, self._municipality, known):
            left.discard(fid)
            self._rows[kind, fid] = row
        for fid in left:
            if fid in known:
                self._rows[kind, fid] = EditedRow(known[fid], None)
            else:
                self._rows.pop((kind, fid), None)

    def _identities(self, kind: GeometryKind, layer: QgsVectorLayer, fids: list[int]) -> dict[int, str]:
        """Identities in the file. A deleted row may be gone from it: then what was read before."""
        found = {fid: row.identity for fid in fids if fid >= 0 and (row := self._rows.get((kind, fid))) is not None}
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
