"""Rules on what is filled in: classes, required attributes, types, code lists, lengths of texts, bounds of numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from types import NoneType
from typing import Any

from ...catalogue import Attribute
from ...model import CLASS
from ...text import Text
from .. import agreement
from ..objects.context import Context, filled
from ..params import Params
from ..registry import Hit, rule_type
from ..words import number, quoted

TYPE_WORDS = {
    "text": Text("en text", "a text"),
    "heltal": Text("ett heltal", "a whole number"),
    "decimal": Text("ett tal", "a number"),
    "koder": Text("en lista med val", "a list of choices"),
}
#: No file and no database keeps larger whole numbers.
LARGEST = 2**63


def fits(attribute: Attribute, value: object) -> bool:
    """True when `value` is of the attribute's type."""
    if attribute.multiple:
        return isinstance(value, tuple) and all(isinstance(code, str) for code in value)
    if attribute.type == "text":
        return isinstance(value, str)
    if isinstance(value, bool) or not isinstance(value, int | float) or not -LARGEST <= value < LARGEST:
        return False
    # A whole number may come out of a file as 5.0.
    return attribute.type == "decimal" or float(value).is_integer()


@rule_type("klass")
def known_class(context: Context, _: Params) -> Iterator[Hit]:
    """The class is given and is in the catalogue."""
    return (Hit(index) for index in context.of_class("").tolist())


@rule_type("kravda-attribut", optional=("attributes",), says=("attribut", "hjalp"))
def required_attributes(context: Context, params: Params) -> Iterator[Hit]:
    """Required attributes have a value: those the catalogue requires, or `attributes` where they are given."""
    chosen = {attribute.name for attribute in params.attributes("attributes")}

    def wanted(attribute: Attribute) -> bool:
        # A missing class is a rule of its own.
        return attribute.name in chosen if chosen else attribute.required and attribute.name != CLASS

    for attribute, indices, values in _columns(context, wanted):
        for index, value in zip(indices, values, strict=True) if None in values else ():
            if value is None:
                yield Hit(index, {"attribut": attribute.title, "hjalp": attribute.help}, part=attribute.name)


@rule_type("attributtyp", says=("attribut", "ska", "varde"))
def attribute_type(context: Context, _: Params) -> Iterator[Hit]:
    """Values are of their attribute's type."""
    for attribute, indices, values in _columns(context):
        plain = str if attribute.type == "text" and not attribute.multiple else None
        if set(map(type, values)) <= {plain, NoneType}:
            continue
        wanted = TYPE_WORDS["koder" if attribute.multiple else attribute.type]
        for index, value in _odd(indices, values, lambda value, each=attribute: not fits(each, value)):  # type: ignore[misc]
            said = quoted(value)
            yield Hit(index, {"attribut": attribute.title, "ska": wanted, "varde": said}, part=attribute.name)


@rule_type("kodlista", says=("attribut", "varde"))
def code_list(context: Context, _: Params) -> Iterator[Hit]:
    """Codes are in the attribute's code list, which the class may have narrowed."""
    for attribute, indices, values in _columns(context, lambda attribute: bool(attribute.code_list)):
        known = _codes(context, attribute.code_list or "")

        def unknown(value: Any, attribute: Attribute = attribute, known: frozenset[str] = known) -> bool:
            return fits(attribute, value) and not known.issuperset(value if isinstance(value, tuple) else (value,))

        for index, value in _odd(indices, values, unknown):
            for code in dict.fromkeys(value) if isinstance(value, tuple) else (value,):
                if code not in known:
                    part = f"{attribute.name}:{code}"
                    yield Hit(index, {"attribut": attribute.title, "varde": quoted(code)}, part=part)


@rule_type("talgrans", says=("attribut", "varde", "minst", "hogst"))
def number_bounds(context: Context, _: Params) -> Iterator[Hit]:
    """Numbers lie within their attribute's bounds, which belong to them."""

    def bounded(attribute: Attribute) -> bool:
        return attribute.minimum is not None or attribute.maximum is not None

    for attribute, indices, column in _columns(context, bounded):
        low = -math.inf if attribute.minimum is None else attribute.minimum
        high = math.inf if attribute.maximum is None else attribute.maximum
        for index, value in zip(indices, column, strict=True):
            if not isinstance(value, int | float) or not fits(attribute, value) or low <= value <= high:
                continue
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
    agrees=agreement.conditions,
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
    for attribute, indices, column in _columns(context, lambda attribute: attribute.name in chosen):
        governing, codes = when.get(attribute.name, (None, ()))
        for index, value in zip(indices, column, strict=True):
            if (value is None and not empty) or not isinstance(value, str | None):
                continue
            count = len((value or "").strip())
            if count >= minimum or (governing is not None and context.value(index, governing) not in codes):
                continue
            values = {
                "attribut": attribute.title,
                "antal": number(count),
                "minst": number(minimum),
                "hjalp": attribute.help,
            }
            yield Hit(index, values, part=attribute.name)


@rule_type("kod-stoppar", params=("attributes", "codes"), says=("attribut", "hjalp"), agrees=agreement.stopping)
def stopping_code(context: Context, params: Params) -> Iterator[Hit]:
    """None of the attributes has one of the codes that mean «not done yet»."""
    codes = params.strings("codes")
    chosen = {attribute.name for attribute in params.attributes("attributes")}
    for attribute, indices, values in _columns(context, lambda attribute: attribute.name in chosen):
        for index, value in zip(indices, values, strict=True):
            if value in codes:
                yield Hit(index, {"attribut": attribute.title, "hjalp": attribute.help}, part=attribute.name)


def _columns(
    context: Context, wanted: Callable[[Attribute], bool] = lambda _: True
) -> Iterator[tuple[Attribute, list[int], Sequence[Any]]]:
    """The wanted attributes of every class, with the objects of that class which are asked for, and their values."""
    for klass in ("", *context.catalogue.classes):
        indices, columns = context.while_asked(("table", klass), lambda klass=klass: _table(context, klass))  # type: ignore[misc]
        for attribute, values in zip(context.attributes(klass), columns, strict=True) if indices else ():
            if wanted(attribute):
                yield attribute, indices, values


def _table(context: Context, klass: str) -> tuple[list[int], list[tuple[Any, ...]]]:
    """The objects of a class that are asked for, and by attribute their values.

    Object by object: going through all of them once for each attribute would fetch them from memory as many times.
    """
    indices = context.of_class(klass).tolist()
    names = [attribute.name for attribute in context.attributes(klass)]
    found = (map(context.objects[index].attributes.get, names) for index in indices)
    rows = [[None if value is None else filled(value) for value in row] for row in found]
    return indices, list(zip(*rows, strict=True))


def _odd(indices: list[int], values: Sequence[Any], judge: Callable[[Any], bool]) -> Iterator[tuple[int, Any]]:
    """Indices and values that `judge` finds odd. Values repeat, so each is judged once; None is never odd."""
    verdicts: dict[Any, bool] = {None: False}
    for index, value in zip(indices, values, strict=True):
        kind = value.__class__
        # A number may be equal to one of another type, which says something else; and what is no key is rare.
        odd = verdicts.get(value) if kind is str or kind is tuple or value is None else judge(value)
        if odd is None:
            odd = verdicts[value] = judge(value)
        if odd:
            yield index, value


def _codes(context: Context, name: str) -> frozenset[str]:
    return context.once(("codes", name), lambda: frozenset(code.code for code in context.catalogue.code_lists[name]))
