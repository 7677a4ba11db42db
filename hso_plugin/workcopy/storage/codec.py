"""Objects and versions as rows of the working copy, there and back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import Geometry

from ...core.catalogue.model import Attribute
from ...core.model import (
    CHANGE,
    DELETED,
    IDENTITY,
    MUNICIPALITY,
    OBJECT_VERSION,
    POSITION,
    USER,
    VALID_FROM,
    GeometryKind,
    MapObject,
    ObjectVersion,
    Value,
)
from ...core.values import clean
from . import blob

_as_json = json.JSONEncoder(ensure_ascii=False).encode
_of_json = json.JSONDecoder().decode
_KINDS = {str(kind): kind for kind in GeometryKind}
#: Columns of a version in the side tables, in the order of `version_rows`.
VERSION_COLUMNS = (IDENTITY, "slag", MUNICIPALITY, OBJECT_VERSION, CHANGE, DELETED, USER,
                   POSITION, VALID_FROM, "attribut", "geom")  # fmt: skip


def version_rows(versions: Sequence[ObjectVersion]) -> list[tuple[Any, ...]]:
    """Versions as rows of a side table; the geometry as plain WKB."""
    shapes = shapely.to_wkb(np.array([v.object.geometry for v in versions], dtype=object), byte_order=1).tolist()
    return [
        (
            version.object.identity,
            str(version.object.kind),
            version.object.municipality,
            version.version,
            version.change,
            int(version.deleted),
            version.user,
            version.position,
            version.valid_from,
            _as_json(dict(version.object.attributes)),
            wkb,
        )
        for version, wkb in zip(versions, shapes, strict=True)
    ]


def version_of(row: Sequence[Any]) -> ObjectVersion:
    """The version in a row of `VERSION_COLUMNS`."""
    return _version(row, None if row[-1] is None else shapely.from_wkb(row[-1]))


def versions_of(rows: Sequence[Sequence[Any]]) -> list[ObjectVersion]:
    """The versions in rows of `VERSION_COLUMNS`, the geometries read in one go."""
    shapes = shapely.from_wkb(np.array([row[-1] for row in rows], dtype=object))
    return [_version(row, shape) for row, shape in zip(rows, shapes.tolist(), strict=True)]


def _version(row: Sequence[Any], geometry: Geometry | None) -> ObjectVersion:
    identity, kind, municipality, number, change, deleted, user, position, valid_from, attributes, _ = row
    values = {n: tuple(v) if isinstance(v, list) else v for n, v in _of_json(attributes).items()}
    return ObjectVersion(
        MapObject(_KINDS[kind], identity, municipality, values, geometry),
        number,
        change,
        bool(deleted),
        user,
        position,
        valid_from,
    )


def column_value(value: Value | None) -> Any:
    """An attribute value as a QGIS form keeps it: several codes in the form of its value relation."""
    if isinstance(value, tuple):
        return "{" + ",".join(f'"{code}"' for code in value) + "}"
    return value


def object_columns(columns: Iterable[Attribute]) -> list[str]:
    """Names of an object's columns, in the order of `object_rows` and `objects_of`."""
    return ["geom", IDENTITY, MUNICIPALITY, *(attribute.name for attribute in columns)]


def object_rows(
    objects: Sequence[MapObject], columns: Sequence[Attribute], free_texts: Collection[str]
) -> list[tuple[Any, ...]]:
    """Objects of one kind as rows of `object_columns`; an empty value is NULL, but for `free_texts` an empty text."""
    blobs = blob.encode([thing.geometry for thing in objects])
    place = {attribute.name: index for index, attribute in enumerate(columns, start=3)}
    # QGIS writes NULL into the box of a text that has none, and people would write after it.
    empty = ["" if attribute.name in free_texts else None for attribute in columns]
    rows = []
    for geometry, thing in zip(blobs, objects, strict=True):
        row: list[Any] = [geometry, thing.identity, thing.municipality, *empty]
        for name, value in thing.attributes.items():
            row[place[name]] = column_value(value)
        rows.append(tuple(row))
    return rows


def objects_of(rows: Sequence[Sequence[Any]], kind: GeometryKind, columns: Sequence[Attribute]) -> list[MapObject]:
    """The objects in rows of `object_columns`."""
    geometries = blob.decode([row[0] for row in rows], kind)
    return [
        MapObject(kind, row[1], row[2], _values(columns, row[3:]), geometry)
        for row, geometry in zip(rows, geometries, strict=True)
    ]


def _values(columns: Sequence[Attribute], raw: Sequence[Any]) -> dict[str, Value]:
    return {
        attribute.name: value
        for attribute, text in zip(columns, raw, strict=True)
        if text is not None and (value := clean(text, attribute)) is not None
    }
