"""A small county to check in: two municipalities side by side, and objects with everything filled in."""

import uuid

import pytest
import shapely

from hso_plugin.core import catalogue, rules
from hso_plugin.core.model import GeometryKind, MapObject, Stage

OWN, EAST = "2281", "2262"

#: South-west corner of the own municipality, a square of 20 km; the other one lies east of it.
E, N = 600_000, 6_920_000
AREAS = {
    OWN: shapely.box(E, N, E + 20_000, N + 20_000),
    EAST: shapely.box(E + 20_000, N, E + 40_000, N + 20_000),
}
KINDS = {0: GeometryKind.POINT, 1: GeometryKind.LINE, 2: GeometryKind.AREA}
SHIPPED = catalogue.default()


def complete(klass):
    """Values for all that the class requires."""
    values = {"agenda2030": ("11", "9")}
    for attribute in SHIPPED.attributes_of(klass) if klass in SHIPPED.classes else ():
        if not attribute.required:
            continue
        if attribute.code_list:
            codes = [code.code for code in SHIPPED.code_lists[attribute.code_list]]
            values[attribute.name] = tuple(sorted(codes[:2])) if attribute.multiple else codes[0]
        else:
            values[attribute.name] = "En text som är lång nog för alla regler."
    values.update(
        rus_prioritet=("1.2", "2.1"),
        hk_miljo="neutral",
        hk_mangfald="neutral",
        hk_jamstalldhet="neutral",
        klass=klass,
        namn=f"Ett {klass}",
    )
    return values


class County:
    """Makes objects and runs checks. Coordinates are metres from the own municipality's south-west corner."""

    catalogue = SHIPPED
    areas = AREAS
    own, east = OWN, EAST

    def __init__(self):
        self.made = 0

    def at(self, geometry):
        """`geometry` moved into the own municipality; the coordinates stay exact."""
        return shapely.transform(geometry, lambda xy: xy + (E, N))  # noqa: RUF005 (an array's sum)

    def object(self, klass, /, geometry=None, municipality=OWN, kind=None, **values):
        """A complete object; a value of None takes one away."""
        self.made += 1
        attributes = {**complete(klass), **values}
        if kind is None:
            kind = KINDS[shapely.get_dimensions(geometry)] if geometry else SHIPPED.classes[klass].kinds[0]
        return MapObject(
            kind=kind,
            identity=str(uuid.UUID(int=self.made)),
            municipality=municipality,
            attributes={name: value for name, value in attributes.items() if value is not None},
            geometry=None if geometry is None else self.at(geometry),
        )

    def point(self, klass, x, y, /, **values):
        return self.object(klass, shapely.Point(x, y), **values)

    def line(self, klass, /, *coordinates, **values):
        return self.object(klass, shapely.LineString(coordinates), **values)

    def box(self, klass, x, y, width, height, /, **values):
        return self.object(klass, shapely.multipolygons([shapely.box(x, y, x + width, y + height)]), **values)

    def check(self, *objects, neighbours=(), stage=Stage.SUBMISSION, rule=None, areas=AREAS):
        """All findings on objects, or those of one rule, on municipalities too."""
        found = rules.check(objects, neighbours, areas, SHIPPED, stage, OWN)
        return [finding for finding in found if (finding.rule == rule if rule else finding.object is not None)]


@pytest.fixture
def county():
    return County()
