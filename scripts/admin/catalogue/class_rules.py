"""What the rules ask of one class, in words: «Minst 2 ha.», «Högst 5 km till A1, A2, A3 eller B3.»."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from hso_plugin.core.catalogue import Catalogue, Rule
from hso_plugin.core.rules.words import area, joined, length, number
from hso_plugin.core.text import Text

from .blocks import both

Saying = Callable[[Rule, str, Catalogue], Iterator[Text]]


def asked(catalogue: Catalogue, code: str) -> list[Text]:
    """What the rules ask of the class `code` in particular; nothing of what they ask of every class."""
    rules = [rule for rule in catalogue.rules if speaks_of(rule.type)]
    return list(dict.fromkeys(text for rule in rules for text in _SAYINGS[rule.type](rule, code, catalogue)))


def speaks_of(rule_type: str) -> bool:
    """True for the types of rules whose parameters `asked` puts in words."""
    return rule_type in _SAYINGS


def _of(rule: Rule, name: str, code: str) -> Iterator[Any]:
    """What a parameter gives for the class, if anything."""
    given = rule.params.get(name, {})
    if code in given:
        yield given[code]


def _any_of(codes: Iterable[str]) -> Text:
    return joined([both(code) for code in codes] or [both("–")], "eller", "or")


def _title(catalogue: Catalogue, code: str, name: str) -> Text:
    """An attribute as the class calls it."""
    return next((a.title for a in catalogue.attributes_of(code) if a.name == name), both(name))


def _area(rule: Rule, code: str, _catalogue: Catalogue) -> Iterator[Text]:
    for hectares in _of(rule, "minimum_ha", code):
        yield Text("Minst {matt}.", "At least {matt}.").format(matt=area(hectares * 10_000))


def _length(rule: Rule, code: str, _catalogue: Catalogue) -> Iterator[Text]:
    for metres in _of(rule, "minimum_m", code):
        yield Text("Minst {matt} lång.", "At least {matt} long.").format(matt=length(metres))
    for metres in _of(rule, "maximum_m", code):
        yield Text("Högst {matt} lång.", "At most {matt} long.").format(matt=length(metres))


def _number_in_municipality(rule: Rule, code: str, _catalogue: Catalogue) -> Iterator[Text]:
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


def _distance(rule: Rule, code: str, _catalogue: Catalogue) -> Iterator[Text]:
    for given in _of(rule, "apart", code):
        text = Text("Minst {matt} till annan {andra}.", "At least {matt} to any other {andra}.")
        yield text.format(matt=length(given["metres"]), andra=_any_of(given["classes"]))
    for given in _of(rule, "near", code):
        text = Text("Högst {matt} till {andra}.", "At most {matt} to {andra}.")
        yield text.format(matt=length(given["metres"]), andra=_any_of(given["classes"]))


def _choices(rule: Rule, code: str, catalogue: Catalogue) -> Iterator[Text]:
    for given in _of(rule, "minimum", code):
        for name, least in given.items():
            text = Text("{attribut}: minst {n} valda.", "{attribut}: at least {n} chosen.")
            yield text.format(n=number(least), attribut=_title(catalogue, code, name))


def _least_number(rule: Rule, code: str, catalogue: Catalogue) -> Iterator[Text]:
    for given in _of(rule, "minimum", code):
        for name, least in given.items():
            text = Text("{attribut}: minst {n}.", "{attribut}: at least {n}.")
            yield text.format(n=number(least), attribut=_title(catalogue, code, name))


def _needed_choice(rule: Rule, code: str, catalogue: Catalogue) -> Iterator[Text]:
    for codes in _of(rule, "codes", code):
        text = Text("{attribut}: minst en av {koder}.", "{attribut}: at least one of {koder}.")
        yield text.format(attribut=_title(catalogue, code, rule.params["attribute"]), koder=_any_of(codes))


def _line_end(rule: Rule, code: str, _catalogue: Catalogue) -> Iterator[Text]:
    for codes in _of(rule, "objects", code):
        yield Text(
            "Varje ände högst {nara} från {andra}, eller högst {grans} från kommungränsen.",
            "Each end at most {nara} from {andra}, or at most {grans} from the municipal border.",
        ).format(nara=length(rule.params["near_m"]), andra=_any_of(codes), grans=length(rule.params["border_m"]))


def _continuation(rule: Rule, code: str, catalogue: Catalogue) -> Iterator[Text]:
    for names in _of(rule, "same", code):
        yield Text(
            "Vid kommungränsen fortsätter grannens {klass} med samma {attribut} inom {matt}.",
            "At the municipal border the neighbour's {klass} carries on with the same {attribut} within {matt}.",
        ).format(
            klass=code,
            attribut=joined([_title(catalogue, code, name) for name in names]),
            matt=length(rule.params["continue_m"]),
        )


def _county_border(rule: Rule, code: str, catalogue: Catalogue) -> Iterator[Text]:
    for _codes in _of(rule, "objects", code):
        text = Text("Vid länsgränsen är {attribut} ifyllt.", "At the county border {attribut} is filled in.")
        yield text.format(attribut=_title(catalogue, code, rule.params["attribute"]))


def _anchor(rule: Rule, code: str, _catalogue: Catalogue) -> Iterator[Text]:
    near = length(rule.params["near_m"])
    for name, text in (
        ("start", Text("Börjar högst {matt} från {andra}.", "Starts at most {matt} from {andra}.")),
        ("end", Text("Slutar högst {matt} från {andra}.", "Ends at most {matt} from {andra}.")),
    ):
        for codes in _of(rule, name, code):
            yield text.format(matt=near, andra=_any_of(codes))


def _hub(rule: Rule, code: str, catalogue: Catalogue) -> Iterator[Text]:
    near = rule.params["near"]
    if code in rule.params["classes"]:
        yield Text(
            "Högst {matt} till {andra} med det {attribut} som passar.",
            "At most {matt} to {andra} with the {attribut} that fits.",
        ).format(
            matt=length(rule.params["metres"]),
            andra=_any_of(near),
            attribut=_title(catalogue, near[0], rule.params["near_attribute"]),
        )


def _exempt(rule: Rule, code: str, _catalogue: Catalogue) -> Iterator[Text]:
    if code in rule.params.get("exempt", ()):
        yield Text("Får nå utanför kommunen.", "May reach outside the municipality.")


_SAYINGS: dict[str, Saying] = {
    "minsta-yta": _area,
    "minsta-langd": _length,
    "storsta-langd": _length,
    "hogst-antal": _number_in_municipality,
    "minst-antal": _number_in_municipality,
    "avstand": _distance,
    "narhet": _distance,
    "minst-antal-val": _choices,
    "minsta-tal": _least_number,
    "val-kravs": _needed_choice,
    "linjeande": _line_end,
    "linje-kommungrans": _continuation,
    "linje-lansgrans": _county_border,
    "linjefaste": _anchor,
    "nod-vid-strak": _hub,
    "inom-kommun": _exempt,
}
