"""What a rule asks of one class, in words: «Minst 2 ha.», «Högst 5 km till A1, A2, A3 eller B3.».

A function for each sort of rule types, named at `@rule_type(…, asks=…)`: from the rule, a class's code and the
catalogue to its sentences, none when the rule asks nothing of that class in particular.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..catalogue import Catalogue, Rule
from ..text import Text
from .words import area as written_area
from .words import joined, number
from .words import length as written_length


def _of(rule: Rule, name: str, code: str) -> Iterator[Any]:
    """What a parameter gives for the class, if anything."""
    given = rule.params.get(name, {})
    if code in given:
        yield given[code]


def _both(text: str) -> Text:
    return Text(text, text)


def _any_of(codes: Iterable[str]) -> Text:
    return joined([_both(code) for code in codes] or [_both("–")], "eller", "or")


def _title(catalogue: Catalogue, code: str, name: str) -> Text:
    """An attribute as the class calls it."""
    return next((a.title for a in catalogue.attributes_of(code) if a.name == name), _both(name))


def area(rule: Rule, code: str, _catalogue: Catalogue) -> Iterator[Text]:
    """A smallest area."""
    for hectares in _of(rule, "minimum_ha", code):
        yield Text("Minst {matt}.", "At least {matt}.").format(matt=written_area(hectares * 10_000))


def length(rule: Rule, code: str, _catalogue: Catalogue) -> Iterator[Text]:
    """A shortest or longest length."""
    for metres in _of(rule, "minimum_m", code):
        yield Text("Minst {matt} lång.", "At least {matt} long.").format(matt=written_length(metres))
    for metres in _of(rule, "maximum_m", code):
        yield Text("Högst {matt} lång.", "At most {matt} long.").format(matt=written_length(metres))


def number_in_municipality(rule: Rule, code: str, _catalogue: Catalogue) -> Iterator[Text]:
    """How many a municipality has."""
    for most in _of(rule, "maximum", code):
        yield Text("Högst {n} i varje kommun.", "At most {n} in each municipality.").format(n=number(most))
    for least in _of(rule, "minimum", code):
        others = rule.params.get("unless", {}).get(code, ())
        text = Text("Minst {n} i varje kommun.", "At least {n} in each municipality.")
        if others:
            text = Text(
                "Minst {n} i varje kommun som inte har {andra}.",
                "At least {n} in each municipality that has no {andra}.",
            )
        yield text.format(n=number(least), andra=_any_of(others) if others else "")


def distance(rule: Rule, code: str, _catalogue: Catalogue) -> Iterator[Text]:
    """How far it lies from others, or how near."""
    for given in _of(rule, "apart", code):
        text = Text("Minst {matt} till annan {andra}.", "At least {matt} to any other {andra}.")
        yield text.format(matt=written_length(given["metres"]), andra=_any_of(given["classes"]))
    for given in _of(rule, "near", code):
        text = Text("Högst {matt} till {andra}.", "At most {matt} to {andra}.")
        yield text.format(matt=written_length(given["metres"]), andra=_any_of(given["classes"]))


def choices(rule: Rule, code: str, catalogue: Catalogue) -> Iterator[Text]:
    """How many choices are made."""
    for given in _of(rule, "minimum", code):
        for name, least in given.items():
            text = Text("{attribut}: minst {n} valda.", "{attribut}: at least {n} chosen.")
            yield text.format(n=number(least), attribut=_title(catalogue, code, name))


def least_number(rule: Rule, code: str, catalogue: Catalogue) -> Iterator[Text]:
    """How large a number is."""
    for given in _of(rule, "minimum", code):
        for name, least in given.items():
            text = Text("{attribut}: minst {n}.", "{attribut}: at least {n}.")
            yield text.format(n=number(least), attribut=_title(catalogue, code, name))


def needed_choice(rule: Rule, code: str, catalogue: Catalogue) -> Iterator[Text]:
    """Which choices one is made of."""
    for codes in _of(rule, "codes", code):
        text = Text("{attribut}: minst en av {koder}.", "{attribut}: at least one of {koder}.")
        yield text.format(attribut=_title(catalogue, code, rule.params["attribute"]), koder=_any_of(codes))


def line_end(rule: Rule, code: str, _catalogue: Catalogue) -> Iterator[Text]:
    """Where lines end."""
    for codes in _of(rule, "objects", code):
        yield Text(
            "Varje ände högst {nara} från {andra}, eller högst {grans} från kommungränsen.",
            "Each end at most {nara} from {andra}, or at most {grans} from the municipal border.",
        ).format(
            nara=written_length(rule.params["near_m"]),
            andra=_any_of(codes),
            grans=written_length(rule.params["border_m"]),
        )


def continuation(rule: Rule, code: str, catalogue: Catalogue) -> Iterator[Text]:
    """How lines carry on beyond the municipal border."""
    for names in _of(rule, "same", code):
        yield Text(
            "Vid kommungränsen fortsätter grannens {klass} med samma {attribut} inom {matt}.",
            "At the municipal border the neighbour's {klass} carries on with the same {attribut} within {matt}.",
        ).format(
            klass=code,
            attribut=joined([_title(catalogue, code, name) for name in names]),
            matt=written_length(rule.params["continue_m"]),
        )


def county_border(rule: Rule, code: str, catalogue: Catalogue) -> Iterator[Text]:
    """What is filled in at the county border."""
    for _codes in _of(rule, "objects", code):
        text = Text("Vid länsgränsen är {attribut} ifyllt.", "At the county border {attribut} is filled in.")
        yield text.format(attribut=_title(catalogue, code, rule.params["attribute"]))


def anchor(rule: Rule, code: str, _catalogue: Catalogue) -> Iterator[Text]:
    """Where lines start and end."""
    near = written_length(rule.params["near_m"])
    for name, text in (
        ("start", Text("Börjar högst {matt} från {andra}.", "Starts at most {matt} from {andra}.")),
        ("end", Text("Slutar högst {matt} från {andra}.", "Ends at most {matt} from {andra}.")),
    ):
        for codes in _of(rule, name, code):
            yield text.format(matt=near, andra=_any_of(codes))


def hub(rule: Rule, code: str, catalogue: Catalogue) -> Iterator[Text]:
    """What lies near."""
    near = rule.params["near"]
    if code in rule.params["classes"]:
        yield Text(
            "Högst {matt} till {andra} med det {attribut} som passar.",
            "At most {matt} to {andra} with the {attribut} that fits.",
        ).format(
            matt=written_length(rule.params["metres"]),
            andra=_any_of(near),
            attribut=_title(catalogue, near[0], rule.params["near_attribute"]),
        )


def exempt(rule: Rule, code: str, _catalogue: Catalogue) -> Iterator[Text]:
    """That it may reach outside."""
    if code in rule.params.get("exempt", ()):
        yield Text("Får nå utanför kommunen.", "May reach outside the municipality.")
