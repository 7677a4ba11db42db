"""Rules on what is filled in: classes, required attributes, types, code lists, lengths of texts, bounds of numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ..catalogue import Attribute
from ..text import Text
from .context import Context
from .params import Params
from .registry import Hit, rule_type
from .words import number, quoted

TYPE_WORDS = {
    "text": Text("en text", "a text"),
    "heltal": Text("ett heltal", "a whole number"),
    "decimal": Text("ett tal", "a number"),
    "koder": Text("en lista med val", "a list of choices"),
}


def fits(attribute: Attribute, value: object) -> bool:
    """True when `value` is of the attribute's type."""
    if attribute.multiple:
        return isinstance(value, tuple) and all(isinstance(code, str) for code in value)
    if attribute.type == "text":
        return isinstance(value, str)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return False
    # A whole number may come out of a file as 5.0.
    return attribute.type == "decimal" or float(value).is_integer()


@rule_type("klass")
def known_class(context: Context, _: Params) -> Iterator[Hit]:
    """The class is given and is in the catalogue."""
    return (Hit(index) for index in context.asked.tolist() if not context.klass[index])


@rule_type("kravda-attribut", optional=("attributes",), says=("attribut", "hjalp"))
def required_attributes(context: Context, params: Params) -> Iterator[Hit]:
    """Required attributes have a value: those the catalogue requires, or `attributes` where they are given."""
    chosen = {attribute.name for attribute in params.attributes("attributes")}
    for index in context.asked.tolist():
        for attribute in context.attributes(index):
            # A missing class is a rule of its own.
            wanted = attribute.name in chosen if chosen else attribute.required and attribute.name != "klass"
            if wanted and context.value(index, attribute.name) is None:
                yield Hit(index, {"attribut": attribute.title, "hjalp": attribute.help}, part=attribute.name)


@rule_type("attributtyp", says=("attribut", "ska", "varde"))
def attribute_type(context: Context, _: Params) -> Iterator[Hit]:
    """Values are of their attribute's type."""
    for index in context.asked.tolist():
        for attribute in context.attributes(index):
            value = context.value(index, attribute.name)
            if value is not None and not fits(attribute, value):
                wanted = TYPE_WORDS["koder" if attribute.multiple else attribute.type]
                said = quoted(value)
                yield Hit(index, {"attribut": attribute.title, "ska": wanted, "varde": said}, part=attribute.name)


@rule_type("kodlista", says=("attribut", "varde"))
def code_list(context: Context, _: Params) -> Iterator[Hit]:
    """Codes are in the attribute's code list, which the class may have narrowed."""
    for index in context.asked.tolist():
        for attribute in context.attributes(index):
            if not attribute.code_list:
                continue
            value = context.value(index, attribute.name)
            if value is None or not fits(attribute, value):
                continue
            known = _codes(context, attribute.code_list)
            for code in dict.fromkeys(value if isinstance(value, tuple) else (value,)):
                if code not in known:
                    part = f"{attribute.name}:{code}"
                    yield Hit(index, {"attribut": attribute.title, "varde": quoted(code)}, part=part)


@rule_type("talgrans", says=("attribut", "varde", "minst", "hogst"))
def number_bounds(context: Context, _: Params) -> Iterator[Hit]:
    """Numbers lie within their attribute's bounds, which belong to them."""
    for index in context.asked.tolist():
        for attribute in context.attributes(index):
            if attribute.minimum is None and attribute.maximum is None:
                continue
            value = context.value(index, attribute.name)
            if not isinstance(value, int | float) or not fits(attribute, value):
                continue
            low = -math.inf if attribute.minimum is None else attribute.minimum
            high = math.inf if attribute.maximum is None else attribute.maximum
            if not low <= value <= high:
                values = {
                    "attribut": attribute.title,
                    "varde": number(value, 6),
                    "minst": "−∞" if low == -math.inf else number(low, 6),
                    "hogst": "∞" if high == math.inf else number(high, 6),
                }
                yield Hit(index, values, part=attribute.name)


@rule_type(
    "textlangd",
    params=("attributes", "minimum"),
    optional=("empty", "when"),
    says=("attribut", "antal", "minst", "hjalp"),
)
def text_length(context: Context, params: Params) -> Iterator[Hit]:
    """Texts have at least `minimum` characters, blanks around them not counted.

    An empty text counts only with `empty` (otherwise it is for the rule on required attributes); `when` says for an
    attribute which other attribute must have one of which codes for the rule to apply.
    """
    chosen = {attribute.name for attribute in params.attributes("attributes")}
    minimum = params.number("minimum")
    empty = params.flag("empty")
    when = params.conditions("when")
    for index in context.asked.tolist():
        for attribute in context.attributes(index):
            if attribute.name not in chosen:
                continue
            value = context.value(index, attribute.name)
            if (value is None and not empty) or not isinstance(value, str | None):
                continue
            if attribute.name in when:
                governing, codes = when[attribute.name]
                if context.value(index, governing) not in codes:
                    continue
            count = len((value or "").strip())
            if count < minimum:
                values = {
                    "attribut": attribute.title,
                    "antal": number(count),
                    "minst": number(minimum),
                    "hjalp": attribute.help,
                }
                yield Hit(index, values, part=attribute.name)


@rule_type("kod-stoppar", params=("attributes", "codes"), says=("attribut", "hjalp"))
def stopping_code(context: Context, params: Params) -> Iterator[Hit]:
    """None of the attributes has one of the codes that mean «not done yet»."""
    chosen = params.attributes("attributes")
    codes = params.strings("codes")
    for index in context.asked.tolist():
        for attribute in chosen:
            if context.value(index, attribute.name) in codes:
                yield Hit(index, {"attribut": attribute.title, "hjalp": attribute.help}, part=attribute.name)


def _codes(context: Context, name: str) -> frozenset[str]:
    codes: frozenset[str] = context.once(
        ("codes", name), lambda: frozenset(code.code for code in context.catalogue.code_lists[name])
    )
    return codes
