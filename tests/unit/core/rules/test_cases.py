"""Every rule of the shipped catalogue at its smallest violation, its smallest pass and every threshold."""

from collections import Counter

import pytest

from hso_plugin.core.model import Stage

from .cases import EDGES, PASSING, VIOLATING, changed, numbers
from .cases.registry import scene
from .conftest import SHIPPED

RULES = {rule.id: rule for rule in SHIPPED.rules}


def all_of(cases):
    return [pytest.param(rule, build, id=f"{rule}-{build.__name__}") for rule in cases for build in cases[rule]]


def test_every_rule_has_a_violating_and_a_passing_case():
    assert set(VIOLATING) == set(RULES)
    assert set(PASSING) == set(RULES)


def test_every_number_has_its_edge():
    assert Counter(edge.place for edge in EDGES) == Counter(numbers())


@pytest.mark.parametrize(("rule", "build"), all_of(VIOLATING))
def test_violating(county, rule, build):
    made = scene(build(county))
    for stage in Stage if made.stage is Stage.SUBMISSION else [made.stage]:
        expected = [RULES[rule].severity[stage]] * made.count if stage in RULES[rule].severity else []
        assert [finding.severity for finding in made.findings(rule, stage=stage)] == expected, stage


@pytest.mark.parametrize(("rule", "build"), all_of(PASSING))
def test_passing(county, rule, build):
    assert scene(build(county)).findings(rule) == []


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.place)
def test_edge(county, edge):
    assert scene(edge.build(county, edge.inside)).findings(edge.rule) == []
    assert len(scene(edge.build(county, edge.outside)).findings(edge.rule)) == 1


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.place)
def test_edge_moves_with_the_number_in_the_catalogue(county, edge):
    inside, outside = scene(edge.build(county, edge.inside)), scene(edge.build(county, edge.outside))
    assert len(inside.findings(edge.rule, changed(edge.place, edge.stricter))) == 1
    assert outside.findings(edge.rule, changed(edge.place, edge.laxer)) == []
