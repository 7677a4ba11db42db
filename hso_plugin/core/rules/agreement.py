"""Sees that a rule agrees with the rest of the catalogue: geometry of the classes it judges, attributes and codes.

A function for each rule type that names such, said at `@rule_type(…, agrees=…)`: from the catalogue and the places
of the rule's parameters. It raises `HsoError` (`HSO-KATALOG`) with the place of the first fault. Each parameter has
been read before, so that its shape is known to be right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..catalogue import Attribute, Catalogue
from ..catalogue.reader import Place
from ..model import GeometryKind

_KIND_WORDS = {
    GeometryKind.POINT: ("punkter", "points"),
    GeometryKind.LINE: ("linjer", "lines"),
    GeometryKind.AREA: ("ytor", "areas"),
}


def check_kind(catalogue: Catalogue, named: Place, kind: GeometryKind) -> None:
    """Every class that the parameter names has that geometry."""
    for place, code in _names(named):
        if kind not in catalogue.classes[code].kinds:
            sv, en = _KIND_WORDS[kind]
            place.fail(f"regeln gäller {sv}, men {code} är det inte", f"the rule is about {en}, which {code} is not")


def _names(place: Place) -> Iterator[tuple[Place, str]]:
    """The names that a parameter lists, or has as its members' names, each with its place."""
    if isinstance(place.value, dict):
        yield from ((member, name) for name, member in place.mapping().items())
    else:
        yield from ((item, item.string()) for item in (place.items() if isinstance(place.value, list) else [place]))


def _check_attribute(catalogue: Catalogue, klass: str, name: str, place: Place) -> Attribute:
    """The attribute as `klass` has it."""
    attributes = {attribute.name: attribute for attribute in catalogue.attributes_of(klass)}
    if name not in attributes:
        place.fail(f"{klass} har inte attributet {name}", f"{klass} does not have the attribute {name}")
    return attributes[name]


def _check_codes(catalogue: Catalogue, attribute: str, codes: Place, classes: Iterable[str] | None = None) -> None:
    """Every code named is in a list that one of `classes` (all without any given) takes the attribute's values from."""
    lists = {
        own.code_list
        for klass in (catalogue.classes if classes is None else classes)
        for own in catalogue.attributes_of(klass)
        if own.name == attribute and own.code_list
    }
    known = {code.code for name in lists for code in catalogue.code_lists[name]}
    for place, code in _names(codes):
        if code not in known:
            place.fail(f"{attribute} har inte valet {code}", f"{attribute} does not have the choice {code}")


def stopping(catalogue: Catalogue, params: Mapping[str, Place]) -> None:
    """The codes are choices of every attribute that they stop."""
    for _, attribute in _names(params["attributes"]):
        _check_codes(catalogue, attribute, params["codes"])


def conditions(catalogue: Catalogue, params: Mapping[str, Place]) -> None:
    """The codes of a condition are choices of its attribute."""
    for condition in params["when"].mapping().values() if "when" in params else ():
        parts = condition.mapping()
        _check_codes(catalogue, parts["attribute"].string(), parts["codes"])


def choices(catalogue: Catalogue, params: Mapping[str, Place]) -> None:
    """Each class has the attribute, and the codes are its choices there."""
    attribute = params["attribute"].string()
    for klass, codes in params["codes"].mapping().items():
        _check_attribute(catalogue, klass, attribute, codes)
        _check_codes(catalogue, attribute, codes, [klass])


def numbers(catalogue: Catalogue, params: Mapping[str, Place]) -> None:
    """Each class has the attributes, and they are numbers."""
    for klass, demands in params["minimum"].mapping().items():
        for name, place in demands.mapping().items():
            if _check_attribute(catalogue, klass, name, place).type == "text":
                place.fail(f"{name} är inget tal", f"{name} is not a number")


def several(catalogue: Catalogue, params: Mapping[str, Place]) -> None:
    """Each class has the attributes, and they take several values."""
    for klass, demands in params["minimum"].mapping().items():
        for name, place in demands.mapping().items():
            if not _check_attribute(catalogue, klass, name, place).multiple:
                place.fail(f"{name} tar bara ett värde", f"{name} takes one value only")


def carried_on(catalogue: Catalogue, params: Mapping[str, Place]) -> None:
    """Each class has the attributes that are to be the same beyond the border."""
    for klass, names in params["same"].mapping().items():
        for place, name in _names(names):
            _check_attribute(catalogue, klass, name, place)


def hubs(catalogue: Catalogue, params: Mapping[str, Place]) -> None:
    """Hubs and corridors have their attributes, and the codes that fit are choices of them."""
    hubs = [code for _, code in _names(params["classes"])]
    corridors = [code for _, code in _names(params["near"])]
    for klass in hubs:
        _check_attribute(catalogue, klass, params["attribute"].string(), params["attribute"])
    for klass in corridors:
        _check_attribute(catalogue, klass, params["near_attribute"].string(), params["near_attribute"])
    _check_codes(catalogue, params["attribute"].string(), params["fits"], hubs)
    for codes in params["fits"].mapping().values():
        _check_codes(catalogue, params["near_attribute"].string(), codes, corridors)
