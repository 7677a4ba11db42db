"""What comes from the platform changes the working copy as `reconcile` judges, and moves the cursor with it."""

from dataclasses import replace

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.ports import ChangeType, OutboxState, Refusal
from hso_plugin.core.ledger.push import next_version
from hso_plugin.core.ledger.reconcile import content
from hso_plugin.core.model import GeometryKind, ObjectVersion
from hso_plugin.core.text import Text
from tests.unit.workcopy.conftest import Desk, first, following, point

POINT = GeometryKind.POINT


def apply(desk: Desk, *versions: ObjectVersion) -> None:
    desk.copy.apply(POINT, versions, versions[-1].position or 0)


def test_a_colleagues_change_deletion_and_addition(desk: Desk) -> None:
    one, two, _ = desk.versions
    changed, deleted, added = following(one, namn="Kvissleby"), following(two, deleted=True), first(point(), 500)
    result = desk.copy.apply(POINT, [changed, deleted, added], 500)
    assert [r.type for r in result.received] == [ChangeType.CHANGED, ChangeType.DELETED, ChangeType.NEW]
    assert desk.name_of(one) == "Kvissleby"
    assert desk.name_of(two) is None
    assert desk.name_of(added) == "Njurunda"
    assert desk.copy.cursor(POINT) == 500
    assert desk.copy.pending() == []
    assert [r.version for r in desk.copy.received()] == [added, deleted, changed]


def test_several_versions_of_one_object_in_a_page(desk: Desk) -> None:
    second = following(desk.versions[0], namn="andra")
    apply(desk, second, following(second, namn="tredje"))
    assert desk.name_of(desk.versions[0]) == "tredje"
    assert desk.copy.pending() == []


def test_the_same_page_twice_changes_nothing(desk: Desk) -> None:
    page = [following(desk.versions[0], namn="andra"), following(desk.versions[1], deleted=True)]
    desk.copy.apply(POINT, page, 200)
    before = desk.copy.objects()
    again = desk.copy.apply(POINT, page, 200)
    assert again.received == () and desk.copy.objects() == before


def test_a_neighbours_objects_are_replaced_and_removed(desk: Desk) -> None:
    (neighbour,) = desk.copy.neighbours()
    known = first(neighbour)
    changed = following(known, namn="Söråker")
    apply(desk, changed)
    assert [thing.name for thing in desk.copy.neighbours()] == ["Söråker"]
    again = desk.copy.apply(POINT, [known], 300)
    assert again.received == () and [thing.name for thing in desk.copy.neighbours()] == ["Söråker"]
    apply(desk, following(changed, deleted=True))
    assert desk.copy.neighbours() == []


def test_a_conflict_keeps_both_and_holds_up_nothing_else(desk: Desk) -> None:
    one, two, _ = desk.versions
    desk.rename(one, "Min")
    desk.rename(two, "Annan")
    theirs = following(one, namn="Serverns")
    apply(desk, theirs)
    (conflict,) = desk.copy.conflicts()
    assert conflict.base == one and conflict.theirs == theirs
    assert conflict.mine is not None and conflict.mine.name == "Min"
    assert desk.name_of(one) == "Min"
    assert [change.object.name for change in desk.copy.pending()] == ["Annan"]


def test_keeping_mine_makes_the_version_after_theirs(desk: Desk) -> None:
    desk.rename(desk.versions[0], "Min")
    theirs = following(desk.versions[0], namn="Serverns")
    apply(desk, theirs)
    (seen,) = desk.copy.conflicts()
    desk.copy.settle(seen, seen.mine)
    (change,) = desk.copy.pending()
    assert desk.copy.conflicts() == []
    assert next_version(change, "jag").version == 3
    assert change.object.name == "Min"


def test_taking_theirs_replaces_mine(desk: Desk) -> None:
    one, two, three = desk.versions
    desk.rename(one, "Min")
    desk.rename(two, "Min")
    desk.delete(three)
    apply(desk, following(one, namn="Serverns"), following(two, deleted=True), following(three, namn="Kvar"))
    assert len(desk.copy.conflicts()) == 3
    for seen in desk.copy.conflicts():
        desk.copy.settle(seen, content(seen.theirs))
    assert [desk.name_of(v) for v in (one, two, three)] == ["Serverns", None, "Kvar"]
    assert desk.copy.pending() == [] and desk.copy.conflicts() == []


