"""Runs the catalogue's rules over objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapely import Geometry

from ...catalogue import Catalogue
from ...model import Finding, MapObject, Stage
from ...progress import Progress
from .checker import Checker


def check(
    objects: Sequence[MapObject],
    neighbours: Sequence[MapObject],
    areas: Mapping[str, Geometry],
    catalogue: Catalogue,
    stage: Stage,
    municipality: str,
    progress: Progress | None = None,
) -> list[Finding]:
    """What the rules of `stage` find in `objects`.

    Args:
        objects: the municipality's own objects; every finding concerns one of these. In the regional stage they may
            be all municipalities' together.
        neighbours: other municipalities' objects, which lines connect to and, in the regional stage, areas overlap.
        areas: municipality polygons by code, EPSG:3006. Without an object's municipality among them the rules about
            its border have nothing to say.
        catalogue: classes, attributes and rules.
        stage: which severities apply; rules without one for it do not run.
        municipality: code of the municipality of objects that do not say it themselves.
        progress: told after every rule.

    Returns:
        Findings, gravest first, then in the catalogue's order of rules, then by class, name and identity of the
        object. The order of `objects` and `neighbours` does not matter.

    Raises:
        HsoError: `HSO-KATALOG` when a rule's parameters or sentences do not fit its type, `HSO-KATALOG-NY` when its
            type is not known here.
        Cancelled: when the person asked to stop.
    """
    return list(Checker(objects, neighbours, areas, catalogue, stage, municipality, progress).findings)
