"""Builds the catalogue's parts from their places in the document, each checked against the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import TypeVar

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
    Severity,
    Stage,
)
from .model import Attribute, ClassAttribute, Code, Municipality, ObjectClass, Rule, Theme
from .reader import Place

Part = TypeVar("Part")
CodeLists = Mapping[str, tuple[Code, ...]]

# Forms of names, codes and colours are in the published schema, which the document is checked against before.

#: What the overlap matrix says of two areas in the same place: may not be, to be weighed, allowed.
OVERLAPS = ("F", "V", "-")

#: Columns that every table has beside the catalogue's attributes.
RESERVED = frozenset(
    [
        *("fid", "geom", POSITION, IDENTITY, OBJECT_VERSION, CHANGE, MUNICIPALITY, DELETED, USER),
        *(VALID_FROM, "versiongiltigtill"),
    ]
)


def unique(places: Place, build: Callable[[Place], Part], key: str) -> tuple[Part, ...]:
    """Every item of a list, built; two items with the same `key` are a fault."""
    built = []
    seen: set[str] = set()
    for place in places.items():
        item = build(place)
        name = attrgetter(key)(item)
        if name in seen:
            place.fail(f"{name} finns redan", f"{name} is there already")
        seen.add(name)
        built.append(item)
    return tuple(built)


def municipality(place: Place, own: bool) -> Municipality:
    """One of the county's municipalities (`own`), or a neighbour outside it."""
    parts = place.members(("code", "name", "local_crs") if own else ("code", "name"))
    return Municipality(
        parts["code"].string(),
        parts["name"].string(),
        parts["local_crs"].string() if own else None,
    )


def theme(place: Place) -> Theme:
    """A theme."""
    parts = place.members(("id", "title", "colour"))
    return Theme(parts["id"].string(), parts["title"].text(), parts["colour"].string())


def code(place: Place) -> Code:
    """A value of a code list."""
    parts = place.members(("code", "title"))
    return Code(parts["code"].string(), parts["title"].text())


def _known_list(place: Place | None, code_lists: CodeLists) -> str | None:
    if place is None:
        return None
    if place.string() not in code_lists:
        place.fail(f"okänd kodlista {place.value}", f"unknown code list {place.value}")
    return str(place.value)


def attribute(place: Place, code_lists: CodeLists) -> Attribute:
    """An attribute."""
    parts = place.members(
        ("name", "type", "title", "help", "common"),
        ("code_list", "multiple", "required", "long", "minimum", "maximum"),
    )
    name = parts["name"].string()
    if name in RESERVED:
        parts["name"].fail(f"{name} är upptaget", f"{name} is taken")
    kind = parts["type"].string()
    bounds = {key: parts[key].number() for key in ("minimum", "maximum") if key in parts}
    flags = {key: parts[key].flag() for key in ("multiple", "required", "long") if key in parts}
    code_list = _known_list(parts.get("code_list"), code_lists)
    if bounds and kind == "text":
        place.fail("bara tal har minimum och maximum", "only numbers have a minimum and a maximum")
    if bounds.get("minimum", float("-inf")) > bounds.get("maximum", float("inf")):
        place.fail("minimum är större än maximum", "minimum is larger than maximum")
    if kind != "text" and (code_list or flags.get("multiple")):
        place.fail("koder ska vara av typen text", "codes must be of type text")
    return Attribute(
        name=name,
        type=kind,
        title=parts["title"].text(),
        help=parts["help"].text(),
        code_list=code_list,
        multiple=flags.get("multiple", False),
        required=flags.get("required", False),
        long=flags.get("long", False),
        minimum=bounds.get("minimum"),
        maximum=bounds.get("maximum"),
    )


def object_class(
    place: Place,
    themes: Mapping[str, Theme],
    attributes: Mapping[str, Attribute],
    code_lists: CodeLists,
) -> ObjectClass:
    """A class."""
    parts = place.members(("code", "theme", "title", "definition", "geometry", "attributes", "symbol"))
    if parts["theme"].string() not in themes:
        parts["theme"].fail(f"okänt tema {parts['theme'].value}", f"unknown theme {parts['theme'].value}")
    kinds = tuple(GeometryKind(p.string()) for p in parts["geometry"].items())
    own: list[ClassAttribute] = []
    for item in parts["attributes"].items():
        values = item.members(("name",), ("code_list", "required"))
        name = values["name"].string()
        if name not in attributes:
            item.fail(f"okänt attribut {name}", f"unknown attribute {name}")
        if name in [other.name for other in own]:
            item.fail(f"{name} finns redan", f"{name} is there already")
        required = values["required"].flag() if "required" in values else False
        own.append(ClassAttribute(name, _known_list(values.get("code_list"), code_lists), required))
    symbol = parts["symbol"].members(("colour",), ("marker", "line", "fill", "width"))
    return ObjectClass(
        code=parts["code"].string(),
        theme=str(parts["theme"].value),
        title=parts["title"].text(),
        definition=parts["definition"].text(),
        kinds=kinds,
        attributes=tuple(own),
        symbol={
            "colour": symbol["colour"].string(),
            **{key: symbol[key].string() for key in ("marker", "line", "fill") if key in symbol},
            **({"width": symbol["width"].number()} if "width" in symbol else {}),
        },
    )


def overlap_matrix(place: Place, classes: Mapping[str, ObjectClass]) -> dict[tuple[str, str], str]:
    """Which areas may lie over which: a row and a column for every class of areas, equal across the diagonal."""
    areas = [code for code, item in classes.items() if GeometryKind.AREA in item.kinds]
    rows = {code: row.members(tuple(areas)) for code, row in place.members(tuple(areas)).items()}
    for code, row in rows.items():
        for other, cell in row.items():
            opposite = rows[other][code]
            if cell.choice(OVERLAPS) != opposite.choice(OVERLAPS):
                cell.fail(
                    f"{code} över {other} är {cell.value}, men {other} över {code} är {opposite.value}",
                    f"{code} over {other} is {cell.value}, but {other} over {code} is {opposite.value}",
                )
    return {(code, other): str(cell.value) for code, row in rows.items() for other, cell in row.items()}


def rule(place: Place) -> Rule:
    """A rule. Whether its type and parameters are known is for the engine to say."""
    parts = place.members(("id", "type", "params", "severity", "message", "mend", "why", "source"), ("title",))
    severity = {Stage(stage): Severity(value.string()) for stage, value in parts["severity"].mapping().items()}
    return Rule(
        id=parts["id"].string(),
        type=parts["type"].string(),
        title=parts["title"].text() if "title" in parts else None,
        params={name: value.value for name, value in parts["params"].mapping().items()},
        severity=severity,
        message=parts["message"].text(),
        mend=parts["mend"].text(),
        why=parts["why"].text(),
        source=parts["source"].string(),
    )
