"""Mends of values that mean something known but are written another way: codes, numbers, lists of codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import isfinite

from ..catalogue import Attribute, Catalogue
from ..catalogue.model import Code
from ..model import CLASS, Finding, MapObject, Value
from ..rules.words import quoted
from ..text import Text
from .registry import Case, Proposal, mends

CHANGED = Text("{attribut}: ”{fran}” ändras till ”{till}”.", "{attribut}: “{fran}” is changed to “{till}”.")
CLASS_TITLE = Text("Klass", "Class")

#: 1 200,5 as people write it; blanks only between thousands.
NUMBER = re.compile(r"[+\-−]?(\d+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+)(?:[.,](\d+))?")
BETWEEN_CODES = re.compile(r"[,;|\n]")


def code_meant(finding: Finding, item: MapObject, catalogue: Catalogue) -> str | None:
    """The code that the finding's unknown one can mean."""
    name, _, wrong = finding.part.partition(":")
    attribute = attribute_of(catalogue, item, name)
    return code_for(catalogue.code_lists[attribute.code_list], wrong) if attribute and attribute.code_list else None


def class_meant(_finding: Finding, item: MapObject, catalogue: Catalogue) -> str | None:
    """The class that the object's unknown one can mean, if it may be drawn so."""
    codes = (Code(klass.code, klass.title) for klass in catalogue.classes.values())
    code = code_for(codes, item.attributes.get(CLASS))
    return code if code is not None and item.kind in catalogue.classes[code].kinds else None


def value_meant(finding: Finding, item: MapObject, catalogue: Catalogue) -> Value | None:
    """What the finding's value of the wrong type can mean, in the right one."""
    attribute, value = attribute_of(catalogue, item, finding.part), item.attributes.get(finding.part)
    if attribute is None or value is None or isinstance(value, bool):
        return None
    return converted(catalogue, attribute, value)


@mends("kodlista", source=code_meant)
def known_code(case: Case) -> Iterator[Proposal]:
    """A code that differs from a known one in case, accents, blanks or signs, or is its title, becomes that code."""
    name, _, wrong = case.finding.part.partition(":")
    attribute = attribute_of(case.catalogue, case.subject, name)
    code = code_meant(case.finding, case.subject, case.catalogue)
    if attribute is None or code is None:
        return
    value = case.subject.attributes.get(name)
    new: Value = code
    if isinstance(value, tuple):
        new = tuple(sorted({code if given == wrong else given for given in value}))
    yield changed(case.subject, attribute, new, quoted(wrong), code)


@mends("klass", source=class_meant)
def known_class(case: Case) -> Iterator[Proposal]:
    """A class that is written another way, or by its title, becomes its code, if the class may be drawn so."""
    given, code = case.subject.attributes.get(CLASS), class_meant(case.finding, case.subject, case.catalogue)
    if code is not None:
        yield changed(case.subject, case.catalogue.attributes[CLASS], code, quoted(given), code)


@mends("attributtyp", source=value_meant)
def right_type(case: Case) -> Iterator[Proposal]:
    """A number written as text becomes a number, a code written as a number a code, a list written as text a list."""
    name = case.finding.part
    attribute, value = attribute_of(case.catalogue, case.subject, name), case.subject.attributes.get(name)
    new = value_meant(case.finding, case.subject, case.catalogue)
    if attribute is not None and new is not None:
        said = ", ".join(new) if isinstance(new, tuple) else quoted(new)
        yield changed(case.subject, attribute, new, quoted(_as_written(value)), said)


def attribute_of(catalogue: Catalogue, item: MapObject, name: str) -> Attribute | None:
    """The attribute as the object's class has it; as every class has it where the class is unknown."""
    if item.klass in catalogue.classes:
        return next((a for a in catalogue.attributes_of(item.klass) if a.name == name), None)
    return catalogue.attributes.get(name)


def changed(item: MapObject, attribute: Attribute, new: Value, was: str, becomes: str) -> Proposal:
    """The proposal to give an attribute another value; what that reveals was hidden by the value that nobody knew."""
    after = replace(item, attributes={**item.attributes, attribute.name: new})
    text = CHANGED.format(attribut=attribute.title, fran=was, till=becomes)
    return Proposal(after, text, reveals=None, forbids=frozenset({"talgrans"}))


def code_for(codes: Iterable[Code], value: object) -> str | None:
    """The only code that `value` can mean: by the code itself or by its title; None without one, or with several."""
    wanted = folded(_as_written(value))
    known = [(code.code, {folded(code.code), folded(code.title.sv), folded(code.title.en)}) for code in codes]
    found = {code for code, words in known if wanted in words}
    exact = {code for code, _ in known if folded(code) == wanted}
    chosen = exact or found
    return chosen.pop() if wanted and len(chosen) == 1 else None


def folded(text: str) -> str:
    """`text` without case, accents, blanks and signs: ”Väg ” and ”vag” are the same, 1.1 and 11 are not."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9.]", "", plain).strip(".")


def converted(catalogue: Catalogue, attribute: Attribute, value: object) -> Value | None:
    """`value` as the attribute's type, where it can mean one thing only; codes only where all of them are known."""
    if attribute.multiple:
        return _codes(catalogue, attribute, value)
    if isinstance(value, (tuple, list)):
        return converted(catalogue, attribute, value[0]) if len(value) == 1 else None
    if attribute.type == "text":
        if attribute.code_list:
            return code_for(catalogue.code_lists[attribute.code_list], value)
        return _as_written(value) or None
    number = _number(value)
    if number is None or (attribute.type == "heltal" and not number.is_integer()):
        return None
    return int(number) if attribute.type == "heltal" else number


def _codes(catalogue: Catalogue, attribute: Attribute, value: object) -> Value | None:
    given = value if isinstance(value, (tuple, list)) else BETWEEN_CODES.split(_as_written(value))
    listed = catalogue.code_lists.get(attribute.code_list or "")
    meant = {
        (_as_written(code) or None) if listed is None else code_for(listed, code)
        for code in given
        if code not in {"", None}
    }
    return None if not meant or None in meant else tuple(sorted(code for code in meant if code is not None))


def _number(value: object) -> float | None:
    if isinstance(value, (int, float)):
        return float(value) if isfinite(value) else None
    match = NUMBER.fullmatch(str(value).strip())
    if match is None:
        return None
    whole, decimals = re.sub(r"\D", "", match[1]), match[2] or "0"
    if match[2] and len(decimals) == 3 and 1 <= len(whole) <= 3 and whole.strip("0"):
        return None  # 5.000 may be five, or five thousand
    sign = -1 if match[0][0] in "-−" else 1
    return sign * float(f"{whole}.{decimals}") + 0.0


def _as_written(value: object) -> str:
    """A value as text: 3 for 3.0, as files that know no whole numbers give them."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return ", ".join(map(_as_written, value)) if isinstance(value, (tuple, list)) else str(value).strip()
