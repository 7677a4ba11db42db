"""Rules on how many objects of a class a municipality has."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Stage
from ...text import Text
from .. import class_words
from ..objects.context import Context
from ..params import Params
from ..registry import Hit, rule_type
from ..words import number


@rule_type(
    "hogst-antal",
    params=("maximum",),
    says=("kommun", "antal", "hogst", "klass"),
    whole=True,
    asks=class_words.number_in_municipality,
)
def at_most(context: Context, params: Params) -> Iterator[Hit]:
    """A municipality has at most so many objects of a class; those beyond (by identity) are pointed out."""
    for klass, maximum in params.class_numbers("maximum").items():
        homes: dict[str, list[int]] = {}
        for index in context.in_order(context.of_class(klass)).tolist():
            homes.setdefault(str(context.municipalities[index]), []).append(index)
        for code, indices in homes.items():
            for index in indices[int(maximum) :]:
                values: dict[str, Text | str] = {
                    "kommun": context.municipality_name(code),
                    "antal": number(len(indices)),
                    "hogst": number(maximum),
                    "klass": context.catalogue.classes[klass].title,
                }
                yield Hit(index, values)


@rule_type(
    "minst-antal",
    params=("minimum", "unless"),
    says=("kommun", "antal", "minst", "klass"),
    whole=True,
    asks=class_words.number_in_municipality,
)
def at_least(context: Context, params: Params) -> Iterator[Hit]:
    """A municipality has at least so many objects of a class, unless it has one of the classes `unless` names for it.

    Said of the checked municipality, in the regional stage of every one in the catalogue whose polygon is known; the
    neighbours' objects count for their own. The place is the municipality's polygon.
    """
    codes = [context.municipality] if context.municipality else []
    if context.stage is Stage.REGIONAL:
        codes = [known.code for known in context.catalogue.municipalities if known.code in context.areas]
    instead = params.class_classes("unless")
    for klass, minimum in params.class_numbers("minimum").items():
        for code in codes:
            count = context.count([klass], code)
            if count >= minimum or context.count(instead.get(klass, ()), code):
                continue
            values: dict[str, Text | str] = {
                "kommun": context.municipality_name(code),
                "antal": number(count),
                "minst": number(minimum),
                "klass": context.catalogue.classes[klass].title,
            }
            yield Hit(None, values, municipality=code, klass=klass)
