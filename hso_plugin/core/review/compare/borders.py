"""Where lines end at the border to another municipality, and what of that municipality's carries them on.

By the catalogue's rule on lines at municipal borders (`linje-vantar-granne` in the shipped one), so that what is shown
beside a submission is what the rule says of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from shapely import Geometry

from ...catalogue import Catalogue
from ...model import MapObject, Stage
from ...rules.engine.rule_loading import load_rules
from ...rules.objects.context import SLACK_M, Context
from ...rules.objects.endings import PARTS, LineEnds, line_ends
from ...rules.objects.layers import Layer
from ...rules.params import Params
from ...text import Text

#: The rule type that says which lines must be carried on.
RULE_TYPE = "linje-kommungrans"


class BorderState(StrEnum):
    """Whether a line goes on at the border. `LEAVES`: it leaves the county there, and says where to."""

    CONTINUED = "fortsatter"
    WAITING = "vantar"
    LEAVES = "lamnar_lanet"


BORDER_STATES = {
    BorderState.CONTINUED: Text("Fortsätter", "Continues"),
    BorderState.WAITING: Text("Väntar på grannkommunen", "Waits for the neighbour"),
    BorderState.LEAVES: Text("Lämnar länet", "Leaves the county"),
}


@dataclass(frozen=True, slots=True)
class BorderMatch:
    """An end of a line at the border to another municipality.

    Attributes:
        object: the line.
        part: which end: `borjan` or `slut`, as in findings.
        place: the end, a point in EPSG:3006.
        across: codes of the municipalities on the other side.
        state: whether it goes on.
        partners: the lines on the other side that carry it on.
        near: lines of its class on the other side that end there too, but are of another sort.
    """

    object: MapObject
    part: str
    place: Geometry
    across: tuple[str, ...]
    state: BorderState
    partners: tuple[MapObject, ...]
    near: tuple[MapObject, ...]


def border_matches(
    objects: Sequence[MapObject],
    neighbours: Sequence[MapObject],
    areas: Mapping[str, Geometry],
    catalogue: Catalogue,
    municipality: str,
) -> list[BorderMatch]:
    """The ends of a municipality's lines at its borders to others, by class, name and end.

    Args:
        objects: the municipality's own; more than lines, since an end at a node is no end at the border.
        neighbours: the other municipalities' objects.
        areas: municipality polygons by code, EPSG:3006.

    Raises:
        HsoError: as `rules.check`.
    """
    context = Context(objects, neighbours, areas, catalogue, Stage.REGIONAL, municipality)
    found = [
        each for rule, params in load_rules(catalogue) if rule.type == RULE_TYPE for each in _matches(context, params)
    ]
    return sorted(found, key=lambda each: (each.object.klass, each.object.name, each.object.identity, each.part))


def _matches(context: Context, params: Params) -> Iterator[BorderMatch]:
    allowed = params.class_classes("objects")
    ends = line_ends(context, allowed, params.number("near_m"), params.number("border_m"))
    same, reach = params.class_attributes("same"), params.number("continue_m") + SLACK_M
    outside = params.attribute("attribute").name
    for number in np.flatnonzero(~ends.connected & ends.at_border):
        across = ends.across[number]
        if not across:
            continue
        index = int(ends.index[number])
        names = same.get(str(context.klass[index]), ())
        beyond = _beyond(context, ends, int(number), reach, across)
        partners = [i for i in beyond if all(context.value(i, name) == context.value(index, name) for name in names)]
        leaves = bool(ends.at_county_border[number]) and context.value(index, outside) is not None
        state = BorderState.LEAVES if leaves else BorderState.WAITING
        yield BorderMatch(
            object=context.objects[index],
            part=PARTS[ends.end[number]],
            place=ends.point[number],
            across=across,
            state=BorderState.CONTINUED if partners else state,
            partners=tuple(context.objects[i] for i in partners),
            near=tuple(context.objects[i] for i in beyond if i not in partners),
        )


def _beyond(context: Context, ends: LineEnds, number: int, reach: float, across: Collection[str]) -> list[int]:
    """Lines of the same class on the other side with an end within `reach`."""
    klass = str(context.klass[int(ends.index[number])])
    layer = Layer(frozenset({klass}), ends=True, by_municipality=True)
    found = (context.index(layer, code).near(ends.point[number], reach).tolist() for code in across)
    return sorted({index for part in found for index in part})
