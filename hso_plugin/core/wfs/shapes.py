"""Builds the geometries of a whole page from arrays: one by one they would cost ten times as much."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import shapely
from shapely import Geometry

from ..error_codes.platform import AXIS_ORDER, UNREADABLE_ANSWER
from ..errors import HsoError
from ..geometry import Coordinates, on_grid
from ..model import GeometryKind
from ..text import Text

#: Plausible ranges in SWEREF 99 TM, metres: no place in Sweden satisfies them in both axis orders.
EASTING = (200_000.0, 1_100_000.0)
NORTHING = (6_100_000.0, 7_700_000.0)


@dataclass
class FeaturePage:
    """The geometries of `size` features in pieces.

    Attributes:
        owners: for points and lines, the feature of each part.
        polygons: for areas, the polygon of each part (a ring, the outer one first).
        polygon_owners: for areas, the feature of each polygon.
    """

    kind: GeometryKind
    size: int
    owners: list[int] = field(default_factory=list)
    polygons: list[int] = field(default_factory=list)
    polygon_owners: list[int] = field(default_factory=list)

    def build(self, coordinates: Coordinates, part_of: npt.NDArray[np.int64]) -> list[Geometry | None]:
        """The geometries on the grid, None for a feature without parts.

        Args:
            coordinates: shape (n, 2), easting and northing in metres.
            part_of: shape (n,), the part each coordinate belongs to, ascending.

        Raises:
            HsoError: `HSO-AXLAR` for coordinates in the wrong order or outside Sweden, `HSO-SVAR` for parts that are
                no geometry.
        """
        result: list[Geometry | None] = [None] * self.size
        if not len(coordinates):
            return result
        coordinates = on_grid(coordinates)
        check_axes(coordinates)
        try:
            owners, shapes = self._shapes(coordinates, part_of)
        except (shapely.GEOSException, ValueError) as error:
            raise unreadable(str(error)) from error
        for owner, shape in zip(owners, shapes, strict=True):
            result[owner] = shape
        return result

    def _shapes(
        self, coordinates: Coordinates, part_of: npt.NDArray[np.int64]
    ) -> tuple[Sequence[int], Sequence[Geometry]]:
        if self.kind is GeometryKind.POINT:
            return self.owners, shapely.points(coordinates, indices=part_of)
        if self.kind is GeometryKind.LINE:
            return self.owners, shapely.linestrings(coordinates, indices=part_of)
        rings = shapely.linearrings(coordinates, indices=part_of)
        polygons = shapely.polygons(rings, indices=np.array(self.polygons))
        owners, index = np.unique(np.array(self.polygon_owners), return_inverse=True)
        return owners.tolist(), shapely.multipolygons(polygons, indices=index)


def numbers(
    texts: Sequence[str], part_of: Sequence[int], pairs: Sequence[int] = ()
) -> tuple[Coordinates, npt.NDArray[np.int64]]:
    """Coordinates, shape (n, 2), and the part each belongs to, shape (n,), from texts of coordinates.

    Args:
        texts: numbers with blanks or commas between, as GML writes them, or `x,y],[x,y` as GeoJSON does.
        part_of: the part each text belongs to, ascending.
        pairs: how many coordinates each text has, where its form tells.

    Raises:
        HsoError: `HSO-SVAR` for what is no number, and for a coordinate that is not a pair.
    """
    # One parse for the whole page: a NaN after each text keeps them apart.
    with warnings.catch_warnings():
        # How fromstring tells that it met other than numbers; from NumPy 2.3 on it raises ValueError.
        warnings.simplefilter("error", DeprecationWarning)
        try:
            joined = " nan ".join([*texts, ""]).replace("],[", " ").replace(",", " ")
            values = np.fromstring(joined, sep=" ") if texts else np.empty(0)
        except (DeprecationWarning, ValueError) as error:
            raise unreadable(str(error)) from error
    ends = np.flatnonzero(np.isnan(values))
    if len(ends) != len(texts):
        raise unreadable("coordinates that are not numbers")
    counts = np.diff(ends, prepend=-1) - 1
    if (counts % 2).any() or (counts == 0).any():
        raise unreadable("odd number of ordinates")
    if len(pairs) and (counts != 2 * np.array(pairs)).any():
        raise unreadable("coordinates that are not pairs")
    coordinates = np.delete(values, ends).reshape(-1, 2)
    return coordinates, np.repeat(np.array(part_of, dtype=np.int64), counts // 2)


def check_axes(coordinates: Coordinates) -> None:
    """Raise `HsoError` (`HSO-AXLAR`) unless all of `coordinates`, shape (n, 2), are easting, northing in Sweden."""
    # Column by column: over rows of two NumPy takes ten times as long.
    low, high = (np.array([each(column) for column in coordinates.T]) for each in (np.min, np.max))
    if EASTING[0] <= low[0] and high[0] <= EASTING[1] and NORTHING[0] <= low[1] and high[1] <= NORTHING[1]:
        return
    swapped = EASTING[0] <= low[1] and high[1] <= EASTING[1] and NORTHING[0] <= low[0] and high[0] <= NORTHING[1]
    sv = "i fel ordning (norr före öster)" if swapped else "utanför Sverige (SWEREF 99 TM)"
    en = "in the wrong order (northing first)" if swapped else "outside Sweden (SWEREF 99 TM)"
    raise HsoError(
        AXIS_ORDER,
        Text(
            f"Servern skickar koordinater {sv}. Inget har hämtats. Kontakta plattformens förvaltare.",
            f"The server sends coordinates {en}. Nothing was fetched. Contact the platform's administrator.",
        ),
        f"{low.tolist()} – {high.tolist()}",
    )


def unreadable(details: str) -> HsoError:
    """The fault of a geometry that cannot be read."""
    return HsoError(
        UNREADABLE_ANSWER,
        Text(
            "Servern skickar ett objekt vars plats på kartan inte kan läsas. Inget har hämtats. "
            "Kontakta plattformens förvaltare.",
            "The server sends an object whose shape cannot be read. Nothing was fetched. "
            "Contact the platform's administrator.",
        ),
        details,
    )
