"""The cases of every rule in the shipped catalogue: violating, passing, and at the edge of every number it holds."""

from . import attributes, classes, drawing, lines, places, size
from .registry import EDGES, PASSING, VIOLATING, Edge, Scene, changed, numbers

# Imported for the cases they register.
FAMILIES = (attributes, classes, drawing, lines, places, size)

__all__ = ["EDGES", "FAMILIES", "PASSING", "VIOLATING", "Edge", "Scene", "changed", "numbers"]
