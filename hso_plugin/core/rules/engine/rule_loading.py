"""Reads the rules of a catalogue for running, and sees that they fit what the engine knows."""

from __future__ import annotations

import re

from ...catalogue import Catalogue, Rule, naming_lines, too_new
from ...catalogue.lines import line_of
from ...catalogue.reader import fault
from ...model import Stage
from ...text import Text
from ..objects.context import Context
from ..params import Params
from ..registry import RULE_TYPES
from .consistency import check_consistency

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def load_rules(catalogue: Catalogue) -> list[tuple[Rule, Params]]:
    """Every rule with its parameters, in the catalogue's order.

    Raises:
        HsoError: `HSO-KATALOG-NY` when there is a rule of a type that this engine does not know: a check that left it
            out could not be trusted. `HSO-KATALOG` when a rule has other parameters than its type, or a sentence with
            a placeholder that its type does not fill.
    """
    unknown = [rule for rule in catalogue.rules if rule.type not in RULE_TYPES]
    if unknown:
        raise too_new("; ".join(_unknown(rule, catalogue.document) for rule in unknown))
    with naming_lines(catalogue.document):
        return [(rule, _params(rule, catalogue)) for rule in catalogue.rules]


def _unknown(rule: Rule, document: str) -> str:
    path = f"rules[{rule.id}].type"
    line = f"Line {line_of(document, path)}, " if document else ""
    return f"{line}{path}: unknown rule type {rule.type}"


def _params(rule: Rule, catalogue: Catalogue) -> Params:
    rule_type = RULE_TYPES[rule.type]
    for where in ("message", "mend"):
        text: Text = getattr(rule, where)
        for language, sentence in (("sv", text.sv), ("en", text.en)):
            unknown = set(PLACEHOLDER.findall(sentence)) - rule_type.placeholders
            if unknown:
                names = ", ".join(f"{{{name}}}" for name in sorted(unknown))
                what = Text(f"{names} finns inte", f"{names} does not exist")
                raise fault(f"rules[{rule.id}].{where}.{language}", what)
    return rule_type.read(rule, catalogue)


def validate(catalogue: Catalogue) -> None:
    """See that every rule can be run and agrees with classes, attributes and codes.

    Raises:
        HsoError: as `load_rules`; `HSO-KATALOG` with line and place of the first fault.
    """
    context = Context((), (), {}, catalogue, Stage.REGIONAL, "")
    running = load_rules(catalogue)
    with naming_lines(catalogue.document):
        for rule, params in running:
            # Over no objects a rule does nothing but read its parameters.
            list(RULE_TYPES[rule.type].function(context, params))
        check_consistency(catalogue)
