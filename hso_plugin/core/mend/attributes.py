"""Mends of missing values that follow from what is known: the only code there is, the municipalities it lies in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import shapely
from shapely import Geometry

from ..catalogue import Attribute, Catalogue
from ..model import Finding, MapObject, Value
from ..rules.words import joined
from ..text import Text
from .codes import attribute_of
from .registry import Case, Proposal, mends
from .words import municipality_name

#: An area, a line lies in a municipality from this size inside (m², m): 0.1 ha, as the matrix ignores of an overlap.
LEAST_INSIDE = {2: 1_000.0, 1: 100.0, 0: 0.0}

ONLY_CODE = Text("{attribut} fylls i: {varde}, det enda som går att välja.",
                 "{attribut} is filled in: {varde}, the only choice there is.")  # fmt: skip
BY_PLACE = Text("{attribut} fylls i: {varde}, som objektet ligger i.",
                "{attribut} is filled in: {varde}, where the object lies.")  # fmt: skip


def derivable(finding: Finding, item: MapObject, catalogue: Catalogue) -> Attribute | None:
    """The attribute that the finding misses, if a value may follow from what is known."""
    attribute = attribute_of(catalogue, item, finding.part)
    if attribute is None or not attribute.code_list:
        return None
    return attribute if len(catalogue.code_lists[attribute.code_list]) == 1 or _by_place(attribute, catalogue) else None


def of_places(finding: Finding, item: MapObject, catalogue: Catalogue) -> Attribute | None:
    """The attribute that the finding says has too few choices, if these are municipalities."""
    attribute = attribute_of(catalogue, item, finding.part)
    return attribute if attribute is not None and _by_place(attribute, catalogue) else None


def _by_place(attribute: Attribute, catalogue: Catalogue) -> bool:
    """True for a list of the county's municipalities: which ones the object lies in is seen on the map."""
    listed = {code.code for code in catalogue.code_lists.get(attribute.code_list or "", ())}
    return attribute.multiple and bool(listed) and listed <= {each.code for each in catalogue.municipalities}


@mends("kravda-attribut", source=derivable)
def fill_in(case: Case) -> Iterator[Proposal]:
    """A missing value that can only be one."""
    attribute = derivable(case.finding, case.subject, case.catalogue)
    if attribute is None or not attribute.code_list:
        return
    codes = case.catalogue.code_lists[attribute.code_list]
    if len(codes) == 1:
        code = codes[0]
        value: Value = (code.code,) if attribute.multiple else code.code
        yield _filled(case, attribute, value, ONLY_CODE.format(attribut=attribute.title, varde=code.title))
    yield from _filled_by_place(case, attribute)


@mends("minst-antal-val", source=of_places)
def add_choices(case: Case) -> Iterator[Proposal]:
    """Too few municipalities are chosen, and the object lies in more."""
    attribute = of_places(case.finding, case.subject, case.catalogue)
    if attribute is not None:
        yield from _filled_by_place(case, attribute)


def _filled_by_place(case: Case, attribute: Attribute) -> Iterator[Proposal]:
    """Fill in the municipalities the object lies in, beside those already chosen."""
    if not _by_place(attribute, case.catalogue):
        return
    found = _touched(case) & {code.code for code in case.catalogue.code_lists[attribute.code_list or ""]}
    given = case.subject.attributes.get(attribute.name)
    chosen = set(given) if isinstance(given, tuple) else set()
    if found <= chosen:
        return
    names = joined([Text(name, name) for name in sorted(municipality_name(case, code) for code in found - chosen)])
    text = BY_PLACE.format(attribut=attribute.title, varde=names)
    yield _filled(case, attribute, tuple(sorted(chosen | found)), text)


def _touched(case: Case) -> set[str]:
    shape = case.subject.geometry
    if not isinstance(shape, Geometry) or shape.is_empty or not shape.is_valid:
        return set()
    dimension = int(shapely.get_dimensions(shape))
    measure = {2: shapely.area, 1: shapely.length, 0: shapely.get_num_coordinates}[dimension]
    return {
        code
        for code, area in case.surroundings.polygons.items()
        if shapely.intersects(shape, area)
        and measure(shapely.intersection(shape, area)) >= max(LEAST_INSIDE[dimension], 1e-3)
    }


def _filled(case: Case, attribute: Attribute, value: Value, text: Text) -> Proposal:
    return Proposal(replace(case.subject, attributes={**case.subject.attributes, attribute.name: value}), text)
