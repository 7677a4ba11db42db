"""Rules on what a class asks for: enough choices, fitting ones, large enough numbers."""

from __future__ import annotations

from collections.abc import Iterator

from ...text import Text
from .. import agreement, class_words
from ..objects.context import Context
from ..params import Params
from ..registry import Hit, rule_type
from ..words import joined, number
from .attributes import fits


@rule_type(
    "minst-antal-val",
    params=("minimum",),
    says=("attribut", "antal", "minst"),
    agrees=agreement.several,
    asks=class_words.choices,
)
def enough_choices(context: Context, params: Params) -> Iterator[Hit]:
    """Attributes with several values have so many; none at all is for the rule on required attributes."""
    for klass, demands in params.class_attribute_numbers("minimum").items():
        for index in context.of_class(klass).tolist():
            for name, minimum in demands.items():
                attribute = context.catalogue.attributes[name]
                value = context.value(index, name)
                if isinstance(value, tuple) and fits(attribute, value) and len(set(value)) < minimum:
                    title = attribute.title
                    values = {"attribut": title, "antal": number(len(set(value))), "minst": number(minimum)}
                    yield Hit(index, values, part=name)


@rule_type(
    "val-kravs",
    params=("attribute", "codes"),
    says=("attribut", "koder"),
    agrees=agreement.choices,
    asks=class_words.needed_choice,
)
def fitting_choice(context: Context, params: Params) -> Iterator[Hit]:
    """An attribute has at least one of the codes that its class demands."""
    attribute = params.attribute("attribute")
    for klass, codes in params.class_strings("codes").items():
        for index in context.of_class(klass).tolist():
            value = context.value(index, attribute.name)
            chosen = value if isinstance(value, tuple) else (value,)
            if value is not None and not any(code in codes for code in chosen):
                wanted = joined([Text(code, code) for code in codes], "eller", "or")
                yield Hit(index, {"attribut": attribute.title, "koder": wanted}, part=attribute.name)


@rule_type(
    "minsta-tal",
    params=("minimum",),
    says=("attribut", "varde", "minst"),
    agrees=agreement.numbers,
    asks=class_words.least_number,
)
def large_enough(context: Context, params: Params) -> Iterator[Hit]:
    """A class's number is at least so large."""
    for klass, demands in params.class_attribute_numbers("minimum").items():
        for index in context.of_class(klass).tolist():
            for name, minimum in demands.items():
                attribute = context.catalogue.attributes[name]
                value = context.value(index, name)
                if isinstance(value, int | float) and fits(attribute, value) and value < minimum:
                    values = {"attribut": attribute.title, "varde": number(value, 3), "minst": number(minimum, 3)}
                    yield Hit(index, values, part=name)


@rule_type("klass-noteras", params=("classes",))
def noted_class(context: Context, params: Params) -> Iterator[Hit]:
    """Objects of these classes are always pointed out to the reviewer."""
    for klass in params.classes("classes"):
        for index in context.of_class(klass).tolist():
            yield Hit(index)
