"""The map that the rules are measured on: the same each time, of every class, and as dense whatever its size."""

from collections import Counter

import numpy as np
import pytest
import shapely

from hso_plugin.core import catalogue, rules
from hso_plugin.core.model import GeometryKind, Stage
from scripts.bench.maps.objects import generate
from scripts.local_platform.seed.county import County

CATALOGUE = catalogue.default()
SIZE = 6_000


@pytest.fixture(scope="module")
def objects():
    return generate(SIZE, 1, CATALOGUE)


def sound_areas(objects):
    geometries = np.array([o.geometry for o in objects if o.kind is GeometryKind.AREA], dtype=object)
    return geometries[~shapely.is_missing(geometries) & shapely.is_valid(geometries) & ~shapely.is_empty(geometries)]


def pairs_to_an_area(objects):
    areas = sound_areas(objects)
    left, right = shapely.STRtree(areas).query(areas, predicate="intersects")
    return (left < right).sum() / len(areas)


def others_beside(objects, klass, other, metres):
    mine, theirs = (
        [o.geometry for o in objects if o.klass == code and o.geometry is not None] for code in (klass, other)
    )
    return shapely.STRtree(theirs).query(mine, predicate="dwithin", distance=metres).shape[1] / len(mine)


def test_the_same_number_and_seed_give_the_same_objects(objects):
    assert generate(SIZE, 1, CATALOGUE) == objects
    assert generate(SIZE, 2, CATALOGUE) != objects


def test_all_classes_are_there_in_the_shares_they_should_have(objects):
    assert len(objects) == SIZE
    assert len({o.identity for o in objects}) == SIZE
    assert set(CATALOGUE.classes) <= {o.klass for o in objects}
    kinds = Counter(o.kind for o in objects)
    for kind, share in ((GeometryKind.AREA, 0.5), (GeometryKind.LINE, 0.25), (GeometryKind.POINT, 0.25)):
        assert abs(kinds[kind] / SIZE - share) < 0.02, kind


def test_shapes_are_on_the_grid_and_of_the_sizes_wanted(objects):
    areas = sound_areas(objects)
    corners = np.median(shapely.get_num_coordinates(areas))
    assert 40 < corners < 100
    assert shapely.area(areas).max() > 5_000_000
    drawn = np.array([o.geometry for o in objects], dtype=object)
    coordinates = shapely.get_coordinates(drawn)
    # What the faults moved or turned aside, nearly all lie on whole millimetres.
    assert np.isclose(coordinates * 1000, np.round(coordinates * 1000), atol=1e-3).all(axis=1).mean() > 0.999


def test_more_objects_have_no_more_others_beside_them():
    few, many = generate(20_000, 1, CATALOGUE), generate(80_000, 1, CATALOGUE)
    assert {o.municipality for o in few} == {m.code for m in CATALOGUE.municipalities}
    assert 1 < pairs_to_an_area(few) < 3
    assert 0.9 < pairs_to_an_area(many) / pairs_to_an_area(few) < 1.1
    # The longest distance of any rule between two classes of which there are many.
    assert 0.9 < others_beside(many, "D1", "B1", 10_000) / others_beside(few, "D1", "B1", 10_000) < 1.1


def test_the_rules_find_every_sort_of_fault(objects):
    found = rules.check(objects, (), County.load().areas, CATALOGUE, Stage.SUBMISSION, "2281")
    by_rule = Counter(finding.rule for finding in found)
    running = {rule.id for rule in CATALOGUE.rules if Stage.SUBMISSION in rule.severity}
    # The municipalities that are reached all have a centre.
    assert running - set(by_rule) <= {"huvudort-saknas"}
    assert len({finding.object for finding in found}) < 0.9 * SIZE
