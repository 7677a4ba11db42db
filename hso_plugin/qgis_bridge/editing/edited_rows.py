"""Rows of the editable layers as they are shown now, and the objects they are: by the code that reads the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from qgis.core import QgsExpression, QgsFeature, QgsFeatureRequest, QgsVectorLayer

from ...core.catalogue.model import Catalogue
from ...core.model import IDENTITY, GeometryKind, MapObject
from ...workcopy.storage.codec import object_columns, objects_of
from ..layers.project_layers import kind_of, layers
from ..layers.shapes import gpkg_blob
from ..layers.values import plain

#: Rows that become objects at a time.
_PORTION = 50
_UUID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
#: A row: its kind, QGIS's id of it, negative while it is not saved, and the layer's id where it is edited in another
#: layer over the same table than the one that objects are drawn in, else empty.
Key = tuple[GeometryKind, int, str]


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A touched row as the layer shows it.

    Attributes:
        identity: as the file has it; for a row that is not saved what it says itself, perhaps nothing.
        values: in the order of the file's columns, with the geometry as a GeoPackage blob; None when it is deleted.
    """

    identity: str
    values: tuple[Any, ...] | None


#: Objects that were made of rows.
Read = dict[Key, tuple[EditedRow, MapObject]]


@dataclass(frozen=True, slots=True)
class RowEdits:
    """What was touched since the file was read, to be made objects of in a task."""

    rows: Mapping[Key, EditedRow]
    catalogue: Catalogue
    municipality: str

    def objects(self, saved: Mapping[str, MapObject], known: Read | None = None) -> dict[str, MapObject | None]:
        """Touched objects by identity, None for deleted ones. `saved` are the objects of the file.

        A row that is not saved keeps its own identity where the file will let it, else it has a temporary one (see
        `temporary`), which never reaches the file. `known` keeps what was read, for the next time.
        """
        read = self._read({} if known is None else known)
        found: dict[str, MapObject | None] = {row.identity: None for row in self.rows.values() if row.values is None}
        found.update({read[key].identity: read[key] for key in read if key[1] >= 0})
        for key in sorted((key for key in read if key[1] < 0), key=lambda key: -key[1]):
            thing = read[key]
            wanted = thing.identity.lower()
            taken = found.get(wanted) is not None or (wanted in saved and wanted not in found)
            identity = wanted if _UUID.fullmatch(wanted) and not taken else temporary(*key)
            found[identity] = thing if identity == thing.identity else replace(thing, identity=identity)
        return found

    def _read(self, known: Read) -> dict[Key, MapObject]:
        for key in [key for key, (row, _) in known.items() if self.rows.get(key) is not row]:
            del known[key]
        for kind in GeometryKind:
            new = [(key, row) for key, row in self.rows.items() if key[0] is kind and key not in known and row.values]
            columns = self.catalogue.columns(kind)
            for start in range(0, len(new), _PORTION):
                part = new[start : start + _PORTION]
                things = objects_of([row.values or () for _, row in part], kind, columns)
                known.update((key, (row, thing)) for (key, row), thing in zip(part, things, strict=True))
        return {key: thing for key, (_, thing) in known.items()}


def temporary(kind: GeometryKind, fid: int, other: str = "") -> str:
    """Identity of a row that is not saved, until the file gives it one: `strukturbild_yta:-3` and `:other`."""
    return f"{kind.table}:{fid}:{other}" if other else f"{kind.table}:{fid}"


def find(identity: str, kind: GeometryKind) -> tuple[QgsVectorLayer, QgsFeature] | None:
    """The object's layer and feature as the layer shows it; None when none shows it (any more).

    The layer that is being edited comes before another that shows the same row, one without a filter before one with.
    """
    found = layers(kind)
    if identity.startswith(f"{kind.table}:"):
        _, fid, *other = identity.split(":", 2)
        found = [each for each in found if each.id() in other] if other else found[:1]
        request = QgsFeatureRequest(int(fid))
    else:
        request = QgsFeatureRequest().setFilterExpression(_having(identity))
    for layer in sorted(found, key=lambda each: not each.isModified()):
        # A copy that is not saved (its id is negative) may still carry the identity of its original.
        feature = max(layer.getFeatures(request), key=QgsFeature.id, default=None)
        if feature is not None:
            return layer, feature
    return None


def hidden_by_filter(identity: str, kind: GeometryKind) -> list[QgsVectorLayer]:
    """The layers that do not show a saved object because of their filter; empty when it is in the file no more."""
    hiding = []
    for layer in layers(kind):
        if layer.subsetString():
            bare = QgsVectorLayer(layer.source().partition("|subset=")[0], "", "ogr")
            request = QgsFeatureRequest().setFilterExpression(_having(identity)).setLimit(1)
            shown = next(layer.dataProvider().getFeatures(request), None)
            if shown is None and next(bare.getFeatures(request), None) is not None:
                hiding.append(layer)
    return hiding


def _having(identity: str) -> str:
    return QgsExpression.createFieldEqualityExpression(IDENTITY, identity)


def object_of(layer: QgsVectorLayer, feature: QgsFeature, catalogue: Catalogue, municipality: str) -> MapObject:
    """An object as one of the editable layers shows it, with the identity that it says itself."""
    kind = _kind(layer)
    [(_, row)] = read_rows(layer, [feature], catalogue, municipality, {})
    return objects_of([row.values or ()], kind, catalogue.columns(kind))[0]


def _kind(layer: QgsVectorLayer) -> GeometryKind:
    kind = kind_of(layer)
    if kind is None:
        raise ValueError(f"{layer.name()} is no layer of the working copy")
    return kind


def read_rows(
    layer: QgsVectorLayer,
    features: Iterable[QgsFeature],
    catalogue: Catalogue,
    municipality: str,
    identities: Mapping[int, str],
) -> Iterator[tuple[int, EditedRow]]:
    """QGIS's id and row of each of `features`; one that is not among `identities` has the identity that it says."""
    names = object_columns(catalogue.columns(_kind(layer)))[1:]
    places = [layer.fields().lookupField(name) for name in names]
    for feature in features:
        raw = feature.attributes()
        own, _municipality, *values = (None if place < 0 else plain(raw[place]) for place in places)
        identity = identities.get(feature.id()) or str(own or "")
        # Whatever stands in it, the file puts in the municipality.
        yield feature.id(), EditedRow(identity, (gpkg_blob(feature.geometry()), identity, municipality, *values))
