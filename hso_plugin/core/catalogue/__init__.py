"""The classification catalogue: its model, and reading it from JSON."""

from .load import default, default_document, load, too_new
from .model import Attribute, Catalogue, ClassAttribute, Code, Municipality, ObjectClass, Rule, Theme
from .reader import naming_lines

__all__ = [
    "Attribute",
    "Catalogue",
    "ClassAttribute",
    "Code",
    "Municipality",
    "ObjectClass",
    "Rule",
    "Theme",
    "default",
    "default_document",
    "load",
    "naming_lines",
    "too_new",
]
