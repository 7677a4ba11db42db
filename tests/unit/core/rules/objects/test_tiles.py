"""An area of very many vertices in tiles is the same area, and its thin places are the same places."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon, box

from hso_plugin.core.rules.objects.tiles import MANY_VERTICES, tiles
from hso_plugin.core.rules.types.slivers import thin_pieces

WIDTH_M, SMALLEST_M2 = 5.0, 100.0


def coast(vertices: int, radius: float, waves: float, seed: int) -> Polygon:
    """An outline that is rough in large and in small, as one drawn from an elevation model."""
    random = np.random.default_rng(seed)
    numbers = np.arange(1, 40)
    angles = np.linspace(0, 2 * math.pi, vertices, endpoint=False)
    waving = np.sin(np.outer(angles, numbers) + random.uniform(0, 2 * math.pi, len(numbers))) @ (waves / numbers**1.5)
    reach = radius * (1 + waving / 10)
    return Polygon(np.stack([reach * np.cos(angles), reach * np.sin(angles)], axis=1))


@given(
    st.integers(MANY_VERTICES // 2, 6 * MANY_VERTICES),
    st.floats(200, 9_000),
    st.floats(0, 0.5),
    st.floats(1, 30),
    st.integers(0, 99),
)
def test_tiles_are_the_whole_area_and_nothing_twice(vertices, radius, waves, margin, seed):
    area = coast(vertices, radius, waves, seed)
    made = tiles(np.array([area]), margin)
    assert not made.owner.any()
    assert shapely.is_valid(made.inner).all() and shapely.is_valid(made.outer).all()
    assert math.isclose(shapely.area(made.inner).sum(), area.area, rel_tol=1e-9)
    assert shapely.union_all(made.inner).symmetric_difference(area).area < 1e-6 * area.area
    for around, inner, outer in zip(made.boxes, made.inner, made.outer, strict=True):
        assert box(*around).buffer(1e-6).covers(inner)
        wide = box(*around).buffer(margin, join_style="mitre")
        if len(made.owner) > 1:
            assert math.isclose(area.intersection(wide).area, outer.area, rel_tol=1e-9)


def test_few_vertices_are_one_tile_and_many_are_many():
    few, many = coast(MANY_VERTICES - 1, 3_000, 0.3, 1), coast(20 * MANY_VERTICES, 3_000, 0.3, 1)
    made = tiles(np.array([few, many, few]), 25)
    assert (made.owner == 0).sum() == (made.owner == 2).sum() == 1
    assert (made.owner == 1).sum() >= 20
    assert shapely.get_num_coordinates(made.outer).max() < 3 * MANY_VERTICES


@pytest.fixture
def square_with_thin_places() -> Polygon:
    """2 km wide, with a tail of 1 200 × 4 m, a neck of 300 × 4 m to an island, and a slit for a hole."""
    whole = shapely.union_all(
        [
            box(0, 0, 2_000, 2_000),
            box(2_000, 700, 3_200, 704),
            box(900, 2_000, 904, 2_300),
            box(600, 2_300, 1_200, 2_900),
        ]
    )
    return whole - box(300, 300, 1_700, 303)


@pytest.mark.parametrize("metres", [0.5, 0.1])
def test_thin_places_are_the_same_however_densely_an_outline_is_drawn(square_with_thin_places, metres):
    sparse = square_with_thin_places
    dense = shapely.segmentize(sparse, metres)
    assert shapely.get_num_coordinates(dense) > 20 * MANY_VERTICES
    expected = thin_pieces(np.array([sparse]), WIDTH_M, SMALLEST_M2)[1]
    owners, pieces = thin_pieces(np.array([dense]), WIDTH_M, SMALLEST_M2)
    assert not owners.any()
    # A tail that lies in several tiles is one piece.
    assert sorted(shapely.area(pieces).round()) == sorted(shapely.area(expected).round()) == [1_200, 4_200, 4_800]
    assert shapely.union_all(pieces).symmetric_difference(shapely.union_all(expected)).area < 1


def test_a_hair_as_thin_as_the_generalisation_is_found_still():
    hair = shapely.segmentize(box(0, 0, 600, 0.2), 0.3)
    assert shapely.get_num_coordinates(hair) > MANY_VERTICES
    holed = shapely.segmentize(box(0, 0, 2_000, 2_000) - box(500, 500, 1_500, 500.2), 0.3)
    owners, pieces = thin_pieces(np.array([hair, holed]), WIDTH_M, SMALLEST_M2)
    assert owners.tolist() == [0, 1]
    assert shapely.area(pieces).round().tolist() == [120, 200]
