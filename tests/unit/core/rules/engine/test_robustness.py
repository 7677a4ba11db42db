"""Whatever is in a layer, a check ends with findings: nothing drawn, heights, curves, huge rings, senseless values."""

import math
from dataclasses import replace

import numpy as np
import pytest
import shapely

from hso_plugin.core import rules
from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind, Stage
from tests.unit.core.rules.conftest import AREAS, OWN, SHIPPED, E, N

#: What a value may be by mistake: of the wrong sort, nested, or nothing that any attribute holds.
ODD = ["", "  ", "5", "vag,sjo", 5, -1, 5.5, 1e308, math.nan, math.inf, True, (), ("vag",), ("vag", 7), (("a",), None),
       ["vag"], [["a"]], {"a": 1}, {"vag"}, b"vag", b"\xff", object]  # fmt: skip


def check(objects, neighbours=(), stage=Stage.SUBMISSION, areas=AREAS):
    return rules.check(objects, neighbours, areas, SHIPPED, stage, OWN)


def seen(findings, thing):
    return {finding.rule for finding in findings if finding.object == thing.identity}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize(
    "areas", [AREAS, {}, {OWN: None}, {OWN: shapely.Polygon()}], ids=["two", "no", "null", "empty"]
)
def test_empty_layers(stage, areas):
    assert {finding.rule for finding in check([], [], stage, areas)} <= {"huvudort-saknas"}


@pytest.mark.parametrize("stage", Stage)
def test_nothing_drawn_in_any_class(county, stage):
    empties = [None, shapely.Point(), shapely.LineString(), shapely.Polygon(), shapely.MultiPolygon(),
               shapely.GeometryCollection(), shapely.MultiPolygon([shapely.Polygon()])]  # fmt: skip
    things = [
        replace(county.object(klass, kind=kind), geometry=empty)
        for klass, each in SHIPPED.classes.items()
        for kind in each.kinds
        for empty in empties
    ]
    findings = check(things, things, stage)
    for thing in things:
        assert "geometri-saknas" in seen(findings, thing)
        assert not seen(findings, thing) & {"geometri-ogiltig", "yta-liten", "linje-kort", "utanfor-kommun", "dubblett"}


@pytest.mark.parametrize("name", SHIPPED.attributes)
def test_mixed_up_values(county, name):
    """Each attribute with each odd value, in every class that has it: no trace, and nothing that no class can hold."""
    classes = [klass for klass in SHIPPED.classes if name in {a.name for a in SHIPPED.attributes_of(klass)}]
    things = [
        replace(thing, attributes={**thing.attributes, name: value})
        for klass in classes
        for value in ODD
        for thing in [county.object(klass)]
    ]
    for stage in Stage:
        findings = check(things, things[:5], stage)
        for thing in things:
            value = thing.attributes[name]
            if isinstance(value, list | dict | set | bytes | type):
                assert seen(findings, thing) & {"attribut-fel-typ", "klass-okand", "attribut-saknas"}, value


@pytest.mark.parametrize("odd", [None, "", 2281, "9999", ("2281",)])
def test_mixed_up_municipality_and_layer(county, odd):
    thing = replace(county.box("A4", 1000, 1000, 200, 100), municipality=odd)
    for stage in Stage:
        check([thing], [thing], stage)
    other = replace(county.point("A3", 5000, 5000), kind=GeometryKind.AREA)
    assert "klass-fel-geometri" in seen(check([other]), other)


def test_the_same_identity_twice(county):
    one, two = county.point("A3", 5000, 5000), county.point("A3", 5000, 5000, namn="Andra")
    twin = replace(two, identity=one.identity)
    assert "dubblett" in seen(check([one, twin]), one)
    assert {finding.object for finding in check([one], [twin], Stage.REGIONAL)} <= {one.identity, None}


def test_coordinates_that_are_no_numbers_in_some_vertices(county):
    good = county.box("A4", 1000, 1000, 500, 500)
    for number in (math.nan, math.inf, -math.inf, 1e300):
        ring = np.array(good.geometry.geoms[0].exterior.coords)
        ring[2, 0] = number
        thing = replace(
            county.object("A4"), kind=GeometryKind.AREA, geometry=shapely.multipolygons([shapely.polygons(ring)])
        )
        findings = check([thing, good])
        assert seen(findings, thing) & {"geometri-ogiltig", "utanfor-lan"}
        assert all(f.geometry is None or np.isfinite(shapely.bounds(f.geometry)).all() for f in findings)


@pytest.mark.parametrize("klass", ["C1", "B1"])
def test_a_ring_of_200_000_vertices(county, klass):
    """Wavy all round, with other objects over its edge: seconds, where a comparison of all with all takes hours."""
    turn = np.linspace(0, 2 * np.pi, 200_001)
    radius = 6000 + 30 * np.sin(2000 * turn)
    ring = np.stack([E + 10_000 + radius * np.cos(turn), N + 10_000 + radius * np.sin(turn)], axis=1)
    ring[-1] = ring[0]
    shape = shapely.multipolygons([shapely.polygons(ring)]) if klass == "C1" else shapely.linestrings(ring[:-1])
    large = replace(county.object(klass), geometry=shape)
    beside = [county.box("D1", 10_000 + x, 15_900, 240, 300) for x in range(-2000, 2000, 250)]
    findings = check([large, *beside], beside, Stage.REGIONAL)
    if klass == "C1":
        over = [f for f in findings if f.rule == "yta-overlapp-avvag" and large.identity in {f.object, f.other}]
        assert len(over) >= len(beside)
    else:
        assert "linje-los-ande" in seen(findings, large)


def test_heights_from_elsewhere_are_a_finding_and_change_nothing_else(county):
    flat = [
        county.point("A3", 5000, 5000),
        county.line("B1", (0, 0), (9000, 0)),
        county.box("A4", 1000, 1000, 200, 200),
    ]
    high = [replace(thing, geometry=shapely.force_3d(thing.geometry, 7.0)) for thing in flat]
    for low, raised in zip(flat, high, strict=True):
        assert seen(check([raised]), raised) == seen(check([low]), low) | {"tre-dimensioner"}


def test_a_broken_catalogue_is_refused_with_a_sentence(county):
    (rule,) = (rule for rule in SHIPPED.rules if rule.id == "flisa")
    for params in ({"width_m": "5", "minimum_m2": 100}, {"width_m": 5}, {"width_m": 5, "minimum_m2": 100, "mer": 1}):
        broken = replace(SHIPPED, rules=(replace(rule, params=params),))
        with pytest.raises(HsoError) as raised:
            rules.check([], [], AREAS, broken, Stage.SUBMISSION, OWN)
        assert "flisa" in raised.value.text.sv
