"""A version of an object as a row of the ledger's WFS type: values by column name, there and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shapely import Geometry

from ..catalogue.model import Attribute
from ..error_codes.platform import UNREADABLE_ANSWER
from ..errors import HsoError
from ..model import (
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
from ..text import Text
from ..values import NUMBER_DECIMALS, clean
from ..wfs.encodings import Encoding
from ..wfs.schema import FeatureType

#: Columns of every ledger that a client reads, beside the catalogue's.
FIXED_COLUMNS = (POSITION, IDENTITY, OBJECT_VERSION, CHANGE, MUNICIPALITY, DELETED, USER,
                 VALID_FROM, "versiongiltigtill")  # fmt: skip
TRUE = {"true", "t", "1"}


def to_values(version: ObjectVersion) -> dict[str, str]:
    """Text by column for an Insert. Position and times are the platform's own to give."""
    row = {
        IDENTITY: version.object.identity,
        OBJECT_VERSION: str(version.version),
        CHANGE: version.change,
        MUNICIPALITY: version.object.municipality,
        DELETED: "true" if version.deleted else "false",
        USER: version.user,
    }
    row.update((name, value_text(value)) for name, value in version.object.attributes.items())
    return row


def value_text(value: Value) -> str:
    """An attribute value as text: several codes with commas, numbers without exponent or needless decimals."""
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, float):
        return f"{value:.{NUMBER_DECIMALS}f}".rstrip("0").rstrip(".")
    return str(value)


class VersionReader:
    """Reads features of one ledger type as versions."""

    def __init__(self, feature_type: FeatureType, kind: GeometryKind, attributes: Sequence[Attribute]) -> None:
        self._type = feature_type
        self._kind = kind
        self._attributes = {attribute.name: attribute for attribute in attributes}
        # Codes repeat: the few values of a list are cleaned once, not once for each object.
        self._known: dict[str, dict[Any, Value | None]] = {a.name: {} for a in attributes if a.code_list or a.multiple}

    def read(self, features: Sequence[Any], encoding: Encoding) -> list[ObjectVersion]:
        """The versions that `features` of a GetFeature answer are, in their order.

        Raises:
            HsoError: `HSO-SVAR` for a row that lacks what every row has.
        """
        shapes = encoding.shapes(features, self._type, self._kind)
        return [
            self._version(encoding.row(feature, self._type), shape)
            for feature, shape in zip(features, shapes, strict=True)
        ]

    def _version(self, row: Mapping[str, Any], shape: Geometry | None) -> ObjectVersion:
        try:
            identity = row[IDENTITY].strip("{}").lower()
            return ObjectVersion(
                object=MapObject(self._kind, identity, row[MUNICIPALITY], self._values(row), shape),
                version=int(row[OBJECT_VERSION]),
                change=row[CHANGE].strip("{}").lower(),
                deleted=str(row.get(DELETED)).lower() in TRUE,
                user=row.get(USER) or "",
                position=int(row[POSITION]),
                valid_from=row.get(VALID_FROM),
            )
        except (KeyError, ValueError, AttributeError, TypeError) as error:
            raise HsoError(
                UNREADABLE_ANSWER,
                Text(
                    "Servern skickar ett objekt med uppgifter som inte kan läsas. Inget har hämtats. "
                    "Kontakta plattformens förvaltare.",
                    "The server sends an object with attributes that cannot be read. Nothing was fetched. "
                    "Contact the platform's administrator.",
                ),
                f"{type(error).__name__}: {error} in {dict(row)}"[:500],
            ) from error

    def _values(self, row: Mapping[str, Any]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for name, raw in row.items():
            if raw is None:
                continue
            known = self._known.get(name)
            if known is not None and raw in known:
                value = known[raw]
            elif (attribute := self._attributes.get(name)) is None:
                continue
            else:
                value = clean(raw, attribute)
                if known is not None:
                    known[raw] = value
            if value is not None:
                values[name] = value
        return values


def missing_columns(feature_type: FeatureType, attributes: Sequence[Attribute]) -> list[str]:
    """What a ledger type lacks, by name; empty when it has all."""
    wanted = [*FIXED_COLUMNS, *(attribute.name for attribute in attributes)]
    return [name for name in wanted if name not in feature_type.attributes] + (
        [] if feature_type.geometry else ["geometri"]
    )
