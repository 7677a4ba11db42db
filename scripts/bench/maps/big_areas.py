"""Areas of very many vertices that lie over each other, as outlines drawn from an elevation model do: seeded."""

from __future__ import annotations

import math

import numpy as np
import shapely

from hso_plugin.core.model import GeometryKind, MapObject

RADIUS_M, APART_M = 8_000.0, 1_500.0
#: How far an outline goes in and out, as a share of the radius, and how much less the shorter waves do.
ROUGHNESS, DECAY = 0.15, 1.2
CLASSES = ("A4", "D1", "C4", "A2", "C1")
_WEST, _SOUTH = 610_000.0, 6_915_000.0


def big_areas(count: int, vertices: int) -> list[MapObject]:
    """`count` areas of `vertices` vertices each, EPSG:3006, easting, northing."""
    return [_area(number, vertices) for number in range(count)]


def _area(number: int, vertices: int) -> MapObject:
    random = np.random.default_rng(number)
    waves = np.zeros(vertices // 2 + 1, dtype=complex)
    lengths = np.arange(2, vertices // 2)
    waves[lengths] = lengths**-DECAY * np.exp(2j * math.pi * random.uniform(size=len(lengths)))
    rough = np.fft.irfft(waves, vertices)
    reach = RADIUS_M * (1 + ROUGHNESS * rough / np.abs(rough).max())
    angles = np.linspace(0, 2 * math.pi, vertices, endpoint=False)
    east = _WEST + APART_M * number + reach * np.cos(angles)
    north = _SOUTH + APART_M * (number % 3) + reach * np.sin(angles)
    outline = shapely.Polygon(np.stack([east, north], axis=1).round(3))
    attributes = {"klass": CLASSES[number % len(CLASSES)], "namn": f"Stor yta {number}"}
    identity = f"00000000-0000-4000-8000-{number:012d}"
    return MapObject(GeometryKind.AREA, identity, "2281", attributes, shapely.MultiPolygon([outline]))
