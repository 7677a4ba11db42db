"""A conflict in words: whatever changed where, every field is shown once and becomes what was chosen."""

from __future__ import annotations

from dataclasses import replace

import shapely
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.ledger.merge import GEOMETRY, Side
from hso_plugin.core.ledger.ports import Conflict
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion
from hso_plugin.gui.conflicts.model import Case
from tests.support.working_copies import CATALOGUE, thing

VALUES = {
    "namn": st.sampled_from(["Ett", "Två", "Tre"]),
    "skede": st.sampled_from(["befintlig", "planerad"]),
    "agenda2030": st.sampled_from([("11",), ("8", "9")]),
    "invanare": st.integers(0, 2),
    "kalla_plan": st.sampled_from(["ÖP", "FÖP"]),
}
SIDES = st.fixed_dictionaries({}, optional=VALUES)
PLACES = st.sampled_from([shapely.Point(600_000 + 100 * n, 6_930_000) for n in range(3)])
START = thing(GeometryKind.POINT, "A3")


@st.composite
def conflicts(draw) -> Conflict:
    base, mine, theirs = (
        replace(START, attributes={"klass": "A3", **draw(SIDES)}, geometry=draw(PLACES)) for _ in range(3)
    )
    return Conflict(version(base, 1), mine, version(theirs, 2))


def version(item: MapObject, number: int) -> ObjectVersion:
    return ObjectVersion(item, number, f"andring {number}", False, "kollega", number, "2026-02-01T08:00:00Z")


def value(item: MapObject, name: str) -> object:
    return item.geometry if name == GEOMETRY else item.attributes.get(name)


@given(conflicts(), st.data())
def test_every_field_is_shown_once_and_becomes_what_was_chosen(conflict, data):
    case = Case(conflict, CATALOGUE)
    mine, theirs, base = conflict.mine, conflict.theirs.object, conflict.base.object
    names = {*mine.attributes, *theirs.attributes, GEOMETRY}
    differing = {name for name in names if value(mine, name) != value(theirs, name)}
    assert [row.name for row in case.rows] == sorted(
        differing,
        key=lambda name: (name == GEOMETRY, list(CATALOGUE.attributes).index(name) if name != GEOMETRY else 0),
    )
    assert {row.name for row in case.alike} == names - differing
    both = {n for n in differing if value(mine, n) != value(base, n) and value(theirs, n) != value(base, n)}
    assert {row.name for row in case.left} == both and case.asked == len(both)
    for name in data.draw(st.permutations(sorted(differing))):
        if name in both or data.draw(st.booleans()):
            case.choose(name, data.draw(st.sampled_from([Side.MINE, Side.THEIRS])))
    assert not case.left
    outcome = case.outcome()
    for name in differing:
        chosen = mine if case.side(name) is Side.MINE else theirs
        assert value(outcome, name) == value(chosen, name)
    assert all(value(outcome, name) == value(mine, name) for name in names - differing)
    assert case.as_theirs is all(value(outcome, name) == value(theirs, name) for name in names)


@given(conflicts(), SIDES)
def test_only_choices_that_still_say_the_same_are_taken_over(conflict, news):
    before = Case(conflict, CATALOGUE)
    for row in before.left:
        before.choose(row.name, Side.MINE)
    newest = replace(conflict.theirs.object, attributes={**conflict.theirs.object.attributes, **news})
    now = Case(Conflict(conflict.base, conflict.mine, version(newest, 3)), CATALOGUE)
    now.adopt(before)
    assert now.differs(before) and not before.differs(before)
    for name, side in now.choices.items():
        assert side is Side.MINE and value(newest, name) == value(conflict.theirs.object, name)
    kept = {row.name for row in before.rows if value(newest, row.name) == value(conflict.theirs.object, row.name)}
    assert set(now.choices) == kept & set(before.choices)
    assert all(value(newest, row.name) != value(conflict.theirs.object, row.name) for row in now.left)


@given(conflicts(), st.sampled_from([Side.MINE, Side.THEIRS]))
def test_against_a_deletion_the_rows_tell_what_the_other_side_changed(conflict, deleted):
    theirs = conflict.theirs
    if deleted is Side.MINE:
        conflict, living = replace(conflict, mine=None), theirs.object
    else:
        conflict, living = replace(conflict, theirs=replace(theirs, deleted=True)), conflict.mine
    case = Case(conflict, CATALOGUE)
    base = conflict.base.object
    names = {*base.attributes, *living.attributes, GEOMETRY}
    assert case.gone and not case.left
    assert {row.name for row in case.rows} == {name for name in names if value(base, name) != value(living, name)}
    assert deleted not in case.shapes
