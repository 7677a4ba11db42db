"""The archive as the checks want it: objects of one municipality or of the others, at a position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shapely import Geometry

from ...catalogue import Catalogue
from ...model import MapObject
from .differences import Archive

#: Beyond every position that a ledger reaches.
NOW = 2**62


@dataclass(frozen=True)
class County:
    """All municipalities' maps, at any time.

    Attributes:
        areas: municipality polygons by code, EPSG:3006.
    """

    archive: Archive
    areas: Mapping[str, Geometry]
    catalogue: Catalogue

    @property
    def codes(self) -> tuple[str, ...]:
        """The municipalities, those of the catalogue first, in its order."""
        known = (each.code for each in self.catalogue.municipalities)
        return tuple(dict.fromkeys([*known, *self.areas]))

    def objects(self, municipality: str, position: int | None) -> list[MapObject]:
        """A municipality's objects at `position`; None stands for the newest known."""
        found = self.archive.snapshot(municipality, NOW if position is None else position)
        return [version.object for version in found.values()]

    def beside(self, municipality: str, position: int | None) -> list[MapObject]:
        """All other municipalities' objects at `position`."""
        return [thing for code in self.codes if code != municipality for thing in self.objects(code, position)]
