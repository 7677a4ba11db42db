"""Mends in the small county of the rules' tests: find, mend, check again."""

import json

import pytest
import shapely

from hso_plugin.core import catalogue, rules
from hso_plugin.core.mend import Surroundings, mend_for
from hso_plugin.core.model import Stage
from tests.support.grid import snap
from tests.unit.core.rules.conftest import AREAS, OWN, SHIPPED, County

TYPES = {"punkt": "Point", "linje": "LineString", "yta": "MultiPolygon"}


class MendingCounty(County):
    """Adds to the county that its findings are mended."""

    def surroundings(
        self, objects, neighbours=(), stage=Stage.SUBMISSION, positions=None, areas=AREAS, catalogue=SHIPPED
    ):
        own = {item.identity: item for item in objects}
        return Surroundings(own, neighbours, areas, catalogue, stage, positions or {}, OWN)

    def mend(self, rule, *objects, neighbours=(), stage=Stage.SUBMISSION, positions=None, catalogue=SHIPPED):
        """The mend of the only finding of `rule`, seen to be safe; None without one."""
        found = rules.check(objects, neighbours, AREAS, catalogue, stage, OWN)
        (finding,) = [finding for finding in found if finding.rule == rule]
        around = self.surroundings(objects, neighbours, stage, positions, AREAS, catalogue)
        mend = mend_for(finding, around)
        if mend is not None:
            assert_safe(mend, finding, found, around)
        return mend


def after(around, mend):
    """The own objects once the mend is made."""
    return {**around.objects, mend.after.identity: mend.after}


def assert_safe(mend, finding, found, around):
    """What holds of every mend, seen with a check of everything."""
    assert mend.finding == finding.id
    assert mend.before == around.objects[mend.before.identity]
    assert mend.before.identity in {finding.object, finding.other}
    same = [(item.kind, item.identity, item.municipality) for item in (mend.before, mend.after)]
    assert same[0] == same[1]
    assert mend.after != mend.before
    if mend.after.geometry is not mend.before.geometry:
        assert mend.after.attributes == mend.before.attributes
        shape = mend.after.geometry
        assert shape.geom_type == TYPES[mend.after.kind]
        assert not shape.is_empty
        assert shape.is_valid
        assert not shapely.has_z(shape)
        assert shapely.equals_exact(shape, snap(shape))
    assert mend.text.sv
    assert mend.text.en
    assert "{" not in mend.text.sv + mend.text.en
    later = rules.check(
        list(after(around, mend).values()), around.neighbours, around.areas, around.catalogue, around.stage, OWN
    )
    assert finding.id not in {other.id for other in later}
    rank = list(type(finding.severity)).index
    before = {other.id for other in found}
    for other in later:
        if other.id not in before:
            assert other.object == mend.after.identity
            assert rank(other.severity) >= rank(finding.severity)
    mended = Surroundings(
        after(around, mend), around.neighbours, around.areas, around.catalogue, around.stage, around.positions, OWN
    )
    assert mend_for(finding, mended) is None


@pytest.fixture
def county():
    return MendingCounty()


@pytest.fixture
def nearer():
    """The shipped catalogue, with lines that must end within 20 m of what they end at."""
    document = json.loads(SHIPPED.document)
    for rule in document["rules"]:
        if "near_m" in rule["params"] and "border_m" in rule["params"]:
            rule["params"]["near_m"] = 20
    return catalogue.load(json.dumps(document))
