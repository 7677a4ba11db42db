"""The rules engine: checks objects against the catalogue's rules.

A rule type is one function with `@rule_type` in one of the modules imported here; a rule is an entry in the catalogue.
"""

from . import (
    attributes,
    borders,
    choices,
    counts,
    drawing,
    duplicates,
    line_ends,
    nearness,
    overlap,
    size,
    slivers,
    vertices,
)
from .checker import Checker, Difference
from .engine import check
from .prepared import validate
from .registry import RULE_TYPES, Hit, rule_type

# Imported for the rule types they register.
FAMILIES = (
    *(attributes, borders, choices, counts, drawing, duplicates, line_ends, nearness, overlap, size),
    *(slivers, vertices),
)

__all__ = [
    "FAMILIES",
    "RULE_TYPES",
    "Checker",
    "Difference",
    "Hit",
    "check",
    "rule_type",
    "validate",
]
