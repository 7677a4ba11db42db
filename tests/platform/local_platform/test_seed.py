"""The demonstration map: real places, the same every time, right but for the deliberate faults."""

from __future__ import annotations

from collections import Counter

import pytest

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core import rules
from hso_plugin.core.model import Severity, Stage
from scripts.local_platform.seed import draw
from scripts.local_platform.seed.county import County
from scripts.local_platform.seed.faults import WITH_FAULTS
from tests.support import raw


@pytest.fixture(scope="module")
def catalogue():
    return catalogues.default()


@pytest.fixture(scope="module")
def county():
    return County.load()


@pytest.fixture(scope="module")
def objects(catalogue):
    return draw(1, catalogue)


def errors(objects, county, catalogue, code):
    own = [o for o in objects if o.municipality == code]
    others = [o for o in objects if o.municipality != code]
    found = rules.check(own, others, county.areas, catalogue, Stage.SUBMISSION, code)
    return [f for f in found if f.severity is Severity.ERROR]


def test_the_same_number_gives_the_same_map(catalogue, objects):
    assert draw(1, catalogue) == objects
    assert draw(2, catalogue) != objects


def test_every_municipality_has_30_to_60_objects(objects, county):
    counts = Counter(o.municipality for o in objects)
    assert counts.keys() == county.areas.keys()
    assert all(30 <= count <= 60 for count in counts.values()), counts


def test_every_class_is_shown(objects, catalogue):
    assert {o.klass for o in objects} == set(catalogue.classes)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_only_the_two_municipalities_have_errors(county, catalogue, number):
    objects = draw(number, catalogue)
    wrong = {code: errors(objects, county, catalogue, code) for code in county.areas}
    for code in county.areas.keys() - set(WITH_FAULTS):
        assert wrong[code] == [], [f.message.sv for f in wrong[code]]
    first, second = ({f.rule for f in wrong[code]} for code in WITH_FAULTS)
    assert len(first | second) >= 10
    assert len(first - second) >= 4
    assert len(second - first) >= 4


def test_lines_go_on_where_the_neighbour_begins(objects, county, catalogue):
    found = rules.check(objects, [], county.areas, catalogue, Stage.REGIONAL, "")
    waiting = [f for f in found if f.rule == "linje-vantar-granne"]
    names = {o.identity: o.name for o in objects}
    assert [names[f.object] for f in waiting] == ["Stamnätsstråk som väntar på grannkommunen"]
    crossing = {o.name for o in objects if o.klass == "B1"}
    shared = [name for name in crossing if len({o.municipality for o in objects if o.name == name}) > 1]
    assert len(shared) >= 6


def test_the_synthetic_says_that_it_is(objects):
    for entry in objects:
        assert "yntetisk" in str(entry.attributes["kalla_plan"])


def test_the_platform_has_them_all(platform, objects):
    """Through the same triggers as a planner's, each in the name of the municipality's planner."""
    ledgers = (raw.POINTS, raw.LINES, raw.AREAS)
    columns = "objektidentitet::text, klass, anvandare"
    selects = (f"SELECT {columns} FROM hso.{ledger} WHERE objektversion = 1" for ledger in ledgers)
    stored = raw.rows(platform, " UNION ALL ".join(selects))
    wanted = {(o.identity, o.klass, f"planerare-{o.municipality}") for o in objects}
    assert wanted <= set(stored)
