"""The spatial index against looking at every object, while objects come, go and move."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hso_plugin.core.rules.objects import spatial
from hso_plugin.core.rules.objects.spatial import SpatialIndex

COUNT = 12
#: Few places, so that several objects are equally near.
AT = st.integers(0, 6).map(lambda number: number * 10.0)
POINT = st.tuples(AT, AT).map(shapely.Point)
#: Sound ones, which is all that a context has: one without length is made a point there, and GEOS 3.14 finds none of
#: those within no distance.
LINE = st.lists(st.tuples(AT, AT), min_size=2, max_size=3).map(shapely.LineString).filter(shapely.is_valid)
STEP = st.tuples(st.integers(0, COUNT - 1), st.one_of(st.none(), POINT, LINE))


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    monkeypatch.setattr(spatial, "LAST_BLOCK", 1)
    monkeypatch.setattr(spatial, "GROWTH", 2)
    monkeypatch.setattr(spatial, "MOST_EXCHANGED", 5)


@pytest.mark.filterwarnings("ignore:invalid value encountered")
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(LINE, min_size=COUNT, max_size=COUNT),
    st.permutations(range(COUNT)),
    st.integers(0, COUNT),
    st.lists(STEP, max_size=9),
    st.booleans(),
    st.one_of(POINT, LINE),
    st.sampled_from([0.0, 5.0, 10.0, 14.2, 200.0]),
)
def test_as_if_every_object_were_looked_at(lines, rank, members, steps, ends, place, metres):
    places = SimpleNamespace(sound=np.array(lines, dtype=object), rank=np.array(rank, dtype=float))
    inside = set(range(members))
    order = np.array(sorted(inside, key=lambda index: rank[index]), dtype=np.intp)
    index = SpatialIndex(places, order, ends=ends)
    for number, geometry in steps:
        if number in inside:
            index.discard(number)
            inside.remove(number)
        if geometry is not None and not (ends and geometry.geom_type == "Point"):
            places.sound[number] = geometry
            index.add(number)
            inside.add(number)
    distances = {number: shapely.distance(seen(places.sound[number], ends), place) for number in inside}
    near = sorted(number for number, distance in distances.items() if distance <= metres)
    assert index.near(place, metres).tolist() == near
    assert index.reached(np.array([place]), metres).tolist() == [bool(near)]
    least = min(((distance, -rank[number], number) for number, distance in distances.items()), default=None)
    distance, found = index.nearest(np.array([place]))
    assert (distance[0], found[0]) == ((math.inf, -1) if least is None else (least[0], least[2]))


def seen(geometry, ends):
    return shapely.MultiPoint([geometry.coords[0], geometry.coords[-1]]) if ends else geometry


def test_who_has_found_enough_is_not_searched_for_any_more(monkeypatch):
    monkeypatch.setattr(spatial, "LAST_BLOCK", 10)
    monkeypatch.setattr(spatial, "GROWTH", 10)
    count = 1000
    places = SimpleNamespace(sound=np.array([shapely.Point(0, 0)] * count, dtype=object), rank=np.arange(float(count)))
    index = SpatialIndex(places, np.arange(count))
    wanted = np.ones(count, dtype=bool)
    pairs = 0
    for numbers, found in index.each(places.sound, 0.0, wanted):
        pairs += len(found)
        wanted[numbers] = False
    assert pairs == 10 * count
