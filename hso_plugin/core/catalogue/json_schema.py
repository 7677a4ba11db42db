"""Checks a document against the published JSON Schema: as much of draft 2020-12 as that one uses, and no more.

QGIS carries no JSON Schema library, and this way the published file itself is what the plugin goes by. Patterns are
those of ECMA 262, where `$` is the end of the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from .reader import Place

SCHEMA_FILE = Path(__file__).parents[2] / "resources" / "catalogue" / "schema.json"

Schema = Mapping[str, Any]

#: Longest value that a fault quotes whole.
LONGEST = 60

_SAYS_NOTHING = frozenset({"$schema", "$defs", "title", "description"})


@cache
def published() -> Schema:
    """The schema of the catalogue that comes with the plugin."""
    schema: Schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return schema


def check(place: Place, schema: Schema, root: Schema) -> None:
    """See that the value follows `schema`, whose `$ref` point into `root`.

    Raises:
        HsoError: `HSO-KATALOG` with the place of the first fault.
        ValueError: the schema has a keyword that is not known here.
    """
    if "$ref" in schema:
        check(place, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    for keyword, wanted in schema.items():
        if keyword in _VALUES:
            _VALUES[keyword](place, wanted)
        elif keyword not in _SAYS_NOTHING and keyword not in _PARTS:
            raise ValueError(f"the schema says {keyword}, which is not known here")
    if isinstance(place.value, dict):
        _check_members(place, schema, root)
    elif isinstance(place.value, list) and "items" in schema:
        for item in place.items():
            check(item, schema["items"], root)


def _check_members(place: Place, schema: Schema, root: Schema) -> None:
    known = schema.get("properties", {})
    others = schema.get("additionalProperties", {})
    for name, member in place.mapping().items():
        if "propertyNames" in schema:
            check(Place(member.path, name), schema["propertyNames"], root)
        if name in known:
            check(member, known[name], root)
        elif others is False:
            member.fail(f"okänt namn {name}", f"unknown name {name}")
        else:
            check(member, others, root)


def _type(place: Place, wanted: str) -> None:
    {
        "object": place.mapping,
        "array": place.items,
        "string": place.any_string,
        "number": place.number,
        "boolean": place.flag,
    }[wanted]()


def _const(place: Place, wanted: Any) -> None:
    # True and 1 are equal to Python, not to JSON.
    if isinstance(place.value, bool) != isinstance(wanted, bool) or place.value != wanted:
        place.fail(f"ska vara {wanted}", f"must be {wanted}")


def _enum(place: Place, wanted: list[str]) -> None:
    place.choice(tuple(wanted))


def _pattern(place: Place, wanted: str) -> None:
    pattern = wanted[:-1] + r"\Z" if wanted.endswith("$") else wanted
    if isinstance(place.value, str) and not re.search(pattern, place.value):
        if not place.value.strip():
            place.fail("är tom", "is empty")
        shown = place.value if len(place.value) <= LONGEST else place.value[: LONGEST - 1] + "…"
        place.fail(f"{shown} har inte rätt form", f"{shown} has the wrong form")


def _required(place: Place, wanted: list[str]) -> None:
    for name in wanted:
        if isinstance(place.value, dict) and name not in place.value:
            place.fail(f"saknar {name}", f"lacks {name}")


def _at_least(kind: type[list[Any]] | type[dict[str, Any]]) -> Callable[[Place, int], None]:
    def check_length(place: Place, wanted: int) -> None:
        if isinstance(place.value, kind) and len(place.value) < wanted:
            if wanted == 1:
                place.fail("är tom", "is empty")
            place.fail(f"ska ha minst {wanted} värden", f"must have at least {wanted} values")

    return check_length


def _at_most(place: Place, wanted: int) -> None:
    if isinstance(place.value, list) and len(place.value) > wanted:
        place.fail(f"ska ha högst {wanted} värden", f"must have at most {wanted} values")


def _unique(place: Place, wanted: bool) -> None:
    if wanted and isinstance(place.value, list):
        written = [json.dumps(value, sort_keys=True) for value in place.value]
        if len(set(written)) < len(written):
            place.fail("har samma värde två gånger", "has the same value twice")


def _above(place: Place, wanted: float) -> None:
    if isinstance(place.value, (int, float)) and not isinstance(place.value, bool) and place.value <= wanted:
        place.fail(f"ska vara större än {wanted}", f"must be larger than {wanted}")


_VALUES: Mapping[str, Callable[[Place, Any], None]] = {
    "type": _type,
    "const": _const,
    "enum": _enum,
    "pattern": _pattern,
    "required": _required,
    "minItems": _at_least(list),
    "minProperties": _at_least(dict),
    "maxItems": _at_most,
    "uniqueItems": _unique,
    "exclusiveMinimum": _above,
}
_PARTS = frozenset({"$ref", "properties", "additionalProperties", "propertyNames", "items"})
