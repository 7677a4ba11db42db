"""Sees that the rules agree with the rest of the catalogue: geometry of the classes they judge, attributes and codes.

Each parameter has been read before, so that its shape is known to be right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ...catalogue import Attribute, Catalogue, Rule
from ...catalogue.reader import Place
from ...model import GeometryKind

#: The geometry that the classes named in a parameter must have, by rule type and parameter.
_JUDGED: Mapping[tuple[str, str], GeometryKind] = {
    ("minsta-yta", "minimum_ha"): GeometryKind.AREA,
    ("minsta-langd", "minimum_m"): GeometryKind.LINE,
    ("storsta-langd", "maximum_m"): GeometryKind.LINE,
    ("linjeande", "objects"): GeometryKind.LINE,
    ("linje-kommungrans", "objects"): GeometryKind.LINE,
    ("linje-kommungrans", "same"): GeometryKind.LINE,
    ("linje-lansgrans", "objects"): GeometryKind.LINE,
    ("linjefaste", "start"): GeometryKind.LINE,
    ("linjefaste", "end"): GeometryKind.LINE,
    ("nod-vid-strak", "near"): GeometryKind.LINE,
}
_KIND_WORDS = {
    GeometryKind.POINT: ("punkter", "points"),
    GeometryKind.LINE: ("linjer", "lines"),
    GeometryKind.AREA: ("ytor", "areas"),
}


def check_consistency(catalogue: Catalogue) -> None:
    """Raise `HsoError` (`HSO-KATALOG`) with the place of the first rule that cannot do what it says."""
    for rule in catalogue.rules:
        params = Place(f"rules[{rule.id}].params", rule.params).mapping()
        for name, place in params.items():
            if (rule.type, name) in _JUDGED:
                _check_kind(catalogue, place, _JUDGED[rule.type, name])
        if rule.type in _BY_TYPE:
            _BY_TYPE[rule.type](catalogue, params)
    _check_letters(catalogue)


def _check_kind(catalogue: Catalogue, named: Place, kind: GeometryKind) -> None:
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


def _stopping(catalogue: Catalogue, params: Mapping[str, Place]) -> None:
    for _, attribute in _names(params["attributes"]):
        _check_codes(catalogue, attribute, params["codes"])


def _conditions(catalogue: Catalogue, params: Mapping[str, Place]) -> None:
    for condition in params["when"].mapping().values() if "when" in params else ():
        parts = condition.mapping()
        _check_codes(catalogue, parts["attribute"].string(), parts["codes"])


def _choices(catalogue: Catalogue, params: Mapping[str, Place]) -> None:
    attribute = params["attribute"].string()
    for klass, codes in params["codes"].mapping().items():
        _check_attribute(catalogue, klass, attribute, codes)
        _check_codes(catalogue, attribute, codes, [klass])


def _numbers(catalogue: Catalogue, params: Mapping[str, Place]) -> None:
    for klass, demands in params["minimum"].mapping().items():
        for name, place in demands.mapping().items():
            if _check_attribute(catalogue, klass, name, place).type == "text":
                place.fail(f"{name} är inget tal", f"{name} is not a number")


def _several(catalogue: Catalogue, params: Mapping[str, Place]) -> None:
    for klass, demands in params["minimum"].mapping().items():
        for name, place in demands.mapping().items():
            if not _check_attribute(catalogue, klass, name, place).multiple:
                place.fail(f"{name} tar bara ett värde", f"{name} takes one value only")


def _carried_on(catalogue: Catalogue, params: Mapping[str, Place]) -> None:
    for klass, names in params["same"].mapping().items():
        for place, name in _names(names):
            _check_attribute(catalogue, klass, name, place)


def _hubs(catalogue: Catalogue, params: Mapping[str, Place]) -> None:
    hubs = [code for _, code in _names(params["classes"])]
    corridors = [code for _, code in _names(params["near"])]
    for klass in hubs:
        _check_attribute(catalogue, klass, params["attribute"].string(), params["attribute"])
    for klass in corridors:
        _check_attribute(catalogue, klass, params["near_attribute"].string(), params["near_attribute"])
    _check_codes(catalogue, params["attribute"].string(), params["fits"], hubs)
    for codes in params["fits"].mapping().values():
        _check_codes(catalogue, params["near_attribute"].string(), codes, corridors)


def _check_letters(catalogue: Catalogue) -> None:
    """Each letter of the overlap matrix that is no «allowed» has one rule, which says what follows from it."""
    takers: dict[str, Rule] = {}
    for rule in catalogue.rules:
        if rule.type == "ytoverlapp":
            letter = rule.params["pairs"]
            place = Place(f"rules[{rule.id}].params.pairs", letter)
            if letter in takers:
                place.fail(f"{takers[letter].id} gäller redan {letter}", f"{takers[letter].id} is on {letter} already")
            if letter == "-":
                place.fail("det tillåtna behöver ingen regel", "what is allowed needs no rule")
            takers[letter] = rule
    for (one, other), letter in catalogue.overlaps.items():
        if letter != "-" and letter not in takers:
            Place(f"overlap_matrix.{one}.{other}", letter).fail(
                f"ingen regel av typen ytoverlapp gäller {letter}", f"no rule of type ytoverlapp is on {letter}"
            )


_BY_TYPE: Mapping[str, Callable[[Catalogue, Mapping[str, Place]], None]] = {
    "kod-stoppar": _stopping,
    "textlangd": _conditions,
    "val-kravs": _choices,
    "minsta-tal": _numbers,
    "minst-antal-val": _several,
    "linje-kommungrans": _carried_on,
    "nod-vid-strak": _hubs,
}
