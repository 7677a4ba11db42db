"""Edits from a file: every row of the table in `edits`, the file's form, and what must hold for all."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.edits import Edit, Fate, Placed, place
from hso_plugin.core.ledger.edits_file import EditsFile
from hso_plugin.core.ledger.reconcile import content, same
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion

IDENTITY = str(UUID(int=1))
POINT = GeometryKind.POINT


def thing(name: str, **more: str) -> MapObject:
    return MapObject(POINT, IDENTITY, "2281", {"namn": name, **more}, shapely.Point(600_000.125, 7_000_000))


def version(number: int, name: str, *, change: int = 0, deleted: bool = False, minute: int | None = None, **more: str):
    moment = f"2026-01-01T00:{number if minute is None else minute:02}:00Z"
    change_id = str(UUID(int=change or 100 + number))
    return ObjectVersion(thing(name, **more), number, change_id, deleted, "någon", 10 * number, moment)


def edit(base: ObjectVersion | None, mine: MapObject | None, theirs: ObjectVersion | None = None) -> Edit:
    return Edit(POINT, IDENTITY, base, mine, theirs)


def on(found: Edit, now: ObjectVersion | None) -> Placed:
    """Placed in a working copy that nobody has touched and that knows the platform at `now`."""
    return place(found, now, content(now))


def test_the_same_version_takes_the_edit_and_the_deletion() -> None:
    assert on(edit(version(2, "a"), thing("b")), version(2, "a")) == Placed(Fate.TAKEN, thing("b"), version(2, "a"))
    assert on(edit(version(2, "a"), None), version(2, "a")) == Placed(Fate.TAKEN, None, version(2, "a"))


def test_what_a_new_catalogue_added_to_the_same_version_is_kept() -> None:
    now = version(2, "a", laddplatser="4")
    assert on(edit(version(2, "a"), thing("b")), now) == Placed(Fate.TAKEN, thing("b", laddplatser="4"), now)
    assert on(edit(version(2, "a"), None), now) == Placed(Fate.TAKEN, None, now), "a deletion is no question then"


def test_a_later_version_is_merged_or_asked_about() -> None:
    base, now = version(2, "a", skede="nu"), version(3, "a", skede="sen")
    assert on(edit(base, thing("b", skede="nu")), now) == Placed(Fate.TAKEN, thing("b", skede="sen"), now)
    now = version(3, "theirs")
    assert on(edit(version(2, "a"), thing("mine")), now) == Placed(Fate.CONFLICT, thing("mine"), version(2, "a"), now)
    assert on(edit(version(2, "a"), None), now) == Placed(Fate.CONFLICT, None, version(2, "a"), now)
    assert on(edit(version(2, "a"), thing("theirs")), now).fate is Fate.ALREADY


def test_what_the_platform_lost_is_put_on_top_of_what_it_has() -> None:
    lost, now = version(5, "lost"), version(3, "old")
    assert on(edit(lost, thing("lost")), now) == Placed(Fate.TAKEN, thing("lost"), now)
    assert on(edit(lost, thing("edited")), now) == Placed(Fate.TAKEN, thing("edited"), now)
    assert on(edit(version(5, "lost", deleted=True), None), now) == Placed(Fate.TAKEN, None, now)
    assert on(edit(lost, thing("lost")), None) == Placed(Fate.TAKEN, thing("lost"), None), "the object itself was lost"


@pytest.mark.parametrize("moment", ["2026-01-01T00:50:00Z", "", "2026-01-01T00:03:00", "i går", None])
def test_what_came_after_the_platform_was_restored_is_never_overwritten(moment: str | None) -> None:
    """Its number is lower, but the person has not seen it: by its time, or for all we know."""
    now = replace(version(4, "since"), valid_from=moment)
    assert on(edit(version(5, "lost"), thing("lost")), now) == Placed(Fate.CONFLICT, thing("lost"), None, now)


def test_another_version_of_the_same_number_is_no_common_base() -> None:
    now = version(2, "theirs", change=7, skede="sen")
    found = on(edit(version(2, "a", skede="nu"), thing("a", skede="min")), now)
    assert found == Placed(Fate.CONFLICT, thing("a", skede="min"), None, now)
    equal = version(2, "a", change=7)
    assert on(edit(version(2, "a"), thing("b")), equal) == Placed(Fate.TAKEN, thing("b"), equal)


def test_an_object_that_is_not_there() -> None:
    assert on(edit(None, thing("new")), None) == Placed(Fate.TAKEN, thing("new"), None)
    gone = version(3, "a", deleted=True)
    assert on(edit(gone, thing("back")), None) == Placed(Fate.TAKEN, thing("back"), gone)
    found = on(edit(version(2, "a"), thing("b"), gone), None)
    assert found == Placed(Fate.CONFLICT, thing("b"), version(2, "a"), gone)
    assert on(edit(version(2, "a"), None), None).fate is Fate.ALREADY


def test_what_was_edited_here_too_is_merged_or_left_alone() -> None:
    base = version(2, "a", skede="nu")
    mine = thing("a", skede="min")
    assert place(edit(base, thing("b", skede="nu")), base, mine) == Placed(Fate.TAKEN, thing("b", skede="min"), base)
    assert place(edit(base, thing("a", skede="fil")), base, mine) == Placed(Fate.HELD, mine, base)
    assert place(edit(base, None), base, mine) == Placed(Fate.HELD, mine, base)
    assert place(edit(base, thing("b")), base, None) == Placed(Fate.HELD, None, base)


def test_what_waits_for_something_else_is_left_alone() -> None:
    base = version(2, "a")
    assert place(edit(base, thing("b")), base, thing("a"), held=True).fate is Fate.HELD
    assert place(edit(base, thing("b")), base, thing("b"), held=True).fate is Fate.ALREADY


def test_an_attribute_without_a_place_is_named_when_the_person_changed_it() -> None:
    found = edit(version(1, "a", x="1", y="1"), thing("b", x="1", y="2"))
    assert found.within({"namn"}) == (replace(found, mine=thing("b")), ("y",))
    assert found.within({"namn", "x", "y"}) == (found, ())


names = st.sampled_from(["a", "b", "c"])
things = st.builds(thing, names, skede=names)
versions = st.builds(
    lambda number, name, skede, change, deleted, minute: version(
        number, name, change=change, deleted=deleted, minute=minute, skede=skede
    ),
    st.integers(1, 3),
    names,
    names,
    st.integers(1, 4),
    st.booleans(),
    st.integers(0, 59),
)
edits = st.builds(edit, st.none() | versions, st.none() | things, st.none() | versions)


@given(edits, st.none() | versions, st.none() | things, st.booleans(), st.booleans())
def test_nothing_here_is_overwritten_and_repeating_changes_nothing(
    found: Edit, base: ObjectVersion | None, touched: MapObject | None, untouched: bool, held: bool
) -> None:
    mine = content(base) if untouched else touched
    placed = place(found, base, mine, held=held)
    if held or placed.fate in (Fate.HELD, Fate.ALREADY):
        assert same(placed.mine, mine)
    if placed.fate is Fate.CONFLICT:
        assert same(mine, content(base)), "what was edited here is not put aside"
        assert same(placed.mine, found.mine) and placed.theirs is not None
        assert same(content(placed.theirs), mine), "the platform's side is what was here"
    if placed.fate is Fate.TAKEN and found.mine is not None and not same(mine, content(base)):
        assert placed.base == base
    if placed.fate is not Fate.HELD:
        again = place(found, placed.base, placed.mine, held=placed.theirs is not None or held)
        assert (again.fate, again.mine) == (Fate.ALREADY, placed.mine)


def kept(*found: Edit) -> EditsFile:
    return EditsFile("2281", "https://x/wfs", "VN-STRUKTUR 1.0", "2026-05-04T08:30:00+00:00", found)


texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.one_of(texts, st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.lists(texts).map(tuple))
shapes = st.one_of(
    st.none(),
    st.tuples(st.floats(), st.floats()).map(lambda xy: shapely.Point(xy)),
    st.lists(st.tuples(st.floats(0, 8e6), st.floats(0, 8e6)), min_size=2).map(shapely.LineString),
)
any_objects = st.builds(
    lambda attributes, shape: MapObject(POINT, IDENTITY, "2281", attributes, shape),
    st.dictionaries(texts, values, max_size=4),
    shapes,
)
any_versions = st.builds(
    ObjectVersion,
    any_objects,
    st.integers(1, 2**40),
    st.uuids().map(str),
    st.booleans(),
    texts,
    st.none() | st.integers(1, 2**40),
    st.none() | texts,
)
any_edits = st.builds(
    lambda base, mine, theirs, sent: Edit(POINT, IDENTITY, base, mine, theirs, tuple(sent)),
    st.none() | any_versions,
    st.none() | any_objects,
    st.none() | any_versions,
    st.lists(any_versions, max_size=2),
)


def exact(value: Any) -> Any:
    """`value` with geometries by their bytes: two that are not a number are as equal as others then."""
    return value.wkb if isinstance(value, shapely.Geometry) else value


@given(st.lists(any_edits, max_size=3))
def test_the_file_gives_back_exactly_what_was_saved(found: list[Edit]) -> None:
    text = kept(*found).to_json()
    again = EditsFile.from_json(text)
    assert again.to_json() == text
    for one, other in zip(again.edits, found, strict=True):
        for a, b in ((one.mine, other.mine), *((x and x.object, y and y.object) for x, y in ((one.base, other.base),))):
            assert (a is None) == (b is None)
            if a is not None and b is not None:
                assert dict(a.attributes) == dict(b.attributes) and exact(a.geometry) == exact(b.geometry)


def test_people_can_read_it() -> None:
    members = json.loads(kept(edit(version(2, "Njurunda"), thing("Kvissleby åäö"))).to_json())
    assert (members["kommun"], members["klassificering"]) == ("2281", "VN-STRUKTUR 1.0")
    (found,) = members["andringar"]
    assert (found["vad"], found["namn"], found["slag"]) == ("andrad", "Kvissleby åäö", "punkt")
    assert found["utgangslage"]["attribut"] == {"namn": "Njurunda"}


def members() -> dict[str, Any]:
    return json.loads(kept(edit(version(2, "a"), thing("b"))).to_json())  # type: ignore[no-any-return]


def broken(path: str, value: object) -> str:
    found = place_ = members()
    *way, last = path.split(".")
    for step in way:
        place_ = place_[int(step) if step.isdigit() else step]
    place_[last] = value
    return json.dumps(found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "inte json",
        "[]",
        "null",
        "{}",
        '{"format": "hso-andringar"}',
        "[" * 100_000,
        broken("format", "annat"),
        broken("kommun", "228"),
        broken("kommun", 2281),
        broken("andringar", {"a": 1}),
        broken("andringar.0.slag", "volym"),
        broken("andringar.0.objektidentitet", "x'; DROP TABLE hso_base"),
        broken("andringar.0.min.wkb", "zz"),
        broken("andringar.0.min.wkb", "0101"),
        broken("andringar.0.min.attribut", ["namn"]),
        broken("andringar.0.min.attribut.namn", {"a": 1}),
        broken("andringar.0.min.attribut.namn", float("nan")),
        broken("andringar.0.min.attribut.namn", None),
        broken("andringar.0.utgangslage.objektversion", "2"),
        broken("andringar.0.utgangslage.objektversion", 0),
        broken("andringar.0.utgangslage.borttagen", 0),
        broken("andringar.0.utgangslage.andring", "1"),
        broken("andringar.0.skickade", None),
    ],
)
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(HsoError) as caught:
        EditsFile.from_json(text)
    assert caught.value.code == "HSO-ANDRINGSFIL"
    assert len(caught.value.details) <= 500


def test_a_newer_file_asks_for_a_newer_plugin() -> None:
    with pytest.raises(HsoError) as caught:
        EditsFile.from_json(broken("version", 2))
    assert caught.value.code == "HSO-VERSION"
