"""Draws the whole demonstration map."""

from __future__ import annotations

from hso_plugin.core.catalogue.model import Catalogue
from hso_plugin.core.model import MapObject

from .county import County
from .faults import add_faults
from .nodes import add_nodes
from .routes import add_routes
from .sketch import Sketch
from .surroundings import add_surroundings


def draw(number: int, catalogue: Catalogue) -> list[MapObject]:
    """The objects of all seven municipalities, the same for the same `number`."""
    sketch = Sketch(County.load(), catalogue, number)
    add_nodes(sketch)
    add_routes(sketch)
    add_surroundings(sketch)
    add_faults(sketch)
    return sketch.objects
