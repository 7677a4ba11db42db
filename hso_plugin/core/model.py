"""What the map consists of: objects, their versions, and what a check finds. All frozen, all plain data.

Geometries are shapely, 2D, EPSG:3006 in easting, northing (metres), on a grid of 1 mm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from .text import Text

#: What every object has, or every version of it in the ledger: names of columns, in the platform's tables, in working
#: copies and in layers.
IDENTITY, MUNICIPALITY, CLASS = "objektidentitet", "kommunkod", "klass"
OBJECT_VERSION, CHANGE, DELETED, USER = "objektversion", "andring", "borttagen", "anvandare"
POSITION, VALID_FROM = "lopnr", "versiongiltigfran"

if TYPE_CHECKING:  # QGIS knows our algorithms by these words when it starts: shapely comes with the first work
    from shapely import Geometry

#: An attribute value. A tuple holds the codes of an attribute that takes several, sorted; an absent key is no value.
Value = str | int | float | tuple[str, ...]


class GeometryKind(StrEnum):
    """The three ledgers, by geometry. The value is the Swedish word in table and type names."""

    POINT = "punkt"
    LINE = "linje"
    AREA = "yta"

    @property
    def ledger(self) -> str:
        """Name of the ledger table and WFS type, for example `strukturbild_yta_version`."""
        return f"strukturbild_{self}_version"

    @property
    def table(self) -> str:
        """Name of the table in the working copy and of the platform's view of current objects."""
        return f"strukturbild_{self}"


class Severity(StrEnum):
    """How serious a finding is. `ERROR` stops a submission, `WARNING` needs a motivation."""

    ERROR = "fel"
    WARNING = "varning"
    NOTE = "upplysning"


class Stage(StrEnum):
    """When a rule runs: while editing, at submission, or over all municipalities together."""

    EDITING = "redigering"
    SUBMISSION = "inlamning"
    REGIONAL = "regional"


@dataclass(frozen=True, slots=True)
class MapObject:
    """What an object says, whatever its version: two equal ones need no new version.

    Attributes:
        kind: which ledger it belongs to.
        identity: `objektidentitet`, lower-case UUID.
        municipality: `kommunkod`, four digits.
        attributes: by catalogue name (`klass`, `namn` …), without empty values.
        geometry: Point, LineString or MultiPolygon; None only where a person saved an object without one.
    """

    kind: GeometryKind
    identity: str
    municipality: str
    attributes: Mapping[str, Value] = field(default_factory=dict)
    geometry: Geometry | None = None

    @property
    def klass(self) -> str:
        """The class code, empty when none is chosen."""
        return str(self.attributes.get(CLASS, ""))

    @property
    def name(self) -> str:
        """The name for people, empty when none is given."""
        return str(self.attributes.get("namn", ""))


@dataclass(frozen=True, slots=True)
class ObjectVersion:
    """One row of the ledger: an object as somebody left it.

    Attributes:
        object: its content. A tombstone keeps the last content.
        version: `objektversion`, 1 for the first.
        change: `andring`, the client's id of this very change, lower-case UUID.
        deleted: `borttagen`, True for a tombstone.
        user: `anvandare`, who made it.
        position: `lopnr`, the place in the ledger; None before the platform has given it.
        valid_from: `versiongiltigfran` as the server wrote it (ISO 8601), None before it is on the platform.
    """

    object: MapObject
    version: int
    change: str
    deleted: bool
    user: str
    position: int | None = None
    valid_from: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has to say of an object, or of a whole municipality.

    Attributes:
        id: the same in every run as long as rule, object, counterpart and part are the same.
        rule: id of the rule in the catalogue.
        severity: at the stage that was run.
        object: identity of the object it concerns; None where it concerns a whole municipality, which lacks one.
        klass: the object's class code, or the class that is lacking; empty without one.
        message: what is wrong, in plain words.
        mend: how to mend it.
        geometry: the exact place (overlapping piece, loose end …), else the object's geometry, for a municipality its
            polygon; None without one.
        other: identity of the other object, where two are involved.
        municipality: code of the municipality whose object it is, or that it concerns.
        part: which part of the object: an attribute's name, `attribute:code`, an end of a line (`borjan`, `slut`).
        facts: what the finding rests on besides the place: classes, and the value of the attribute that `part` names.
    """

    id: str
    rule: str
    severity: Severity
    object: str | None
    klass: str
    message: Text
    mend: Text
    geometry: Geometry | None = None
    other: str | None = None
    municipality: str = ""
    part: str = ""
    facts: str = ""
