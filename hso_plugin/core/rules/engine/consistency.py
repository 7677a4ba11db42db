"""Sees that the rules agree with the rest of the catalogue, each as its type says, and that none is missing."""

from __future__ import annotations

from ...catalogue import Catalogue, Rule
from ...catalogue.reader import Place
from ..agreement import check_kind
from ..registry import RULE_TYPES


def check_consistency(catalogue: Catalogue) -> None:
    """Raise `HsoError` (`HSO-KATALOG`) with the place of the first rule that cannot do what it says."""
    for rule in catalogue.rules:
        rule_type = RULE_TYPES[rule.type]
        params = Place(f"rules[{rule.id}].params", rule.params).mapping()
        for name, place in params.items():
            if name in rule_type.about:
                check_kind(catalogue, place, rule_type.about[name])
        if rule_type.agrees is not None:
            rule_type.agrees(catalogue, params)
    _check_letters(catalogue)


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
