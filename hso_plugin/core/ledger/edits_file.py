"""The file of saved edits: JSON that people can read, and that gives back exactly what was saved.

    {"format": "hso-andringar", "version": 1, "skriven": "2026-05-04T08:30:00+00:00", "kommun": "2281",
     "plattform": "https://…", "klassificering": "VN-STRUKTUR 1.0", "andringar": [
       {"vad": "andrad", "namn": "Njurunda", "slag": "punkt", "objektidentitet": "…",
        "utgangslage": VERSION | null, "min": OBJECT | null, "serverns": VERSION | null, "skickade": [VERSION …]}]}

An OBJECT has `attribut` (several codes as a list) and `wkb` (hexadecimal, EPSG:3006, easting and northing). A VERSION
has those and the columns of the ledger. `vad` and `namn` are for the reader alone. There is no user's secret in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

import shapely

from ..error_codes.files import EDITS_FILE, FILE_VERSION
from ..errors import HsoError
from ..geometry import UNREADABLE
from ..model import (
    CHANGE,
    DELETED,
    IDENTITY,
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
from .edits import Edit
from .ports import ChangeType

Found = TypeVar("Found")

FORMAT, VERSION = "hso-andringar", 1
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MUNICIPALITY = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class EditsFile:
    """What a file of saved edits holds.

    Attributes:
        municipality: whose objects were edited.
        platform: address of the WFS that they were fetched from.
        catalogue: name of the classification they were made with.
        written: when, ISO 8601, UTC.
    """

    municipality: str
    platform: str
    catalogue: str
    written: str
    edits: tuple[Edit, ...]

    def to_json(self) -> str:
        """As text."""
        members = {
            "format": FORMAT,
            "version": VERSION,
            "skriven": self.written,
            "kommun": self.municipality,
            "plattform": self.platform,
            "klassificering": self.catalogue,
            "andringar": [_edit_members(edit) for edit in self.edits],
        }
        return json.dumps(members, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> EditsFile:
        """From what `to_json` wrote.

        Raises:
            HsoError: `HSO-ANDRINGSFIL` for anything else, `HSO-VERSION` for what a newer version of the plugin wrote.
        """
        try:
            members = json.loads(text, parse_constant=_no_number)
            if members["format"] != FORMAT:
                raise ValueError(f"format {members['format']!r}")
            if isinstance(members["version"], int) and members["version"] > VERSION:
                raise _newer(members["version"])
            municipality = _text(members, "kommun", _MUNICIPALITY)
            return cls(
                municipality,
                _text(members, "plattform"),
                _text(members, "klassificering"),
                _text(members, "skriven"),
                tuple(_edit(each, municipality) for each in members["andringar"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError, *UNREADABLE) as error:
            raise no_edits_file(f"{type(error).__name__}: {error}"[:500]) from error


def no_edits_file(details: str) -> HsoError:
    """The fault of a file that holds something else."""
    return HsoError(
        EDITS_FILE,
        Text(
            "Filen är inte en fil med sparade ändringar, eller så är den skadad. Inget har ändrats. Välj en fil vars "
            "namn innehåller «-andringar-».",
            "The file is not a file of saved edits, or it is damaged. Nothing was changed. Choose a file whose name "
            "contains «-andringar-».",
        ),
        details,
    )


def _newer(version: int) -> HsoError:
    return HsoError(
        FILE_VERSION,
        Text(
            "Filen är skriven av en nyare version av insticksprogrammet. Inget har ändrats. Uppdatera "
            "insticksprogrammet i QGIS.",
            "The file was written by a newer version of the plugin. Nothing was changed. Update the plugin in QGIS.",
        ),
        f"version {version}, expected {VERSION}",
    )


def _edit_members(edit: Edit) -> dict[str, Any]:
    return {
        "vad": "konflikt" if edit.theirs else str(_type(edit)),
        "namn": edit.name,
        "slag": str(edit.kind),
        IDENTITY: edit.identity,
        "utgangslage": edit.base and _version_members(edit.base),
        "min": edit.mine and _object_members(edit.mine),
        "serverns": edit.theirs and _version_members(edit.theirs),
        "skickade": [_version_members(version) for version in edit.sent],
    }


def _type(edit: Edit) -> ChangeType:
    if edit.mine is None:
        return ChangeType.DELETED
    return ChangeType.NEW if edit.base is None else ChangeType.CHANGED


def _object_members(thing: MapObject) -> dict[str, Any]:
    wkb = None if thing.geometry is None else shapely.to_wkb(thing.geometry, hex=True, byte_order=1)
    return {"attribut": dict(thing.attributes), "wkb": wkb}


def _version_members(version: ObjectVersion) -> dict[str, Any]:
    return {
        OBJECT_VERSION: version.version,
        CHANGE: version.change,
        DELETED: version.deleted,
        USER: version.user,
        POSITION: version.position,
        VALID_FROM: version.valid_from,
        **_object_members(version.object),
    }


def _edit(members: Mapping[str, Any], municipality: str) -> Edit:
    kind = GeometryKind(members["slag"])
    identity = _text(members, IDENTITY, _UUID)

    def thing(found: Mapping[str, Any]) -> MapObject:
        wkb = found["wkb"]
        geometry = None if wkb is None else shapely.from_wkb(bytes.fromhex(wkb))
        values = {_name(name): _value(value) for name, value in found["attribut"].items()}
        return MapObject(kind, identity, municipality, values, geometry)

    def version(found: Mapping[str, Any]) -> ObjectVersion:
        return ObjectVersion(
            thing(found),
            _whole(found[OBJECT_VERSION]),
            _text(found, CHANGE, _UUID),
            _truth(found[DELETED]),
            _text(found, USER),
            None if found[POSITION] is None else _whole(found[POSITION]),
            None if found[VALID_FROM] is None else _text(found, VALID_FROM),
        )

    return Edit(
        kind,
        identity,
        _optional(members["utgangslage"], version),
        _optional(members["min"], thing),
        _optional(members["serverns"], version),
        tuple(version(each) for each in members["skickade"]),
    )


def _optional(members: Mapping[str, Any] | None, read: Callable[[Mapping[str, Any]], Found]) -> Found | None:
    return None if members is None else read(members)


def _text(members: Mapping[str, Any], name: str, form: re.Pattern[str] | None = None) -> str:
    value = members[name]
    if not isinstance(value, str) or (form is not None and not form.fullmatch(value)):
        raise ValueError(f"{name} is {value!r}")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**63:
        raise ValueError(f"{value!r} is no whole number")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def _name(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"{name!r} is no name")
    return name


def _value(value: object) -> Value:
    if isinstance(value, list) and all(isinstance(code, str) for code in value):
        return tuple(value)
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return value
    raise ValueError(f"{value!r} is no value of an attribute")


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")