def test_keeping_both_makes_a_new_object_of_mine(desk: Desk) -> None:
    desk.rename(desk.versions[0], "Min")
    apply(desk, following(desk.versions[0], namn="Serverns"))
    (seen,) = desk.copy.conflicts()
    identity = desk.copy.keep_both(seen)
    (change,) = desk.copy.pending()
    assert (change.type, change.object.name, change.object.identity) == (ChangeType.NEW, "Min", identity)
    assert desk.name_of(desk.versions[0]) == "Serverns"
    assert desk.copy.conflicts() == []


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_a_conflict_that_is_not_as_it_was_seen_is_not_settled(desk: Desk, side: str) -> None:
    desk.rename(desk.versions[0], "Min")
    theirs = following(desk.versions[0], namn="Serverns")
    apply(desk, theirs)
    (seen,) = desk.copy.conflicts()
    if side == "mine":
        desk.rename(desk.versions[0], "Min igen")
    else:
        apply(desk, following(theirs, namn="Serverns igen"))
    with pytest.raises(HsoError) as caught:
        desk.copy.settle(seen, seen.mine)
    assert caught.value.code == "HSO-KONFLIKT-ANDRAD"
    assert len(desk.copy.conflicts()) == 1
    assert desk.name_of(desk.versions[0]) == ("Min igen" if side == "mine" else "Min")


def test_changes_of_different_fields_merge_and_stay_pending(desk: Desk) -> None:
    one = desk.versions[0]
    desk.rename(one, "Min")
    theirs = following(one, skede="planerad")
    result = desk.copy.apply(POINT, [theirs], 300)
    assert result.merged == (one.object.identity,) and result.conflicts == ()
    (change,) = desk.copy.pending()
    assert change.object.attributes["skede"] == "planerad" and change.object.name == "Min"
    assert change.base == theirs


def test_a_conflict_that_dissolves(desk: Desk) -> None:
    desk.rename(desk.versions[0], "Min")
    theirs = following(desk.versions[0], namn="Serverns")
    apply(desk, theirs)
    apply(desk, following(theirs, namn="Min"))
    assert desk.copy.conflicts() == [] and desk.copy.pending() == []


def send(desk: Desk) -> ObjectVersion:
    (version,) = [next_version(change, "jag") for change in desk.copy.pending()]
    desk.copy.write_outbox([version])
    desk.copy.mark_sent([version.change])
    return version


def test_what_was_sent_lands_and_a_later_edit_stays_pending(desk: Desk) -> None:
    desk.rename(desk.versions[0], "Ny")
    version = send(desk)
    assert desk.copy.pending() == []
    assert desk.copy.outbox()[version.change][1] is OutboxState.SENT
    desk.rename(desk.versions[0], "Nyare")
    result = desk.copy.apply(POINT, [replace(version, position=300)], 300)
    assert (result.landed, result.received, desk.copy.outbox()) == (1, (), {})
    (change,) = desk.copy.pending()
    assert change.object.name == "Nyare" and change.base is not None and change.base.version == 2


def test_an_outgoing_change_whose_number_was_taken_becomes_a_conflict(desk: Desk) -> None:
    desk.rename(desk.versions[0], "Min")
    send(desk)
    apply(desk, following(desk.versions[0], namn="Serverns"))
    assert desk.copy.outbox() == {}
    assert [c.mine and c.mine.name for c in desk.copy.conflicts()] == ["Min"]


def test_a_version_known_already_does_not_settle_the_outbox(desk: Desk) -> None:
    second = following(desk.versions[0], namn="andra")
    apply(desk, second)
    desk.rename(desk.versions[0], "Min")
    version = send(desk)
    apply(desk, second)
    assert list(desk.copy.outbox()) == [version.change]


def test_a_refusal_is_kept_with_its_reason_until_it_is_sent_again(desk: Desk) -> None:
    desk.rename(desk.versions[0], "Min")
    version = send(desk)
    desk.copy.refuse([Refusal(version.object, Text("Nej.", "No."), "detaljer")], [version.change])
    (refusal,) = desk.copy.refusals()
    assert (refusal.object.name, refusal.reason.sv, desk.copy.counts().refused) == ("Min", "Nej.", 1)
    assert len(desk.copy.pending()) == 1
    send(desk)
    assert desk.copy.refusals() == []


def test_a_refused_version_that_lands_late_is_known_as_ones_own(desk: Desk) -> None:
    desk.rename(desk.versions[0], "Min")
    version = send(desk)
    desk.copy.refuse([Refusal(version.object, Text("Nej.", "No."))], [version.change])
    desk.rename(desk.versions[0], "Min igen")
    again = send(desk)
    result = desk.copy.apply(POINT, [replace(version, position=300)], 300)
    assert (result.landed, result.received, desk.copy.conflicts()) == (1, (), [])
    assert again.change not in desk.copy.outbox(), "its number is taken: it can never land"
    (change,) = desk.copy.pending()
    assert (change.object.name, change.base) == ("Min igen", replace(version, position=300))
