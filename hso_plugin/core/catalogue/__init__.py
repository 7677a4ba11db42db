"""The classification catalogue: its model, and reading it from JSON."""

from .load import default, default_document, load
from .model import Attribute, Catalogue, ClassAttribute, Code, Municipality, ObjectClass, Rule, Theme

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
]
