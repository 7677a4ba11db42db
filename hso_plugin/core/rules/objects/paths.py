"""The lines and rings that geometries are drawn with, vertex by vertex, for rules that look at their shape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

from .context import Geometries, Indices

LINEAR = (GeometryType.LINESTRING, GeometryType.LINEARRING)

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Paths:
    """The lines and rings of geometries; those without vertices are left out.

    Attributes:
        xy: easting, northing (metres) of each vertex, shape (n, 2); the last one of a ring is its first one again.
        path: number of the line or ring that each vertex is of, rising by one.
        first: by path, the number of its first vertex.
        ring: by path, whether it is a ring.
        hole: by path, whether it is the ring of a hole.
        owner: by path, the place of the geometry it is of.
    """

    xy: Numbers
    path: Indices
    first: Indices
    ring: Flags
    hole: Flags
    owner: Indices

    @property
    def follows(self) -> Flags:
        """By vertex but the last: the next one is of the same path."""
        return self.path[1:] == self.path[:-1]

    @property
    def counts(self) -> Indices:
        """By path, how many vertices it has."""
        return np.diff(np.append(self.first, len(self.xy)))


def paths_of(geometries: Geometries) -> Paths:
    """The paths of `geometries`: all lines, then all rings."""
    parts, owners = shapely.get_parts(geometries, return_index=True)
    types = shapely.get_type_id(parts)
    lines, areas = np.isin(types, LINEAR), types == GeometryType.POLYGON
    rings, around = shapely.get_rings(parts[areas], return_index=True)
    count = int(lines.sum())
    xy, path = shapely.get_coordinates(np.concatenate([parts[lines], rings]), return_index=True)
    begins = np.diff(path, prepend=-1) != 0
    there = path[begins]
    # The first ring of an area is its outline.
    hole = np.append(np.zeros(count, dtype=bool), np.diff(around, prepend=-1) == 0)
    owner = np.append(owners[lines], owners[areas][around])
    return Paths(xy, np.cumsum(begins) - 1, np.flatnonzero(begins), there >= count, hole[there], owner[there])


def dot(one: Numbers, other: Numbers) -> Numbers:
    """Scalar products of vectors, both of shape (n, 2)."""
    product: Numbers = np.einsum("ij,ij->i", one, other)
    return product


def cross(one: Numbers, other: Numbers) -> Numbers:
    """Cross products of vectors, both of shape (n, 2): positive when the second turns left from the first."""
    return one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]


def length(vectors: Numbers) -> Numbers:
    """Lengths of vectors, shape (n, 2)."""
    metres: Numbers = np.sqrt(dot(vectors, vectors))
    return metres
