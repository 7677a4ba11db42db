"""The verdict on an incoming version: every row of the table in `reconcile`, and what must hold for all."""

from dataclasses import replace
from uuid import UUID

import shapely
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.ledger import reconcile
from hso_plugin.core.ledger.reconcile import Verdict, content, same
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion

IDENTITY = str(UUID(int=1))


def thing(name: str, east: float = 600_000) -> MapObject:
    return MapObject(GeometryKind.POINT, IDENTITY, "2281", {"namn": name}, shapely.Point(east, 7_000_000))


def version(number: int, name: str, change: int = 0, *, deleted: bool = False) -> ObjectVersion:
    return ObjectVersion(thing(name), number, str(UUID(int=change or 100 + number)), deleted, "någon", 10 * number)


def judge(
    theirs: ObjectVersion, base: ObjectVersion | None, mine: MapObject | None, outgoing: ObjectVersion | None
) -> Verdict:
    return reconcile.judge(theirs, base, mine, outgoing)[0]


def test_known_already() -> None:
    assert judge(version(2, "a"), version(2, "a"), thing("mine"), None) is Verdict.OLD
    assert judge(version(1, "a"), version(2, "b"), None, None) is Verdict.OLD


def test_my_own_change_landed() -> None:
    mine = version(2, "b", change=7)
    assert judge(replace(mine, position=30), version(1, "a"), thing("edited since"), mine) is Verdict.LANDED


def test_my_own_change_altered_by_the_platform_is_shown() -> None:
    mine = version(2, "b", change=7)
    altered = replace(mine, object=thing("B"))
    assert judge(altered, version(1, "a"), thing("b"), mine) is Verdict.CONFLICT
    assert judge(replace(mine, deleted=True), version(1, "a"), thing("b"), mine) is Verdict.CONFLICT


def test_untouched_here() -> None:
    assert judge(version(2, "b"), version(1, "a"), thing("a"), None) is Verdict.TAKE
    assert judge(version(1, "a"), None, None, None) is Verdict.TAKE
    assert judge(version(2, "a", deleted=True), version(1, "a"), thing("a"), None) is Verdict.TAKE


def test_the_same_edit_twice_never_asks() -> None:
    assert judge(version(2, "b"), version(1, "a"), thing("b"), None) is Verdict.SAME
    assert judge(version(2, "a", deleted=True), version(1, "a"), None, None) is Verdict.SAME


def test_different_edits_and_edit_against_deletion_ask() -> None:
    assert judge(version(2, "theirs"), version(1, "a"), thing("mine"), None) is Verdict.CONFLICT
    assert judge(version(2, "a", deleted=True), version(1, "a"), thing("mine"), None) is Verdict.CONFLICT
    assert judge(version(2, "theirs"), version(1, "a"), None, None) is Verdict.CONFLICT
    outgoing = version(2, "mine", change=9)
    assert judge(version(2, "theirs"), version(1, "a"), thing("mine"), outgoing) is Verdict.CONFLICT


def test_changes_of_different_fields_merge_and_are_to_be_sent() -> None:
    moved = replace(version(2, "a"), object=thing("a", 600_500))
    assert reconcile.judge(moved, version(1, "a"), thing("mine"), None) == (
        Verdict.MERGE,
        thing("mine", 600_500),
    )
    assert judge(moved, version(1, "a"), thing("mine"), version(2, "mine", change=9)) is Verdict.MERGE
    assert judge(moved, None, thing("mine"), None) is Verdict.CONFLICT


names = st.sampled_from(["a", "b", "c"])
versions = st.builds(version, st.integers(1, 4), names, st.integers(1, 3), deleted=st.booleans())


@given(versions, st.none() | versions, st.none() | st.builds(thing, names), st.none() | versions)
def test_an_edit_is_never_replaced_unseen(
    theirs: ObjectVersion, base: ObjectVersion | None, mine: MapObject | None, outgoing: ObjectVersion | None
) -> None:
    verdict, outcome = reconcile.judge(theirs, base, mine, outgoing)
    if verdict is Verdict.TAKE:
        assert same(mine, content(base)) and same(outcome, content(theirs))
    elif verdict is not Verdict.MERGE:
        assert outcome is mine
    if verdict is Verdict.SAME:
        assert same(mine, content(theirs))


def test_same_whatever_the_order_of_rings() -> None:
    box = shapely.box(600_000, 7_000_000, 600_100, 7_000_100)
    turned = shapely.Polygon(list(box.exterior.coords)[::-1])
    one = MapObject(GeometryKind.AREA, IDENTITY, "2281", {"rus_prioritet": ("1.1", "1.2")}, shapely.MultiPolygon([box]))
    assert same(one, replace(one, geometry=shapely.MultiPolygon([turned])))
    assert not same(one, replace(one, geometry=shapely.MultiPolygon([shapely.buffer(box, 0.001)])))
    assert not same(one, replace(one, attributes={}))
