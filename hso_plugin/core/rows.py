"""A version of an object as a row of the ledger's WFS type: text by column name, there and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree
from shapely import Geometry

from .catalogue.model import Attribute
from .errors import HsoError
from .model import GeometryKind, MapObject, ObjectVersion, Value
from .text import Text
from .values import NUMBER_DECIMALS, clean
from .wfs import gml
from .wfs.names import XSI, local
from .wfs.schema import FeatureType

#: Columns of every ledger that a client reads, beside the catalogue's.
FIXED_COLUMNS = ("lopnr", "objektidentitet", "objektversion", "andring", "kommunkod", "borttagen", "anvandare",
                 "versiongiltigfran", "versiongiltigtill")  # fmt: skip
TRUE = {"true", "t", "1"}
_NIL = f"{{{XSI}}}nil"


def to_values(version: ObjectVersion) -> dict[str, str]:
    """Text by column for an Insert. Position and times are the platform's own to give."""
    row = {
        "objektidentitet": version.object.identity,
        "objektversion": str(version.version),
        "andring": version.change,
        "kommunkod": version.object.municipality,
        "borttagen": "true" if version.deleted else "false",
        "anvandare": version.user,
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


def read_versions(
    features: Sequence[etree._Element],
    feature_type: FeatureType,
    kind: GeometryKind,
    attributes: Mapping[str, Attribute],
) -> list[ObjectVersion]:
    """The versions that `features` of a GetFeature answer are, in their order.

    Raises:
        HsoError: `HSO-SVAR` for a row that lacks what every row has, or a value of the wrong type.
    """
    rows: list[dict[str, str]] = []
    geometries: list[etree._Element | None] = []
    names: dict[object, str] = {}  # a page has a few dozen different tags and tens of thousands of elements
    for feature in features:
        row = {}
        geometry = None
        for child in feature:
            tag = child.tag
            name = names.get(tag) or names.setdefault(tag, local(tag))
            if name == feature_type.geometry:
                geometry = child
            elif text := child.text:
                row[name] = text
        rows.append(row)
        geometries.append(geometry)
    shapes = gml.read(geometries, kind)
    return [_version(row, shape, kind, attributes) for row, shape in zip(rows, shapes, strict=True)]


def _version(
    row: Mapping[str, str], shape: Geometry | None, kind: GeometryKind, attributes: Mapping[str, Attribute]
) -> ObjectVersion:
    try:
        values = {
            name: value
            for name, text in row.items()
            if name in attributes and (value := clean(text, attributes[name])) is not None
        }
        return ObjectVersion(
            object=MapObject(kind, row["objektidentitet"].strip("{}").lower(), row["kommunkod"], values, shape),
            version=int(row["objektversion"]),
            change=row["andring"].strip("{}").lower(),
            deleted=row.get("borttagen", "").lower() in TRUE,
            user=row.get("anvandare", ""),
            position=int(row["lopnr"]),
            valid_from=row.get("versiongiltigfran"),
        )
    except (KeyError, ValueError) as error:
        raise HsoError(
            "HSO-SVAR",
            Text(
                "Servern skickar ett objekt med uppgifter som inte kan läsas. Inget har hämtats. "
                "Kontakta plattformens förvaltare.",
                "The server sends an object with attributes that cannot be read. Nothing was fetched. "
                "Contact the platform's administrator.",
            ),
            f"{type(error).__name__}: {error} in {dict(row)}"[:500],
        ) from error


def text_of(feature: etree._Element) -> dict[str, str]:
    """Text by property name of a feature without geometry; empty and nil properties are absent."""
    return {local(child.tag): child.text for child in feature if child.text and child.get(_NIL) != "true"}


def missing_columns(feature_type: FeatureType, attributes: Sequence[Attribute]) -> list[str]:
    """What a ledger type lacks, by name; empty when it has all."""
    wanted = [*FIXED_COLUMNS, *(attribute.name for attribute in attributes)]
    return [name for name in wanted if name not in feature_type.attributes] + (
        [] if feature_type.geometry else ["geometri"]
    )
