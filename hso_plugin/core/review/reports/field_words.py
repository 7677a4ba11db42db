"""Fields of objects as people read them, in both languages: titles for codes, sizes for places."""

from __future__ import annotations

import shapely
from shapely import Geometry

from ...catalogue import Catalogue
from ...ledger.merge import GEOMETRY, FieldValue
from ...model import CLASS, Value
from ...rules.words import area, length, number
from ...text import Text

NOTHING = Text("–", "–")
#: Decimals of a number that people wrote; more than any attribute means.
_DECIMALS = 6


def field_title(name: str, catalogue: Catalogue) -> Text:
    """A field's label; its name when the catalogue does not know it."""
    if name == GEOMETRY:
        return Text("Platsen på kartan", "The place on the map")
    attribute = catalogue.attributes.get(name)
    return attribute.title if attribute else Text(name, name)


def field_words(name: str, value: FieldValue, catalogue: Catalogue, klass: str) -> Text:
    """A field's value; `klass` is the class of the object, which may have a code list of its own for the attribute."""
    if value is None:
        return NOTHING
    if name == GEOMETRY:
        return place_words(value)
    if name == CLASS:
        return class_title(str(value), catalogue)
    return _value(name, value, catalogue, klass)


def class_title(code: str, catalogue: Catalogue) -> Text:
    """`A4 Utbyggnadsområde`; the code alone when the catalogue does not know it."""
    klass = catalogue.classes.get(code)
    return Text(f"{code} {klass.title.sv}", f"{code} {klass.title.en}") if klass else Text(code, code)


def place_words(geometry: Geometry) -> Text:
    """How large or long a place is, and for a point where: E, N in EPSG:3006."""
    if geometry.is_empty:
        return NOTHING
    dimensions = shapely.get_dimensions(geometry)
    if dimensions == 2:
        return area(shapely.area(geometry))
    if dimensions == 1:
        return length(shapely.length(geometry))
    (east, north), *_ = shapely.get_coordinates(geometry)
    return Text("E {e}, N {n}", "E {e}, N {n}").format(e=number(float(east)), n=number(float(north)))


def _value(name: str, value: Value, catalogue: Catalogue, klass: str) -> Text:
    if isinstance(value, int | float):
        return number(value, _DECIMALS)
    titles = _titles(name, catalogue, klass)
    codes = value if isinstance(value, tuple) else (value,)
    found = [titles.get(code, Text(code, code)) for code in codes]
    return Text(", ".join(each.sv for each in found), ", ".join(each.en for each in found))


def _titles(name: str, catalogue: Catalogue, klass: str) -> dict[str, Text]:
    attribute = catalogue.attributes.get(name)
    own = catalogue.classes[klass].attributes if klass in catalogue.classes else ()
    listed = next((each.code_list for each in own if each.name == name and each.code_list), None)
    known = listed or (attribute.code_list if attribute else None) or ""
    return {code.code: code.title for code in catalogue.code_lists.get(known, ())}
