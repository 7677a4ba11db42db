"""Three-way merge: what settles itself, what a person must settle, and what holds for every triple of objects."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.ledger.merge import GEOMETRY, Side, merge
from hso_plugin.core.ledger.reconcile import same
from hso_plugin.core.model import GeometryKind, MapObject

COMMON = ("klass", "namn", "skede")


def thing(east: float = 600_000, **attributes: str) -> MapObject:
    return MapObject(GeometryKind.POINT, str(UUID(int=1)), "2281", attributes, shapely.Point(east, 6_950_000))


BASE = thing(namn="Birsta", skede="nu", klass="A1")


def sides(base: MapObject | None, mine: MapObject | None, theirs: MapObject | None) -> dict[str, Side]:
    return {field.name: field.side for field in merge(base, mine, theirs, COMMON).fields}


def test_each_field_goes_to_the_side_that_changed_it() -> None:
    mine = replace(BASE, attributes={**BASE.attributes, "namn": "Norra Birsta", "skede": "2030"})
    theirs = replace(BASE, attributes={"namn": "Birsta", "skede": "2030", "klass": "A1", "prioritet": 1})
    theirs = replace(theirs, geometry=shapely.Point(600_500, 6_950_000))
    merged = merge(BASE, mine, theirs, COMMON)
    assert sides(BASE, mine, theirs) == {
        "namn": Side.MINE,
        "prioritet": Side.THEIRS,
        "skede": Side.BOTH,
        GEOMETRY: Side.THEIRS,
    }
    outcome = merged.outcome()
    assert outcome.attributes == {"namn": "Norra Birsta", "skede": "2030", "klass": "A1", "prioritet": 1}
    assert outcome.geometry == theirs.geometry


def test_a_value_that_one_side_emptied_is_empty() -> None:
    mine = replace(BASE, attributes={"namn": "Birsta", "klass": "A1"})
    theirs = replace(BASE, attributes={**BASE.attributes, "namn": "B"})
    assert merge(BASE, mine, theirs).outcome().attributes == {"namn": "B", "klass": "A1"}


def test_what_both_changed_differently_is_open_until_chosen() -> None:
    mine, theirs = thing(600_001, namn="a", klass="A1"), thing(600_002, namn="b", klass="A1")
    merged = merge(thing(namn="c", klass="A1"), mine, theirs)
    assert [field.name for field in merged.open] == ["namn", GEOMETRY]
    with pytest.raises(ValueError, match="namn"):
        merged.outcome({GEOMETRY: Side.MINE})
    outcome = merged.outcome({"namn": Side.THEIRS, GEOMETRY: Side.MINE})
    assert (outcome.name, outcome.geometry) == ("b", mine.geometry)


def test_a_choice_may_also_overrule_what_settled_itself() -> None:
    mine, theirs = thing(namn="a", klass="A1"), thing(namn="c", klass="A2")
    merged = merge(thing(namn="c", klass="A1"), mine, theirs, COMMON)
    assert merged.settled
    assert merged.outcome({"klass": Side.MINE, "namn": Side.THEIRS}).attributes == {"namn": "c", "klass": "A1"}


def test_an_edit_against_a_deletion_is_a_question() -> None:
    for mine, theirs in ((None, thing(namn="b")), (thing(namn="b"), None)):
        merged = merge(BASE, mine, theirs)
        assert merged.gone
        assert not merged.settled
        with pytest.raises(ValueError, match="deletion"):
            merged.outcome()
    assert not merge(BASE, None, None).gone


def test_a_new_class_against_a_change_that_only_the_old_class_understands() -> None:
    mine = replace(BASE, attributes={**BASE.attributes, "klass": "B3"})
    theirs = replace(BASE, attributes={**BASE.attributes, "funktion": ("arbete",)})
    assert sides(BASE, mine, theirs)["klass"] is Side.OPEN
    assert sides(BASE, theirs, mine)["klass"] is Side.OPEN
    harmless = replace(BASE, attributes={**BASE.attributes, "skede": "2040"})
    assert sides(BASE, mine, harmless)["klass"] is Side.MINE


values = st.sampled_from(["a", "b", "c"])
objects = st.builds(
    lambda attributes, east: replace(thing(east), attributes=attributes),
    st.dictionaries(st.sampled_from(["namn", "skede", "klass", "typ"]), values),
    st.sampled_from([600_000, 600_001, 600_002]),
)


@given(objects, objects, objects)
def test_invariants(base: MapObject, mine: MapObject, theirs: MapObject) -> None:
    merged = merge(base, mine, theirs, COMMON)
    mirrored = merge(base, theirs, mine, COMMON)
    assert [f.name for f in merged.open] == [f.name for f in mirrored.open]
    if merged.settled:
        assert same(merged.outcome(), mirrored.outcome())
    # All mine is mine, all theirs is theirs, whatever settled itself.
    names = [field.name for field in merged.fields]
    assert same(merged.outcome(dict.fromkeys(names, Side.MINE)), mine)
    assert same(merged.outcome(dict.fromkeys(names, Side.THEIRS)), theirs)


@given(objects, objects)
def test_one_sided_changes_never_ask(base: MapObject, mine: MapObject) -> None:
    assert same(merge(base, mine, base, COMMON).outcome(), mine)
    assert same(merge(base, base, mine, COMMON).outcome(), mine)
    assert same(merge(base, mine, mine, COMMON).outcome(), mine)
