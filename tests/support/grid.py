"""A geometry as the platform and the working copy keep it."""

import shapely

from hso_plugin.core.geometry import on_grid


def snap(geometry: shapely.Geometry) -> shapely.Geometry:
    """`geometry` in 2D with every coordinate on the grid; the order of its vertices is kept."""
    return shapely.transform(shapely.force_2d(geometry), on_grid)
